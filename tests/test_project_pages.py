"""Sites that are served under a base path, as Jekyll and Hugo build them: links that were written without it lead out of the site."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from offline import GUARDED

pytestmark = pytest.mark.public

LAYOUT = '<!doctype html><title>Lab</title><link rel="stylesheet" href="{style}"><a href="{home}">Home</a> {content}'
HOME = """
# Lab

[cv](/cv/) and ![p](/img/none.png), [drill](/img/drill.png), [right](cv/), [right, too](/lab/cv/#talks)

[nope](/lab/cv/#nope), [here](#nowhere)

[own](https://ice.example.edu/lab/cv/), [own, gone](https://ice.example.edu/lab/gone/), [beside](/water/), [host](/), [up](../water/)
"""
CV = "\n## Talks\n\nLyon, 2022. Back to [the lab](../).\n"
FRONT = "---\ntitle: Lab\nlayout: default\n{more}---\n"
SITES = {
    "jekyll": {
        "_config.yml": "url: https://ice.example.edu\nbaseurl: /lab\n",
        "_layouts/default.html": LAYOUT.format(
            style="{{ '/style.css' | relative_url }}", home="{{ '/' | relative_url }}", content="{{ content }}"
        ),
        "index.md": FRONT.format(more="") + HOME,
        "cv.md": FRONT.format(more="permalink: /cv/\n") + CV,
        "style.css": "a {}",
        "img/drill.png": "png",
    },
    "hugo": {
        "hugo.toml": 'baseURL = "https://ice.example.edu/lab/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n',
        **{
            f"layouts/{name}": LAYOUT.format(style='{{ "style.css" | relURL }}', home='{{ "" | relURL }}', content="{{ .Content }}")
            for name in ("index.html", "_default/single.html", "_default/list.html")
        },
        "content/_index.md": FRONT.format(more="") + HOME,
        "content/cv.md": FRONT.format(more="") + CV,
        "static/style.css": "a {}",
        "static/img/drill.png": "png",
    },
}
BUILD = {
    "jekyll": ["jekyll", "build", "--quiet", "--disable-disk-cache", "--destination"],
    "hugo": ["hugo", "--quiet", "--destination"],
}
EXPECTED = {
    "/cv/": "error link/dead: Dead link /cv/: the site is served under /lab, so it is /lab/cv/",
    "/img/none.png": "error link/dead: Dead link /img/none.png: the site is served under /lab, and has no such file there either",
    "/img/drill.png": "error link/dead: Dead link /img/drill.png: the site is served under /lab, so it is /lab/img/drill.png",
    "/lab/cv/#nope": 'warning link/missing-fragment: The page exists, but has no anchor "nope"',
    "#nowhere": 'warning link/missing-fragment: The page exists, but has no anchor "nowhere"',
    "/water/": "note link/unverified: Could not check /water/: it leads out of the site, which is served under /lab",
    "/": "note link/unverified: Could not check /: it leads out of the site, which is served under /lab",
    "../water/": "note link/unverified: Could not check ../water/: it leads out of the site, which is served under /lab",
}
Links = Callable[..., dict[str, list[str]]]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=SITES)
def kind(request: pytest.FixtureRequest) -> str:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return str(request.param)


@pytest.fixture
def build(kind, write, tmp_path_factory) -> Callable[..., Path]:
    """Write the site and build it: the folder that its host serves."""

    def build(*more: str) -> Path:
        for path, text in SITES[kind].items():
            site = write(path, text).parents[path.count("/")]
        host = tmp_path_factory.mktemp("host")
        subprocess.run([*BUILD[kind], str(host / "lab"), *more], cwd=site, check=True, timeout=300)
        return host

    return build


@pytest.fixture
def links(run, monkeypatch) -> Links:
    """Run `links`, and give what is said, by the target."""
    monkeypatch.setenv("PYTHONPATH", GUARDED["PYTHONPATH"])
    monkeypatch.setattr("profilelint.links.net.look_up", lambda host: [(2, "127.0.0.1")])

    def links(*arguments: str) -> dict[str, list[str]]:
        said = run("links", *arguments, "--no-cache", "--output-format", "concise")
        assert said.code in (0, 1), said.err
        found: dict[str, list[str]] = {}
        for line in said.lines:
            place, severity, rule, message = line.split(" ", 3)
            path, number, column = place[:-1].split(":")[-3:]
            target = Path(path).read_text().split("\n")[int(number) - 1][int(column) - 1 :].split(")")[0]
            found.setdefault(target, []).append(f"{severity} {rule}: {message}")
        return found

    return links


def test_a_built_site(build, links):
    said = links("--built", str(build() / "lab"))
    gone = "https://ice.example.edu/lab/gone/"
    assert said == {target: [line] for target, line in EXPECTED.items()} | {
        gone: [f"error link/dead: Dead link {gone}: the built site has no such file"]
    }


def test_a_served_site(build, links):
    with served(build()) as host:
        said = links("--site", f"{host}/lab/", "--allow-private", "127.0.0.1")
    assert said == {target: [line] for target, line in EXPECTED.items()}


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "C"])
def test_the_language_of_the_person_changes_nothing(build, links, monkeypatch, language):
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setenv("LANGUAGE", language)
    with served(build()) as host:
        assert len(links("--site", f"{host}/lab/", "--allow-private", "127.0.0.1")) == len(EXPECTED)


def test_a_site_that_was_built_without_its_base_path(build, links, kind):
    """Then links without it are right."""
    host = build(*(("--baseurl", "") if kind == "jekyll" else ("--baseURL", "https://ice.example.edu/")))
    said = links("--built", str(host / "lab"))
    assert "/cv/" not in said
    assert "/img/drill.png" not in said
    assert said["/img/none.png"] == ["error link/dead: Dead link /img/none.png: the built site has no such file"]


def test_offline(build, run, kind):
    """A theme of Hugo may put the base path before what is written on pages; Jekyll does not."""
    build()
    said = [
        line.partition(" error link/missing-file ")[2] for line in run("--select", "link/missing-file", "--output-format", "concise").lines
    ]
    based = [f"File not found: {path}; the site is served under /lab, so it is /lab{path}" for path in ("/cv/", "/img/drill.png")]
    none = "File not found: /img/none.png"
    assert said == ([based[0], none, based[1]] if kind == "jekyll" else [none])
