from __future__ import annotations

import re
import tomllib

import pytest

pytestmark = pytest.mark.public

PAGE = "TBD\n\nSee the [slides]().\n"


@pytest.mark.parametrize(
    ("name", "table"),
    [(".profilelint.toml", ""), ("profilelint.toml", ""), ("pyproject.toml", '[project]\nname = "x"\n[tool.profilelint]\n')],
)
def test_each_file_is_read(run, write, name, table):
    write("page.md", PAGE)
    write(name, f'{table}ignore = ["link"]\n')
    assert "link/empty-target" not in run("page.md").out
    assert "link/empty-target" in run("page.md", "--isolated").out


def test_the_nearest_file_wins_and_nothing_is_merged(run, write, monkeypatch):
    write(".profilelint.toml", 'ignore = ["link"]\n')
    write("sub/profilelint.toml", 'ignore = ["placeholder"]\n')
    write("sub/.profilelint.toml", "")
    write("sub/deep/page.md", PAGE)
    write("sub/deep/pyproject.toml", "[tool.other]\nx = 1\n")
    monkeypatch.chdir("sub/deep")
    assert "1 error, 1 warning" in run("page.md").out


def test_config_names_a_file(run, write):
    write(".profilelint.toml", 'ignore = ["all"]\n')
    write("other.toml", 'select = ["placeholder"]\n')
    write("page.md", PAGE)
    assert run("page.md").code == 0
    assert "1 file checked: 1 warning." in run("page.md", "--config", "other.toml").out


def test_the_closest_name_decides(run, write):
    write(".profilelint.toml", 'select = ["link/empty-target", "placeholder"]\nignore = ["link"]\n')
    write("page.md", PAGE)
    assert "1 error, 1 warning" in run("page.md").out
    assert "1 error." in run("page.md", "--ignore", "placeholder/filler-text").out
    assert "1 warning." in run("page.md", "--select", "placeholder").out
    assert "1 error, 1 warning" in run("page.md", "--select", "placeholder", "--extend-select", "link").out


def test_severity_and_fail_on(run, write):
    write("page.md", PAGE)
    write(".profilelint.toml", '[rules."link/empty-target"]\nseverity = "note"\n')
    assert "1 warning, 1 note" in run("page.md").out
    write(".profilelint.toml", 'fail-on = "error"\n[rules.link]\nseverity = "warning"\n')
    said = run("page.md")
    assert (said.code, "2 warnings" in said.out) == (0, True)
    assert run("page.md", "--fail-on", "warning").code == 1


def test_patterns_and_rule_paths_are_relative_to_the_file(run, write, monkeypatch):
    write(".profilelint.toml", 'extend-exclude = ["/old", "*.htm"]\nrule-paths = ["own"]\n')
    write("sub/own/page.md", PAGE)
    write("own/mine/rule.md", RULE)
    for path in ("old/page.md", "sub/old/page.md", "sub/page.htm"):
        write(path, "widget\n")
    monkeypatch.chdir("sub")
    said = run("..", "--output-format", "concise", "--select", "mine")
    assert [line.partition(":")[0].replace("\\", "/").rpartition("/sub/")[2] for line in said.lines] == ["old/page.md"]


def test_exclude_takes_the_place_of_the_usual_exclusions(run, write):
    write(".profilelint.toml", 'exclude = ["drafts/"]\n')
    write("_includes/head.html", "<p>TBD</p>")
    write("drafts/page.md", PAGE)
    said = run(".", "--output-format", "concise")
    assert [line.partition(":")[0] for line in said.lines] == ["_includes/head.html"]


def test_extend_inherits_and_its_own_keys_win(run, write):
    write("shared/base.toml", 'ignore = ["link"]\nfail-on = "error"\nrule-paths = ["own"]\n[rules.placeholder]\nseverity = "note"\n')
    write("shared/own/mine/rule.md", RULE)
    write("page.md", PAGE + "\nA widget.\n")
    write(".profilelint.toml", 'extend = "shared/base.toml"\n')
    assert "1 error, 1 note" in run("page.md").out
    write(".profilelint.toml", 'extend = "shared/base.toml"\nignore = ["mine"]\n[rules.link]\nseverity = "warning"\n')
    said = run("page.md")
    assert (said.code, "1 warning, 1 note" in said.out) == (0, True)


