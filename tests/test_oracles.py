"""The addresses that are told from the sources, held against what real Jekyll and real Hugo build of them, file by file."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from profilelint.site.addresses import Addresses
from profilelint.site.anchors import heading_ids, is_heading_id
from profilelint.site.hugo import addresses_of as hugo_addresses
from profilelint.site.jekyll import addresses_of as jekyll_addresses
from profilelint.site.tree import DiskTree

DAY = "---\ndate: 2021-03-04\n---\n"
PAGE = "---\ntitle: Ice\n---\n"


def page(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", "Ice.", ""))


#: In the way of academicpages and minimal-mistakes: pages and entries in folders of their own, defaults, old addresses.
ACADEMICPAGES = {
    "_config.yml": """\
url: https://ice.org
baseurl: /lab
repository: weber/weber.github.io
include: [_pages, .htaccess, files]
exclude: [vendor, "*.log", local, /raw, docs/notes.md, "tmp*"]
future: true
permalink: /:categories/:title/
collections:
  teaching: {output: true, permalink: /:collection/:path/}
  publications: {output: true, permalink: /:collection/:path/}
  talks: {output: true, permalink: "/:collection/:year/:title"}
  portfolio: {output: true}
  hidden: {output: false}
  drafts2: {}
defaults:
  - {scope: {path: "", type: posts}, values: {layout: single}}
  - {scope: {path: _posts/notes, type: posts}, values: {permalink: "/notes/:slug.html"}}
  - {scope: {path: _pages/deep}, values: {permalink: "/deep/:basename/"}}
  - {scope: {path: "_pages"}, values: {permalink: "/never/"}}
  - {scope: {path: "_pages", type: pages}, values: {permalink: "/flat/:basename:output_ext"}}
  - {scope: {path: _publications/old}, values: {published: false}}
plugins: [jekyll-redirect-from]
""",
    "_pages/about.md": page("permalink: /", "redirect_from:", "- /about/", "- about.html", "- /me"),
    "_pages/cv.md": page("permalink: /cv/", "redirect_from: /resume"),
    "_pages/404.md": page("permalink: /404.html"),
    "_pages/data.json": page("permalink: /data.json"),
    "_pages/no-address.md": PAGE,
    "_pages/deep/er.md": PAGE,
    "_pages/unready.md": page("permalink: /unready/", "published: false"),
    "_pages/version.md": page("permalink: /v1.0"),
    "_pages/plain.html": "No front matter.",
    "_pages/notes.md": "No front matter either.",
    "_publications/2010-10-01-paper.md": page('title: "Ice"', "permalink: /publication/2010-10-01-paper"),
    "_publications/2011-cores.md": PAGE,
    "_publications/old/gone.md": PAGE,
    "_publications/figure.png": "",
    "_publications/sub/figure.png": "",
    "_talks/2012-03-01-talk.md": PAGE,
    "_talks/dated.md": page("date: 2014-02-01"),
    "_talks/.hidden.md": PAGE,
    "_talks/_left.md": PAGE,
    "_portfolio/one.md": PAGE,
    "_portfolio/two.html": page("slug: second"),
    "_hidden/x.md": PAGE,
    "_drafts2/x.md": PAGE,
    "_posts/2012-08-14-blog-post.md": PAGE,
    "_posts/2013-08-14-Über Uns!.md": PAGE,
    "_posts/2014-08-14-tagged.md": page("categories: Ice Cores", "category: Snow"),
    "_posts/2014-08-15-listed.md": page("categories: [Ice Age, cores]"),
    "_posts/2015-1-2-short.md": page("slug: Other"),
    "_posts/notes/2016-01-02-note.md": PAGE,
    "_posts/not-dated.md": PAGE,
    "_posts/2017-01-02-without-header.md": "Text.",
    "_posts/2018-01-02-unready.md": page("published: false"),
    "_posts/2199-01-01-ahead.md": PAGE,
    "_drafts/later.md": PAGE,
    "_data/people.yml": "- name: Jo",
    "_includes/x.html": "x",
    "_layouts/single.html": "{{ content }}",
    "_sass/x.scss": "a { color: red }",
    "assets/css/main.scss": "---\n---\na { color: red }",
    "assets/js/app.js": "",
    "images/Camp.JPG": "",
    "files/paper (1).pdf": "",
    "files/.private": "",
    "filesystem.txt": "",
    "vendor/x.js": "",
    "vendors/x.js": "",
    "run.log": "",
    "a/run.log": "",
    "local/x.txt": "",
    "raw/x.txt": "",
    "docs/notes.md": PAGE,
    "docs/notes.markdown": PAGE,
    "tmp-file.txt": "",
    "draft~": "",
    "#x.md": "",
    ".htaccess": "",
    ".well-known/x.txt": "",
    "CNAME": "ice.org",
    "Gemfile": "",
    "README.md": "# Site",
}

#: In the way of al-folio: `pretty` addresses, pages with front matter only, collections below a folder.
AL_FOLIO = {
    "_config.yml": """\
