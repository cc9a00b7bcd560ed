"""Records behave as dataclasses do, and are found to be some by who asks."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from profilelint.core.record import field, fields, frozen, record, replace, state


@record
class Tide:
    name: str
    metres: float = 1.5
    days: list[int] = field(default_factory=list, compare=False)


@frozen(order=True)
class Mark:
    line: int
    column: int = 1

    @property
    def place(self) -> str:
        return f"{self.line}:{self.column}"


@frozen(slots=False)
class Chart:
    marks: tuple[Mark, ...] = ()
    seen: dict[str, int] = field(default_factory=dict, repr=False, compare=False)


@state
class Count:
    value: int = 0
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.log.append("made")


@record
class Whole:
    start: int

    def __init__(self, start: int) -> None:
        self.start = abs(start)  # type: ignore[misc]


def test_values_are_taken_in_order_by_name_and_by_default() -> None:
    assert (Tide("spring").metres, Tide("spring", 4.0).metres, Tide(metres=2.0, name="neap").name) == (1.5, 4.0, "neap")
    assert Tide("a").days is not Tide("b").days
    for wrong in ((), ("a", 1.0, [], 4)):
        with pytest.raises(TypeError, match=r"Tide\.__init__"):
            Tide(*wrong)
    with pytest.raises(TypeError, match="depth"):
        Tide("a", depth=3)
    assert Count(3).log == ["made"]
    assert Whole(-4).start == 4


def test_they_are_equal_by_their_values_and_tell_them() -> None:
    assert Tide("a", 1.0, [1]) == Tide("a", 1.0, [2])
    assert Tide("a") != Tide("b")
    assert Mark(1) != (1, 1)
    assert len({Mark(1), Mark(1, 1), Mark(2)}) == 2
    assert hash(Tide("a", days=[1])) == hash(Tide("a", days=[2]))
    assert repr(Chart((Mark(1),))) == "Chart(marks=(Mark(line=1, column=1),))"
    assert sorted([Mark(2), Mark(1, 5), Mark(1, 2)]) == [Mark(1, 2), Mark(1, 5), Mark(2)]
    assert Mark(1) <= Mark(1) < Mark(2) <= Mark(2)
    assert not Mark(1) > Mark(1)
    assert Mark(2) >= Mark(1)
    with pytest.raises(TypeError):
        hash(Count())


def test_what_is_frozen_stays_as_it_is() -> None:
    for change in (lambda: setattr(Mark(1), "line", 2), lambda: delattr(Mark(1), "line"), lambda: setattr(Chart(), "other", 2)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    count = Count()
    count.value += 1
    assert count.value == 1
    with pytest.raises(AttributeError):
        count.other = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [Tide("a", 2.0, [3]), Mark(3, 4), Chart((Mark(1),), {"a": 1}), Count(2, ["x"])])
def test_they_are_copied_pickled_and_replaced(value: object) -> None:
    first = fields(value)[0].name
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert type(other) is type(value)
        assert getattr(other, first) == getattr(value, first)
    assert getattr(replace(value, **{first: "new"}), first) == "new"
    assert getattr(dataclasses.replace(value, **{first: "new"}), first) == "new"  # type: ignore[type-var]
    with pytest.raises(TypeError):
        replace(value, nothing=1)


def test_who_asks_finds_a_dataclass() -> None:
    assert dataclasses.is_dataclass(Mark)
    assert dataclasses.asdict(Chart((Mark(1, 2),))) == {"marks": ({"line": 1, "column": 2},), "seen": {}}
    assert [each.name for each in dataclasses.fields(Tide)] == [each.name for each in fields(Tide)] == ["name", "metres", "days"]
    match Mark(1, 2):
        case Mark(1, column):
            assert column == 2
    assert Mark(3).place == "3:1"