OVERRIDES = (("*.md", "placeholder", "error"), ("old/", '"placeholder/filler-text"', "note"))


def test_overrides_hold_for_their_paths(run, write, monkeypatch):
    write(
        ".profilelint.toml",
        '[[overrides]]\npaths = ["old/", "*.html"]\nignore = ["link"]\n[[overrides]]\npaths = ["/old/page.md"]\n'
        'rules.placeholder.severity = "error"\n',
    )
    for path in ("page.md", "old/page.md", "old/other.md"):
        write(path, PAGE)
    write("x.html", '<html><head><title>x</title></head><body><a href="">x</a></body></html>')
    found = [" ".join(line.split()[:3]) for line in run(".", "--output-format", "concise").lines]
    expected = [
        "old/other.md:1:1: warning placeholder/filler-text",
        "old/page.md:1:1: error placeholder/filler-text",
        "page.md:1:1: warning placeholder/filler-text",
        "page.md:3:9: error link/empty-target",
    ]
    assert sorted(found) == expected
    monkeypatch.chdir("old")
    assert len(run("other.md", "--output-format", "concise").lines) == 1


def test_a_later_override_wins_over_an_earlier_one(run, write):
    first, second = ('[[overrides]]\npaths = ["{}"]\nrules.{}.severity = "{}"\n'.format(*of) for of in OVERRIDES)
    write("old/page.md", PAGE)
    for text, severity in ((first + second, "note"), (second + first, "error")):
        write(".profilelint.toml", f'select = ["placeholder"]\n{text}')
        assert [line.split()[1] for line in run("old", "--output-format", "concise").lines] == [severity]


def test_options_of_a_rule(run, write):
    write("own/mine/rule.md", RULE)
    write("page.md", "A gadget and a widget.\n")
    write(".profilelint.toml", 'rule-paths = ["own"]\nselect = ["mine"]\n[rules."mine/rule".options]\nphrases = ["gadget"]\n')
    assert [line.split()[-1] for line in run("page.md", "--output-format", "concise").lines] == ['"gadget"']


