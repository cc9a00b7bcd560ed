"""What can be said about an address from what was seen there; nobody is asked."""

from __future__ import annotations

import pytest

from profilelint.links.answers import Answer, Question, Verdict
from profilelint.links.net import Response
from profilelint.links.verdict import Hop, Seen, verdict_of

HOST = "https://ice.example"


def judged(
    status: int = 200, body: str = "<title>Ice</title>", hops: tuple[Hop, ...] = (), at: str = HOST, asked: str = "", **more: object
) -> Answer:
    response = Response(status, {"Content-Type": "text/html"}, body.encode(), **more)
    return verdict_of(Question(asked or (hops[0].address if hops else at)), Seen(at, hops, response))


#: What each status says; all others between 200 and 299 are fine, and nobody knows what the rest mean.
STATUSES = {
    **dict.fromkeys((404, 410), Verdict.DEAD),
    **dict.fromkeys((401, 402, 403, 406, 407, 412, 418, 429, 430, 451, 498, 499, 999), Verdict.BLOCKED),
    **dict.fromkeys((200, 201, 203, 299), Verdict.OK),
    **dict.fromkeys(
        (199, 300, 304, 400, 405, 408, 409, 411, 413, 417, 419, 428, 431, 450, 452, 497, 500, 502, 503, 520, 998), Verdict.UNKNOWN
    ),
}


@pytest.mark.parametrize("status", STATUSES)
def test_statuses(status: int) -> None:
    assert judged(status).verdict is STATUSES[status]


def test_nothing_at_all_is_a_wall_and_something_is_not() -> None:
    assert judged(202, "").verdict is Verdict.BLOCKED
    assert judged(202).verdict is Verdict.OK
    assert judged(204, "").verdict is Verdict.OK


@pytest.mark.parametrize(("status", "is_for_good"), [(301, True), (302, False), (303, False), (307, False), (308, True)])
def test_only_what_moved_for_good_has_a_new_address(status: int, is_for_good: bool) -> None:
    said = judged(hops=(Hop(f"{HOST}/a", status),), at=f"{HOST}/b")
    assert (said.verdict, said.target) == ((Verdict.MOVED, f"{HOST}/b") if is_for_good else (Verdict.OK, ""))


@pytest.mark.parametrize("host", ["doi.org", "hdl.handle.net", "purl.org", "orcid.org", "w3id.org"])
def test_what_is_made_to_last_has_no_new_address(host: str) -> None:
    assert judged(hops=(Hop(f"https://{host}/a", 301),), at=f"{HOST}/b").verdict is Verdict.OK


@pytest.mark.parametrize(
    ("asked", "at", "is_doubtful"),
    [
        ("/people/weber/cores.html", "/", True),
        ("/people/weber", "/", True),
        ("/people/", "/", False),
        ("/people/weber/", "/", True),
        ("/cores.html", "/", False),
        ("/people/weber/cores.html", "/?from=cores", False),
        ("/people/weber/cores.html", "/people/", False),
        ("/people/weber/cores.html", "/index.html", True),
        ("/en/", "/", False),
    ],
)
def test_a_deep_page_that_leads_to_the_front_page(asked: str, at: str, is_doubtful: bool) -> None:
    said = judged(hops=(Hop(f"{HOST}{asked}", 302),), at=f"{HOST}{at}")
    assert (said.verdict is Verdict.SUSPICIOUS) is is_doubtful
    assert judged(at=f"{HOST}{at}").verdict is Verdict.OK
    assert judged(hops=(Hop(f"https://snow.example{asked}", 302),), at=f"{HOST}{at}").verdict is Verdict.OK


@pytest.mark.parametrize(
    ("title", "text", "verdict"),
    [
        ("Page not found", "", Verdict.SUSPICIOUS),
        ("Page not found | " + "x" * 60, "", Verdict.SUSPICIOUS),
        ("Page not found | " + "x" * 61, "", Verdict.OK),
        ("Parked domain", "", Verdict.SUSPICIOUS),
        ("Ice", "This domain is for sale", Verdict.SUSPICIOUS),
        ("Ice", "This domain is for sale" + " ice" * 490, Verdict.SUSPICIOUS),
        ("Ice", "This domain is for sale" + " ice" * 500, Verdict.OK),
        ("Sign in", "<input type=password>", Verdict.SUSPICIOUS),
        ("Sign in", "<input type=text>", Verdict.OK),
        ("Sign in " + "x" * 111, "<input type=password>", Verdict.SUSPICIOUS),
        ("Sign in " + "x" * 112, "<input type=password>", Verdict.OK),
    ],
)
def test_what_a_page_says_of_itself(title: str, text: str, verdict: Verdict) -> None:
    assert judged(body=f"<title>{title}</title><body>{text}</body>").verdict is verdict


@pytest.mark.parametrize("host", ["linkedin.com", "www.linkedin.com", "scholar.google.com", "scholar.google.de"])
def test_a_wall_is_believed_only_where_it_lets_one_in(host: str) -> None:
    assert judged(404, at=f"https://{host}/a").verdict is Verdict.BLOCKED
    assert judged(at=f"https://{host}/a").verdict is Verdict.OK
    said = judged(hops=(Hop(f"https://{host}/a", 301),), at=f"https://{host}/b")
    assert (said.verdict, said.target) == (Verdict.OK, "")


def test_ids_are_looked_for_only_on_a_page_that_has_some() -> None:
    def found(body: str) -> dict[str, bool]:
        seen = Seen(HOST, (), Response(200, {"Content-Type": "text/html"}, body.encode()))
        return verdict_of(Question(HOST, ("a", "b", "c")), seen).fragments

    assert found("<p id=a><a name=b></a>") == {"a": True, "b": True, "c": False}
    assert found("<p id=user-content-a>") == {"a": True, "b": False, "c": False}
    assert found("<p>") == {"a": True, "b": True, "c": True}