permalink: pretty
collections_dir: collections
collections:
  news: {output: true, permalink: "/news/:path/"}
  projects: {output: true}
  books: {output: true, permalink: "/books/:year/:title/"}
  posts: {output: true, permalink: "/blog/:year/:i_month/:short_day/:title/"}
defaults:
  - {scope: {path: collections/_projects, type: projects}, values: {permalink: "/p/:name/"}}
""",
    "index.html": PAGE,
    "about.md": PAGE,
    "robots.txt": PAGE,
    "assets/pdf/cv.pdf": "",
    "sub/index.md": PAGE,
    "sub/a.b.md": PAGE,
    "collections/_news/announcement_1.md": page("date: 2015-10-22 15:59:00"),
    "collections/_projects/1_project.md": PAGE,
    "collections/_books/the_ice.md": page("date: 2020-02-02"),
    "collections/_news/cover.jpg": "",
    "collections/_posts/2015-03-15-formatting-and-links.md": PAGE,
    "collections/_posts/2016-12-31-late.md": page("date: 2017-01-01"),
    "_posts/2015-03-15-elsewhere.md": PAGE,
    "collections/_posts/2199-01-01-never.md": PAGE,
}


def styled(style: str, **more: str) -> dict[str, str]:
    """A small site under one of Jekyll's permalink styles."""
    return {
        "_config.yml": f'permalink: "{style}"\ncollections:\n  talks:\n    output: true\n',
        "index.md": PAGE,
        "about.md": PAGE,
        "sub/page.html": PAGE,
        "feed.xml": PAGE,
        "_talks/2019-02-03-flow.md": PAGE,
        "_talks/deep/flow.md": PAGE,
        "_talks/flow.pdf": "",
        "_posts/2021-01-03-First_Day.md": PAGE,
        "_posts/2020-12-31-last.md": page("categories: [Ice, Snow]"),
        "lab/_posts/2020-02-29-leap.md": page("category: Cores"),
        **more,
    }


ALL_PLACEHOLDERS = (
    "/:year/:short_year/:month/:i_month/:short_month/:long_month/:day/:i_day/:y_day/:w_year/:week/:w_day/:short_day/:long_day"
    "/:hour:minute:second/:slug/:slugified_categories/:collection/:path-x/:title:output_ext"
)

WITH_PLACEHOLDERS = {
    "_talks/2019-02-03-flow.md": page("permalink: /t/:name/:title/:categories"),
    "about.md": page("permalink: /:path/:basename/x"),
}

JEKYLL = {
    "academicpages": ACADEMICPAGES,
    "al-folio": AL_FOLIO,
    **{style: styled(style) for style in ("date", "pretty", "ordinal", "weekdate", "none")},
    "own style": styled("/blog/:title"),
    "own style with extension": styled("/:categories/:title:output_ext"),
    "placeholders": styled(ALL_PLACEHOLDERS, **WITH_PLACEHOLDERS),
    "no configuration": {"index.html": "", "_posts/2020-01-01-a.md": PAGE, "a.md": PAGE, "_layouts/default.html": ""},
}  # fmt: skip


