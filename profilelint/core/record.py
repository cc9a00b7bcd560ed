"""Data classes that cost little to make at the start of a program, of which there are more than a hundred, and little to use.

`dataclasses` writes the source of each method and compiles it: for all of ours a fifth of the time that a small page takes. Here
classes of one shape share the code of their `__init__`, under the names of their own fields. Who asks for them as dataclasses,
such as `dataclasses.replace`, finds them so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")

_NOTHING: Any = object()  # no default
_MAKE: Any = object()  # a default that is created for each instance


class _Field:
    """The settings of a field, in addition to its type."""

    __slots__ = ("compare", "default", "factory", "hash", "name", "repr", "type")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, repr: bool, compare: bool, hash: bool) -> None:
        self.name, self.type = "", ""
        self.default, self.factory, self.repr, self.compare, self.hash = default, factory, repr, compare, hash and compare


def field(*, default: Any = _NOTHING, default_factory: Any = None, repr: bool = True, compare: bool = True, hash: bool = True) -> Any:
    """As `dataclasses.field`."""
    return _Field(default, default_factory, repr, compare, hash)


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, slots: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, slots: bool = True) -> Any:
    """Immutable data, of which a page has thousands of pieces. The type checker holds it frozen; at run time it is not, since that would
    triple what one costs to make."""
    return _decorated(cls, slots, is_frozen=False, has_hash=True, has_order=False, has_eq=True)


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, slots: bool = True, order: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, slots: bool = True, order: bool = False, eq: bool = True) -> Any:
    """A record that is immutable at run time, too: for the public API."""
    return _decorated(cls, slots, is_frozen=True, has_hash=eq, has_order=order, has_eq=eq)


@overload
def state(cls: type[T], /) -> type[T]: ...
@overload
def state(*, slots: bool = True, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(field_specifiers=(field,))
def state(cls: type[T] | None = None, /, *, slots: bool = True, eq: bool = True) -> Any:
    """A mutable record, for the state of a computation."""
    return _decorated(cls, slots, is_frozen=False, has_hash=False, has_order=False, has_eq=eq)


def fields(of: Any) -> tuple[_Field, ...]:
    """The fields of a class or an instance, in their order; each has a `name`."""
    return cast(tuple[_Field, ...], of._fields)


def replace(of: T, **changes: Any) -> T:
    """A copy with other values; `TypeError` for an unknown field."""
    values = {each.name: getattr(of, each.name) for each in fields(of)}
    return type(of)(**(values | changes))


def _decorated(cls: Any, slots: bool, **how: bool) -> Any:
    return (lambda cls: _made(cls, slots, **how)) if cls is None else _made(cls, slots, **how)


def _made(cls: type[Any], slots: bool, is_frozen: bool, has_hash: bool, has_order: bool, has_eq: bool) -> type[Any]:
    own = tuple(_fields_of(cls))
    namespace = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    for each in own:
        namespace.pop(each.name, None)
    if slots:
        namespace["__slots__"] = tuple(each.name for each in own)
    namespace["__doc__"] = cls.__doc__ or cls.__name__
    namespace["__match_args__"] = tuple(each.name for each in own)
    namespace["_fields"] = own
    namespace["__dataclass_fields__"] = _DataclassFields()
    methods: dict[str, Any] = {"__repr__": _repr, "__reduce__": _reduce}
    if "__init__" not in namespace:
        methods["__init__"] = _init(cls, own, is_frozen)
    if has_eq:
        methods |= {"__eq__": _eq, "__hash__": _hash if has_hash else None}
        namespace["_compared"] = _values(each.name for each in own if each.compare)
        namespace["_hashed"] = _values(each.name for each in own if each.hash)
    if has_order:
        methods |= {"__lt__": _lt, "__le__": _le, "__gt__": _gt, "__ge__": _ge}
    if is_frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    kind: Any = type(cls)
    made: type[Any] = kind(cls.__name__, cls.__bases__, methods | namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _fields_of(cls: type[Any]) -> Iterator[_Field]:
    for name, written in getattr(cls, "__annotations__", {}).items():
        default = cls.__dict__.get(name, _NOTHING)
        found = default if isinstance(default, _Field) else _Field(default, None, True, True, True)
        found.name, found.type = name, written
        yield found


def _values(names: Iterator[str] | Any) -> staticmethod[[Any], Any]:
    """The function that gets the values of these fields."""
    listed = tuple(names)
    return staticmethod(attrgetter(*listed) if listed else lambda _: ())


def _init(cls: type[Any], own: tuple[_Field, ...], is_frozen: bool) -> FunctionType:
    """An `__init__` of the code that all classes of the same shape share, under these names."""
    made = tuple(number for number, each in enumerate(own) if each.factory is not None)
    code, names = _shape(len(own), made, is_frozen, "__post_init__" in cls.__dict__), {f"a{n}": each.name for n, each in enumerate(own)}
    code = code.replace(
        co_varnames=tuple(names.get(name, name) for name in code.co_varnames),
        co_names=tuple(names.get(name, name) for name in code.co_names),
        co_consts=tuple(names.get(value, value) if isinstance(value, str) else value for value in code.co_consts),
        co_name="__init__",
        co_qualname=f"{cls.__qualname__}.__init__",
    )
    known: dict[str, Any] = {f"make{number}": own[number].factory for number in made} | {"MAKE": _MAKE, "put": object.__setattr__}
    function = FunctionType(code, known)
    function.__defaults__ = tuple(_MAKE if each.factory else each.default for each in own if each.factory or each.default is not _NOTHING)
    return function


@cache
def _shape(count: int, made: tuple[int, ...], is_frozen: bool, calls_post_init: bool) -> CodeType:
    """The code of an `__init__` with this many fields, some of which have a default that is created for each instance."""
    given = [f"a{number}" for number in range(count)]
    values = [f"{name} if {name} is not MAKE else make{number}()" if number in made else name for number, name in enumerate(given)]
    lines = [f"put(self, '{name}', {value})" if is_frozen else f"self.{name} = {value}" for name, value in zip(given, values, strict=True)]
    lines += ["self.__post_init__()"] if calls_post_init else []
    source = f"def __init__({', '.join(('self', *given))}):\n " + "\n ".join(lines or ["pass"])
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    code: CodeType = namespace["__init__"].__code__
    return code


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in self._fields if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _reduce(self: Any) -> tuple[Any, ...]:
    return self.__class__, tuple(getattr(self, each.name) for each in self._fields)


def _eq(self: Any, other: Any) -> bool:
    return self._compared(self) == self._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._hashed(self))


def _lt(self: Any, other: Any) -> bool:
    return self._compared(self) < self._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _le(self: Any, other: Any) -> bool:
    return self._compared(self) <= self._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _gt(self: Any, other: Any) -> bool:
    return self._compared(self) > self._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _ge(self: Any, other: Any) -> bool:
    return self._compared(self) >= self._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _refuse(self: Any, name: str, *value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


class _DataclassFields:
    """The fields as `dataclasses` has them, made where somebody asks."""

    def __get__(self, instance: object, owner: Any) -> Mapping[str, Any]:
        import dataclasses

        found = {}
        for each in owner._fields:
            given: dict[str, Any] = {"repr": each.repr, "compare": each.compare, "hash": None if each.hash == each.compare else each.hash}
            if each.factory is not None:
                given["default_factory"] = each.factory
            elif each.default is not _NOTHING:
                given["default"] = each.default
            made: Any = dataclasses.field(**given)
            made.name, made.type, made._field_type = each.name, each.type, dataclasses._FIELD  # type: ignore[attr-defined]
            found[each.name] = made
        return found
