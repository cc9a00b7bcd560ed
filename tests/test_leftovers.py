"""What templates leave behind: a half personalised site for each pack, one that is all its owner's, and one for each guard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from own_sites import OWN
from patience import grows_in_proportion

from profilelint.authoring.examples import main as examples
from profilelint.checks.context import Context
from profilelint.cli import main
from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.source import Source
from profilelint.document import Document, read
from profilelint.rulepages.packs import load_pack, packs_of
from profilelint.rulepages.rules import RuleError, packaged_rules
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules
from profilelint.site.files import Site
from profilelint.templates.copies import is_copy, shingles, written
from profilelint.templates.fingerprints import folded_text
from profilelint.templates.recognise import recognised

FOLDER = packaged_rules() / "placeholder" / "packs"
PACKS = {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}
RULES = ready_rules()
OURS = tuple(rule for rule in RULES if rule.check == "leftovers")


def said(site: Mapping[str, str], rules: tuple = OURS) -> dict[str, list[Diagnostic]]:
    """What is said of each page of a site in memory."""
    around = Site.from_texts(site)
    context = Context(date(2026, 1, 31), around)
    found = {path: list(lint(read(Source(text, path)), rules, context)) for path, text in site.items() if path.endswith(ENDINGS)}
    return {path: diagnostics for path, diagnostics in found.items() if diagnostics}


ENDINGS = (".md", ".Rmd", ".qmd", ".html", ".yml", ".yaml", ".json", ".bib", ".toml", ".tex")


def cv(document_class: str, *preamble: str) -> str:
    return "\n".join([rf"\documentclass{{{document_class}}}", *preamble, r"\begin{document}", "I study mosses.", r"\end{document}", ""])


#: pack -> (site with half of the samples left, page -> lines on which something is said). The owner has put a name in.
HALF = {
    "academicpages": (
        {
            "_includes/author-profile.html": "",
            "talkmap.py": "",
            "_config.yml": (
                'title: "Kari Nordmann"\nurl: https://academicpages.github.io\nauthor:\n  name: "Kari Nordmann"\n'
                '  bio: "Short biography for the left-hand sidebar"\n  location: "Earth"\n  email: "kari@nordmann.no"\n'
                '  googlescholar: "https://scholar.google.com/citations?user=PS_CX0AAAAAJ"\n'
            ),
            "_pages/cv.md": (
                "---\ntitle: CV\n---\nEducation\n======\n* Ph.D in Version Control Theory, Oslo, 2020\n\nWork\n======\n"
                "* Summer 2015: Assistant\n  * GitHub University\n  * Supervisor: Professor Git\n"
                "* Since 2021: Curator of the herbarium in Oslo\n\nSkills\n======\n* Skill 1\n* Skill 2\n"
            ),
            "_talks/2012-03-01-talk-1.md": (
                '---\ntitle: "Talk 1 on Relevant Topic in Your Field"\n'
                'venue: "UC San Francisco, Department of Testing"\ndate: 2012-03-01\n---\n\nThis is a description of your talk.\n'
            ),
            "_talks/2021-oslo.md": '---\ntitle: "Mosses on roofs"\npermalink: /talks/2012-03-01-talk-1\n---\n\nWith slides.\n',
        },
        {"_config.yml": [2, 5, 6, 8], "_pages/cv.md": [6, 11, 17], "_talks/2012-03-01-talk-1.md": [2], "_talks/2021-oslo.md": [3]},
    ),
    "acad-homepage": (
        {
            "google_scholar_crawler/main.py": "",
            "_includes/fetch_google_scholar_stats.html": "",
            "_config.yml": (
                'title: "Kari Nordmann"\nrepository: RayeRen/acad-homepage.github.io\nbaidu_site_verification: code-ZxFK3f4pfb\n'
                'author:\n  bio: "Lorem ipsum College"\n'
            ),
            "_pages/about.md": (
                "# About\n\n[Citations](https://scholar.google.com/citations?user=DhtAFkwAAAAJ) are counted.\n\n"
                "# Papers\n\nNordmann, Hansen, **Lindbergia 2022**\n\n- [Moss](https://github.com), A, B, C, **CVPR 2020**\n\n"
                "# Education\n\n- *2019.06 - 2022.04 (now)*, Oslo.\n"
            ),
        },
        {"_config.yml": [2, 3, 5], "_pages/about.md": [3, 9, 13]},
    ),
    "al-folio": (
        {
            "_pages/about_einstein.md": "---\ntitle: x\n---\n",
            "_layouts/bib.liquid": "",
            "_config.yml": "first_name: Kari\nlast_name: Nordmann\ndisqus_shortname: al-folio\nscholar:\n  last_name: [Einstein]\n",
            "_data/cv.yml": (
                "- title: General\n  contents:\n    - name: Full Name\n      value: Kari Nordmann\n"
                "    - name: Date of Birth\n      value: 14th March 1879\n"
            ),
            "_news/announcement_1.md": "---\ndate: 2015-10-22\n---\nA simple inline announcement.\n",
            "_projects/1_project.md": "---\ntitle: Mosses\n---\n\nEvery project has a beautiful feature showcase page.\n",
        },
        {"_config.yml": [3, 5], "_data/cv.yml": [6], "_news/announcement_1.md": [4], "_projects/1_project.md": [5]},
    ),
    "allanlab": (
        {
            "_layouts/homelay.html": "",
            "_layouts/gridlay.html": "",
            "_config.yml": "title: The Moss Lab\ndescription: Website of the Allan Lab.\n",
            "_pages/openings.md": (
                '---\ntitle: "Allan Lab - Vacancies"\nlayout: gridlay\n---\n\nWe look for people who like moss.\n\n'
                "### Doctoral students\nSend us a [mail](mailto:milan.allan@gmail.com), and say why.\n\n"
                "### Master projects for Leiden University students\nStop by my office.\n"
            ),
            "_data/alumni_members.yml": (
                "- name: Kari Nordmann\n  info: Doctoral student from 2015 to 2019\n\n"
                "- name: Ola Hansen\n  info: PhD student in the Allan Lab Jan 2015 to June 2019\n"
            ),
        },
        {"_config.yml": [2], "_pages/openings.md": [2, 9], "_data/alumni_members.yml": [5]},
    ),
    "lab-website-template": (
        {
            "_cite/cite.py": "",
            "_includes/citation.html": "",
            "_config.yaml": (
                "title: The Moss Lab\nsubtitle: by the Greene Lab\nlinks:\n  email: contact@your-lab.com\n  orcid: 0000-0001-8713-9213\n"
                "  github: nordmann\n  youtube: YourLabChannel\n"
            ),
            "_data/projects.yaml": (
                "- title: Slate\n  repo: nordmann/slate\n  description: What grows on old slate, and where.\n\n"
                "- title: Cool Web Server\n  repo: greenelab/lab-website-template\n"
            ),
            "_members/jane-smith.md": "---\nname: Jane Smith\nrole: pi\n---\n\nJane counts mosses on roofs.\n",
            "_members/john-doe.md": (
                "---\nname: John Doe\nrole: phd\n---\n\n"
                "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.\n"
            ),
            "_posts/2021-09-30-example-post-2.md": "---\ntitle: Example post 2\n---\n\nThe first capsules have opened.\n",
            "contact/index.md": '# Contact\n\nOslo. {%\n  include button.html\n  text="(555) 867-5309"\n%}\n\nCall (555) 867-5309.\n',
        },
        {
            "_config.yaml": [2, 4, 5, 7],
            "_data/projects.yaml": [5],
            "_members/john-doe.md": [2],
            "_posts/2021-09-30-example-post-2.md": [2],
            "contact/index.md": [8],
        },
    ),
    "minimal-mistakes": (
        {
            "_data/ui-text.yml": "",
            "_config.yml": (
                "minimal_mistakes_skin: dark\ntitle: Kari Nordmann\ndescription: An amazing website.\nauthor:\n  name: Kari Nordmann\n"
                "  bio: I am an **amazing** person.\n  location: Somewhere\nanalytics:\n  google:\n    tracking_id: UA-2011187-3\n"
            ),
            "_data/navigation.yml": (
                "main:\n  - title: CV\n    url: /cv/\n"
                "  - title: Quick-Start Guide\n    url: https://mmistakes.github.io/minimal-mistakes/docs/quick-start-guide/\n"
            ),
            "_posts/2010-01-08-post-chat.md": "---\ntitle: A chat\ncategories:\n  - Mosses\n  - Edge Case\n---\n\nMosses.\n",
            "_pages/404.html": (
                "---\ntitle: Not here\n---\n<p>Nothing grows here.</p>\n"
                "<script>\n  ga('create', 'UA-2011187-3', 'auto');\n</script>\n"
                '<meta name="google-site-verification" content="UQj93ERU9zgECodaaXgVpkjrFn9UrDMEzVamacSoQ8Y">\n'
            ),
        },
        {
            "_config.yml": [3, 6, 7, 10],
            "_data/navigation.yml": [5],
            "_posts/2010-01-08-post-chat.md": [5],
            "_pages/404.html": [6, 8],
        },
    ),
    "jekyll": (
        {
            "_config.yml": "title: Your awesome title\nemail: kari@nordmann.no\ntwitter_username: jekyllrb\n",
            "about.md": "---\ntitle: About\n---\n\nThis is the base Jekyll theme.\n",
            "_posts/2019-03-02-welcome-to-jekyll.md": (
                '---\ntitle: "Welcome to Jekyll!"\n---\n\nMosses are small.\n\nYou’ll find this post in your `_posts` directory.\n'
            ),
        },
        {"_config.yml": [1, 3], "about.md": [5], "_posts/2019-03-02-welcome-to-jekyll.md": [2]},
    ),
    "html5up": (
        {
            "index.html": (
                "<html><head><title>\n\tMassively by HTML5 UP</title></head><body>\n<p>I study mosses at the museum.</p>\n"
                "<p>We walk on roofs.</p>\n<p>We climb walls.</p>\n<p>We count capsules.</p>\n<p>1234 Somewhere Road</p>\n"
                '<p>&copy; Untitled. All rights reserved. Design: <a href="https://html5up.net">HTML5 UP</a></p>\n</body></html>\n'
            ),
        },
        {"index.html": [2, 7]},
    ),
    "jonbarron": (
        {
            "index.html": (
                '<html><head><title>Kari Nordmann</title>\n<meta name="author" content="Jon Barron">\n</head><body>\n'
                "<p>I study mosses at the museum.</p>\n<p>We walk on roofs.</p>\n<p>We climb walls.</p>\n<p>We count capsules.</p>\n"
                '<a href="data/JonBarron-CV.pdf">CV</a>\n<a href="mailto:jonbarron@gmail.com">Email</a>\n'
                '<a href="https://scholar.google.com/citations?hl=en&user=jktWnL8AAAAJ">Scholar</a>\n</body></html>\n'
            ),
        },
        {"index.html": [2, 8, 9, 10]},
    ),
    "hugoblox": (
        {
            "config/_default/params.yaml": "description: Mosses\n",
            "config/_default/hugo.yaml": "title: Kari Nordmann\nbaseURL: 'https://example.com/'\n# wowchemy\n",
            "content/authors/admin/_index.md": (
                "---\ntitle: Nelson Bighetti\nsocial:\n  - icon: twitter\n"
                "    link: https://twitter.com/GeorgeCushen\n---\n\nKari Nordmann studies mosses.\n"
            ),
            "content/publication/mine/index.md": (
                '---\ntitle: "Mosses on roofs"\ndoi: "10.5555/123456"\npublication: "*Wowchemy Conference*"\n---\n'
            ),
            "content/event/example/index.md": "---\ntitle: Example Talk\ndate: '2030-06-01T13:00:00Z'\n---\n",
            "data/authors/me.yaml": "name: Dr. Alex Johnson\nemail: kari@nordmann.no\n",
        },
        {
            "config/_default/hugo.yaml": [2],
            "content/authors/admin/_index.md": [2, 5],
            "content/publication/mine/index.md": [3],
            "content/event/example/index.md": [2],
            "data/authors/me.yaml": [1],
        },
    ),
    "hugo": (
        {
            "hugo.toml": 'title = "Kari Nordmann"\n',
            "content/posts/text.md": "---\ntitle: Placeholder Text\nauthor: Hugo Authors\n---\n\nWe recieve [mosses](#).\n\n## Roofs\n",
            "content/posts/mine.md": "---\ntitle: Mosses on roofs\nauthor: Hugo Authors\n---\n\nI study mosses.\n",
        },
        {"content/posts/text.md": [3]},
    ),
    "altacv": ({"altacv.cls": "", "cv.tex": cv("altacv", r"\tagline{Your Position or Tagline Here}")}, {"cv.tex": [2]}),
    "awesome-cv": ({"awesome-cv.cls": "", "cv.tex": cv("awesome-cv", r"\github{posquit0}")}, {"cv.tex": [2]}),
    "moderncv": ({"moderncv.cls": "", "cv.tex": cv("moderncv", r"\title{Resumé title}", r"\quote{Some quote}")}, {"cv.tex": [3]}),
    "twentysecondcv": ({"twentysecondcv.cls": "", "cv.tex": cv("twentysecondcv", r"\cvmail{alice@wonderland.com}")}, {"cv.tex": [2]}),
}


def test_every_pack_has_its_sites() -> None:
    assert set(HALF) == set(OWN) == set(PACKS)


@pytest.mark.parametrize("pack", HALF)
def test_what_is_left_of_a_template_is_said_once_a_block(pack: str) -> None:
    site, lines = HALF[pack]
    found = said(site)
    assert {path: [diagnostic.start.line for diagnostic in diagnostics] for path, diagnostics in found.items()} == lines
    assert any(load_pack(PACKS[pack]).template in diagnostic.message for diagnostics in found.values() for diagnostic in diagnostics)


@pytest.mark.parametrize("pack", OWN)
def test_of_a_site_that_is_all_its_owners_nothing_is_said_by_any_rule(pack: str) -> None:
    assert said(OWN[pack], RULES) == {}


@pytest.mark.parametrize("pack", ["academicpages", "acad-homepage", "al-folio", "minimal-mistakes", "hugoblox"])
def test_a_site_is_recognised_with_the_evidence(pack: str) -> None:
    packs = packs_of(tuple(PACKS.values()))
    assert packs is not None
    known = {Path(found.path).stem: evidence for found, evidence in recognised(Site.from_texts(HALF[pack][0]), packs).items()}
    assert len(known[pack]) >= 2
    assert [Path(found.path).stem for found in recognised(Site.from_texts(OWN[pack]), packs)] == [pack]


def test_a_template_that_another_is_made_of_is_not_taken_for_it() -> None:
    """Academic Pages began as a copy of Minimal Mistakes."""
    packs = packs_of(tuple(PACKS.values()))
    assert packs is not None
    site = {**OWN["minimal-mistakes"], "_includes/author-profile.html": "", "_sass/minimal-mistakes.scss": ""}
    assert [found.template for found in recognised(Site.from_texts(site), packs)] == ["Minimal Mistakes"]


TALK = "---\ntitle: Mosses\n{}---\n\nThis is a description of your talk.\n"
#: A site of the template without other samples than the page's.
STANFORD = {path: "" for path in HALF["hugoblox"][0] if path.endswith((".md", "me.yaml"))} | {"config/_default/hugo.yaml": "# wowchemy\n"}
RECOGNISED = {"_config.yml": "filtered_bibtex_keywords: []\nenable_darkmode: true\n"}
DEMO = "---\nsections:\n{}  - block: markdown\n    content:\n      title: Use this area to speak to your mission.\n{}---\n"
GUARDS = {
    "no front matter of its own says otherwise": ({"_talks/a.md": TALK.format("")}, True),
    "the page is not published": ({"_talks/a.md": TALK.format("published: false\n")}, False),
    "the page is a draft": ({"content/event/a.md": TALK.format("draft: true\n")}, False),
    "the page is never rendered": ({"content/event/a.md": TALK.format("build:\n  render: never\n")}, False),
    "the section is switched off": ({"content/home/a.md": TALK.format("active: false\n")}, False),
    "Jekyll excludes the folder": ({"_config.yml": "exclude: [_talks]\n", "_talks/a.md": TALK.format("")}, False),
    "Jekyll excludes the file": ({"_config.yml": "exclude:\n  - /_talks/a*\n", "_talks/a.md": TALK.format("")}, False),
    "Jekyll excludes another file": ({"_config.yml": "exclude: [_posts]\n", "_talks/a.md": TALK.format("")}, True),
    "it is in the folder of drafts": ({"_config.yml": "title: Kari\n", "_drafts/a.md": TALK.format("")}, False),
    "drafts are shown": (
        {"_config.yml": "collections: {}\nshow_drafts: true\n", "_layouts/a.html": "", "_drafts/a.md": TALK.format("")},
        True,
    ),
    "it is in no collection": ({"_config.yml": "collections:\n  news:\n", "_layouts/a.html": "", "_talks/a.md": TALK.format("")}, False),
    "it is in a collection": ({"_config.yml": "collections:\n  talks:\n", "_layouts/a.html": "", "_talks/a.md": TALK.format("")}, True),
    "Quarto takes it for a part of others": ({"_quarto.yml": "", "people/_template.qmd": TALK.format("")}, False),
    "Quarto takes the folder for one": ({"_quarto.yml": "", "_old/a.qmd": TALK.format("")}, False),
    "Quarto renders it": ({"_quarto.yml": "", "people/template.qmd": TALK.format("")}, True),
    "R Markdown takes it for a part": ({"_site.yml": "name: moss\n", "_part.Rmd": TALK.format("")}, False),
    "R Markdown renders posts": ({"_site.yml": "name: moss\n", "_posts/2024-a/a.Rmd": TALK.format("")}, True),
    "Hugo ignores the file": ({"hugo.toml": "ignoreFiles = ['event/a']\n", "content/event/a.md": TALK.format("")}, False),
    "the section is for demonstration": ({"content/_index.md": DEMO.format("", "    demo: true\n")}, False),
    "the section is for everyone": ({"content/_index.md": DEMO.format("", "")}, True),
    "another section is for demonstration": ({"content/_index.md": DEMO.format("  - block: hero\n    demo: true\n", "")}, True),
    "the page is for customisers": ({"CUSTOMIZE.md": "Replace GitHub University.\n", "INSTALL.md": "See GitHub University.\n"}, False),
    "the page is for translators": ({"docs/README-fr.md": "Remplacez GitHub University.\n"}, False),
    "the page is for contributors": ({"CONTRIBUTING.md": "Leave GitHub University alone.\n"}, False),
    "the settings are not those that hold": ({"_config_default.yml": "title: Your Name / Site Title\n"}, False),
    "the page is a tool's": ({"markdown_generator/a.md": "GitHub University\n"}, False),
    "the page is a test": ({"test/_posts/a.md": "GitHub University\n"}, False),
    "the page is about installations": ({"installations.md": "I taught at GitHub University.\n"}, True),
    "it is a download of the template with nothing changed": (
        {
            "_config.yml": "title: Your Name / Site Title\nrepository: academicpages/academicpages.github.io\n",
            "_talks/a.md": TALK.format(""),
        },
        True,
    ),
    "the site names the template, and is not it": (
        {"_config.yml": "title: Kari\nrepository: academicpages/academicpages.github.io\n", "_talks/a.md": TALK.format("")},
        True,
    ),
    "the text is code": ({"_posts/a.md": "Look for `This is a description of your talk`.\n\n```\nGitHub University\n```\n"}, False),
    "the page is about the repository": ({"README.md": "Replace GitHub University.\n"}, False),
    "a comment of the settings says what to put there": ({"_config.yml": "url: # https://academicpages.github.io\n"}, False),
    "git says that it is the template": (
        {
            ".git/config": '[remote "origin"]\n\turl = git@github.com:academicpages/academicpages.github.io.git\n',
            "_talks/a.md": TALK.format(""),
        },
        False,
    ),
    "git says that it is a copy": (
        {
            ".git/config": '[remote "origin"]\n\turl = https://github.com/kari/kari.github.io\n',
            "_config.yml": "repository: kari/kari.github.io\n",
            "_talks/a.md": TALK.format(""),
        },
        True,
    ),
    "the owner is the person": (
        {"_config.yml": "title: George Cushen\n", "content/authors/admin/_index.md": "---\nlink: https://github.com/gcushen\n---\n"},
        False,
    ),
    "the owner is the theme's author": (
        {"_config.yml": "title: Made Mistakes\nauthor:\n  name: Michael Rose\n  uri: https://mademistakes.com\n"},
        False,
    ),
    "the owner is not the theme's author": (
        {"_config.yml": "minimal_mistakes_skin: air\ntitle: Kari\nauthor:\n  name: Michael Rose\n", "_data/ui-text.yml": ""},
        True,
    ),
    "the owner wrote the paper of the sample": (
        {
            **HALF["acad-homepage"][0],
            "_config.yml": "title: Kaiming\ngoogle_scholar_stats_use_cdn: true\n# acad-homepage\n",
            "_pages/about.md": "[Mine](https://scholar.google.com/citations?user=DhtAFkwAAAAJ)\n",
        },
        False,
    ),
    "the owner is where the sample is": (
        {**HALF["hugoblox"][0], **STANFORD, "content/home/contact.md": "---\ntitle: Contact\n---\n\n450 Serra Mall, Stanford\n"},
        False,
    ),
    "the owner is elsewhere": (
        {**HALF["hugoblox"][0], **STANFORD, "content/home/contact.md": "---\ntitle: Contact\n---\n\n450 Serra Mall\n"},
        True,
    ),
    "the page is by his biographer": ({"_pages/a.md": "Albert Einstein was born on the 14th of March 1879.\n"}, False),
    "a likely word on a site of no template": ({"_teaching/a.md": "---\ntitle: Mosses\n---\n\nHeading 1\n======\n\nRoofs.\n"}, False),
    "a real word alone": (
        {"_config.yml": 'talkmap_link: false\nauthor:\n  location: "Earth"\n', "_includes/author-profile.html": ""},
        False,
    ),
    "part of a word": ({"_pages/a.md": "The GitHub Universitylike school.\n"}, False),
    "a credit": ({"index.html": '<p>Source: <a href="https://jonbarron.info/">Jon Barron</a>, on GitHub.</p>\n'}, False),
    "written with letters and marks apart": (
        {**RECOGNISED, "_data/cv.yml": "- title: Study\n  institution: Eidgeno\u0308ssische Technische Hochschule\n"},
        True,
    ),
    "written with entities, capitals and line ends": ({"_pages/a.md": "He went to GITHUB&nbsp;\n University.\n"}, True),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_guards(guard: str) -> None:
    site, is_left = GUARDS[guard]
    assert bool(said(site)) is is_left


@pytest.mark.parametrize("named", ["_drafts/a.md", "_talks/a.md", "docs/_pages/a.md", "_pages/a.md", "."])
def test_what_the_site_is_made_without_is_not_reported_however_it_is_reached(named: str, tmp_path: Path) -> None:
    """As pre-commit or an editor names files; of a site in a folder that the site around it excludes, too."""
    site = {
        "_config.yml": "exclude: [_talks, docs/]\n",
        "docs/_config.yml": "title: Moss\n",
        "_pages/a.md": TALK.format("published: false\n"),
        **dict.fromkeys(("_drafts/a.md", "_talks/a.md", "docs/_pages/a.md"), TALK.format("")),
    }
    write(tmp_path, site)
    assert main(["check", str(tmp_path / named), "--isolated", "--no-cache", "--select", "placeholder"]) == 0
    (tmp_path / "_config.yml").write_text("show_drafts: true\ncollections: {a: {}}\n", encoding="utf-8")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "a.md").write_text(TALK.format(""), encoding="utf-8")
    assert main(["check", str(tmp_path / "_posts" / "a.md"), "--isolated", "--no-cache", "--select", "placeholder"]) == 1


@pytest.mark.parametrize(
    ("theme", "folder", "expected"),
    [("theme.toml", "exampleSite", 0), ("moss.gemspec", "test", 0), ("README.md", "test", 1), ("test/theme.toml", "test", 1)],
)
def test_the_sample_site_of_a_theme_named_file_by_file(tmp_path: Path, theme: str, folder: str, expected: int) -> None:
    page = "---\ntitle: Your Name\n---\n\nGitHub University\n\n## Roofs\n\nLorem ipsum dolor [sit](https://example.com).\n"
    write(
        tmp_path, {theme: "", ".git/config": "", f"{folder}/hugo.toml": 'baseURL = "https://example.com"', f"{folder}/content/a.md": page}
    )
    named = tmp_path / folder / "content" / "a.md"
    assert main(["check", str(named), "--isolated", "--no-cache", "--select", "placeholder"]) == expected


def test_drafts_may_be_full_of_fillers() -> None:
    page = "---\ntitle: Mosses\n{}---\n\nI study mosses.\n\n## Roofs\n\nTODO\n\nLorem ipsum dolor [sit](#).\n"
    assert {found.rule for found in said({"a.md": page.format("")}, RULES)["a.md"]} >= {
        "placeholder/filler-text", "placeholder/lorem-ipsum", "placeholder/placeholder-link"
    }  # fmt: skip
    assert said({"a.md": page.format("draft: true\n")}, RULES) == {}


def test_of_a_file_that_is_best_deleted_one_thing_is_said() -> None:
    pages = HALF["hugo"][0]
    assert [found.message.rpartition("; ")[2] for found in said(pages, RULES)["content/posts/text.md"]] == ["delete the file"]
    slip = {"content/posts/mine.md": pages["content/posts/mine.md"].replace("I study", "I recieve")}
    assert [found.rule for found in said({**pages, **slip}, RULES)["content/posts/mine.md"]] == ["spelling/misspelling"]
    news = "---\ntitle: Mosses\n---\n\nA simple inline announcement.\n\n" + "## Roofs\n\nMosses grow.\n\n" * 4
    news += "Announcements and news can be much longer than this, as we recieve more.\n"
    assert len(said({**RECOGNISED, "_news/a.md": news}, RULES)["_news/a.md"]) == 1
    assert len(said({**RECOGNISED, "_pages/a.md": news})["_pages/a.md"]) == 2


def test_a_citation_beside_its_page_is_not_said_again() -> None:
    page = "---\ntitle: An example journal article\n---\n\nMosses.\n"
    cite = "@article{a,\n  title = {An example journal article}\n}\n"
    site = {"hugo.toml": "", "content/publication/a/index.md": page, "content/publication/a/cite.bib": cite}
    assert list(said(site)) == ["content/publication/a/index.md"]
    assert list(said({**site, "content/publication/a/index.md": "---\ntitle: Mosses\n---\n"})) == ["content/publication/a/cite.bib"]


def test_a_sample_that_nobody_sees_is_not_taken_for_yours() -> None:
    site = {"hugo.toml": "", "old.bib": "@article{a,\n  title = {An example journal article}\n}\n"}
    (found,) = said(site)["old.bib"]
    assert (found.severity, "nothing on your site uses it now" in found.message) == (Severity.NOTE, True)


def test_an_account_of_somebody_else_is_said_once_a_file() -> None:
    sources = "external_sources:\n  - rss_url: https://medium.com/@al-folio/feed\n  - url: https://medium.com/@al-folio/feed/2\n"
    assert len(said({"_config.yml": sources}, RULES)["_config.yml"]) == 1


def test_certainty_becomes_severity_and_comments_become_notes() -> None:
    page = "Mosses, by Kari of GitHub University.\n\n<!-- Supervisor: Professor Git -->\n"
    assert [found.severity for found in said({"_pages/a.md": page})["_pages/a.md"]] == [Severity.ERROR, Severity.NOTE]
    site = HALF["academicpages"][0]
    assert {found.severity for found in said(site)["_talks/2021-oslo.md"]} == {Severity.WARNING}


CV = {"_data/cv.yml": "- title: General\n  contents:\n    - name: Full Name\n      value: Albert Einstein\n"}
RESUME = {"assets/json/resume.json": '{"basics": {"name": "Kari Nordmann"}}'}
OLD_LAYOUT = {"_layouts/cv.liquid": "{% unless site.data.resume %}{{ site.data.cv }}"}
DISQUS = {"_config.yml": "disqus_shortname: al-folio\n"}
COAUTHORS = {
    **RECOGNISED,
    "_data/coauthors.yml": '"rosen":\n  - firstname: ["Nathan"]\n    url: https://en.wikipedia.org/wiki/Nathan_Rosen\n',
}
REPOSITORY = "repository: academicpages/academicpages.github.io\n"
CONTACT = "[contact]\ndirections = 'Enter Building 1 and take the stairs to Office 200 on Floor 2'\n"
HUGO = {"config/_default/hugo.yaml": "baseURL: 'https://example.com/'\n"}
#: What stands in a site, and whether anything there shows it: else there is a note.
USED = {
    "the CV of the template": (CV, True),
    "the layout shows the other CV": ({**CV, **RESUME, **OLD_LAYOUT}, False),
    "the other CV was deleted": ({**CV, **OLD_LAYOUT}, True),
    "the layout is a newer one": (
        {**CV, **RESUME, "_layouts/cv.liquid": "{% if page.cv_format %}{{ site.data.resume }}{{ site.data.cv }}"},
        True,
    ),
    "no page has comments": (DISQUS, False),
    "a page has comments": ({**DISQUS, "_posts/2024-03-02-spring.md": "---\ndisqus_comments: true\n---\nMosses.\n"}, True),
    "a sample alone has comments": (
        {**DISQUS, "_posts/2015-10-20-a.md": "---\ntitle: a\npublished: false\ncategories: sample-posts\ndisqus_comments: true\n---\n"},
        False,
    ),
    "no paper is by the coauthor": ({**COAUTHORS, "_bibliography/papers.bib": "@book{a, author = {Rosengren, A.}}\n"}, False),
    "a paper is by the coauthor": ({**COAUTHORS, "_bibliography/papers.bib": "@book{a, author = {Nordmann, K. and Rosen, N.}}\n"}, True),
    "the paper by the coauthor is a sample": (
        {**COAUTHORS, "_bibliography/papers.bib": "@book{Einstein1920relativity, author = {Einstein, A. and Rosen, N.}}\n"},
        False,
    ),
    "nothing asks for the repository": ({"_config.yml": "repository: academicpages/academicpages.github.io\n"}, False),
    "its own comments do": ({"_config.yml": REPOSITORY, "_includes/a.html": "staticman {{ site.repository }}"}, False),
    "a page asks for the repository": ({"_config.yml": REPOSITORY, "_includes/a.html": "{{ site.repository }}"}, True),
    "no form shows the contact data": ({"config/_default/params.toml": CONTACT}, False),
    "a form shows the contact data": ({"config/_default/params.toml": CONTACT, "content/contact.md": "---\nwidget: contact\n---\n"}, True),
    "the address holds": (HUGO, True),
    "the host gives the address": ({**HUGO, "netlify.toml": 'command = "hugo --gc -b $URL"\n'}, False),
    "the host builds as it is": ({**HUGO, "netlify.toml": 'command = "hugo --gc"\n'}, True),
}


@pytest.mark.parametrize("site", USED)
def test_what_nothing_shows_is_a_note(site: str) -> None:
    texts, is_used = USED[site]
    severities = {one.severity for diagnostics in said(texts).values() for one in diagnostics}
    assert severities
    assert (Severity.NOTE in severities) is not is_used


@pytest.mark.parametrize(("between", "is_left"), [(1_400, True), (1_550, False), (12_000, False)])
def test_real_words_count_near_others_of_the_template(between: int, is_left: bool) -> None:
    own = "\n\n".join(["Moss grows on a roof.", *["I count what grows on the north side of each roof of the old town."] * 200])[:between]
    page = f"Tagging issues\n\n{own}.\n\nLeft for future work\n"
    site = {"_config.yml": "talkmap_link: false\n", "_includes/author-profile.html": "", "_pages/a.md": page}
    assert bool(said(site)) is is_left


def test_a_block_is_spanned_from_its_first_tell_to_its_last() -> None:
    (block,) = said({"_talks/a.md": HALF["academicpages"][0]["_talks/2012-03-01-talk-1.md"]})["_talks/a.md"]
    assert (block.start.line, block.end.line) == (2, 7)
    assert "Academic Pages" in block.message
    assert "delete the file" in block.message


def test_nobody_else_speaks_of_what_the_template_left() -> None:
    site = {**HALF["academicpages"][0], "_pages/a.md": "* Skill 1\n* Skill 2\n* Sub-skill 2.1\n"}
    assert {found.rule for found in said(site, RULES)["_pages/a.md"]} == {"placeholder/template-leftover"}
    assert {found.rule for found in said({"_pages/a.md": site["_pages/a.md"]}, RULES)["_pages/a.md"]} == {"placeholder/filler-text"}


#: A sample talk as it comes, with what its author got wrong; and the same with the owner's title.
SAMPLE_TALK = (
    '---\ntitle: "{}"\nvenue: "London School of Testing"\ndate: 2199-03-01\n---\n\n'
    "This is a description of your talk, which is a Markdown file that can be recieved like any other.\n"
)


def test_of_a_file_that_is_all_sample_one_report_speaks() -> None:
    (found,) = said({"_talks/a.md": SAMPLE_TALK.format("Talk 2 on Relevant Topic in Your Field")}, RULES)["_talks/a.md"]
    assert found.rule == "placeholder/template-leftover"
    assert (found.start.line, found.deletes) == (2, "file")
    assert 'Leftover from Academic Pages (the whole file is a sample), "on Relevant Topic in Your Field"' in found.message
    assert found.message.endswith("; delete the file")


def test_a_sample_that_the_owner_began_to_fill_is_not_to_be_deleted() -> None:
    found = said({"_talks/a.md": SAMPLE_TALK.format("Mosses of the north")}, RULES)["_talks/a.md"]
    assert {one.deletes for one in found} == {""}
    assert not any("delete the file" in one.message and "all of the file" in one.message for one in found)
    assert said({"_pages/about.md": SAMPLE_TALK.format("on Relevant Topic in Your Field")})["_pages/about.md"][0].deletes == ""


def test_of_a_file_of_data_one_report_speaks_of_a_setting_each() -> None:
    basics = '"name": "Albert Einstein", "url": "https://alshedivat.github.io/al-folio"'
    work = ", ".join(f'{{"name": "Moss survey of street {number}", "position": "Botanist"}}' for number in range(9))
    papers = '[{"name": "Zur Elektrody/namik"}], "references": [{"name": "Professor John Doe"}]'
    cv = f'{{"basics": {{{basics}}},\n"work": [{work}],\n"publications":\n{papers}}}\n'
    (found,) = said({"assets/json/resume.json": cv})["assets/json/resume.json"]
    assert (found.rule, found.start.line, found.end.line) == ("placeholder/template-leftover", 1, 4)
    (found,) = said({"assets/json/resume.json": cv.replace("Einstein", "Nordmann").split(',\n"work"')[0] + "}"})["assets/json/resume.json"]
    assert found.rule == "placeholder/foreign-id"
    config = "url: https://alshedivat.github.io\nblog_name: al-folio\ndescription: A simple, whitespace theme for academics\n"
    assert len(said({**RECOGNISED, "_config.yml": config, "_layouts/a.html": "{{ site.blog_name }}"})["_config.yml"]) == 3


def test_beside_a_sample_the_owners_own_slips_are_said() -> None:
    page = (
        "I have writen two books about my work on the mosses of the town.\n\n# Talks\n\n"
        "This is a description of your talk, held with joy and suprise.\n\n# Work\n\n"
        "My book on the mosses of the town has a seperate chapter on roofs.\n"
    )
    found = said({"_pages/a.md": page}, RULES)["_pages/a.md"]
    assert [(one.rule, one.start.line) for one in found] == [
        ("spelling/misspelling", 1), ("placeholder/template-leftover", 5), ("spelling/misspelling", 9)
    ]  # fmt: skip


def test_files_that_a_sample_page_has_not_brought_along_go_with_it() -> None:
    page = "* GitHub University\n* [Issues](/files/tags.pdf)\n* Supervisor: Professor Git\n\nMy [map](/files/roofs.pdf).\n"
    found = said({"_config.yml": "title: Kari Nordmann\n", "_layouts/page.html": "", "_pages/a.md": page}, RULES)["_pages/a.md"]
    assert [(one.rule, one.start.line) for one in found] == [("placeholder/template-leftover", 1), ("link/missing-file", 5)]


def test_a_near_copy_is_told_by_hashes() -> None:
    sample = "every moss on the roof of a house is counted once in each spring by two of our students who climb"
    samples = frozenset(shingles(sample))
    assert is_copy(sample.replace("spring", "autumn"), samples)
    assert not is_copy(
        "students climb the roof of a house in each spring, and count what grows on it by two of our rules of thumb", samples
    )
    assert not is_copy("every moss on the roof of a house", samples), "too short to tell"


def test_a_page_that_is_nearly_all_sample_is_one_block(tmp_path: Path) -> None:
    """Told by the words that it quotes, below the owner's title; where half is the owner's, samples are reported for themselves."""
    from dataclasses import replace

    samples = [
        f"On the {way} of the house our students count each moss once in spring, and write its name, {mark}, into the long green book."
        for way, mark in (("roof", "in ink"), ("wall", "in chalk"), ("door", "with care"), ("path", "in capitals"), ("well", "at once"))
    ]
    pack = tmp_path / "mossy.yaml"
    pack.write_text(f"settings: [mossy, moss_skin]\n{ENTRY}", encoding="utf-8")
    pack.with_suffix(".copies").write_text(written(number for text in samples for number in shingles(folded_text(text))), encoding="ascii")
    packs = packs_of((pack,))
    rules = tuple(replace(rule, options={**rule.options, "packs": packs}) for rule in OURS)
    config = {"_config.yml": "theme: mossy\nmoss_skin: wet\n"}
    own = "I was born in Bergen, and came to the herbarium of the museum when the old curator left for the islands."
    for texts, lines in (([*samples * 2, own], [5]), ([samples[0], *[own] * 5, samples[1]], [5, 17])):
        page = "---\ntitle: Kari\n---\n\n" + "\n\n".join(texts) + "\n"
        assert [found.start.line for found in said({**config, "a.md": page}, rules)["a.md"]] == lines


def test_a_sample_picture_is_told_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hashlib import sha1

    own = next(pack for pack in OURS[0].options["packs"].packs if Path(pack.path).stem == "academicpages")
    monkeypatch.setitem(own.images, "images/profile.png", (sha1(b"blob 9\0a picture").hexdigest(),))
    for name in ("images", "_includes"):
        (tmp_path / name).mkdir()
    (tmp_path / "talkmap.py").touch()
    (tmp_path / "_includes" / "author-profile.html").touch()
    path = tmp_path / "_config.yml"
    path.write_text("title: Kari\nauthor:\n  avatar: profile.png\n", encoding="utf-8")
    for content, lines in ((b"a picture", [3]), (b"my own", [])):
        (tmp_path / "images" / "profile.png").write_bytes(content)
        document = read(Source(path.read_text(encoding="utf-8"), str(path)))
        said_of_it = lint(document, OURS, Context(date(2026, 1, 31), Site.around(path)))
        assert [diagnostic.start.line for diagnostic in said_of_it] == lines


ENTRY = "template: Mossy\nfingerprints:\n  - what: its sample\n    instead: delete it\n    certain: [school of moss]\n"
BROKEN = [
    ("template: Mossy\n", "", 1, "the key template is missing"),
    ("certain: [school of moss]", "certian: [school of moss]", 5, 'unknown key "certian"; did you mean "certain"?'),
    ("certain: [school of moss]", "key: name", 3, "an entry needs phrases"),
    ("certain: [school of moss]", "certain: [2]", 5, 'put it in quotes: "2"'),
    ("certain: [school of moss]", "certain: [ab]", 5, '"ab" is too short'),
    ("instead: delete it", "instead: delete it\n    site-needs: {files: [a]}", 5, "site-needs must be a map of files, has"),
    ("instead: delete it", "instead: delete it\n    site-needs: {files: ['a\\'], has: [b]}", 5, "files has a pattern that matches nothing"),
    ("instead: delete it", "instead: delete it\n    site-unless: {files: [a], has: [b], hsa: [c]}", 5, 'unknown key "hsa"'),
    (
        "instead: delete it",
        "in: txt",
        4,
        'in must be one of text, whole, title, value, whole-value, link, alt, not "txt"; did you mean "text"?',
    ),
    ("    instead: delete it\n", "", 3, "the key instead is missing"),
    ("instead: delete it", "instead: ''", 4, "instead must be a text"),
    ("fingerprints:", "homes: [a]\nfingerprints:", 2, 'unknown key "homes"; did you mean "home"?'),
    ("certain: [school of moss]", "certain: [school of moss", 6, "invalid YAML"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), BROKEN)
def test_a_broken_pack_is_said_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in ENTRY
    path = tmp_path / "mossy.yaml"
    path.write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_pack(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert message in str(error.value)


def test_rules_test_names_the_pack_that_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from rulepages import MONTH, write_page

    front = MONTH.replace("check: swap", "check: leftovers").replace("fix: safe", "fix: none")
    front = front.replace("  swap: {Febrary: February, Octo: October}", "  packs: {folder: packs}\n  about: samples")
    page = write_page(tmp_path, "own/left", front)
    (page.parent / "packs").mkdir()
    pack = page.parent / "packs" / "mossy.yaml"
    pack.write_text(ENTRY.replace("certain", "certian"), encoding="utf-8")
    assert examples(["own/left"], [tmp_path]) == 1
    assert f"{pack}:5: unknown key" in capsys.readouterr().out


def test_tells_are_short() -> None:
    """Facts may be carried over, texts may not."""
    for path in PACKS.values():
        for fingerprint in load_pack(path).fingerprints:
            assert max(map(len, fingerprint.find)) <= 80, fingerprint.find


def write(folder: Path, site: Mapping[str, str]) -> None:
    for name, text in site.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_leftovers_counts_down_to_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, HALF["academicpages"][0])
    assert main(["leftovers", str(tmp_path), "--isolated"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Template: Academic Pages (recognised by ")
    assert "_pages/cv.md" in out
    assert out.endswith("9 template leftovers in 4 files.\n")
    for talk in (tmp_path / "_talks").iterdir():
        talk.unlink()
    write(tmp_path, OWN["academicpages"])
    assert main(["leftovers", str(tmp_path), "--isolated"]) == 0
    assert capsys.readouterr().out.endswith("No template leftovers: the site is all yours.\n")


def test_one_command_deletes_all_that_is_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = SAMPLE_TALK.format("Talk 2 on Relevant Topic in Your Field")
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"_talks/a talk.md": talk, "_talks/b.md": talk, "_talks/own.md": TALK.format(""), "_pages/a.md": "GitHub University\n"})
    command = "Delete 2 samples of the template: git rm '_talks/a talk.md' _talks/b.md\n"
    for arguments in (["check", ".", "--output-format", "text"], ["leftovers", "."]):
        assert main([*arguments, "--isolated"]) == 1
        assert command in capsys.readouterr().out
    bundle = "---\ntitle: Example Talk\n---\n\nExample Event\n\nThis is a description of your talk, which is one like any other.\n"
    write(
        tmp_path, {"hugo.toml": "", "_talks/b.md": "Mosses.\n", "_talks/a talk.md": "Mosses.\n", "content/event/example/index.md": bundle}
    )
    assert main(["leftovers", ".", "--isolated"]) == 1
    assert capsys.readouterr().out.endswith("git rm -r content/event/example\n")
    write(tmp_path, {"content/event/example/own/index.md": "---\ntitle: The tides of 2024\n---\n\nWe met in Bergen.\n"})
    main(["leftovers", ".", "--isolated"])
    assert capsys.readouterr().out.endswith("git rm content/event/example/index.md\n")  # what else is in the folder stays


#: Pages of any length, and how many reports there are on each: one for a block, however long it is.
LONG = {
    "items": (lambda count: "- GitHub University\n" * count, 1),
    "paragraphs": (lambda count: "GitHub University, with tagging issues.\n\n" * count, 1),
    "links": (lambda count: "GitHub University: " + "[a](http://exampleurl.com) " * count, 1),
    "fields": (lambda count: "---\nsections:\n" + "  - title: GitHub University\n    id: 12\n" * count + "---\n", 1),
    "demonstrations": (lambda count: "---\nsections:\n" + "  - demo: true\n    title: GitHub University\n" * count + "---\n", 0),
    "what needs something": (lambda count: "[A, B, C](/dhtafkwaaaaj)\n\n" + "Deep Residual Learning for Image Recognition\n\n" * count, 0),
    "strings of a script": (lambda count: "<script>\n" + "a('b', \"c`d\") " * count + "\n</script>\n", 0),
    "quotes of a script": (lambda count: "<script>\n" + "\"`' " * count + "\n</script>\n", 0),
    "beginnings": (lambda count: "GitHub Universit " * count, 0),
}


def found_on(page: Document) -> int:
    return len(lint(page, OURS, Context(date(2026, 1, 31))))


@pytest.mark.parametrize("page", LONG)
def test_a_long_page_has_one_report_for_a_block(page: str) -> None:
    make, reports = LONG[page]
    assert [found_on(read(Source(make(count), "a.md"))) for count in (100, 800)] == [reports] * 2


@pytest.mark.slow
@pytest.mark.parametrize("page", LONG)
def test_a_long_page_takes_linear_time(page: str) -> None:
    assert grows_in_proportion(lambda count: read(Source(LONG[page][0](count), "a.md")), found_on, 1_000, 8)


def test_names_of_conferences_are_on_each_site() -> None:
    """Many papers of many sites, samples among them, were published at the same conference."""
    entry = "@inproceedings{{a,\n  title = {{The moss of four walls}},\n  {} = {{{}}},\n  year = {{2023}}\n}}\n"
    venue = "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
    for key in ("journal", "booktitle"):
        assert said({**OWN["al-folio"], "_bibliography/papers.bib": entry.format(key, venue)}) == {}
    assert said({**OWN["al-folio"], "_bibliography/papers.bib": entry.format("note", venue)}) != {}


def test_the_page_that_tells_about_the_template_goes() -> None:
    page = "---\ntitle: About the website\n---\n\n# Use this website as a template\n\nThe publicaion list is a file.\n"
    found = said({**OWN["allanlab"], "_pages/aboutwebsite.md": page}, rules=RULES)
    assert [each.rule for each in found["_pages/aboutwebsite.md"]] == ["placeholder/template-leftover"]
