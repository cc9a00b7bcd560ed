"""Names that were given up: what they did is still done, and said. The table is filled here, since nothing was renamed so far."""

from __future__ import annotations

from string import Formatter

import pytest
from rulepages import MONTH, write_page

from profilelint.checks import CHECKS
from profilelint.rulepages.packs import FINGERPRINT_KEYS, PACK_KEYS
from profilelint.rulepages.renamed import RENAMED, RenamedWarning
from profilelint.rulepages.rules import load_rules
from profilelint.settings.validation import KEYS

SLIP = "---\ntitle: About\n---\nResearch intern, Febrary 2025\n"
IS_CALLED = '"date/wrong-month" was renamed to "date/misspelled-month"; the old name still works for now'


@pytest.fixture(autouse=True)
def renamed(monkeypatch):
    for old, new in {
        "date/wrong-month": "date/misspelled-month",
        "calendar": "date",
        "leave-out": "ignore",
        "colour": "",
        "spelling/brand-case.where": "in",
        "spelling/brand-case.speed": "",
    }.items():
        monkeypatch.setitem(RENAMED, old, new)


def test_each_old_name_leads_to_one_that_there_is():
    rules = load_rules()
    options = {f"{rule.id}.{option}" for rule in rules for option in CHECKS[rule.check].options}
    packs = {f"pack.{key}" for key in (*PACK_KEYS, *FINGERPRINT_KEYS)}
    values = {f"message.{name}" for rule in rules for _, name, _, _ in Formatter().parse(rule.message) if name}
    options |= packs | values
    names = {*KEYS, *options, *(rule.id for rule in rules), *(rule.family for rule in rules)}
    for old, new in RENAMED.items():
        rule, dot, _ = old.partition(".")
        assert old not in names
        assert f"{rule}.{new}" in options if dot and new else new in names or (not new and (dot or "/" not in old))


@pytest.mark.parametrize("where", ["select", "ignore"])
def test_on_the_command_line(run, write, where):
    write("page.md", SLIP)
    done = run("page.md", f"--{where}", "date/wrong-month", "--output-format", "concise")
    assert done.err.startswith(f"profilelint: {IS_CALLED}\n")
    assert ("misspelled-month" in done.out) == (where == "select")


def test_explain_takes_it(run):
    done = run("explain", "date/wrong-month")
    assert (done.code, done.err) == (0, f"profilelint: {IS_CALLED}\n")
    assert "date/misspelled-month" in done.out


@pytest.mark.parametrize(
    ("config", "line"),
    [
        ('ignore = [\n  "link",\n  "date/wrong-month",\n]', 3),
        ('\n[rules."date/wrong-month"]\nseverity = "note"', 2),
        ('fail-on = "error"\n[[overrides]]\npaths = ["*.md"]\nignore = ["date/wrong-month"]', 4),
        ('[[overrides]]\npaths = ["*.md"]\n[overrides.rules]\n"date/wrong-month".severity = "note"', 4),
    ],
)
def test_in_the_configuration(run, write, config, line):
    write("page.md", SLIP)
    assert run("page.md").code == 1
    write(".profilelint.toml", config)
    done = run("page.md")
    assert (done.code, done.err) == (0, f"profilelint: .profilelint.toml:{line}: {IS_CALLED}\n")


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ('leave-out = ["date"]', ['1: "leave-out" was renamed to "ignore"']),
        ('ignore = ["calendar"]', ['1: "calendar" was renamed to "date"']),
        ('ignore = ["date"]\nleave-out = ["link"]', ['2: "leave-out" was renamed to "ignore"']),
        ('ignore = ["date"]\ncolour = 3', ['2: "colour" no longer has any effect; remove it']),
    ],
)
def test_a_key_of_the_configuration(run, write, config, says):
    write("page.md", SLIP)
    write("pyproject.toml", f"[tool.profilelint]\n{config}\n")
    done = run("page.md")
    assert done.code == 0, "the month is left out"
    assert len(done.err.splitlines()) == len(says)
    for said, line in zip(done.err.splitlines(), says, strict=True):
        number, _, rest = line.partition(":")
        assert said.startswith(f"profilelint: pyproject.toml:{int(number) + 1}:{rest}")


def test_an_option_of_a_rule(run, write):
    write("page.md", "---\ntitle: About\n---\n# Github\n\nCode on Github.\n")
    write(".profilelint.toml", '[rules."spelling/brand-case".options]\nwhere = ["heading"]\nspeed = 3\n')
    done = run("page.md", "--select", "spelling/brand-case", "--output-format", "concise")
    assert [line.partition(": ")[0] for line in done.lines] == ["page.md:4:3"]
    assert done.err.splitlines()[:2] == [
        'profilelint: .profilelint.toml:2: "where" was renamed to "in"; the old name still works for now',
        'profilelint: .profilelint.toml:3: "speed" no longer has any effect; remove it',
    ]


def test_in_a_file_that_is_extended(run, write):
    write("page.md", SLIP)
    write("shared.toml", 'ignore = ["date/wrong-month"]')
    write(".profilelint.toml", 'extend = "shared.toml"')
    done = run("page.md")
    assert (done.code, done.err) == (0, f"profilelint: shared.toml:1: {IS_CALLED}\n")


def test_in_a_comment_it_works_and_is_a_note(run, write):
    comment = "<!-- profilelint-disable-next-line date/wrong-month -->\n"
    write("page.md", SLIP.replace("Research", f"{comment}Research"))
    done = run("page.md", "--output-format", "concise")
    assert done.code == 0
    assert done.lines == [f"page.md:4:36: note suppression/unknown-rule {IS_CALLED} (in a comment)"]


PACK = """\
template: Mossy
tells:
  - what: its sample
    harm: visitors take it for yours
    instead: delete it
    certain: [school of moss]
"""


def test_keys_of_a_pack_and_values_of_a_message(run, write, site):
    """In rules of one's own; the rules that are shipped know the new names only."""
    write("page.md", "---\ntitle: About\n---\nI study at the School of Moss.\n")
    page = write_page(
        site / "rules",
        "own/left",
        MONTH.replace("check: swap", "check: leftovers")
        .replace("fix: safe", "fix: none")
        .replace("  swap: {Febrary: February, Octo: October}", "  packs: {folder: packs}\n  about: samples")
        .replace('message: \'"{found}" is not a month; "{preferred}"?\'', "message: '{tell}: {harm}'"),
    )
    pack = write("rules/own/packs/mossy.yaml", PACK)
    write(".profilelint.toml", 'rule-paths = ["rules"]\nselect = ["own"]\n')
    done = run("page.md", "--output-format", "concise")
    assert done.lines == ["page.md:4:16: error own/left School of Moss: visitors take it for yours"]
    assert sorted(done.err.splitlines()[:4]) == sorted(
        [
            f'profilelint: {page}:3: "tell" was renamed to "found"; the old name still works for now',
            f'profilelint: {page}:3: "harm" was renamed to "consequence"; the old name still works for now',
            f'profilelint: {pack}:2: "tells" was renamed to "fingerprints"; the old name still works for now',
            f'profilelint: {pack}:4: "harm" was renamed to "consequence"; the old name still works for now',
        ]
    )


def test_programs_are_warned(tmp_path):
    from profilelint.rulepages.packs import load_pack

    pack = tmp_path / "mossy.yaml"
    pack.write_text(PACK)
    with pytest.warns(RenamedWarning) as warned:
        assert load_pack(pack).fingerprints[0].consequence == "visitors take it for yours"
    assert [str(warning.message).rpartition(":")[0] for warning in warned] == [f"{pack}:2", f"{pack}:4"]
