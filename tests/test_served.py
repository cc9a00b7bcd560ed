"""`links --built` and `links --site`: what is served, brought back to where it was written."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from offline import GUARDED
from reading import read_text
from webserver import Server, page, running

from profilelint.links import options
from profilelint.links.answers import Verdict
from profilelint.links.crawl import CrawlError, _environment, crawl
from profilelint.links.guard import NotPublicError, guard_for
from profilelint.links.options import Limits
from profilelint.links.served import Home, Served, page_text
from profilelint.run.sources import Sources


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def links(run, server, tmp_path, monkeypatch):
    """Run `links`, and give the place, severity and rule of each finding."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", GUARDED["PYTHONPATH"])
    usual = options.Limits
    monkeypatch.setattr(options, "Limits", lambda **given: usual(**given, backoff=0.0, again=0.0))

    def links(*arguments: str) -> list[str]:
        said = run("links", *arguments, "--allow-private", f"127.0.0.1:{server.port}", "--output-format", "concise", "--timeout", "5")
        assert said.code in (0, 1), said.err
        return said.lines

    return links


def test_a_built_site(links, server, write):
    write("_config.yml", "url: https://ada.glacier.org\nbaseurl: /ice\n")
    about = f"[Cores]({{{{ '/files/cores.pdf' | relative_url }}}}), [twice](/b/#li), [x](#here) [w]({server.url('/404')})\n"
    index = """<!doctype html>
<p id=here><a href="/ice/files/cores.pdf">Cores</a> <a href="/ice/b/#li">twice</a> <a href="#here">x</a>
<a href="https://ada.glacier.org/ice/b/">own</a> <a href='/ice/B/'>case</a> <a href="/other/">another site here</a> <a href="../up/">up</a>
<a href="mailto:a@glacier.org">mail</a> <img src="pic%20one.png"> <link rel=preconnect href="//fonts.glacier.org">
"""
    other = f"<a name=weber>Ada</a> <a href='{server.url('/410')}'>only here</a> <a href='#top'>up</a>"
    texts = {"_pages/about.md": about, "_site/index.html": index, "_site/b/index.html": other}
    for path, text in (*texts.items(), ("_pages/more.md", "[twice](/b/#li)\n"), ("_site/pic one.png", "")):
        write(path, text)

    def at(path: str, target: str) -> str:
        before = texts[path].partition(target)[0]
        return f"{path}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"

    said = links("_pages", "--built", "_site")
    assert [tuple(line.split(" ")[:3]) for line in said] == [
        (at("_pages/about.md", "{{") + ":", "error", "link/dead"),
        (at("_pages/about.md", server.url("/404")) + ":", "error", "link/dead"),
        (at("_site/b/index.html", server.url("/410")) + ":", "error", "link/dead"),
        (at("_site/index.html", "/ice/b/#li") + ":", "warning", "link/missing-fragment"),
        (at("_site/index.html", "/ice/B/") + ":", "error", "link/dead"),
        (at("_site/index.html", "/other/") + ":", "note", "link/unverified"),
        (at("_site/index.html", "../up/") + ":", "note", "link/unverified"),
    ]
    assert said[0].endswith(": the built site has no such file")


def test_what_the_built_site_answers_is_not_asked(links, write):
    """Nor is one link reported twice: the host is not there to be asked, which would be said of the link as well."""
    write("_config.yml", "url: https://ada.glacier.org\nbaseurl: /ice\n")
    own = "[gone](https://ada.glacier.org/ice/gone/), [made](https://ada.glacier.org/ice/made-by-a-plugin/)\n"
    write("a.md", own)
    write("b.md", own)
    write(
        "_site/index.html",
        '<a href="https://ada.glacier.org/ice/gone/">gone</a> <a href="https://ada.glacier.org/ice/made-by-a-plugin/">made</a>',
    )
    write("_site/made-by-a-plugin/index.html", "<a href=/ice/>Home</a>")
    assert [line.partition(" ")[::2] for line in links(".", "--built", "_site")] == [
        (f"{page}:1:8:", "error link/dead Dead link https://ada.glacier.org/ice/gone/: the built site has no such file")
        for page in ("a.md", "b.md")
    ]


def test_nothing_of_a_built_site_is_written(links, server, write):
    path = write("_site/index.html", f"<a href='{server.url('/to/301/fine')}'>moved</a>")
    before = path.read_bytes()
    write("a.md", "Hello.\n")
    links("a.md", "--built", "_site", "--fix", "--unsafe-fixes")
    assert path.read_bytes() == before


