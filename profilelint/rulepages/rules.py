"""Rule pages -> Rule records.

A rule is a page, `rules/<family>/<name>.md`: the front matter says what is checked, the body explains it, and its examples are
its tests. Whatever is wrong with a page is a `RuleError` that names the file and the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os.path import isdir, isfile
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn

from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.errors import UsageError
from profilelint.core.files import list_folder, read_file
from profilelint.core.plainyaml import line_of_keys, load_yaml
from profilelint.core.record import field, frozen
from profilelint.core.regex import regex
from profilelint.rulepages.renamed import RENAMED, sentence, warn_of

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
FIXES = {"safe": Applicability.SAFE, "unsafe": Applicability.UNSAFE, "none": None}
#: What becomes of findings in hidden text: a note; as any other; nothing.
HIDDEN = ("note", "keep", "skip")

PACKAGE = Path(__file__).parent.parent
_REQUIRED = ("title", "message", "severity", "check", "fix", "since")
_KEYS = (*_REQUIRED, "hidden", "options", "outranks", "default", "criterion")
#: A table of words has a few hundred thousand bytes at most.
_MAX_BYTES = 1_000_000
_MAX_MESSAGE = 1_000
_NAME = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PLACEHOLDER = regex(r"[a-z][a-z0-9_]*")
_CRITERION = regex(r"\d\.\d\.\d{1,2} \S[^\n]{0,100}")


class RuleError(UsageError):
    """A rule page, or a file that belongs to it, is invalid. `path` and `line` (from 1): where; `message`: one sentence."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, int, str]]:
        return RuleError, (self.path, self.line, self.message)  # it may come from another process


@frozen
class Rule:
    id: str
    title: str
    message: str
    severity: Severity
    check: str
    fix: Applicability | None  # a ceiling for the findings' own
    since: str
    hidden: str  # one of HIDDEN
    options: Mapping[str, Any] = field(hash=False)
    body: str
    body_line: int  # the line of the page that the body begins at
    path: str
    trusted: bool = False  # the settings take every fix for as safe as the page allows
    outranks: tuple[str, ...] = ()  # rules that are suppressed where this one reports
    default: bool = True  # it runs without being selected
    criterion: str = ""  # of WCAG: number and name

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]


def packaged_rules() -> Path:
    """The folder of the rules that come with profilelint: inside the package once installed, next to it in a checkout."""
    inside = PACKAGE / "rules"
    return inside if isdir(inside) else PACKAGE.parent / "rules"


def load_rules(*extra_dirs: str | Path, packaged: Iterable[Rule] | None = None) -> tuple[Rule, ...]:
    """The packaged rules, read here where they are not given, and those of further folders, by id."""
    rules = {rule.id: rule for rule in packaged or ()}
    for folder in (*(() if packaged is not None else (packaged_rules(),)), *map(Path, extra_dirs)):
        for path in rule_pages(folder):
            rule = load_rule(path)
            if rule.id in rules:
                raise RuleError(rule.path, 1, f"the id {rule.id} is taken by {rules[rule.id].path}; rename the page")
            rules[rule.id] = rule
    return tuple(rules[id] for id in sorted(rules))


def rule_pages(folder: Path) -> list[Path]:
    """The pages of a folder of families."""
    if not isdir(folder):
        raise RuleError(str(folder), 1, "no such folder of rules")
    try:
        inside = [folder / name for name, _ in list_folder(folder)]
        for path in inside:
            if path.suffix == ".md" and path.stem.upper() != "README":
                raise RuleError(str(path), 1, f"a rule belongs in the folder of its family: {folder}/FAMILY/{path.name}")
        families = [path for path in inside if isdir(path) and not _is_link_of_others(path)]
        return sorted(family / name for family in families for name in _names_in(family) if name.endswith(".md"))
    except OSError as error:
        raise RuleError(str(folder), 1, f"this folder cannot be read: {error.strerror}") from None


def _names_in(family: Path) -> list[str]:
    try:
        return [name for name, _ in list_folder(family)]
    except (FileNotFoundError, ProcessLookupError):  # gone in the meantime, as in /proc
        return []


def _is_link_of_others(path: Path) -> bool:
    """Whether a symlink is among custom rules: it may lead anywhere. (Installers link files of packages.)"""
    return path.is_symlink() and not path.is_relative_to(packaged_rules())


