"""Asking the web, on a server of this machine that behaves as badly as the web does. Nothing else is ever spoken to: tests/guarded."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from patience import within
from webserver import Server, page, running

from profilelint.links.answers import Answer, Question, Verdict, address_of
from profilelint.links.asking import Asker, Clock
from profilelint.links.glance import Glance, glance
from profilelint.links.guard import NotPublicError, guard_for
from profilelint.links.options import Limits
from profilelint.links.pending import ask_all

QUICK = Limits(delay=0.0, timeout=2.0, backoff=0.0, again=0.0)


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def server(shared: Server) -> Server:
    shared.asked.clear()
    shared.times.clear()
    shared.paths.clear()
    shared.most = 0
    return shared


class Patient(Clock):
    """A clock whose time passes when somebody waits, and which says what was waited for."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        super().__init__(lambda: sum(self.waited), self._wait, lambda: 0.5)

    async def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)


def ask(server: Server, *addresses: str, resolve=None, limits: Limits = QUICK, clock: Clock | None = None, fragments=(), dead=()):
    asker = Asker(guard_for([f"127.0.0.1:{server.port}"]), limits, resolve, clock or Patient())
    questions = [Question(address if "://" in address else server.url(address), tuple(fragments)) for address in addresses]
    return {question.address: answer for question, answer in ask_all(asker, questions, dead)}


def answer(server: Server, address: str, **how) -> Answer:
    (said,) = ask(server, address, **how).values()
    return said


def resolved(**names: list[str] | str):
    """A resolver that knows these names, with _ for a dot; each is asked anew."""
    known = {name.replace("_", "."): [places] if isinstance(places, str) else list(places) for name, places in names.items()}

    def resolve(host: str) -> list[tuple[int, str]]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET6 if ":" in place else socket.AF_INET, place) for place in known[host]]

    return resolve