def test_a_served_site(links, server, write):
    server.paths["/"] = (200, {}, page("Home", more="<a href='/gone'>Gone</a>\n<a href='fine'>Fine</a> <a href='/wall'>Wall</a>"))
    server.paths["/gone"] = (404, {}, b"")
    server.paths["/wall"] = (403, {}, b"")
    server.paths["/fine"] = (200, {}, page("Fine", more=f"<a href='http://127.0.0.1:{server.port + 1}/'>other</a><a href='/lost'>Lost</a>"))
    server.paths["/lost"] = (404, {}, b"")
    write("index.md", "[Gone](/gone) and [Fine](fine)\n")
    said = [line.replace(server.url(""), "") for line in links("index.md", "--site", server.url("/"))]
    assert said[0] == "index.md:1:8: error link/dead Dead link /gone: the host answers 404 Not Found"
    assert sorted(line.partition(": ")[2] for line in said[1:]) == [
        "error link/dead Dead link /lost: the host answers 404 Not Found",
        "note link/unverified Could not check /wall: the host answers 403 Forbidden",
        f"note link/unverified Could not check http://127.0.0.1:{server.port + 1}/: private address, so it was not requested",
    ]
    assert [line.split(":1:")[0] for line in said if "/lost" in line] == ["/fine"]


def test_each_page_of_a_served_site_is_looked_at(links, server, write):
    """LinkChecker names one link of all that lead to an address."""
    server.paths["/"] = (200, {}, page("Home", more="<a href='/a'>A</a> <a href='/gone'>first</a> <a href='/a#top'>up</a>"))
    server.paths["/a"] = (200, {}, page("A", more="<base href='/deep/'>\n<a href='../gone'>second</a> <a href='#lost'>lost</a>"))
    server.paths["/gone"] = (404, {}, b"")
    server.paths["/deep/"] = (200, {}, page("Deep"))
    write("index.md", "Hello.\n")
    said = [line.replace(server.url(""), "") for line in links("index.md", "--site", server.url("/"))]
    assert said == [
        "/:1:103: error link/dead Dead link /gone: the host answers 404 Not Found",
        "/a:2:10: error link/dead Dead link ../gone: the host answers 404 Not Found",
        '/a:2:39: warning link/missing-fragment The page exists, but has no anchor "lost"',
    ]


def test_beside_a_public_site_others_are_asked(server, monkeypatch):
    class Open:
        def check(self, address: str, port: int) -> None:
            pass

    server.paths["/ice/"] = (200, {}, page("Home", more="<a href='/water/'>Water</a>"))
    guard = guard_for(["127.0.0.1"])

    def found() -> list[tuple[str, str, Verdict | None]]:
        links = crawl(server.url("/ice/"), guard, Limits(timeout=5), Home("/ice"))
        return [(link.written, link.address, link.answer and link.answer.verdict) for link in links]

    assert found() == [("/water/", "", Verdict.DEAD)]  # the server has a page at /ice/water/, too
    server.paths["/ice/water/"] = (404, {}, b"")
    assert found() == [("/water/", "", Verdict.UNKNOWN)]
    monkeypatch.setattr("profilelint.links.crawl.Guard", Open)
    assert found() == [("/water/", server.url("/water/"), None)]


def test_the_crawler_stays_on_the_site(server, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password secret\n")
    with running("127.0.0.2") as other:
        server.paths["/"] = (200, {}, page("Home", more="<a href='/away'>Away</a> <a href='/deep'>Deep</a>"))
        server.paths["/away"] = (301, {"Location": other.url("/inside", "127.0.0.2")}, b"")
        server.paths["/deep"] = (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b"")
        found = list(crawl(server.url("/"), guard_for([f"127.0.0.1:{server.port}"]), Limits(timeout=5)))
        assert {link.written for link in found} >= {"/away", "/deep"}
        assert other.asked == []
    assert "authorization" not in server.headers["/"]


def test_the_crawler_asks_one_page_after_the_other(server):
    for path, more in (("/", "<a href='/a'>A</a> <a href='/b'>B</a> <a href='/c'>C</a>"), ("/a", "<a href='/d'>D</a>")):
        server.paths[path] = (200, {}, page("Home", more=more))
    list(crawl(server.url("/"), guard_for([f"127.0.0.1:{server.port}"]), Limits(delay=0.3, timeout=5)))
    assert (server.most, {path for _, path in server.asked}) == (1, {"/robots.txt", "/", "/a", "/b", "/c", "/d"})
    asked = [path for _, path in server.asked]
    pauses = [pause for path, pause in zip(asked, server.pauses, strict=False) if path != "/robots.txt"]
    assert min(pauses) >= 0.29


def test_a_site_that_is_not_public_is_not_crawled(server):
    with pytest.raises(NotPublicError):
        list(crawl(server.url("/"), guard_for([]), Limits()))
    for wrong in ("ftp://127.0.0.1/", "127.0.0.1", "--config=/etc/passwd", "file:///etc/passwd"):
        with pytest.raises(CrawlError):
            list(crawl(wrong, guard_for(["127.0.0.1"]), Limits()))
    assert server.asked == []


def test_who_names_no_site_is_told(run, write, server):
    write("a.md", "Hello.\n")
    said = run("links", "a.md", "--site", server.url("/"))
    assert said.code == 2
    assert said.err.endswith("which is not public; if it is yours, add --allow-private 127.0.0.1\n")
    assert "not a folder" in run("links", "a.md", "--built", "nowhere").err


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/404", "the host answers 404 Not Found"),
        ("/503", "the host answers 503 Service Unavailable"),
        ("/cores.pdf", "it is not an HTML page"),
    ],
)
def test_a_site_that_cannot_be_looked_at_is_no_success(run, write, server, path, reason):
    server.paths["/cores.pdf"] = (200, {"Content_Type": "application/pdf"}, b"%PDF")
    write("a.md", "Hello.\n")
    said = run("links", "a.md", "--site", server.url(path), "--allow-private", "127.0.0.1", "--no-cache")
    assert (said.code, said.out, said.err) == (2, "", f"profilelint: {server.url(path)} cannot be crawled: {reason}\n")


