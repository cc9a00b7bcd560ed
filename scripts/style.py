"""Check the house style of the documentation, rule pages, packs, `--help`, errors, and all messages in the examples of the rules.

python -m scripts.style

The style is a set of rule pages, tests/style/house. Prints the findings; the exit code is 1 if there are any.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from html import escape
from importlib import import_module
from pathlib import Path

import yaml

from profilelint import Linter, Page, Settings, read_settings
from profilelint.authoring.examples import example_findings
from profilelint.authoring.grammar import parse_examples
from profilelint.cli import COMMANDS
from profilelint.run.selection import ready_rules

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "tests" / "style" / "profilelint.toml"
#: Files of the repository that are read as they are.
FILES = ("*.md", "docs/**/*.md", "rules/**/*.md", "bench/README.md", "editors/*/README.md", "action.yml", ".pre-commit-hooks.yaml")
#: Words of a page that a message quotes are not ours.
_QUOTED = re.compile(r'"[^"]{1,500}"')


def linter() -> Linter:
    """A linter with the rules of the house and no others."""
    settings: Settings = read_settings(CONFIG)
    return Linter(settings=settings)


def sentences() -> Iterator[tuple[str, str]]:
    """All texts that users see and no file has as it is: (where it comes from, the text)."""
    for name in COMMANDS:
        yield f"profilelint {name} --help", import_module(f"profilelint.commands.{name}").parser().format_help()
    rules = {rule.id: rule for rule in ready_rules()}
    for rule in rules.values():
        for example in parse_examples(rule):
            for finding in example_findings(rule, example, rules):
                for text in (finding.message, *(related.message for related in finding.related)):
                    yield f"{rule.id}, {example.name}", _QUOTED.sub('"…"', text)
    for pack in sorted(ROOT.glob("rules/**/packs/*.yaml")):
        for fingerprint in yaml.safe_load(pack.read_text(encoding="utf-8"))["fingerprints"]:
            for key in ("what", "consequence", "instead"):
                yield f"{pack.relative_to(ROOT)}, {key}", fingerprint.get(key, "")
    for path in sorted((ROOT / "profilelint").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and re.search(r"Error$|^say$|^Failure$", ast.unparse(node.func)):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", " ".join(_constants(node))


def _constants(call: ast.Call) -> Iterator[str]:
    """The texts among the arguments of a call, with "…" for each value that is put in."""
    for argument in call.args:
        parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)


def findings(linter: Linter, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Everything against the style in the files and in `texts`, a line each."""
    files = sorted(path for pattern in FILES for path in ROOT.glob(pattern))
    for page in linter.lint_paths(files):
        assert isinstance(page, Page), page
        for each in page.diagnostics:
            yield f"{page.source.path}:{each.start.line}:{each.start.column}: {each.message}"
    for where, text in dict.fromkeys(texts):
        for message in against_style(linter, text):
            yield f"{where}: {message}"


def against_style(linter: Linter, text: str) -> Iterator[str]:
    """What the style has against a text."""
    page = "".join(f"<p>{escape(part.strip())}</p>\n" for part in re.split(r"\n\s*\n|\n(?= {2}\S)", text))
    for each in linter.lint_text(page, "text.html"):
        yield each.message


def main() -> int:
    found = list(findings(linter(), sentences()))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