def test_one_text_in_a_table_of_lists_is_a_list_of_one(run, write):
    write(
        ".profilelint.toml",
        'select = ["link/wrong-target"]\n[rules."link/wrong-target".options.services]\nForge = "forge.org"\nMill = ["mill.org"]\n',
    )
    write("page.md", "[Forge](https://mill.org/x) and [Mill](https://forge.org/x), [Forge](https://forge.org/y)\n")
    said = [line.partition("Probably the wrong link: ")[2] for line in run("page.md", "--output-format", "concise").lines]
    assert said == ['its text says "Forge", but it goes to Mill', 'its text says "Mill", but it goes to Forge']


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('extend = "nowhere.toml"', '.profilelint.toml:1: extend names "nowhere.toml", which does not exist'),
        ('\nextend = ".profilelint.toml"', ".profilelint.toml:2: extend leads back"),
        ("extend = 1", ".profilelint.toml:1: extend must be the path of a file, not 1"),
        ("overrides = 1", ".profilelint.toml:1: overrides must be tables, each as [[overrides]]"),
        ('[[overrides]]\nignore = ["link"]', ".profilelint.toml:1: paths of overrides must be a list of strings"),
        ('[[overrides]]\npaths = ["a"]\nignor = ["link"]', '.profilelint.toml:3: unknown key "ignor"; did you mean "ignore"?'),
        ('[[overrides]]\npaths = ["a"]\nignore = ["lnk"]', '.profilelint.toml:3: overrides names "lnk", which is not a rule'),
        ('[rules."link/empty-target".options]\nx = 1', '.profilelint.toml:2: link/empty-target has no option "x"'),
        ("[rules.link.options]\nx = 1", 'options belong to one rule, and "link" is a family'),
        ('[rules."link/empty-target"]\noptions = 1', ".profilelint.toml:2: options must be a table"),
        ('selct = ["link"]', '.profilelint.toml:1: unknown key "selct"; did you mean "select"?'),
        ("\n\nfail-on = true", ".profilelint.toml:3: fail-on must be one of error, warning, note, not true"),
        ("fail-on = 'eror'", '.profilelint.toml:1: fail-on must be one of error, warning, note, not "eror"'),
        ("select = 3", ".profilelint.toml:1: select must be a list of strings, not 3"),
        ("exclude = [1]", ".profilelint.toml:1: exclude must be a list of strings, not [1]"),
        ("# x\nselect = [\n  'link',\n  'lnk',\n]", '.profilelint.toml:4: select names "lnk", which is not a rule; did you mean "link"?'),
        (
            '[rules."link/emptytarget"]\nseverity = "note"',
            '.profilelint.toml:1: unknown rule "link/emptytarget"; did you mean "link/empty-',
        ),
        ('\n[rules."link/empty-target"]\n\nseverty = "note"', '.profilelint.toml:4: unknown key "severty"'),
        ('[rules."link/empty-target"]\n\nseverity = "bad"', ".profilelint.toml:3: severity must be one of error, warning, note"),
        ('[rules.link.empty-target]\nseverity = "note"', 'rule names need quotes: [rules."link/empty-target"]'),
        ("rules = 1", ".profilelint.toml:1: rules must be a table of tables"),
        ("[rules]\nlink = 'note'", '.profilelint.toml:2: rules."link" must be a table'),
        ("select = [", ".profilelint.toml:1: invalid TOML: Invalid value"),
        ("a = 1\na = 2\n", ".profilelint.toml:2: invalid TOML: Cannot overwrite a value"),
        ("x = " + "[" * 100_000, ".profilelint.toml:1: invalid TOML"),
        (b"a = 1\n# \xff", ".profilelint.toml:2: a configuration file must be UTF-8"),
        ('rule-paths = ["nowhere"]', "nowhere"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(run, write, text, sentence):
    write(".profilelint.toml", text)
    write("page.md", PAGE)
    said = run("page.md")
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[tool.profilelint]\nselct = []", 'pyproject.toml:2: unknown key "selct"'),
        ("[tool]\nprofilelint = 1", "pyproject.toml:2: tool.profilelint must be a table"),
        ("[tool.profilelint]\nselect = [", "pyproject.toml:2: invalid TOML"),
        ('[tool.profilelint]\n\nignore = ["nothing"]', 'pyproject.toml:3: ignore names "nothing"'),
    ],
)
def test_in_pyproject(run, write, text, sentence):
    write("pyproject.toml", text)
    said = run("-", stdin=b"")
    assert said.code == 2
    assert sentence in said.err


@pytest.mark.parametrize("text", ["[project", "tool = 1", "[tool.black]\nx = 1"])
def test_a_pyproject_that_is_not_for_us_is_left_alone(run, write, text):
    write("pyproject.toml", text)
    write("page.md", "Hello.\n")
    assert run("page.md").code == 0


RULE = """---
title: Mine
message: '"{found}"'
severity: error
check: phrases
fix: none
since: "1.0"
options:
  phrases: [widget]
---
Mine.
"""


def test_settings_are_shown_as_they_hold(run, write):
    write("base.toml", 'ignore = ["typography"]\nwords = ["cosets"]\n')
    write(
        ".profilelint.toml",
        'extend = "base.toml"\nexclude = ["drafts/", "a\\"b"]\n[rules."date/stale"]\nseverity = "error"\n'
        '[rules."spelling/brand-case".options]\nin = ["heading"]\n[[overrides]]\npaths = ["*.html"]\nignore = ["date"]\n',
    )
    write("page.md", "Febrary 2025\n")
    said = run("--show-settings", "--fail-on", "note", "--extend-select", "link", "page.md")
    assert said.code == 0
    assert said.lines[0] == "# from .profilelint.toml, and the command line"
    shown = tomllib.loads(said.out)
    assert shown["ignore"] == ["typography"]
    assert shown["exclude"] == ["drafts/", 'a"b']
    assert shown["words"] == ["cosets"]
    assert shown["extend-select"] == ["link"]
    assert shown["rules"] == {"date/stale": {"severity": "error"}, "spelling/brand-case": {"options": {"in": ["heading"]}}}
    assert shown["overrides"][0]["paths"] == ["*.html"]
    assert "# date/stale: error" in said.lines
    assert not any(line.startswith("# typography/") for line in said.lines)
    assert shown["fail-on"] == "note"
    write(".profilelint.toml", said.out)
    assert tomllib.loads(run("--show-settings").out) == shown


