"""The site as a check sees it: through questions, which are recorded and can be repeated by the next run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import cache, partial, wraps
from importlib import import_module
from typing import Any, Concatenate, ParamSpec, TypeVar

from profilelint.core.dependencies import Dependencies
from profilelint.core.files import digest
from profilelint.core.record import fields
from profilelint.site.files import Site
from profilelint.site.tree import EntryKind, find

P = ParamSpec("P")
T = TypeVar("T")


class SiteView:
    """A check's view of the site around its page. Questions are the only way to the site's files, so they are all among the
    dependencies of the page. Settings and root need no question: they identify the site."""

    __slots__ = ("_depends", "_site", "root", "settings")

    def __init__(self, site: Site, depends: Dependencies) -> None:
        self._site, self._depends = site, depends
        self.settings, self.root = site.settings, site.root

    def place(self, path: str) -> str | None:
        """A page's path from the root; None if it is elsewhere."""
        return self._site.place(path)

    def ask(self, function: Callable[..., T], asked: tuple[Any, ...], is_kept: bool) -> T:
        answer = _answer(self._site, function, asked, is_kept)
        if (answers := self._depends.answers) is not None:
            written, digested = self._site.remember((_noted, function, asked), partial(_noted, function, asked, answer))
            answers[written] = digested
        return answer


#: For what checks and questions share.
AnySite = Site | SiteView
Question = Callable[Concatenate[AnySite, P], T]


def question(function: Callable[Concatenate[Site, P], T], is_kept: bool = True) -> Question[P, T]:
    """Decorator for a question of checks about the site. Its arguments are plain values: texts, numbers, tuples of them. `is_kept`: the
    answer is computed once for all pages."""

    @wraps(function)
    def ask(site: AnySite, /, *asked: Any) -> T:
        if isinstance(site, SiteView):
            return site.ask(function, asked, is_kept)
        return _answer(site, function, asked, is_kept)

    return ask  # type: ignore[return-value]


def _answer(site: Site, function: Callable[..., T], asked: tuple[Any, ...], is_kept: bool) -> T:
    return site.remember((function, asked), lambda: function(site, *asked)) if is_kept else function(site, *asked)


@partial(question, is_kept=False)
def read(site: Site, path: str) -> str:
    """The beginning of a file's text; "" where it cannot be read."""
    return site.tree.read(path)


@question
def has_folder(site: Site, path: str) -> bool:
    return find(site.tree, path) is EntryKind.FOLDER


@question
def other_at(site: Site, page: str) -> str:
    """The source of another page that is served where a page of the site is, the first of them; "" where there is none."""
    if site.addresses is None or site.addresses.open_ended:
        return ""
    served = site.addresses.served.get(page)
    return next((source for source in site.addresses.files.get(served, ()) if source not in (page, "")), "") if served else ""


def asked_again(site: Site, written: str) -> str:
    """The digest of what a question is answered with now."""
    import json

    name, *asked = json.loads(written)
    return digest_of(_question_called(name)(site, *map(_as_asked, asked)))


def _noted(function: Callable[..., Any], asked: tuple[Any, ...], answer: object) -> tuple[str, str]:
    """A question as text, and a digest of the answer."""
    import json

    return json.dumps([f"{function.__module__}:{function.__qualname__}", *asked]), digest_of(answer)


@cache
def _question_called(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    if not module.startswith("profilelint."):
        raise ValueError(f"not a question: {name}")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _as_asked(value: Any) -> Any:
    return tuple(map(_as_asked, value)) if isinstance(value, list) else value


def digest_of(answer: object) -> str:
    return digest(repr(_plain(answer)).encode("utf-8", "surrogatepass"))


def _plain(value: Any) -> object:
    """A value whose text is the same in every process: sets have no order."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "_fields"):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Set):
        return sorted(map(_plain, value), key=repr)
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(item)) for key, item in value.items()]
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else repr(value)
