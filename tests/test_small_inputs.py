"""A few bytes do no great harm, wherever a repository may say much with little: each construct that stands for more than it is, in each
file that may hold it, with a limit of memory and of time."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rows import Row, check, path_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks for limits as Unix has them")

LIMITS = {"RLIMIT_AS": 1 << 30, "RLIMIT_CPU": 20}
SLIP = "Research intern, Febrary 2025\n"
LONG = "x" * 48_000
CONFIG = "theme: minima\nurl: https://tides.example.edu\n"

#: YAML that stands for more than it says.
YAML = {
    "lists of lists": "a0: &a0 [b, b]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
    "maps of maps": "a0: &a0 {b: c}\n" + "".join(f"a{n}: &a{n} {{b: *a{n - 1}, c: *a{n - 1}}}\n" for n in range(1, 60)),
    "merges": "a0: &a0 {b: c}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: d}}\n" for n in range(1, 60)),
    "a long text": f"a: &a {LONG}\n" + "".join(f"b{n}: *a\n" for n in range(900)),
    "a long text in a list": f"a: &a {LONG}\nb: [{', '.join(['*a'] * 900)}]\n",
    "itself": "a: &a [*a, *a]\nb: &b {c: *b}\n",
    "a number to the base of 60": "a: 1" + ":59" * 20_000 + "\n",
    "a number of many digits": f"a: 0x{'f' * 48_000}\nb: 1e{'9' * 5_000}\nc: {'9' * 5_000}\n",
}
BIBTEX = {
    "macros of macros": "@string{a0 = {x}}\n" + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60)),
    "a macro of itself": '@string{a = "x"}\n' + "@string{a = a # a}\n" * 60 + "@misc{k, title = a}\n",
    "a long macro": f"@string{{a = {{{LONG}}}}}\n" + "".join(f"@misc{{k{n}, title = a}}\n" for n in range(970)),
    "a long macro in one value": f"@string{{a = {{{LONG}}}}}\n@misc{{k, title = {' # '.join(['a'] * 970)}}}\n",
}
RULE = "---\ntitle: A\nmessage: '{found}'\nseverity: note\ncheck: phrases\nfix: none\nsince: '0.1'\noptions:\n  phrases: [tide]\n---\nB\n"
SITES: Mapping[str, Mapping[str, str]] = {
    "macros of macros used": {"page.bib": f"{BIBTEX['macros of macros']}@misc{{k, title = a59}}\n"},
    **{name: {"page.bib": text} for name, text in BIBTEX.items()},
    **{f"{name}, in data": {"page.yml": text} for name, text in YAML.items()},
    **{f"{name}, in front matter": {"page.md": f"---\n{text}---\n{SLIP}"} for name, text in YAML.items()},
    **{f"{name}, in the configuration of Jekyll": {"_config.yml": CONFIG + text} for name, text in YAML.items()},
    **{f"{name}, in the configuration of Hugo": {"hugo.yaml": f"baseURL: https://a.example/\n{text}"} for name, text in YAML.items()},
    **{f"{name}, in data of the site": {"_config.yml": CONFIG, "_data/a.yml": text} for name, text in YAML.items()},
    **{
        f"{name}, in a rule": {".profilelint.toml": "rule-paths = ['own']\n", "own/x/y.md": f"---\n{text}{RULE[4:]}"}
        for name, text in YAML.items()
    },
    "a permalink of Jekyll": {"page.md": f"---\ntitle: {LONG}\npermalink: /{':title/' * 3_000}\n---\n{SLIP}", "_config.yml": CONFIG},
    "a permalink of all pages": {
        "_config.yml": f"{CONFIG}permalink: /{':title/' * 3_000}\n",
        **{f"_posts/2025-01-01-{n}.md": f"---\ntitle: {LONG}\n---\n[a](/b/)\n" for n in range(50)},
    },
    "a permalink of Hugo": {
        "hugo.toml": f"baseURL = 'https://a.example/'\n[permalinks]\npost = '{'/:title' * 3_000}'\n",
        **{f"content/post/{n}.md": f"---\ntitle: {LONG}\n---\n[a](/b/)\n" for n in range(50)},
    },
    "a message": {
        ".profilelint.toml": "rule-paths = ['own']\n",
        "page.md": "tide " * 3_000,
        "own/x/y.md": RULE.replace("{found}", "{found}" * 8_000),
    },
    "captures": {
        "_config.yml": CONFIG,
        "page.md": "".join(f"{{% capture a{n} %}}{2 * f'{{{{ a{n - 1} }}}}'}{{% endcapture %}}\n" for n in range(60)),
    },
    "entities": {
        "page.html": "<!DOCTYPE a [" + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 60)) + "]><p>&a59;</p>\n"
    },
    "a baseline": {".profilelint-baseline.json": json.dumps({"version": 1, "pages": {}}) + " " * 48_000},
    "configurations that extend one another": {
        ".profilelint.toml": "extend = 'a0.toml'\n",
        **{f"a{n}.toml": f"extend = 'a{n + 1}.toml'\nwords = ['{LONG}']\n" for n in range(30)},
    },
}


def _is_a_pair_of_many(name: str) -> bool:
    """Each construct in data, and one construct in each place, are enough for a change; nightly runs have them all."""
    construct, _, place = name.rpartition(", ")
    return construct in YAML and construct != "merges" and place != "in data"


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] if _is_a_pair_of_many(name) else []) for name in SITES])
@pytest.mark.parametrize("argv", [(".",), pytest.param(("--diff", "--unsafe-fixes", "."), marks=pytest.mark.slow)], ids=" ".join)
def test_little_text_takes_little_memory_and_time(site: Path, name: str, argv: tuple[str, ...]) -> None:
    def make(top: Path) -> None:
        for file, text in {"plain.md": SLIP, **SITES[name]}.items():
            path_in(top, file).write_text(text, encoding="utf-8")

    is_refused = name.endswith("in a rule") or name in ("a message", "configurations that extend one another")
    check(Row(name, make, 2 if is_refused else None, (), "Traceback|more memory", argv, limits=LIMITS), site)