def test_where_nobody_listens_or_nothing_was_built(run, write, site):
    write("a.md", "Hello.\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        said = run("links", "a.md", "--site", url, "--allow-private", "127.0.0.1", "--no-cache")
    assert (said.code, said.err) == (2, f"profilelint: {url} cannot be crawled: it could not be reached\n")
    write("_site/style.css", "a {}")
    said = run("links", "a.md", "--built", "_site", "--no-cache")
    assert (said.code, said.err) == (2, "profilelint: _site holds no pages; build the site into it first\n")


def test_a_crawl_that_is_cut_short_says_so_and_what_it_found(run, write, server):
    links = "".join(f"<a href='/slow/{n}'>{n}</a>" for n in range(40))
    server.paths["/"] = (200, {}, page("Home", more=f"<a href='/gone'>Gone</a>{links}"))
    server.paths["/gone"] = (404, {}, b"")
    write("a.md", "Hello.\n")
    arguments = ("--allow-private", "127.0.0.1", "--no-cache", "--output-format", "concise")
    said = run("links", "a.md", "--site", server.url("/"), *arguments, "--budget", "2")
    assert said.code == 2
    assert f"{server.url('/')}: only part of it was checked: it took longer than --budget allows\n" in said.err
    server.paths["/"] = (200, {}, page("Home", more="<a href='/gone'>Gone</a> <a href='/twice/429'>Busy</a>"))
    said = run("links", "a.md", "--site", server.url("/"), *arguments)
    assert (said.code, "link/dead Dead link /gone" in said.out) == (2, True)
    assert "only part of it was checked: it asked to be left alone" in said.err


def test_what_the_crawler_is_told_of_the_machine(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    told = _environment("/nowhere", "127.0.0.1|80")
    assert not [name for name in told if name.lower().endswith("_proxy")]
    assert Path(told["PYTHONPATH"].split(":")[0], "sitecustomize.py").is_file()


def test_links_keep_their_place_on_a_page_made_of_them():
    links = [Served("x", 3, 20, "/a&b", "A\nB"), Served("x", 3, 12, "/c", "C"), Served("x", 1, 1, "/d", "D")]
    text, starts = page_text(links)
    assert [(text[start:].partition('"')[0], link.written) for start, link in starts] == [("/d", "/d"), ("/c", "/c"), ("/a&amp;b", "/a&b")]
    assert text.splitlines()[2][11:].startswith("/c")
    assert page_text([]) == ("\n", [])


SOURCES = {
    "a.md": "[Snow](/files/a.pdf) [Ice]({{ '/files/b.pdf' | relative_url }}) [Rain](x.html) [Rain](x.html)\n",
    "b.md": "[Snow](/files/a.pdf) [Mud](https://ice.example/me/y/) <!-- [Salt](z.html) -->\n[Cold](/files/b.pdf)\n",
}


@pytest.mark.parametrize(
    ("written", "label", "place"),
    [
        ("/me/files/a.pdf", "Snow", None),  # on two pages
        ("/me/x.html", "Rain", None),  # twice on one
        ("/me/files/b.pdf", "Ice", "a.md"),
        ("/files/b.pdf", "Cold", "b.md"),
        ("/files/b.pdf", "Wet", None),
        ("https://ice.example/me/y/", "Mud", "b.md"),
        ("https://ice.example/me/y/", "Other", "b.md"),  # there is no other one
        ("https://snow.example/me/y/", "Mud", None),
        ("y/", " Mud  ", "b.md"),
        ("y", "Mud", None),
        ("/z.html", "Salt", None),
    ],
)
def test_a_served_link_is_brought_back_to_the_one_place_that_it_was_made_of(written: str, label: str, place: str | None) -> None:
    sources = Sources([read_text(text, path) for path, text in SOURCES.items()], "/me", ["ice.example"])
    found = sources.place(Served("p", 1, 1, written, label))
    assert (found and found[0]) == place
