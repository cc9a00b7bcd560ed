"""The grammar of the examples in the body of a rule page; CONTRIBUTING.md explains it."""

from __future__ import annotations

from datetime import date
from typing import Any

from profilelint.authoring.fences import ExamplePage, Fence, fences, page_of
from profilelint.core.record import field, record, replace, state
from profilelint.links.answers import Answer, Verdict, Web
from profilelint.rulepages.rules import Rule, RuleError, did_you_mean, parse_yaml

TODAY = date(2026, 1, 31)
PATHS = {
    "markdown": "page.md",
    "html": "page.html",
    "yaml": "page.yml",
    "json": "page.json",
    "toml": "page.toml",
    "bibtex": "page.bib",
    "latex": "cv.tex",
}

_WORDS = ("fixed", "escapes", "page", "site")
_SETTINGS = ("path", "today", "also", "file")


@record
class Example:
    section: str
    number: int  # in its section, from 1
    line: int  # of the fence
    format: str
    page: ExamplePage
    fixed: ExamplePage | None = None
    fixed_line: int = 0
    today: date = TODAY
    whole: bool = False
    also: tuple[str, ...] = ()
    files: dict[str, str] | None = None  # the site's other files; None where no site is known
    options: dict[str, Any] = field(default_factory=dict)
    web: Web | None = None

    @property
    def name(self) -> str:
        return f"{self.section} {self.number}"


@state
class _Info:
    """The info string of a fence, taken apart."""

    format: str
    words: set[str]
    settings: dict[str, str]


@state
class _Pending:
    """Fences before an example that belong to it."""

    files: dict[str, str] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    web: Web | None = None
    line: int = 0


