"""What was seen at an address -> what can be said about it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from profilelint.core.record import record, replace
from profilelint.links.answers import Answer, Question, Verdict, host_of
from profilelint.links.glance import Glance, glance
from profilelint.links.known_hosts import (
    BLOCKED,
    LASTING,
    asks_to_sign_in,
    is_challenge,
    is_parked,
    is_sign_in_title,
    is_wall,
    says_not_found,
)
from profilelint.links.net import Failure, Response

PERMANENT = frozenset((301, 308))
REDIRECTS = frozenset((301, 302, 303, 307, 308))
_SHOWN = 200
_FRONTS = frozenset(("", "/", "/index.html", "/index.htm", "/index.php", "/home", "/home/", "/en", "/en/"))


@record
class Hop:
    address: str
    status: int
    cookies: bool = False


@record
class Seen:
    """The redirects that were followed, and the response at their end; `looped`: they lead in a circle."""

    address: str
    hops: tuple[Hop, ...] = ()
    response: Response | None = None
    failure: Failure | None = None
    looped: bool = False


def verdict_of(question: Question, seen: Seen) -> Answer:
    answer = _judge(question, seen, host_of(seen.address))
    # The response of a bot wall does not count, anywhere on the way: it may say anything.
    wall = next((host for host in (host_of(seen.address), host_of(question.address)) if is_wall(host)), "")
    if not wall or answer.verdict is Verdict.OK:
        return answer
    if answer.verdict is Verdict.MOVED:
        return replace(answer, verdict=Verdict.OK, target="")
    return Answer(Verdict.BLOCKED, f"{wall} blocks automated requests")


def _judge(question: Question, seen: Seen, host: str) -> Answer:
    if seen.looped:
        if any(hop.cookies for hop in seen.hops):
            return Answer(Verdict.UNKNOWN, "it redirects forever without cookies")
        return Answer(Verdict.DEAD, "it redirects in a circle")
    if seen.failure is Failure.NO_HOST:
        return Answer(Verdict.DEAD, f"there is no host {host}")
    if seen.failure or seen.response is None:
        return Answer(Verdict.UNKNOWN, (seen.failure or Failure.BROKEN).value)
    response = seen.response
    status = response.status
    page = glance(response.body) if response.is_html else Glance()
    if response.headers.get("cf-mitigated") == "challenge" or (status != 404 and is_challenge(page.title)):
        return Answer(Verdict.BLOCKED, f"{host} asks for a CAPTCHA")
    if status in (404, 410):
        return Answer(Verdict.DEAD, _status(status))
    if status in BLOCKED:
        return Answer(Verdict.BLOCKED, _status(status))
    if status == 202 and not response.body:
        return Answer(Verdict.BLOCKED, f"{host} asks for a CAPTCHA")
    if not 200 <= status < 300:
        return Answer(Verdict.UNKNOWN, _status(status))
    if response.cut:
        return Answer(Verdict.UNKNOWN, Failure.BROKEN.value)
    return _of_page(question, seen, host, page)


def _of_page(question: Question, seen: Seen, host: str, page: Glance) -> Answer:
    title, about = page.title[:_SHOWN], page.about[: _SHOWN * 5]
    if reason := _doubt(question.address, seen, host, page):
        return Answer(Verdict.SUSPICIOUS, reason, "", title, about)
    # Where a page has no ids at all, a script may make them.
    fragments = {name: not page.anchors or not page.anchors.isdisjoint((name, f"user-content-{name}")) for name in question.fragments}
    target = _new_address(seen)
    return Answer(Verdict.MOVED if target else Verdict.OK, "", target, title, about, fragments)


def _doubt(address: str, seen: Seen, host: str, page: Glance) -> str:
    """Why a page that came is plainly not what the link was made for; "" where there is no doubt."""
    if is_parked(host, page.title, page.text):
        return "the domain is for sale, or parked"
    if says_not_found(page.title, page.heading):
        return f'the page says "{(page.title or page.heading)[:60]}"'
    end = urlsplit(seen.address)
    if not asks_to_sign_in(address):
        if seen.hops and asks_to_sign_in(seen.address):
            return "it leads to a sign-in page"
        if page.asks_password and is_sign_in_title(page.title):
            return "it is a sign-in page"
    start = urlsplit(address)
    is_deep = start.path not in _FRONTS and start.path.count("/") + bool(start.path.rpartition("/")[2]) > 2
    if seen.hops and is_deep and end.path in _FRONTS and not end.query and host_of(address) == host and host not in LASTING:
        return "it leads to the front page of the site"
    return ""


def _new_address(seen: Seen) -> str:
    """Where what moved for good is now: as far as every redirect says so."""
    if not seen.hops or seen.hops[0].status not in PERMANENT or host_of(seen.hops[0].address) in LASTING:
        return ""
    ways = [*(hop.address for hop in seen.hops), seen.address]
    permanent = next((at for at, hop in enumerate(seen.hops) if hop.status not in PERMANENT), len(seen.hops))
    target = ways[permanent]
    return "" if asks_to_sign_in(target) or "sessionid" in target.lower() else target


def _status(status: int) -> str:
    try:
        return f"the host answers {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"the host answers {status}"