@pytest.mark.parametrize(
    ("path", "verdict", "reason"),
    [
        ("/fine", Verdict.OK, ""),
        ("/404", Verdict.DEAD, "the host answers 404 Not Found"),
        ("/410", Verdict.DEAD, "the host answers 410 Gone"),
        ("/401", Verdict.BLOCKED, "the host answers 401 Unauthorized"),
        ("/403", Verdict.BLOCKED, "the host answers 403 Forbidden"),
        ("/999", Verdict.BLOCKED, "the host answers 999"),
        ("/451", Verdict.BLOCKED, "the host answers 451 Unavailable For Legal Reasons"),
        ("/400", Verdict.UNKNOWN, "the host answers 400 Bad Request"),
        ("/500", Verdict.UNKNOWN, "the host answers 500 Internal Server Error"),
        ("/503", Verdict.UNKNOWN, "the host answers 503 Service Unavailable"),
        ("/to/302/fine", Verdict.OK, ""),
        ("/to/307/fine", Verdict.OK, ""),
        ("/to/301/404", Verdict.DEAD, "the host answers 404 Not Found"),
        ("/to/302/410", Verdict.DEAD, "the host answers 410 Gone"),
        ("/to/301/403", Verdict.BLOCKED, "the host answers 403 Forbidden"),
        ("/loop/a", Verdict.DEAD, "it redirects in a circle"),
        ("/endless/1", Verdict.UNKNOWN, "too many redirects"),
        ("/loop/cookie/a", Verdict.UNKNOWN, "it redirects forever without cookies"),
        ("/notes", Verdict.SUSPICIOUS, "it leads to a sign-in page"),
        ("/wiki", Verdict.SUSPICIOUS, "it leads to a sign-in page"),
        ("/login", Verdict.OK, ""),
        ("/once/429", Verdict.OK, ""),
        ("/once/503", Verdict.OK, ""),
        ("/patience/1", Verdict.BLOCKED, "the host answers 429 Too Many Requests"),
        ("/drip", Verdict.UNKNOWN, "the answer breaks off"),
        ("/silent", Verdict.UNKNOWN, "no answer in time"),
        ("/truncated", Verdict.UNKNOWN, "the answer breaks off"),
        ("/hung-up", Verdict.UNKNOWN, "the answer breaks off"),
        ("/huge/application-pdf", Verdict.OK, ""),
        ("/huge/text-html", Verdict.OK, ""),
        ("/bomb", Verdict.OK, ""),
        ("/no-head", Verdict.OK, ""),
        ("/no-head/cores.pdf", Verdict.OK, ""),
        ("/no-head/hangs-up/cores.pdf", Verdict.OK, ""),
        ("/no-head/hangs-up/gone.pdf?404", Verdict.DEAD, "the host answers 404 Not Found"),
        ("/huge/application-pdf/x.pdf", Verdict.OK, ""),
        ("/ftp", Verdict.UNKNOWN, "it leads to something that is not a web address"),
    ],
)
def test_verdicts(server, path, verdict, reason):
    for start, end in (("/notes", "/login?next=%2Fnotes"), ("/wiki", "/idp/profile/SAML2/Redirect"), ("/ftp", "ftp://127.0.0.1/x")):
        server.paths[start] = (302, {"Location": end}, b"")
    said = answer(server, path)
    assert (said.verdict, said.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("title", "body", "verdict"),
    [
        ("Page not found", "", Verdict.SUSPICIOUS),
        ("404 – File not found | Institute of Ice", "", Verdict.SUSPICIOUS),
        ("glacier.org is for sale", "<p>Buy this domain</p>", Verdict.SUSPICIOUS),
        ("glacier.org", "<p>The domain glacier.org is for sale. Make an offer.</p>", Verdict.SUSPICIOUS),
        ("Log in – Wiki of the lab", "<form><input name=u><input type=PASSWORD name=p></form>", Verdict.SUSPICIOUS),
        ("Just a moment...", "", Verdict.BLOCKED),
        ("Attention Required! | Cloudflare", "", Verdict.BLOCKED),
        ("Ada Weber", "<p>Sign in to comment: <input type=password></p>", Verdict.OK),
        ("Lost and found in translation", "", Verdict.OK),
        ("How we write 404 pages", "<p>A page not found is a chance.</p>", Verdict.OK),
        ("Land records", "<p>Which domain is for sale was asked in 1911.</p>" + "<p>Many words on land follow.</p>" * 100, Verdict.OK),
    ],
)
def test_pages_that_say_something_else_than_their_status(server, title, body, verdict):
    server.paths["/it"] = (200, {}, page(title, more=body))
    assert answer(server, "/it").verdict is verdict


def test_a_deep_page_that_leads_to_the_front(server):
    server.paths["/people/weber/cores.html"] = (302, {"Location": "/"}, b"")
    assert answer(server, "/people/weber/cores.html").reason == "it leads to the front page of the site"
    server.paths["/home.html"] = (302, {"Location": "/"}, b"")
    assert answer(server, "/home.html").verdict is Verdict.OK


def test_a_challenge_of_cloudflare(server):
    server.paths["/it"] = (403, {"cf-mitigated": "challenge"}, page("Hm"))
    assert answer(server, "/it") == Answer(Verdict.BLOCKED, "127.0.0.1 asks for a CAPTCHA")


def test_what_moved_has_a_new_address_as_far_as_it_is_for_good(server):
    said = answer(server, "/to/301/to/308/to/302/fine")
    assert (said.verdict, said.target) == (Verdict.MOVED, server.url("/to/302/fine"))
    assert answer(server, "/to/302/to/301/fine").verdict is Verdict.OK
    server.paths["/notes"] = (301, {"Location": "/login"}, b"")
    assert answer(server, "/notes").verdict is Verdict.SUSPICIOUS


def test_what_is_dead_is_asked_again_a_little_later(server):
    clock = Patient()
    said = ask(server, "/404", "/fine", "/once/404", clock=clock, limits=Limits(delay=0.0, again=7.0))
    assert [said[server.url(path)].verdict for path in ("/404", "/fine", "/once/404")] == [Verdict.DEAD, Verdict.OK, Verdict.OK]
    assert 7.0 in clock.waited
    assert server.counts["/404"] == 2


def test_what_was_dead_another_day_need_not_be_asked_twice(server):
    assert answer(server, "/404", dead={server.url("/404")}).verdict is Verdict.DEAD
    assert server.counts["/404"] == 1