def test_what_the_command_line_says_is_shown_too(run, write, site, monkeypatch):
    write(".profilelint.toml", 'extend-exclude = ["old/"]\n')
    arguments = (
        "--show-settings",
        "--select",
        "date",
        "--exclude",
        "drafts/",
        "--exclude",
        "*.htm",
        "--fail-on",
        "error",
        "--today",
        "2026-01-31",
    )
    said = run(*arguments, "--fix", "--output-file", "json=out.json", "page.md")
    shown = tomllib.loads(said.out)
    assert shown == {"select": ["date"], "extend-exclude": ["old/", "drafts/", "*.htm"], "fail-on": "error"}
    assert "# for this run: --today 2026-01-31 --fix --output-file json=out.json" in said.lines
    assert (
        "# for this run: --exit-zero --online --skip 'a b' --delay 3.0"
        in run("--show-settings", "--online", "--delay", "3", "--skip", "a b", "--exit-zero").lines
    )
    (site / "sub").mkdir()
    monkeypatch.chdir(site / "sub")
    said = run("--show-settings", "--exclude", "drafts/", "--isolated", "--no-cache")  # patterns are relative to where they are given
    assert tomllib.loads(said.out) == {"extend-exclude": ["drafts/"], "fail-on": "warning"}
    said = run("--show-settings", "--exclude", "drafts/", "--no-cache")
    assert tomllib.loads(said.out)["extend-exclude"] == ["old/"]
    assert "# for this run: --exclude drafts/ --no-cache" in said.lines


def test_defaults_are_shown(run, write):
    said = run("--show-settings", "--isolated")
    assert said.lines[:2] == ["# from the command line and the defaults", 'fail-on = "warning"']


