"""YAML of strangers -> plain values: no tag constructs objects, and neither numbers nor aliases grow past what was written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from profilelint.core.yamlloader import safe_loader

_MAX_BITS = 1000
_NUMBER_LENGTH = 1_000  # numbers to the base of 60 take time that grows with the square of it
#: Of the text's length, so much may its values have once each alias is replaced by what it stands for, and so much at any length.
_MOST_TIMES, _ALWAYS = 10, 10_000


def load_yaml(text: str, strict: bool = False) -> Any:
    """The value of a text. `strict`: a key that occurs twice is refused. Raises what PyYAML does, which is what Python does where a value
    cannot be what its tag says: any exception."""
    loader = _loader(strict)(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def line_of_keys(text: str, keys: Sequence[str | int]) -> int:
    """The line on which YAML has these keys, one inside the other; of those that it has, where it has not all; 0 where it has none."""
    import yaml

    node, line = yaml.compose(text, Loader=safe_loader()), 0
    for wanted in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else []
        pair = pairs[wanted] if isinstance(wanted, int) else next((pair for pair in pairs if pair[0].value == wanted), None)
        if pair is None:
            break
        key, node = pair if isinstance(pair, tuple) else (pair, pair)
        line = key.start_mark.line + 1
    return line


@cache
def _loader(strict: bool) -> Any:
    """PyYAML's safe loader, in C where it is there, without numbers that Python would not print: 0xff…, or 1:0:0:0… to the base of 60."""
    import yaml

    class Loader(safe_loader()):  # type: ignore[misc]
        def __init__(self, text: str) -> None:
            super().__init__(text)
            self._most = _MOST_TIMES * len(text) + _ALWAYS if "*" in text else 0

        def construct_document(self, node: Any) -> Any:
            if self._most and _expanded(node) > self._most:
                raise yaml.constructor.ConstructorError(None, None, "its aliases expand to more than is read", node.start_mark)
            return super().construct_document(node)

        def construct_yaml_int(self, node: Any) -> int:
            number: int = super().construct_yaml_int(_short(node))
            if number.bit_length() > _MAX_BITS:
                raise ValueError("a number of too many digits")
            return number

        def construct_yaml_float(self, node: Any) -> float:
            number: float = super().construct_yaml_float(_short(node))
            return number

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            seen = set()
            for key, _ in node.value if strict else ():
                name = str(key.value)
                if name in seen:
                    raise yaml.constructor.ConstructorError(None, None, f'the key "{name}" occurs twice', key.start_mark)
                seen.add(name)
            return super().construct_mapping(node, deep)

    Loader.add_constructor("tag:yaml.org,2002:int", Loader.construct_yaml_int)
    Loader.add_constructor("tag:yaml.org,2002:float", Loader.construct_yaml_float)
    return Loader


def _short(node: Any) -> Any:
    if len(node.value) > _NUMBER_LENGTH:
        raise ValueError("a number of too many digits")
    return node


def _expanded(root: Any) -> float:
    """How many characters and values a tree of nodes has where an alias counts as what it stands for; infinite where that holds itself."""
    sizes: dict[int, float] = {}
    done: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting[-1]
        if isinstance(node.value, str):
            sizes[id(node)] = len(node.value) + 1
        elif id(node) not in sizes:
            sizes[id(node)] = math.inf  # until all of it is known
            waiting += [part for part in _parts(node) if id(part) not in sizes]
            continue
        elif id(node) not in done:
            sizes[id(node)] = 1 + sum(sizes[id(part)] for part in _parts(node))
            done.add(id(node))
        waiting.pop()
    return sizes[id(root)]


def _parts(node: Any) -> Iterator[Any]:
    for part in node.value:
        yield from part if isinstance(part, tuple) else (part,)
