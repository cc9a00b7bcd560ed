"""What checks ask about the site around a page: questions that can be written down, and asked again when the page is met next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from profilelint.core.disk import behind, digest, notes

if TYPE_CHECKING:
    from profilelint.site.files import Site

P = ParamSpec("P")
T = TypeVar("T")

Question = Callable[Concatenate["Site", P], T]


def question(function: Question[P, T]) -> Question[P, T]:
    """Each page may ask this about its site; where notes are taken, the question is noted with a digest of its answer. What is asked
    with is plain: texts, numbers, tuples of them."""
    return _asked(function, lambda site, _, make: make())


def question_of_many(function: Question[P, T]) -> Question[P, T]:
    """The same, answered once however many pages ask."""
    return _asked(function, lambda site, key, make: site.remembered(key, make))


def _asked(function: Question[P, T], worked_out: Callable[[Site, Hashable, Callable[[], Any]], Any]) -> Question[P, T]:
    name = f"{function.__module__}:{function.__qualname__}"

    @wraps(function)
    def ask(site: Site, /, *asked: P.args, **named: P.kwargs) -> T:
        key = (name, asked, *named.items())
        answer: T = worked_out(site, key, lambda: behind(lambda: function(site, *asked, **named)))
        seen = notes()
        if seen is not None and not seen.behind:
            written, digested = worked_out(site, ("noted", key), lambda: (_written(name, asked, named), _digest_of(answer)))
            seen.asked[written] = digested
        return answer

    return ask


def _written(*asked: object) -> str:
    import json

    return json.dumps(asked)


def ask_again(site: Site, written: str) -> str:
    """The digest of what a question is answered with now."""
    import json

    name, asked, named = json.loads(written)
    return _digest_of(behind(lambda: _function(name)(site, *map(_as_asked, asked), **named)))


@cache
def _function(name: str) -> Callable[..., Any]:
    module, _, path = name.partition(":")
    if not module.startswith("profilelint."):
        raise ValueError(f"not a question: {name}")
    function: Callable[..., Any] = attrgetter(path)(import_module(module))
    return function


def _as_asked(value: Any) -> Any:
    return tuple(map(_as_asked, value)) if isinstance(value, list) else value


def _digest_of(answer: object) -> str:
    return digest(repr(_plain(answer)).encode("utf-8", "surrogatepass"))


def _plain(value: Any) -> object:
    """A value whose text is the same in every process: sets have no order."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Set):
        return sorted(map(_plain, value), key=repr)
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(item)) for key, item in value.items()]
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else repr(value)