COMPLAINTS = [
    ("words = []\nselect = []", 2, "select is empty; leave it out to run the default rules"),
    ('[[overrides]]\npaths = []\nignore = ["date"]', 2, "paths in overrides is empty, so this entry applies to no page"),
    ('words = [\n  "a",\n  3,\n]', 3, "words must be a list of strings, not ['a', 3]"),
    ('exclude = [\n  "ok",\n  "",\n]', 3, 'exclude holds "", which is not a valid .gitignore pattern'),
    ('ignore = []\nrule-paths = [\n  ".",\n  "nowhere",\n]', 4, 'rule-paths names "nowhere", which is not a folder'),
    ('[rules."date/stale".options]\n\ncopyright = "x"', 3, 'the option copyright must be true or false, not "x"'),
    ('[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = []', 4, "paths in overrides is empty, so this entry applies to no page"),
    (
        '[[overrides]]\npaths = ["a"]\n[overrides.rules.date]\nseverity = "note"\n'
        '[[overrides]]\npaths = ["b"]\n[overrides.rules.date]\nseverity = "bad"',
        8,
        'severity must be one of error, warning, note, not "bad"',
    ),
    ('[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\nignor = ["link"]', 5, 'unknown key "ignor"; did you mean "ignore"?'),
    (
        '[[overrides]]\npaths = ["lnk"]\n[[overrides]]\npaths = ["b"]\nignore = [\n  "lnk",\n]',
        6,
        'overrides names "lnk", which is not a rule; did you mean "link"?',
    ),
    (
        'overrides = [\n  {paths = ["a"]}, # one\n  # two\n  {paths = ["b"], ignr = ["link"]},\n]',
        4,
        'unknown key "ignr"; did you mean "ignore"?',
    ),
    ('exclude = ["#drafts/"]', 1, 'exclude holds "#drafts/", which is not a valid .gitignore pattern'),
    ('exclude = [\n  "ok",\n  "a[b",\n]', 3, 'exclude holds "a[b", which is not a valid .gitignore pattern'),
    ('x = 1\nselct = ["link"]', 1, 'unknown key "x"'),
    (
        '[[overrides]]\npaths = ["a"]\n[overrides.rules."date/stale"]\noptions = {}',
        3,
        "options cannot differ by path; overrides may only set the severity",
    ),
    ('[[overrides]]\npaths = [\n  "a",\n  "a[b",\n]', 4, 'paths holds "a[b", which is not a valid .gitignore pattern'),
    ('[[overrides]]\nignore = [1]\npaths = ["a"]', 2, "ignore of overrides must be a list of strings, not [1]"),
    ('[[overrides]]\n\npaths = "a"', 3, 'paths of overrides must be a list of strings, not "a"'),
    ('[[overrides]]\nignore = ["link"]', 1, "paths of overrides must be a list of strings, not nothing"),
    ('[[overrides]]\npaths = ["a"]\nignor = ["link"]', 3, 'unknown key "ignor"; did you mean "ignore"?'),
    (
        '[[overrides]]\npaths = ["a"]\nignore = [\n  "link",\n  "lnk",\n]',
        5,
        'overrides names "lnk", which is not a rule; did you mean "link"?',
    ),
    ('[[overrides]]\npaths = ["a"]\nrules.date = 1', 3, 'rules."date" must be a table, as in [rules."date"], not 1'),
    ('[[overrides]]\npaths = ["a"]\nrules = 1', 3, 'rules must be a table of tables, as in [rules."date/stale"], not 1'),
    ('[[overrides]]\npaths = ["a"]\nrules.date.severty = "note"', 3, 'unknown key "severty"; did you mean "severity"?'),
    ('[[overrides]]\npaths = ["a"]\nrules.date.severity = "bad"', 3, 'severity must be one of error, warning, note, not "bad"'),
    (
        '[[overrides]]\npaths = ["a"]\nrules."date/x".severity = "note"',
        3,
        'overrides names "date/x", which is not a rule; did you mean "date"?',
    ),
    ('fail-on = "note"\noverrides = 1', 2, "overrides must be tables, each as [[overrides]]"),
    ('fail-on = "note"\noverrides = [1]', 2, "overrides must be tables, each as [[overrides]]"),
    ('fail-on = "note"\nextend = true', 2, "extend must be the path of a file, not true"),
    ('fail-on = "note"\nextend = "nowhere.toml"', 2, 'extend names "nowhere.toml", which does not exist'),
    ('fail-on = "note"\nextend = "./FILE"', 2, 'extend leads back to "./FILE"'),
    ('fail-on = "bad"', 1, 'fail-on must be one of error, warning, note, not "bad"'),
    ("ignore = []\nfail-on = true", 2, "fail-on must be one of error, warning, note, not true"),
    ("ignore = []\nselect = 3", 2, "select must be a list of strings, not 3"),
    ("ignore = []\nselect = [3]", 2, "select must be a list of strings, not [3]"),
    ("ignore = []\nrules = 1", 2, 'rules must be a table of tables, as in [rules."date/stale"], not 1'),
    ('ignore = []\n[rules]\nlink = "note"', 3, 'rules."link" must be a table, as in [rules."link"], not "note"'),
    ('ignore = []\n[rules.link]\n\nseverty = "note"', 4, 'unknown key "severty"; did you mean "severity"?'),
    ("ignore = []\n[rules.link]\nx = 1", 3, 'unknown key "x"; known: options, severity'),
    (
        'ignore = []\n[rules.link.empty-target]\nseverity = "note"',
        2,
        'unknown key "empty-target"; rule names need quotes: [rules."link/empty-target"]',
    ),
    ("ignore = []\n[rules.link]\n\noptions = 1", 4, 'options must be a table, as in [rules."link".options]'),
    ('ignore = []\n[rules.link]\n\nseverity = "bad"', 4, 'severity must be one of error, warning, note, not "bad"'),
    ('ignore = []\n[rules.lnk]\nseverity = "note"', 2, 'unknown rule "lnk"; did you mean "link"?'),
    ('ignore = []\n[rules."all"]\nseverity = "note"', 2, 'unknown rule "all"; profilelint rules list shows all rules'),
    ("ignore = []\n[rules.link.options]\nx = 1", 2, 'options belong to one rule, and "link" is a family'),
    ('ignore = []\n[rules."link/empty-target".options]\n\nx = 1', 4, 'link/empty-target has no option "x"'),
    ('ignore = [\n  "link",\n  "lnk",\n]', 3, 'ignore names "lnk", which is not a rule; did you mean "link"?'),
    ("ignore = []\nselect = [", 2, "invalid TOML: Invalid value"),
    ("ignore = []\nignore = []\n\nselect = []", 2, "invalid TOML: Cannot overwrite a value"),
    ('ignore = []\nrule-paths = "x"', 2, 'rule-paths must be a list of strings, not "x"'),
]