def test_files_and_pages_take_one_request_each(server):
    server.paths["/cores.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
    ask(server, "/cores.pdf", "/cores")
    assert sorted(server.asked) == [("GET", "/cores"), ("HEAD", "/cores.pdf")]


def test_a_host_that_is_not_there(server):
    # By the time that it is asked again, another one has been reached: there is a connection.
    said = ask(server, "/fine", "http://gone.glacier.org/x", resolve=resolved(), limits=Limits(delay=0.0, again=1.0), clock=Clock())
    assert said["http://gone.glacier.org/x"] == Answer(Verdict.DEAD, "there is no host gone.glacier.org")


def test_no_host_at_all_means_no_connection(server):
    said = answer(server, "http://gone.glacier.org/x", resolve=resolved())
    assert said.verdict is Verdict.UNKNOWN
    assert "connection" in said.reason


def test_names_that_cannot_be_looked_up_now(server):
    def resolve(host):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    assert answer(server, "http://slow.glacier.org/", resolve=resolve).verdict is Verdict.UNKNOWN


def test_a_closed_port(server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asker = Asker(guard_for(["127.0.0.1"]), QUICK, clock=Patient())
    ((_, said),) = ask_all(asker, [Question(f"http://127.0.0.1:{port}/")])
    assert (said.verdict, said.reason) == (Verdict.UNKNOWN, "the host refuses connections")


def test_a_host_that_does_not_speak_tls(server):
    assert answer(server, server.url("/fine").replace("http:", "https:")).verdict is Verdict.UNKNOWN


def test_a_certificate_that_nobody_signed():
    with running(tls=True) as server:
        said = answer(server, server.url("/fine").replace("http:", "https:"))
        assert (said.verdict, said.reason) == (Verdict.UNKNOWN, "the certificate of the host is not valid")
        assert server.asked == []


def test_a_host_that_asks_for_patience_gets_it(server):
    clock = Patient()
    assert answer(server, "/once/429", clock=clock).verdict is Verdict.OK
    assert 1.0 in [round(seconds, 1) for seconds in clock.waited]
    server.asked.clear()
    said = ask(server, *(f"/patience/{n}" for n in range(7000, 7040)))
    assert {one.verdict for one in said.values()} == {Verdict.BLOCKED}
    assert len(server.asked) == 1  # who asks for hours is asked no more


def test_a_host_that_never_answers_is_given_up(server):
    said = ask(server, *(f"/hung-up/{n}" for n in range(30)))
    assert {one.verdict for one in said.values()} == {Verdict.UNKNOWN}
    assert len(server.asked) < 40


def test_a_host_is_asked_one_address_after_the_other():
    paths = [*(f"/slow/{n}" for n in range(4)), "/no-head/cores.pdf", "/to/301/fine", "/404", "/500"]
    with running() as server:  # of its own: others may still be answering what a test before gave up
        ask(server, *paths, clock=Clock(), limits=Limits(delay=0.2, timeout=30.0, backoff=0.0, again=0.0))
    assert server.most == 1
    assert len(server.asked) == 12  # a HEAD is refused, one is led elsewhere, one is dead, one in trouble: each twice
    assert min(server.pauses) >= 0.19


def test_hosts_are_asked_at_the_same_time(server):
    names = {f"ice-{n}_glacier_org": "127.0.0.1" for n in range(8)}
    ask(server, *(f"http://ice-{n}.glacier.org:{server.port}/slow" for n in range(8)), resolve=resolved(**names))
    assert server.most > 1


def test_a_host_that_asks_for_a_pause_is_left_alone_meanwhile(server):
    paths = ["/fine/1", "/once/429", *(f"/fine/{n}" for n in range(2, 6)), "/fine/cores.pdf"]
    said = ask(server, *paths, clock=Clock(), limits=Limits(delay=0.0))
    assert {one.verdict for one in said.values()} == {Verdict.OK}
    busy = server.asked.index(("GET", "/once/429"))
    assert server.pauses[busy] >= 0.99
    assert server.counts["/once/429"] == 2


@pytest.mark.parametrize("status", [429, 503, 500])
def test_trouble_of_a_host_makes_all_wait(server, status):
    ask(server, f"/once/{status}/now", "/fine/1", "/fine/2", clock=Clock(), limits=Limits(delay=0.0, backoff=1.0))
    assert server.pauses[server.asked.index(("GET", f"/once/{status}/now"))] >= 0.49


def test_a_host_that_is_busy_again_after_the_pause_is_asked_no_more(server):
    said = ask(server, *(f"/429/{n}" for n in range(30)))
    assert {one.verdict for one in said.values()} == {Verdict.BLOCKED}
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("path", "requests"),
    [
        ("/fine", ["GET"]),
        ("/cores.pdf", ["HEAD"]),
        ("/404", ["GET", "GET"]),
        ("/gone.pdf", ["HEAD", "GET"]),
        ("/403", ["GET"]),
        ("/closed.pdf", ["HEAD", "GET"]),
        ("/no-head/cores.pdf", ["HEAD", "GET"]),
        ("/503", ["GET", "GET"]),
        ("/hung-up", ["GET", "GET"]),
        ("/once/429", ["GET", "GET"]),
    ],
)
def test_how_often_an_address_is_asked(server, path, requests):
    server.paths["/cores.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
    server.paths["/gone.pdf"], server.paths["/closed.pdf"] = (404, {}, b""), (403, {}, b"")
    answer(server, path)
    assert server.asked == [(method, path) for method in requests]


def test_the_time_that_is_left_is_kept(server):
    asker = Asker(guard_for([f"127.0.0.1:{server.port}"]), Limits(delay=0.0, timeout=30.0, budget=2.0))
    began = time.monotonic()
    said = {question.address: said for question, said in ask_all(asker, [Question(server.url(path)) for path in ("/fine", "/silent")])}
    assert time.monotonic() - began < 20
    assert said[server.url("/fine")].verdict is Verdict.OK
    assert said[server.url("/silent")] == Answer(Verdict.UNKNOWN, "the time for checking links was used up")


def test_fragments(server):
    server.paths["/people"] = (200, {}, page("People", more="<a name=weber>Ada</a><h2 id=user-content-okafor>Chidi</h2>"))
    assert answer(server, "/people", fragments=("weber", "okafor", "top", "li")).fragments == {
        "weber": True,
        "okafor": True,
        "top": True,
        "li": False,
    }
    server.paths["/app"] = (200, {}, b"<title>App</title><script src=app.js></script>")
    assert answer(server, "/app", fragments=("li",)).fragments == {"li": True}


def test_what_is_sent_gives_nothing_away(server, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password secret\ndefault login ada password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    address = address_of(f"http://ada:secret@127.0.0.1:{server.port}/it#place")
    server.paths["/it"] = (200, {"Set-Cookie": "a=b"}, page("It"))
    assert answer(server, address).verdict is Verdict.OK
    assert set(server.headers["/it"]) == {"host", "user-agent", "accept", "accept-encoding"}
    assert "profilelint" in server.headers["/it"]["user-agent"]
    sets = (200, {"Set-Cookie": "a=b; Path=/"}, page("Other"))
    server.paths["/other"] = server.paths["/another"] = sets
    asker = Asker(guard_for([f"127.0.0.1:{server.port}"]), QUICK, clock=Patient())
    assert len(list(ask_all(asker, [Question(server.url("/other")), Question(server.url("/another"))]))) == 2
    assert not {"cookie"} & {*server.headers["/other"], *server.headers["/another"]}


# What is not public


@pytest.mark.parametrize(
    "path",
    [
        "/away/127.0.0.1:1/x",
        "/away/127.0.0.2/x",
        "/away/169.254.169.254:80/latest/meta-data",
        "/away/10.0.0.1/x",
        "/away/[::1]/x",
        "/away/[::ffff:7f00:1]/x",
        "/away/0x7f.1/x",
        "/away/metadata.google.internal/x",
        "/away/inside.glacier.org/x",
        "/away/half.glacier.org/x",
    ],
)
def test_a_redirect_into_the_network_around_here_is_not_followed(server, path, refused):
    """The fixture `refused` asserts besides that no socket was told to connect there."""
    names = resolved(
        inside_glacier_org="192.168.1.1",
        half_glacier_org=["127.0.0.1", "169.254.169.254"],
        metadata_google_internal="169.254.169.254",
        **{"0x7f_1": "127.0.0.9"},
    )
    said = answer(server, path, resolve=names)
    assert (said.verdict, said.reason) == (Verdict.UNKNOWN, "private address, so it was not requested")
    assert refused == []


class PretendGuard:
    """As the guard, but for the resolver it lets everything pass: what the socket is told is what counts."""

    def __init__(self, guard) -> None:
        self._guard = guard

    def check(self, address: str, port: int) -> None:
        if sys._getframe(1).f_code.co_name != "resolve":
            self._guard.check(address, port)


def test_the_socket_is_the_last_door(server, refused):
    asker = Asker(guard_for([f"127.0.0.1:{server.port}"]), QUICK, resolved(inside_glacier_org="169.254.169.254"), Patient())
    asker._client._guard = PretendGuard(asker._client._guard)
    (said,) = [said for _, said in ask_all(asker, [Question("http://inside.glacier.org/latest/meta-data")])]
    assert said.reason == "private address, so it was not requested"
    assert refused == []


def test_the_recorder_would_notice(refused):
    with pytest.raises(RuntimeError), socket.socket() as one:
        one.connect(("192.0.2.1", 80))
    with pytest.raises(RuntimeError):
        socket.getaddrinfo("glacier.org", 80)
    assert [event for event, _ in refused] == ["socket.connect", "socket.getaddrinfo"]
    refused.clear()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("192.0.2.1", False),
        ("::", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("192.0.0.192", False),
        ("168.63.129.16", False),
        ("2002:808:808::", False),
        ("::8.8.8.8", False),
        ("glacier.org", False),
    ],
)
def test_what_is_public(address, public):
    if public:
        guard_for([]).check(address, 80)
    else:
        with pytest.raises(NotPublicError):
            guard_for([]).check(address, 80)


def _registered():
    """The registries of special addresses, as tests/data has them: networks."""
    rows = (Path(__file__).parent / "data" / "special-addresses.txt").read_text(encoding="utf-8").splitlines()
    return [ip_network(row.partition("|")[0].strip()) for row in rows if not row.startswith("#")]


#: Of these the addresses of IPv4 are looked at that they stand for.
STANDING_FOR = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))
BESIDES = [*map(ip_network, ("224.0.0.0/4", "168.63.129.16/32", "ff00::/8", "fec0::/10", "::/96", "4000::/3", "8000::/1"))]