def load_rule(path: Path) -> Rule:
    """The rule of one page; its id is the name of its folder and its own."""
    for name in (path.parent.name, path.stem):
        if not _NAME.fullmatch(name):
            raise RuleError(str(path), 1, f'"{name}" cannot be part of a rule\'s id: use small letters, digits and single hyphens')
    text = text_of(path)
    values, body = _front_matter(path, text)
    _check_values(path, values)
    return Rule(
        id=f"{path.parent.name}/{path.stem}",
        title=values["title"],
        message=_with_new_names(path, values["message"]),
        severity=SEVERITIES[values["severity"]],
        check=values["check"],
        fix=FIXES[values["fix"]],
        since=values["since"],
        hidden=values.get("hidden", "note"),
        options={name: _with_file(path, name, value) for name, value in (values.get("options") or {}).items()},
        body=body,
        body_line=text[: len(text.rstrip()) - len(body)].count("\n") + 1,
        path=str(path),
        outranks=tuple(values.get("outranks") or ()),
        default=values.get("default", True),
        criterion=values.get("criterion", ""),
    )


def text_of(path: Path) -> str:
    """What a file holds, with lines that end as in this file."""
    if _is_link_of_others(path):
        raise RuleError(str(path), 1, "cannot be read: not a regular file, but a link")
    try:
        data = read_file(path, _MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise RuleError(str(path), 1, f"larger than {_MAX_BYTES // 1_000_000} MB, so it was not read")
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise RuleError(str(path), 1, f"not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise RuleError(str(path), 1, f"cannot be read: {error.strerror}") from None


def _front_matter(path: Path, text: str) -> tuple[dict[str, Any], str]:
    from frontmatter.default_handlers import YAMLHandler

    if not text.startswith("---\n"):
        raise RuleError(str(path), 1, "a rule page begins with front matter: a line ---, the keys, a line ---")
    try:
        written, body = YAMLHandler().split(text)
    except ValueError:
        raise RuleError(str(path), 1, "the line --- that ends the front matter is missing") from None
    values = parse_yaml(path, written, text[: text.index(written)].count("\n") + 1)
    if not isinstance(values, dict) or not values:
        raise RuleError(str(path), 1, "the front matter is empty")
    return values, body.strip()


def parse_yaml(path: Path, text: str, line: int = 1) -> Any:
    """Parse YAML that begins at a line of a file; duplicate keys are refused."""
    try:
        return load_yaml(text, strict=True)
    except RecursionError:
        raise RuleError(str(path), line, "invalid YAML: nested too deeply") from None
    except Exception as error:  # such as a date that there is not, or a tag whose value it cannot be: PyYAML raises what Python does
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise RuleError(str(path), line + (mark.line if mark else 0), f"invalid YAML: {what}") from None


def _check_values(path: Path, values: Mapping[str, Any]) -> None:
    for key in values:
        if key not in _KEYS:
            refuse(path, f'unknown key "{key}"{did_you_mean(str(key), _KEYS)}', str(key))
    for key in _REQUIRED:
        if key not in values:
            refuse(path, f"the key {key} is missing")
        if not isinstance(values[key], str) or not values[key].strip():
            hint = f'; put it in quotes: {key}: "{values[key]}"' if isinstance(values[key], int | float) else ""
            refuse(path, f"{key} must be a text, not {shown(values[key])}{hint}", key)
    for key, known in (("severity", tuple(SEVERITIES)), ("fix", tuple(FIXES)), ("hidden", HIDDEN)):
        if key in values and values[key] not in known:
            refuse(path, f"{key} must be one of {', '.join(known)}, not {shown(values[key])}{did_you_mean(str(values[key]), known)}", key)
    if not isinstance(values.get("options") or {}, dict):
        refuse(path, f"options must be a map, not {shown(values['options'])}", "options")
    outranked = values.get("outranks") or []
    if not isinstance(outranked, list) or not all(isinstance(name, str) for name in outranked):
        refuse(path, f"outranks must be a list of rules, not {shown(outranked)}", "outranks")
    if not isinstance(values.get("default", True), bool):
        refuse(path, f"default must be true or false, not {shown(values['default'])}", "default")
    if not _CRITERION.fullmatch(str(values.get("criterion", "1.1.1 x"))):
        refuse(path, f"criterion must be one of WCAG, such as 1.1.1 Non-text Content, not {shown(values['criterion'])}", "criterion")
    _check_message(path, values["message"])


def _check_message(path: Path, message: str) -> None:
    """Messages may name values and do nothing else: `{found.__class__}` and `{found:>9999}` are refused."""
    if len(message) > _MAX_MESSAGE:
        refuse(path, f"a message has no more than {_MAX_MESSAGE} characters", "message")
    try:
        parts = list(Formatter().parse(message))
    except ValueError as error:
        refuse(path, f"the braces of the message do not match ({error}); write {{{{ and }}}} for braces themselves", "message")
    for _, name, form, conversion in parts:
        if name is not None and (form or conversion or not _PLACEHOLDER.fullmatch(name)):
            written = name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            refuse(path, f"{{{written}}} is not a plain name; a message holds names such as {{found}} only", "message")


def _with_new_names(path: Path, message: str) -> str:
    """A message with the names that values have today."""
    for name in {name for _, name, _, _ in Formatter().parse(message) if name and f"message.{name}" in RENAMED}:
        warn_of(path, _line_of(path, ("message",)), sentence(name, "message."))
        message = message.replace(f"{{{name}}}", f"{{{RENAMED[f'message.{name}']}}}")
    return message


def _with_file(path: Path, name: str, value: Any) -> Any:
    """The value of an option; of `{file: NAME}` what the YAML file next to the page holds, of `{folder: NAME}` the YAML files in it."""
    if not (isinstance(value, dict) and len(value) == 1 and not {"file", "folder"}.isdisjoint(value)):
        return value
    if "folder" in value:
        return _files_in(path, name, value["folder"])
    file = value["file"]
    if not isinstance(file, str) or file != Path(file).name or not file.endswith((".yaml", ".yml")):
        refuse(path, f"file must be the name of a YAML file next to the page, not {shown(file)}", "options", name)
    beside = path.with_name(file)
    if not isfile(beside):
        names = [name for name, _ in list_folder(path.parent) if name.endswith((".yaml", ".yml"))]
        refuse(path, f"there is no file {file} next to the page{did_you_mean(file, names)}", "options", name)
    return parse_yaml(beside, text_of(beside))


def _files_in(path: Path, name: str, folder: object) -> tuple[Path, ...]:
    if not isinstance(folder, str) or folder != Path(folder).name:
        refuse(path, f"folder must be the name of a folder next to the page, not {shown(folder)}", "options", name)
    beside = path.with_name(folder)
    is_there = isdir(beside) and not _is_link_of_others(beside)
    found = tuple(sorted(beside / name for name, _ in list_folder(beside) if name.endswith((".yaml", ".yml")))) if is_there else ()
    if not found:
        refuse(path, f"there is no folder {folder} with YAML files next to the page", "options", name)
    return found


def refuse(path: str | Path, message: str, *keys: str) -> NoReturn:
    """Raise a `RuleError` at the line where the front matter has these keys."""
    raise RuleError(str(path), _line_of(Path(path), keys), message)


def _line_of(path: Path, keys: tuple[str, ...]) -> int:
    return 1 + line_of_keys(text_of(path)[4:].partition("\n---")[0], keys)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The end of a complaint about an unknown name: the nearest one, or all where they are few; "" where there is nothing to say."""
    from difflib import get_close_matches

    known = sorted(names)
    near = get_close_matches(name, known, n=1)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; known: {', '.join(known)}" if 0 < len(known) <= 12 else ""


def which_rule(name: str, names: Iterable[str]) -> str:
    """The end of a complaint about an unknown id of a rule: the nearest id or family, also by its last part alone, or where all are."""
    from difflib import get_close_matches

    ids = {each.rpartition("/")[2]: each for each in names} | {each: each for each in names}
    near = get_close_matches(name, ids, n=1) or get_close_matches(name.rpartition("/")[2], ids, n=1, cutoff=0.8)
    return f'; did you mean "{ids[near[0]]}"?' if near else "; profilelint rules list shows all rules"


def shown(value: object) -> str:
    """A value of YAML in a complaint."""
    written = "nothing" if value is None else f'"{value}"' if isinstance(value, str) else str(value)
    return written if len(written) <= 60 else written[:59] + "…"