def complaint(run, write, path, text):
    write(path, text.replace("FILE", path))
    write("page.md", "Hello.\n")
    said = run("page.md")
    assert (said.code, said.out) == (2, "")
    return said.err


@pytest.mark.parametrize(("text", "line", "message"), COMPLAINTS)
def test_complaints_in_full(run, write, text, line, message):
    name = ".profilelint.toml"
    assert complaint(run, write, name, text) == f"profilelint: {name}:{line}: {message.replace('FILE', name)}\n"


@pytest.mark.parametrize(("text", "line", "message"), COMPLAINTS)
def test_complaints_in_full_about_pyproject(run, write, text, line, message):
    """What has the same name in a table of somebody else's is not taken for ours."""
    name = "pyproject.toml"
    decoy = "[tool.other]\nextend = 1\nignore = 1\nselect = 1\nexclude = 1\nrules.link.options = 1\nrules.lnk = 1\noverrides = 1\n"
    ours = re.sub(r"^(\[\[?)(?=[a-z])", r"\1tool.profilelint.", text, flags=re.MULTILINE)
    said = complaint(run, write, name, f"{decoy}[tool.profilelint]\n{ours}")
    assert said == f"profilelint: {name}:{line + decoy.count(chr(10)) + 1}: {message.replace('FILE', name)}\n"


def test_what_is_wrong_in_a_file_that_is_extended_is_said_there(run, write):
    write(".profilelint.toml", 'extend = "shared/base.toml"\nwords = ["coset"]\n')
    write("shared/base.toml", 'extend = "../pyproject.toml"\n[rules."date/stale".options]\ncopyright = true\n')
    write("page.md", "Hello.\n")
    for path, text, said in [
        ("pyproject.toml", '[tool.profilelint]\nignore = [\n  "lnk",\n]\n', 'pyproject.toml:3: ignore names "lnk"'),
        ("pyproject.toml", '[tool.profilelint.rules."link/empty-target".options]\nx = 1\n', "pyproject.toml:2: link/empty-target has"),
        ("pyproject.toml", "[tool.profilelint]\n", ""),
        ("shared/base.toml", '[[overrides]]\npaths = ["a"]\nignore = ["lnk"]\n', 'shared/base.toml:3: overrides names "lnk"'),
    ]:
        write(path, text)
        assert run("page.md").err.startswith(f"profilelint: {said}" if said else "")


def test_how_large_a_configuration_may_be(run, write):
    write("page.md", "Hello.\n")
    write(".profilelint.toml", "#" * 999_999 + "\n")
    assert run("page.md").code == 0
    write(".profilelint.toml", "#" * 1_000_000 + "\n")
    assert run("page.md").err == "profilelint: .profilelint.toml:1: larger than 1 MB, so it was skipped\n"


def test_what_cannot_be_read_is_said(run, write):
    (write("page.md", "Hello.\n").parent / "folder.toml").mkdir()
    assert run("page.md", "--config", "folder.toml").err == "profilelint: folder.toml:1: cannot be read: not a regular file\n"


def test_an_inline_table_has_its_line(run, write):
    write("page.md", "Hello.\n")
    write(".profilelint.toml", 'ignore = []\nrules = { "date/stale" = { severty = "note" } }\n')
    assert run("page.md").err == 'profilelint: .profilelint.toml:2: unknown key "severty"; did you mean "severity"?\n'
