"""The rules as plain data are the rules as their pages have them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from package import PACKAGE, checkout

from profilelint.rulepages import compiled
from profilelint.rulepages.compiled import compiled_rules, write
from profilelint.rulepages.packs import Fingerprint, Pack, Packs
from profilelint.rulepages.rules import Rule, load_rules, packaged_rules
from profilelint.run.selection import ready, ready_rules


def from_pages() -> tuple[Rule, ...]:
    return tuple(ready(rule, trusted=True) for rule in load_rules())


def never() -> tuple[Rule, ...]:
    raise AssertionError("the pages are read")


def listed(folder: Path, **environment: str) -> str:
    command = [sys.executable, "-P", "-m", "profilelint", "rules"]
    environment |= {"PYTHONPATH": str(folder), "PATH": ""}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def plain(value: object) -> object:
    """A value with packs as what they hold."""
    if isinstance(value, Packs):
        return [
            [[plain(getattr(each, field.name)) for field in fields(Fingerprint)] for each in pack.fingerprints] for pack in value.packs
        ] + [[getattr(pack, field.name) for field in fields(Pack) if field.name != "fingerprints"] for pack in value.packs]
    return value


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "rules.compiled"
    monkeypatch.setattr(compiled, "FILE", file)
    return file


def test_what_is_kept_is_what_the_pages_say(file: Path) -> None:
    read = from_pages()
    write(read)
    kept = compiled_rules(never)
    assert len(kept) == len(read) > 50
    for one, other in zip(kept, read, strict=True):
        for field in fields(Rule):
            if field.name != "options":
                assert (field.name, getattr(one, field.name)) == (field.name, getattr(other, field.name))
        assert {name: plain(value) for name, value in one.options.items()} == {name: plain(value) for name, value in other.options.items()}
        for name, value in one.options.items():
            assert type(value) is type(other.options[name])
    assert len({id(value) for rule in kept for value in rule.options.values() if isinstance(value, Packs)}) == 1


@pytest.mark.skipif(packaged_rules().parent == PACKAGE, reason="an installed package is not written")
@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 5000])
def test_what_is_damaged_is_made_anew(file: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file.write_bytes(data)
    assert len(compiled_rules(from_pages)) > 50
    assert compiled_rules(never)


def test_a_rule_that_is_changed_is_read_anew(tmp_path: Path) -> None:
    kept = checkout(tmp_path) / "rulepages" / "rules.compiled"
    page = tmp_path / "rules" / "spelling" / "article.md"
    first = listed(tmp_path)
    assert kept.is_file()
    before = kept.read_bytes()
    assert listed(tmp_path) == first
    assert kept.read_bytes() == before
    page.write_text(page.read_text().replace("title: ", "title: Changed, "))
    assert "Changed, " in listed(tmp_path)
    assert kept.read_bytes() != before
    check = tmp_path / "profilelint" / "checks" / "spelling" / "article.py"
    before = kept.read_bytes()
    check.write_text(check.read_text() + "\n")
    assert "Changed, " in listed(tmp_path)
    assert kept.read_bytes() != before


def test_the_same_rules_are_kept_as_the_same_bytes(tmp_path: Path) -> None:
    """Else two builds of a wheel differ."""
    kept = checkout(tmp_path) / "rulepages" / "rules.compiled"
    written = set()
    for seed in ("1", "2", "3"):
        kept.unlink(missing_ok=True)
        listed(tmp_path, PYTHONHASHSEED=seed)
        written.add(kept.read_bytes())
    assert len(written) == 1


def test_rules_of_ones_own_stand_beside_them(file: Path, tmp_path: Path) -> None:
    from rulepages import MONTH, make_rule

    make_rule(tmp_path / "own", "my/month", MONTH)
    rules = ready_rules(str(tmp_path / "own"))
    assert [rule.id for rule in rules] == sorted(rule.id for rule in rules)
    (own,) = (rule for rule in rules if rule.id == "my/month")
    assert own.options["case"] == "insensitive"
