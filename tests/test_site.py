"""What a link leads to on a site: there, missing, or not to be told."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from profilelint.run.exclusions import around
from profilelint.site.anchors import github_id, heading_ids, is_heading_id, kramdown_id, pandoc_id, slug_id
from profilelint.site.files import Known, Site
from profilelint.site.generator import Generator, find_root
from profilelint.site.resolution import Existence, Resolution, resolve

EXISTS, MISSING, CANNOT_TELL = Existence.EXISTS, Existence.MISSING, Existence.CANNOT_TELL

JEKYLL = Site.from_texts(
    {
        "_config.yml": "url: https://ice.org\nbaseurl: /lab # on the server of the institute\ninclude: [_pages]\n",
        "_layouts/default.html": "",
        "_pages/about.md": "---\npermalink: /\n---\n",
        "_pages/papers.md": "---\npermalink: /papers/\nredirect_from:\n  - /old.html\naliases: [/cv.html]\n---\n",
        "_posts/2021-03-04-cores.md": "---\ntitle: Cores\n---\n",
        "_projects/flow/drill.png": "",
        "files/cores.pdf": "",
        "files/Über uns.pdf": "",
        "papers/flow.pdf": "",
        "assets/css/main.scss": "",
        "images/Camp.JPG": "",
        "teaching.md": "",
        ".gitignore": "/files/made/\n*.log.pdf\n",
        "Makefile": "cv.pdf: cv.tex\n\tpdflatex cv.tex\n",
    }
)
HUGO = Site.from_texts(
    {
        "hugo.toml": 'baseURL = "https://ice.org"\n',
        "static/uploads/cv.pdf": "",
        "assets/media/camp.jpg": "",
        "content/papers/flow/index.md": "",
        "content/papers/flow/flow.pdf": "",
    }
)
PLAIN = Site.from_texts(
    {"index.html": "", "people/index.html": "", "people/jo.html": "", "img/camp.png": "", "docs/ice.pdf": "", "cv.md": ""}
)


@pytest.mark.parametrize(
    ("site", "page", "target", "verdict"),
    [
        # Jekyll: from the root, with baseurl and without, and beside the page, its address or the root
        (JEKYLL, "_pages/about.md", "/files/cores.pdf", MISSING),
        (JEKYLL, "_pages/about.md", "/lab/files/cores.pdf#page=3", EXISTS),
        (JEKYLL, "_pages/about.md", "files/cores.pdf?raw=true", EXISTS),
        (JEKYLL, "_pages/about.md", "../files/cores.pdf", EXISTS),
        (JEKYLL, "_pages/about.md", "/lab/files/%C3%9Cber%20uns.pdf", EXISTS),
        (JEKYLL, "_pages/papers.md", "flow.pdf", EXISTS),
        (JEKYLL, "_pages/about.md", "files\\cores.pdf", EXISTS),
        (JEKYLL, "_pages/about.md", "/assets/css/main.css", EXISTS),
        (JEKYLL, "_pages/about.md", "/projects/flow/drill.png", EXISTS),
        (JEKYLL, "_pages/about.md", "teaching.html", EXISTS),
        (JEKYLL, "_pages/about.md", "/teaching/", EXISTS),
        (JEKYLL, "_pages/about.md", "https://ice.org/lab/files/cores.pdf", EXISTS),
        (JEKYLL, "_pages/about.md", "https://ice.org/files/cores.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "https://ice.org/people/", CANNOT_TELL),
        (JEKYLL, "teaching.md", "../water/none.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "{{ site.baseurl }}/files/cores.pdf", EXISTS),
        (JEKYLL, "_pages/about.md", "{{ 'files/cores.pdf' | relative_url }}", EXISTS),
        (JEKYLL, "_pages/about.md", "/files/none.pdf", MISSING),
        (JEKYLL, "_pages/about.md", "{{ base_path }}/files/none.pdf", MISSING),
        (JEKYLL, "_pages/papers.md", "none.pdf", MISSING),
        (JEKYLL, "_pages/about.md", "/assets/css/print.css", MISSING),
        (JEKYLL, "_pages/about.md", "none.html", MISSING),
        (JEKYLL, "_pages/about.md", "blog/cores.html", MISSING),
        (JEKYLL, "_pages/about.md", "old.html", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/cv.html", CANNOT_TELL),
        # Jekyll: what plugins, themes, builds, ignored folders and other repositories may hold
        (JEKYLL, "_pages/about.md", "/talks/", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/flow-model/demo.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/feed.xml", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/files/made/poster.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/files/x.log.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/cv.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/images/camp-480.webp", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "{{ page.pdf }}", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "https://snow.org/files/none.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "//ice.net/none.png", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "\ufeffhttps://snow.org/none.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "mailto:a@ice.org", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "data:image/png;base64,AAAA", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "/files/%FF.pdf", CANNOT_TELL),
        (JEKYLL, "_pages/about.md", "__CDN__/files/none.pdf", CANNOT_TELL),
        (JEKYLL, "lab/_posts/2021-03-04-cores.md", "../../../cores.pdf", CANNOT_TELL),
        (JEKYLL, "_posts/2021-03-04-cores.md", "cores.pdf", MISSING),
        (JEKYLL, "_posts/2021-03-04-cores.md", "none.pdf", MISSING),
        # Hugo
        (HUGO, "content/papers/flow/index.md", "flow.pdf", EXISTS),
        (HUGO, "content/papers/flow/index.md", "/uploads/cv.pdf", EXISTS),
        (HUGO, "content/papers/flow/index.md", "camp.jpg", EXISTS),
        (HUGO, "content/papers/flow/index.md", "slides.pdf", MISSING),
        (HUGO, "content/papers/flow/index.md", "CV.pdf", MISSING),
        (HUGO, "content/papers/flow/index.md", "/talks/", CANNOT_TELL),
        (HUGO, "content/papers/flow/index.md", "/css/theme.css", CANNOT_TELL),
        # files as they are
        (PLAIN, "people/index.html", "jo.html", EXISTS),
        (PLAIN, "people/index.html", "../img/camp.png", EXISTS),
        (PLAIN, "people/index.html", "/docs/ice.pdf", EXISTS),
        (PLAIN, "index.html", "people/", EXISTS),
        (PLAIN, "index.html", "people", EXISTS),
        (PLAIN, "index.html", "cv.html", EXISTS),
        (PLAIN, "index.html", "", EXISTS),
        (PLAIN, "index.html", "#top", EXISTS),
        (PLAIN, "people/index.html", "img/camp.png", MISSING),
        (PLAIN, "index.html", "teaching.html", MISSING),
        (PLAIN, "index.html", "/img/none.png", MISSING),
        (PLAIN, "index.html", "/none.png", CANNOT_TELL),
        (PLAIN, "index.html", "/~weber/none.png", CANNOT_TELL),
        (PLAIN, "index.html", "teaching", CANNOT_TELL),
        (PLAIN, "index.html", "count.php?page=1", CANNOT_TELL),
        (PLAIN, "people/index.html", "../../../etc/passwd.pdf", CANNOT_TELL),
        (PLAIN, "index.html", "dist/app.js", CANNOT_TELL),
        (PLAIN, "people/index.html", "../node_modules/x/x.css", CANNOT_TELL),
    ],
)
def test_resolve(site: Site, page: str, target: str, verdict: Existence) -> None:
    assert resolve(site, target, page).verdict is verdict


QUARTO = Site.from_texts(
    {
        "_quarto.yml": "project:\n  output-dir: docs\nwebsite:\n  site-url: https://ice.example/lab/\n",
        "index.qmd": "",
        "papers/index.qmd": "",
        "papers/flow.qmd": "",
        "files/cores.pdf": "",
        "docs/index.html": "",
        "docs/files/ash.pdf": "",
    }
)
OWN = {".git/config": '[remote "origin"]\n\turl = git@github.com:Weber/weber.github.io.git\n'}
USER_SITE = Site.from_texts({**OWN, "index.html": "", "img/camp.png": "", "notes/ice.html": "", "talks/lyon.html": ""})
ROUTED = Site.from_texts({**OWN, "index.html": "", ".htaccess": "RewriteEngine on\n", "img/camp.png": ""})
COLLECTIONS = Site.from_texts(
    {
        "_config.yml": "collections: {talks: {output: false}, people: {output: true}}\n",
        "_layouts/default.html": "",
        "_talks/lyon.md": "---\n---\n",
        "_people/jo.md": "---\n---\n",
        "files/cores.pdf": "",
        "people.md": "---\npermalink: /people/\n---\n",
    }
)
TOPICS = Site.from_texts({"hugo.toml": '[permalinks]\ntags = "/topics/:slug/"\n', "content/post/a.md": "---\n---\n"})


@pytest.mark.parametrize(
    ("site", "page", "target", "verdict"),
    [
        # Quarto: sources, what is made of them, and what was put out and committed
        (QUARTO, "index.qmd", "papers/flow.qmd", EXISTS),
        (QUARTO, "index.qmd", "papers/flow.html", EXISTS),
        (QUARTO, "papers/index.qmd", "../files/cores.pdf", EXISTS),
        (QUARTO, "index.qmd", "papers/", EXISTS),
        (QUARTO, "index.qmd", "files/ash.pdf", EXISTS),
        (QUARTO, "index.qmd", "https://ice.example/lab/papers/flow.html", EXISTS),
        (QUARTO, "index.qmd", "talks.qmd", MISSING),
        (QUARTO, "index.qmd", "papers/none.html", MISSING),
        (QUARTO, "papers/index.qmd", "files/cores.pdf", MISSING),
        (QUARTO, "index.qmd", "papers/index.xml", CANNOT_TELL),
        (QUARTO, "index.qmd", "teaching", CANNOT_TELL),
        # the site of an owner on GitHub: other repositories stand beside its folders
        (USER_SITE, "index.html", "flow-model/", CANNOT_TELL),
        (USER_SITE, "index.html", "/flow-model/demo.html", CANNOT_TELL),
        (USER_SITE, "index.html", "teaching.html", MISSING),
        (USER_SITE, "index.html", "/teaching.html", MISSING),
        (USER_SITE, "index.html", "notes/snow", MISSING),
        (USER_SITE, "index.html", "https://weber.github.io/notes/snow.html", MISSING),
        (USER_SITE, "index.html", "feed.xml", CANNOT_TELL),
        (USER_SITE, "index.html", "notes.xml", MISSING),
        (USER_SITE, "index.html", "img/", MISSING),
        (PLAIN, "index.html", "img/", EXISTS),
        (ROUTED, "index.html", "img/", EXISTS),
        # folders and collections without pages
        (COLLECTIONS, "people.md", "/files/", MISSING),
        (COLLECTIONS, "people.md", "/people/", EXISTS),
        (COLLECTIONS, "people.md", "/people/jo.html", EXISTS),
        (COLLECTIONS, "people.md", "/talks/lyon.html", MISSING),
        (TOPICS, "content/post/a.md", "/topics/ice/", CANNOT_TELL),
    ],
)
def test_resolve_on_sites_of_other_kinds(site: Site, page: str, target: str, verdict: Existence) -> None:
    assert resolve(site, target, page).verdict is verdict


def test_a_file_that_was_put_out_is_not_the_nearest() -> None:
    assert resolve(QUARTO, "img/ash.pdf", "papers/index.qmd") == Resolution(MISSING, cause="there is no folder papers/img")


@pytest.mark.parametrize(
    ("page", "target", "cause"),
    [
        ("index.html", "talks/2020/a.pdf", "there is no folder talks"),
        ("index.html", "/papers/old/a.pdf", "there is no folder papers/old"),
        ("index.html", "papers/b.pdf", ""),
        ("en/index.html", "css/site.css", "links in en lack ../"),
        ("en/index.html", "../css/sites.css", ""),
        ("en/index.html", "papers/lake.pdf", "links in en lack ../"),
        ("en/index.html", "css/lake.pdf", ""),
        ("en/index.html", "css/none.pdf", "there is no folder en/css"),
    ],
)
def test_links_that_are_missing_for_one_reason(page: str, target: str, cause: str) -> None:
    texts = dict.fromkeys(("index.html", "en/index.html", "css/site.css", "papers/lake.pdf"), "")
    assert resolve(Site.from_texts(texts), target, page).cause == cause


def test_a_made_folder_is_no_reason() -> None:
    texts = {"_config.yml": "title: Ice", "_posts/2020-01-01-ice.md": "---\n---\n", "index.md": "---\n---\n"}
    assert resolve(Site.from_texts(texts), "ice.png", "_posts/2020-01-01-ice.md") == Resolution(MISSING)


@pytest.mark.parametrize(
    ("missing", "there", "nearest"),
    [
        ("talks/rivers-2020.pdf", "talks/river-2020.pdf", "talks/river-2020.pdf"),
        ("talks/talk-8.pdf", "talks/talk-18.pdf", None),
        ("talks/cv-ab-long.pdf", "talks/cv-ac-long.pdf", None),
        ("talks/river_flow.pdf", "talks/river-flow.pdf", "talks/river-flow.pdf"),
    ],
)
def test_a_file_of_another_number_is_another_one(missing: str, there: str, nearest: str | None) -> None:
    assert resolve(Site.from_texts({"index.html": "", there: ""}), missing, "index.html").nearest == nearest


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("CNAME", "ice.org"),
        ("netlify.toml", ""),
        (".gitlab-ci.yml", "script: bundle exec jekyll build --baseurl $BASE"),
        ("_plugins/base.rb", "site.config['baseurl']"),
        ("_layouts/default.html", """{{ content | replace: '="/', '="/lab/' }}"""),
    ],
)
def test_a_base_path_that_may_be_another_one(path: str, text: str) -> None:
    site = {"_config.yml": "baseurl: /lab", "files/cores.pdf": "", "_layouts/page.html": "{{ content }}"}
    assert resolve(Site.from_texts(site), "/files/cores.pdf", "about.md") == Resolution(MISSING, "/lab/files/cores.pdf", lacks_base=True)
    assert resolve(Site.from_texts(site | {path: text}), "/files/cores.pdf", "about.md").verdict is EXISTS


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Camp.JPG", Resolution(CANNOT_TELL)),
        ("camp.jpg", Resolution(MISSING, "Camp.JPG", True)),
        ("cores.pdf", Resolution(CANNOT_TELL)),
        ("files/cores.pdf", Resolution(EXISTS)),
        ("none.pdf", Resolution(MISSING)),
        ("none", Resolution(CANNOT_TELL)),
    ],
)
def test_a_layout_may_put_a_folder_before_a_field(target: str, expected: Resolution) -> None:
    assert replace(resolve(JEKYLL, target, "_data/authors.yml", folder_known=False), reason="") == expected


def test_letter_case_counts() -> None:
    assert resolve(JEKYLL, "/images/camp.jpg", "_pages/about.md") == Resolution(MISSING, "/images/Camp.JPG", True)
    assert resolve(JEKYLL, "../images/camp.jpg?x", "_pages/about.md") == Resolution(MISSING, "../images/Camp.JPG", True)
    assert resolve(PLAIN, "People/Jo.html", "index.html") == Resolution(MISSING, "people/jo.html", True)
    assert resolve(HUGO, "Flow.pdf", "content/papers/flow/index.md") == Resolution(MISSING, "flow.pdf", True)
    assert resolve(HUGO, "/Uploads/CV.pdf", "content/papers/flow/index.md") == Resolution(MISSING, "/uploads/cv.pdf", True)
    assert resolve(HUGO, "/Papers/flow/flow.pdf", "content/papers/flow/index.md").verdict is CANNOT_TELL  # folders there are written small


def test_the_nearest_file_is_named() -> None:
    assert resolve(JEKYLL, "/papers/cores.pdf", "_pages/about.md").nearest == "/lab/files/cores.pdf"
    assert resolve(PLAIN, "camp.png", "people/index.html").nearest == "../img/camp.png"
    assert resolve(PLAIN, "img/kamp.png", "index.html").nearest == "img/camp.png"
    assert resolve(PLAIN, "img/drill.png", "index.html").nearest is None


@pytest.mark.parametrize(
    ("texts", "generator"),
    [
        ({"_config.yml": ""}, Generator.JEKYLL),
        ({"_posts/a.md": ""}, Generator.JEKYLL),
        ({"_config.yml": "", "source/_posts/a.md": ""}, Generator.OTHER),
        ({"config.toml": 'baseurl = "/"'}, Generator.HUGO),
        ({"config/_default/hugo.yaml": ""}, Generator.HUGO),
        ({"config.toml": "[tool]", "index.md": ""}, Generator.PLAIN),
        ({"package.json": '{"dependencies": {"astro": "5"}}', "index.html": ""}, Generator.OTHER),
        ({"_quarto.yml": ""}, Generator.QUARTO),
        ({"_site.yml": "", "_config.yml": ""}, Generator.QUARTO),
        ({"_quarto.yml": "", "_bookdown.yml": ""}, Generator.OTHER),
        ({"index.html": ""}, Generator.PLAIN),
        ({"docs/index.md": ""}, Generator.PLAIN),
        ({"README.md": "", "src/ice.py": ""}, Generator.OTHER),
        ({"site.hs": "", "index.html": ""}, Generator.OTHER),
        ({"astro.config.mjs": "", "index.html": ""}, Generator.OTHER),
    ],
)
def test_generator(texts: dict[str, str], generator: Generator) -> None:
    assert Site.from_texts(texts).settings.generator is generator


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("paths", "page", "root"),
    [
        (("index.html", "blog/a/index.html"), "blog/a/index.html", ""),
        ((".git/HEAD", "docs/_config.yml", "docs/a.md"), "docs/a.md", "docs"),
        ((".git/HEAD", "docs/index.html"), "docs/index.html", ""),
        (("config/_default/hugo.yaml", "content/a.md"), "config/_default/menus.yaml", ""),
    ],
)
def test_root(tmp_path: Path, paths: tuple[str, ...], page: str, root: str) -> None:
    make(tmp_path, *paths)
    assert find_root(tmp_path / page) == tmp_path / root


@pytest.mark.parametrize("seed", range(60))
def test_the_root_is_the_same_however_it_is_found(tmp_path: Path, seed: int) -> None:
    """From the folder around, as for many pages and on the way down; or by looking at all folders above."""
    dice = random.Random(seed)
    folders = [Path(*"abcd"[:depth], *end) for depth in range(5) for end in ((), ("x",))]
    for folder in folders:
        (tmp_path / folder).mkdir(exist_ok=True)
        for mark in ("_config.yml", "index.md", ".git"):
            if dice.random() < 0.15:
                (tmp_path / folder / mark).touch()
    dice.shuffle(folders)
    known: Known = {}
    for folder in folders:
        root = find_root(tmp_path / folder / "page")
        site = Site.around(tmp_path / folder / "page", known)
        assert (site and site.root) == root
        here = around(tmp_path / folder, {})
        assert here.root == (root or here.top)


def test_a_page_alone_has_no_site(tmp_path: Path) -> None:
    make(tmp_path, "cv.md")
    assert Site.around(tmp_path / "cv.md") is None


def test_links_out_of_the_tree_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/secret.pdf", "site/_config.yml", "site/a.md", "site/module/.keep")
    (tmp_path / "site/module/.keep").unlink()
    (tmp_path / "site/files").symlink_to(tmp_path / "outside")
    known: Known = {}
    site = Site.around(tmp_path / "site/a.md", known)
    assert site is not None
    assert site is Site.around(tmp_path / "site/b.md", known)
    page = str(tmp_path / "site/a.md")
    assert resolve(site, "/files/none.pdf", page).verdict is CANNOT_TELL
    assert resolve(site, "/module/none.pdf", page).verdict is CANNOT_TELL  # a submodule that was not checked out
    assert resolve(site, "/images/none.pdf", page).verdict is MISSING
    assert resolve(site, "/images/none.pdf", str(tmp_path / "outside/a.md")).verdict is CANNOT_TELL


@pytest.mark.parametrize(
    ("text", "kramdown", "github", "slug", "pandoc"),
    [
        ("Selected papers", "selected-papers", "selected-papers", "selected-papers", "selected-papers"),
        ("Papers & talks", "papers--talks", "papers--talks", "papers-talks", "papers-talks"),
        ("🔥 News", "news", "-news", "news", "news"),
        ("2021: a year", "a-year", "2021-a-year", "2021-a-year", "a-year"),
        ("前の", "section", "前の", "前の", "前の"),
        ("Über uns", "ber-uns", "über-uns", "über-uns", "über-uns"),
        ("What's new?", "whats-new", "whats-new", "what-s-new", "whats-new"),
        ("C++ and a_b", "c-and-ab", "c-and-a_b", "c-and-a-b", "c-and-a_b"),
    ],
)
def test_ids_of_headings(text: str, kramdown: str, github: str, slug: str, pandoc: str) -> None:
    assert (kramdown_id(text), github_id(text), slug_id(text), pandoc_id(text)) == (kramdown, github, slug, pandoc)


@pytest.mark.parametrize(
    ("name", "known"),
    [("news", True), ("-news", True), ("news-1", True), ("uber-uns", True), ("über-uns-", True), ("-uber-uns", False), ("News", False)],
)
def test_a_link_may_follow_any_of_them(name: str, known: bool) -> None:
    assert is_heading_id(name, heading_ids([["🔥 News"], ["Über uns"]])) is known


ARCHIVED = Site.from_texts(
    {
        "_config.yml": "plugins: [jekyll-archives]\njekyll-archives: {posts: {permalinks: {tags: '/blog/tag/:name/'}}}\n"
        "include: [_pages]\n",
        "_pages/about.md": "---\npermalink: /\nredirect_from: /blog/me/\n---\n",
        "_posts/2021-03-04-cores.md": "---\ndate: 2021-03-04 23:30:00 +0900\n---\n",
        "blog/index.html": "---\n---\n",
    }
)
PLUGIN = Site.from_texts({"_config.yml": "plugins: [jekyll-galleries]\n", "about.md": "---\n---\n", "blog/index.html": ""})
MOUNTED = Site.from_texts({"hugo.yaml": "module: {mounts: [{source: x, target: content}]}", "content/post/a.md": "---\n---\n"})


@pytest.mark.parametrize(
    ("site", "page", "target", "reason"),
    [
        (JEKYLL, "/elsewhere/a.md", "x.pdf", ""),
        (JEKYLL, "_pages/about.md", "https://snow.org/", "it leads to another site, or is computed"),
        (JEKYLL, "_pages/about.md", "{{ page.pdf }}", "it leads to another site, or is computed"),
        (JEKYLL, "_pages/about.md", "/feed.xml", "the build makes files of this name"),
        (JEKYLL, "_pages/about.md", "/flow-model/demo.pdf", "another site may stand under the same name"),
        (JEKYLL, "_pages/about.md", "/publications/", "another site may stand under the same name"),
        (ARCHIVED, "_pages/about.md", "/blog/tag/ice/", "jekyll-archives may make it"),
        (ARCHIVED, "_pages/about.md", "/blog/page2/", "pages of a long list are numbered by a plugin"),
        (ARCHIVED, "_pages/about.md", "/2021/03/05/cores.html", "its day depends on the time zone of the build"),
        (ARCHIVED, "_pages/about.md", "/me.html", ""),
        (ARCHIVED, "_pages/about.md", "/blog/me/index.html", "jekyll-redirect-from may make it"),
        (PLUGIN, "about.md", "/blog/ice/", "the plugin jekyll-galleries may make it"),
        (MOUNTED, "content/post/a.md", "/post/b/", "the configuration mounts other folders"),
        (HUGO, "content/papers/flow/index.md", "/img/logo.svg", "the theme may bring it"),
        (PLAIN, "index.html", "count.php", "the server may have it"),
        (COLLECTIONS, "people.md", "/files/", "the folder has no index page"),
        (COLLECTIONS, "people.md", "/talks/lyon.html", 'the configuration does not give the collection "talks" output: true'),
    ],
)
def test_reasons(site: Site, page: str, target: str, reason: str) -> None:
    assert resolve(site, target, page).reason == reason


@pytest.mark.parametrize(
    ("site", "page", "target", "verdict"),
    [
        (ARCHIVED, "_pages/about.md", "/2021/03/04/cores.html", EXISTS),
        (ARCHIVED, "_pages/about.md", "/2021/03/04/cores", EXISTS),
        (ARCHIVED, "_pages/about.md", "/2021/03/04/flow", MISSING),
        (ARCHIVED, "_pages/about.md", "/publications/", MISSING),
        (ARCHIVED, "_pages/about.md", "/slides/", CANNOT_TELL),
        (ARCHIVED, "_pages/about.md", "{% link _pages/about.md %}", EXISTS),
        (ARCHIVED, "_pages/about.md", "{{ site.baseurl }}{% link _pages/none.md %}", MISSING),
        (ARCHIVED, "_pages/about.md", "{% post_url 2021-03-04-cores %}", EXISTS),
        (ARCHIVED, "_pages/about.md", "{% post_url 2021-03-05-cores %}", MISSING),
        (ARCHIVED, "_pages/about.md", "{{ '/blog/' | relative_url }}none.html", MISSING),
        (HUGO, "content/papers/flow/index.md", '{{< ref "/papers/flow" >}}', EXISTS),
        (HUGO, "content/papers/flow/index.md", '{{< relref "snow.md#top" >}}', MISSING),
        (HUGO, "content/papers/flow/index.md", "/papers/snow/", MISSING),
        (HUGO, "content/papers/flow/index.md", "/tags/snow/", CANNOT_TELL),
    ],
)
def test_pages_that_a_generator_makes(site: Site, page: str, target: str, verdict: Existence) -> None:
    assert resolve(site, target, page).verdict is verdict