@pytest.mark.parametrize("network", [*(network for network in _registered() if network not in STANDING_FOR), *BESIDES], ids=str)
def test_no_special_address_is_public(network):
    for address in (network[0], network[-1], network[network.num_addresses // 2]):
        with pytest.raises(NotPublicError):
            guard_for([]).check(str(address), 80)
        if address.version == 4:
            for written in (f"::ffff:{address}", f"64:ff9b::{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"):
                with pytest.raises(NotPublicError):
                    guard_for([]).check(written, 80)


def test_nothing_but_special_addresses_is_refused():
    """What lies beside a network of the registries, and in none of them, is public."""
    special = [*_registered(), *BESIDES]
    beside = [ip_address(int(end) + step) for network in special for end, step in ((network[0], -1), (network[-1], 1))
              if 0 <= int(end) + step < 2 ** network.max_prefixlen and int(end) + step >= 2**32 * (network.version == 6)]  # fmt: skip
    plain = [address for address in beside if not any(address in network for network in special if network.version == address.version)]
    plain = [address for address in plain if address.version == 4 or address in ip_network("2000::/3")]
    assert len(plain) > 20
    for address in plain:
        guard_for([]).check(str(address), 80)


def test_what_is_allowed_is_allowed_at_its_port():
    guard = guard_for(["127.0.0.1:80", "[::1]:81", "10.0.0.1", "::2"])
    for place in (("127.0.0.1", 80), ("::1", 81), ("10.0.0.1", 5), ("::2", 5)):
        guard.check(*place)
    for place in (("127.0.0.1", 81), ("::1", 80), ("10.0.0.2", 5)):
        with pytest.raises(NotPublicError):
            guard.check(*place)
    for wrong in ("localhost", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.0/8", "", "[::1"):
        with pytest.raises(ValueError):  # noqa: PT011
            guard_for([wrong])


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://Glacier.org", "https://glacier.org/"),
        ("//glacier.org/a b#c", "https://glacier.org/a%20b"),
        ("http://glacier.org:80/ü?q=é", "http://glacier.org/%C3%BC?q=%C3%A9"),
        ("https://müller.de/", "https://xn--mller-kva.de/"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://ada:secret@glacier.org/", "http://glacier.org/"),
        ("ftp://glacier.org/", None),
        ("mailto:ada@glacier.org", None),
        ("javascript:alert(1)", None),
        ("files/x.pdf", None),
        ("http://", None),
        ("http://glacier.org:99999/", None),
        ("http://[::1/", None),
        ("http://a b/", None),
        ("http://" + "a" * 300, None),
        ("https://glacier.org/\ud800", None),
    ],
)
def test_addresses(target, address):
    assert address_of(target) == address


ASK_MUCH = """
import sys
from pathlib import Path
from test_web import Limits, ask, held, resolved
from types import SimpleNamespace
server = SimpleNamespace(port=int(sys.argv[1]))
at = [f"http://ice-{n}.glacier.org:{server.port}" for n in range(60)]
Path("/proc/self/clear_refs").write_text("5")  # forget what was held while all this was imported
before = held()
pages = [f"{host}/{'bomb' if n % 2 else 'huge/text-html'}" for n, host in enumerate(at)]
for fragments in ((), ("top",)):
    names = resolved(**{f"ice-{n}_glacier_org": "127.0.0.1" for n in range(60)})
    said = ask(server, *pages, resolve=names, limits=Limits(delay=0.0), fragments=fragments)
    print(*{one.verdict.name for one in said.values()})
print(held() - before)
"""


def held() -> int:
    """The most memory that this process has held, in kilobytes."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="needs to be told how much memory is held")
def test_memory_stays_small(server):
    """12 GB of pages, and 18 GB that are sent packed."""
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", ASK_MUCH, str(server.port)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=300)
    *verdicts, more = done.stdout.split()
    assert verdicts == ["OK", "OK"]
    assert 10_000 < int(more) < 130_000


@pytest.mark.parametrize(
    "page",
    ["<" * 200_000, "<a " * 100_000, "<a href='" * 50_000, "<title>" * 50_000, "<h1 a=b>" * 50_000, "<!--" * 50_000,
     "<a " + "x=1 " * 100_000 + ">", "<template>" * 50_000, "&amp" * 100_000],
    ids=["tags", "attributes", "quotes", "titles", "headings", "comments", "many attributes", "templates", "entities"],
)  # fmt: skip
def test_a_page_takes_its_time_and_no_more(page: str) -> None:
    with within(10):
        glance(page.encode())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>Tides &amp;\n sea</title>", Glance(title="Tides & sea")),
        ("<h1>The <em>tide</em></h1> goes<h1>out</h1>", Glance(heading="The tide", about="The tide", text="The tide goesout")),
        ("<script>if (a < b) '<h1>'</script><h1>a<!-- b --></h1>", Glance(heading="a", about="a", text="a")),
        ("<noscript>Turn it on</noscript><template><b id=x>c</b></template><p ID='y'>d", Glance(text="d", anchors=frozenset("xy"))),
        ("<meta property=og:title content='A'><meta name=description content=B><meta name=description content=C>", Glance(about="A B")),
        ("<a name=top></a><p name=not><input type=PASSWORD name=q>", Glance(asks_password=True, anchors=frozenset({"top"}))),
        ("<p id=a id=b>", Glance(anchors=frozenset("a"))),
    ],
)
def test_what_is_seen_of_a_page_at_a_glance(page: str, expected: Glance) -> None:
    assert glance(page.encode()) == expected