def parse_examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule page, in its order; `RuleError` where the page breaks the grammar."""
    examples: list[Example] = []
    pending = _Pending()
    before: Fence | None = None
    for fence in fences(rule):
        if not fence.section:
            continue  # an illustration in the explanation
        info = _info(rule, fence)
        if info.format == "yaml" and "options" in info.words:
            pending.options, pending.line = _options(rule, fence), fence.line
        elif info.format == "yaml" and "web" in info.words:
            pending.web, pending.line = _web(rule, fence), fence.line
        elif "file" in info.settings:
            text = page_of(rule, fence, "file", escapes="escapes" in info.words).source.text
            pending.files = {**(pending.files or {}), info.settings["file"]: text}
            pending.line = fence.line
        elif "fixed" in info.words:
            if not examples or before is None or pending.line or examples[-1].fixed or examples[-1].section != fence.section:
                raise RuleError(rule.path, fence.line, 'a "fixed" fence must directly follow its example')
            examples[-1] = _with_fixed(rule, examples[-1], fence, info)
        else:
            number = sum(example.section == fence.section for example in examples) + 1
            examples.append(_example(rule, fence, info, pending, number))
            pending = _Pending()
        before = fence
    if pending.line:
        raise RuleError(rule.path, pending.line, "no example follows this fence")
    return tuple(examples)


def _info(rule: Rule, fence: Fence) -> _Info:
    first, *rest = fence.info.split() or [""]
    if "=" in first:
        first, rest = "", [first, *rest]
    info = _Info(first, set(), {})
    for word in rest:
        key, is_setting, value = word.partition("=")
        known = _SETTINGS if is_setting else (*_WORDS, "options", "web")
        if key not in known or (is_setting and (not value or key in info.settings)):
            known_words = [*_WORDS, *(f"{name}=" for name in _SETTINGS)]
            raise RuleError(rule.path, fence.line, f'"{word}" is not allowed after a fence{did_you_mean(word, known_words)}')
        if is_setting:
            info.settings[key] = value
        else:
            info.words.add(key)
    _check_info(rule, fence, info)
    return info


def _check_info(rule: Rule, fence: Fence, info: _Info) -> None:
    if "file" in info.settings:
        allowed = {"escapes", "file"}
    elif info.words & {"options", "web"}:
        allowed = {"options"} if "options" in info.words else {"web"}
    elif "fixed" in info.words:
        allowed = {"fixed", "escapes"}
    else:
        allowed = {*_WORDS, *_SETTINGS}
    extra = ({*info.words} | {*info.settings}) - allowed
    if extra:
        what = " ".join(sorted(allowed - {"escapes"}))
        raise RuleError(rule.path, fence.line, f"{' '.join(sorted(extra))} cannot be combined in a fence with {what}")
    if "file" not in info.settings and info.format not in PATHS:
        raise RuleError(rule.path, fence.line, f'"{info.format}" is not the format of an example{did_you_mean(info.format, PATHS)}')
    for word in info.words & {"options", "web"}:
        if info.format != "yaml":
            raise RuleError(rule.path, fence.line, f"{word}: write it in YAML, as ```yaml {word}")


def _options(rule: Rule, fence: Fence) -> dict[str, Any]:
    from pathlib import Path

    options = parse_yaml(Path(rule.path), "\n".join(fence.lines), fence.line + 1)
    if not isinstance(options, dict):
        raise RuleError(rule.path, fence.line, "options must be a map of names to values")
    return options


def _web(rule: Rule, fence: Fence) -> Web:
    """The responses of the web in an example: a verdict with its details for an address, the title of the paper for an identifier."""
    web = Web()
    for name, value in _options(rule, fence).items():
        if isinstance(value, str):
            web.papers[name] = value
            continue
        try:
            web.answers[name] = Answer(**{**value, "verdict": Verdict(value["verdict"])})
        except (TypeError, KeyError, ValueError) as error:
            raise RuleError(rule.path, fence.line, f"the web cannot answer {name} with {value} ({error})") from None
    return web


def _example(rule: Rule, fence: Fence, info: _Info, pending: _Pending, number: int) -> Example:
    path = info.settings.get("path", PATHS[info.format])
    page = page_of(rule, fence, path, escapes="escapes" in info.words)
    if fence.section == "Accepts" and page.marks:
        raise RuleError(rule.path, fence.line, "an example under ## Accepts has no marks")
    if fence.section != "Accepts" and not page.marks:
        raise RuleError(rule.path, fence.line, f"an example under {fence.section} needs marks: ^^^ under the words that are reported")
    files = pending.files
    if files is not None and path in files:
        raise RuleError(rule.path, fence.line, f"the example is itself at {path}; give it another path= or its file another name")
    return Example(
        section=fence.section,
        number=number,
        line=fence.line,
        format=info.format,
        page=page,
        today=_today(rule, fence, info),
        whole="page" in info.words,
        also=tuple(info.settings.get("also", "").split(",")) if "also" in info.settings else (),
        files={} if files is None and "site" in info.words else files,
        options=pending.options,
        web=pending.web,
    )


def _today(rule: Rule, fence: Fence, info: _Info) -> date:
    try:
        return date.fromisoformat(info.settings["today"]) if "today" in info.settings else TODAY
    except ValueError:
        raise RuleError(rule.path, fence.line, f"today={info.settings['today']} is not a date such as 2026-01-31") from None


def _with_fixed(rule: Rule, example: Example, fence: Fence, info: _Info) -> Example:
    if example.section != "Reports":
        raise RuleError(rule.path, fence.line, 'a "fixed" fence belongs to an example under Reports')
    if rule.fix is None:
        raise RuleError(rule.path, fence.line, 'the rule has "fix: none", so its examples have no fixed version')
    if info.format != example.format:
        raise RuleError(rule.path, fence.line, f"the example is {example.format}, so its fixed version cannot be {info.format}")
    page = page_of(rule, fence, example.page.source.path, escapes="escapes" in info.words)
    if page.marks:
        raise RuleError(rule.path, fence.line, 'a "fixed" fence has no marks')
    return replace(example, fixed=page, fixed_line=fence.line)
