"""`.pre-commit-config.yaml` with our hook: one more entry of its list, and all else as it was."""

from __future__ import annotations

from typing import Any

from profilelint.version import __version__

NAME = ".pre-commit-config.yaml"
HOME = "https://github.com/profilelint/profilelint"


def entry(hook: str) -> str:
    """What the list has for a hook, by its id."""
    return f"- repo: {HOME}\n  rev: v{__version__}\n  hooks:\n    - id: {hook}\n"


def new_file(hook: str) -> str:
    return "repos:\n" + _indented(entry(hook), 2)


def with_hook(text: str, hook: str) -> tuple[str, str] | None:
    """The text with the hook after the existing ones, and the added part; None unless a parser then reads exactly that."""
    try:
        line, indent = _end_of_hooks(text)
        lines = text.splitlines(keepends=True)
        newline = "\r\n" if lines[line].endswith("\r\n") else "\n"
        added = _indented(entry(hook), indent)
        put = added.replace("\n", newline)
        head = "".join(lines[: line + 1])
        after = head + ("" if head.endswith("\n") else newline) + put + "".join(lines[line + 1 :])
        old, new = _parsed(text), _parsed(after)
        if {**new, "repos": new["repos"][:-1]} == old and new["repos"][-1:] == _parsed(new_file(hook))["repos"]:
            return after, added
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    return None


def is_for_pre_commit_ci(text: str) -> bool:
    """Whether it has settings for https://pre-commit.ci, which runs the hooks on each pull request."""
    try:
        return "ci" in _parsed(text)
    except (ValueError, RecursionError):
        return False


def _end_of_hooks(text: str) -> tuple[int, int]:
    """The line (from 0) of the last word of `repos`, and how far its entries are indented. `ValueError` if it is not a block."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("no YAML") from error
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "repos" and isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
            if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
                break  # what an alias stands for may lie anywhere
            last: Any = value
            while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
                last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
            return last.end_mark.line, value.start_mark.column
    raise ValueError("no list of hooks")


def _parsed(text: str) -> dict[str, Any]:
    import yaml

    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError("no YAML") from error
    if not isinstance(values, dict):
        raise ValueError("no mapping")
    return values


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}" for line in text.splitlines(keepends=True))
