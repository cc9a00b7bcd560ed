"""Immutable data, of which a page has thousands of pieces and this program a hundred kinds."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass that the type checker holds frozen. At run time it is not: that would triple what one costs to make. What a dataclass
    compiles for itself, records share: compiling it for each of them took a tenth of the time in which the program starts. What the API
    gives to other programs is frozen all the same."""
    cls.__doc__ = cls.__doc__ or cls.__name__  # else it is made of the signature, which takes as long as all the rest
    made: Any = dataclass(slots=True, repr=False, eq=False)(cls)
    made._values = attrgetter(*(field.name for field in fields(made)))
    for method in (__eq__, __hash__, __repr__):
        if method.__name__ not in cls.__dict__:
            setattr(made, method.__name__, method)
    result: type[T] = made
    return result


def __eq__(self: Any, other: Any) -> bool:
    return self._values(self) == self._values(other) if other.__class__ is self.__class__ else NotImplemented


def __hash__(self: Any) -> int:
    return hash(self._values(self))


def __repr__(self: Any) -> str:
    return f"{self.__class__.__qualname__}({', '.join(f'{field.name}={getattr(self, field.name)!r}' for field in fields(self))})"