def lay_out(root: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def built(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def assert_agree(addresses: Addresses, truth: set[str], made: set[str]) -> None:
    """`made`: what the generator adds of itself."""
    assert addresses.open_ended == ""
    assert addresses.files.keys() - truth == set(), "told, but not built"
    assert truth - addresses.files.keys() - made == set(), "built, but not told"


def has_jekyll() -> bool:
    needed = ["ruby", "-rjekyll", "-rjekyll-redirect-from", "-e", "0"]
    return shutil.which("ruby") is not None and subprocess.run(needed, capture_output=True).returncode == 0


def test_jekyll(tmp_path: Path) -> None:
    if not has_jekyll():
        pytest.skip("Jekyll is not installed, or jekyll-redirect-from is not")
    for name, texts in JEKYLL.items():
        lay_out(tmp_path / name, texts)
    script = "; ".join(
        f'Jekyll::Site.new(Jekyll.configuration("source" => {str(tmp_path / name)!r}, "destination" => {str(tmp_path / "built" / name)!r},'
        '"quiet" => true, "disable_disk_cache" => true)).process'
        for name in JEKYLL
    )
    subprocess.run(["ruby", "-rjekyll", "-e", f"Jekyll.logger.log_level = :error; {script}"], check=True, timeout=120)
    for name, texts in JEKYLL.items():
        addresses = jekyll_addresses(DiskTree(tmp_path / name), texts.get("_config.yml", ""))
        assert_agree(addresses, built(tmp_path / "built" / name), {"redirects.json", "assets/css/main.css.map"})


HUGO_LAYOUTS = {f"layouts/_default/{kind}.html": "<p>{{ .Content }}</p>" for kind in ("single", "list")}

#: In the way of HugoBlox: bundles, sections, authors.
HUGOBLOX = {
    **HUGO_LAYOUTS,
    "config/_default/hugo.yaml": """\
baseURL: https://ice.org/
taxonomies: {tag: tags, author: authors}
disableKinds: [RSS]
permalinks:
  event: "/event/:year/:month/:slugorfilename/"
  talk: "/talk/:sections/:filename/"
""",
    "config/_default/params.yaml": "x: 1",
    "content/_index.md": PAGE,
    "content/authors/admin/_index.md": PAGE,
    "content/authors/admin/avatar.jpg": "",
    "content/publication/_index.md": page("aliases: [/papers/, old.html, older]"),
    "content/publication/flow of ice/index.md": PAGE,
    "content/publication/flow of ice/Flow.pdf": "",
    "content/publication/flow of ice/deep/cite.bib": "",
    "content/publication/flow of ice/notes.md": PAGE,
    "content/publication/Cores, 2021/index.md": page("slug: Cores Again", "aliases: [/c/, older/x]"),
    "content/publication/Cores, 2021/cite.bib": "",
    "content/post/first.md": page("url: /hello/", "draft: false"),
    "content/post/file.md": page("url: hello.html"),
    "content/post/second.md": page("draft: true"),
    "content/post/Über_Uns (2).md": PAGE,
    "content/post/deep/third.md": PAGE,
    "content/post/deep/x.png": "",
    "content/post/year/_index.md": PAGE,
    "content/post/year/fourth.md": PAGE,
    "content/event/camp/index.md": page("date: 2021-03-04T00:00:00Z"),
    "content/event/camp/camp.jpg": "",
    "content/event/talk.md": page("date: 2021-03-05", "slug: Spoken"),
    "content/talk/a/b/_index.md": PAGE,
    "content/talk/a/b/c.md": PAGE,
    "content/headless/index.md": page("headless: true"),
    "content/unlisted/index.md": page("_build: {render: never}"),
    "content/about.md": "+++\ntitle = \"Ice\"\nslug = \"me\"\n+++\n",
    "content/plain.html": PAGE,
    "static/uploads/CV.pdf": "",
    "static/img/camp.png": "",
    "assets/media/icon.png": "",
}  # fmt: skip

#: Two languages, one by the names of the files, one in a folder of its own, ugly addresses.
LANGUAGES = {
    **HUGO_LAYOUTS,
    "hugo.toml": """\
baseURL = "https://ice.org/"
defaultContentLanguage = "en"
disableKinds = ["RSS", "sitemap"]
[taxonomies]
[languages.en]
weight = 1
[languages.de]
weight = 2
[languages.fr]
weight = 3
contentDir = "french"
""",
    "content/_index.md": PAGE,
    "content/_index.de.md": PAGE,
    "content/about.md": PAGE,
    "content/about.de.md": page("slug: ueber-uns"),
    "content/post/a/index.md": PAGE,
    "content/post/a/index.de.md": PAGE,
    "french/_index.md": PAGE,
    "french/propos.md": PAGE,
    "static/x.pdf": "",
}

IN_FOLDERS = {
    **HUGO_LAYOUTS,
    "hugo.json": '{"baseURL": "/", "defaultContentLanguageInSubdir": true, "defaultContentLanguage": "de",'
    '"disableKinds": ["RSS", "sitemap"],'
    '"languages": {"de": {}, "en": {"contentDir": "content/english"}}, "contentDir": "content/german", "staticDir": ["one", "two"]}',
    "content/german/post/a.md": PAGE,
    "content/english/c.md": PAGE,
    "one/1.pdf": "",
    "two/2.pdf": "",
    "static/3.pdf": "",
}

UGLY = {
    **HUGO_LAYOUTS,
    "config.toml": 'baseURL = "https://ice.org/"\nuglyURLs = true\ndisableKinds = ["RSS", "taxonomy", "term", "sitemap"]\n'
    "removePathAccents = true\n",
    "content/about.md": PAGE,
    "content/post/Über.md": PAGE,
    "content/post/a/index.md": PAGE,
    "content/post/a/a.png": "",
}

HUGO = {"hugoblox": HUGOBLOX, "languages": LANGUAGES, "languages in folders": IN_FOLDERS, "ugly": UGLY}


@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
@pytest.mark.parametrize("name", HUGO)
def test_hugo(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path / "site", HUGO[name])
    command = ["hugo", "--quiet", "--source", str(tmp_path / "site"), "--destination", str(tmp_path / "built")]
    subprocess.run(command, check=True, timeout=300)
    assert_agree(hugo_addresses(DiskTree(tmp_path / "site")), built(tmp_path / "built"), {"sitemap.xml", "404.html"})


def has_kramdown() -> bool:
    needed = ["ruby", "-rkramdown", "-rkramdown-parser-gfm", "-e", "0"]
    return shutil.which("ruby") is not None and subprocess.run(needed, capture_output=True).returncode == 0


#: What headings are made of here, and what stands between two parts.
PARTS = (
    "Snow",
    "ice",
    "Über",
    "Ça",
    "研究",
    "2024",
    "C++",
    "Q&A",
    "it's",
    "“so”",
    "a_b",
    "½",
    "🧊",
    "S. N.",
    "100%",
    "e-mail",
    "İ",
    "x^2",
    "हिन्दी में",
)
BETWEEN = (" ", " & ", " -- ", " --- ", "-", ": ", "/", " – ", "… ", " (", ". ", "  ", ", ", "--")
IDS = r"""
puts JSON.dump(JSON.parse(STDIN.read).map { |text| Kramdown::Document.new("# #{text}\n", input: ARGV[0]).to_html[/ id="([^"]*)"/, 1] })
"""


@pytest.mark.skipif(not has_kramdown(), reason="kramdown is not installed")
@pytest.mark.parametrize("parser", ["GFM", "kramdown"])
def test_kramdown(parser: str) -> None:
    """The id of a heading is one of those that a link to it may have."""
    dice = random.Random(parser)
    headings = [*PARTS, *("".join((dice.choice(PARTS), dice.choice(BETWEEN), dice.choice(PARTS))) for _ in range(400))]
    command = ["ruby", "-E", "UTF-8", "-rjson", "-rkramdown", "-rkramdown-parser-gfm", "-e", IDS, parser]
    said = subprocess.run(command, input=json.dumps(headings), capture_output=True, encoding="utf-8", check=True).stdout
    for heading, id in zip(headings, json.loads(said), strict=True):
        assert id is None or is_heading_id(id, heading_ids([[heading]])), heading
