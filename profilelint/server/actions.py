"""What can be done about the findings of a page: workspace edits, which the editor applies and can undo."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.uris import from_fs_path

from profilelint.core.diagnostic import Applicability, Diagnostic
from profilelint.core.files import read_file
from profilelint.core.source import Source, Span
from profilelint.fix.fixer import FixLoopError, fixed_source
from profilelint.fix.interactive import candidates, ignored_here
from profilelint.server.diagnostics import written
from profilelint.server.open import Open
from profilelint.server.positions import edits_between, range_of
from profilelint.settings.complaints import MAX_BYTES
from profilelint.settings.wordlist import is_word, with_words

FIX_ALL = "source.fixAll.profilelint"
KINDS = (types.CodeActionKind.QuickFix.value, FIX_ALL)
#: Its findings are words, which a site may add to its own.
_OF_WORDS = "spelling/misspelling"


def actions(opened: Open, span: Span, wanted: Sequence[str] | None) -> Iterator[types.CodeAction]:
    """The actions for a span. `wanted`: kinds, None for all. Their edits come with `resolved`, where they take time."""
    if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
        told = written(opened.page, opened.uri, opened.encoding)
        for diagnostic, shown in zip(opened.page.diagnostics, told, strict=True):
            if diagnostic.span.start <= span.end and span.start <= diagnostic.span.end:
                yield from _quick_fixes(opened, diagnostic, shown)
    if _is_wanted(FIX_ALL, wanted) and any(_is_safe(diagnostic) for diagnostic in opened.page.diagnostics):
        yield types.CodeAction("Fix all safe problems (profilelint)", kind=FIX_ALL, data={"uri": opened.uri, "do": "fix-all"})


def resolved(opened: Open, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit; without one where nothing can be done."""
    data: dict[str, Any] = action.data if isinstance(action.data, dict) else {}
    if data.get("do") == "fix-all":
        action.edit = _page_edit(opened, _all_fixed(opened))
    elif data.get("do") == "ignore":
        wanted = data.get("rule"), data.get("start"), data.get("end")
        for diagnostic in opened.page.diagnostics:
            if (diagnostic.rule, diagnostic.span.start, diagnostic.span.end) == wanted:
                made = ignored_here(opened.page.source, diagnostic, opened.engine.lint)
                action.edit = _page_edit(opened, made.text) if made else None
    return action


def _is_wanted(kind: str, wanted: Sequence[str] | None) -> bool:
    return wanted is None or any(kind == each or kind.startswith(f"{each}.") or not each for each in wanted)


def _quick_fixes(opened: Open, diagnostic: Diagnostic, shown: types.Diagnostic) -> Iterator[types.CodeAction]:
    source, kind = opened.page.source, types.CodeActionKind.QuickFix
    for label, made in candidates(source, diagnostic):
        if edit := _page_edit(opened, made.text):
            preferred = _is_safe_fix(source, diagnostic, made)
            title = label if label.startswith(("insert ", "remove ")) else f'Replace with "{label}"'
            yield types.CodeAction(f"{title[:1].upper()}{title[1:]}", kind, [shown], is_preferred=preferred or None, edit=edit)
    if diagnostic.rule == _OF_WORDS and is_word(word := source.slice(diagnostic.span)) and (edit := _word_edit(opened, word)):
        yield types.CodeAction(f'Add "{word}" to the words of this site', kind, [shown], edit=edit)
    if diagnostic.deletes == "file" and "delete" in opened.operations:
        delete = types.DeleteFile(opened.uri)
        yield types.CodeAction("Delete this sample file", kind, [shown], edit=types.WorkspaceEdit(document_changes=[delete]))
    data = {"uri": opened.uri, "do": "ignore", **(shown.data if isinstance(shown.data, dict) else {})}
    yield types.CodeAction(f"Ignore {diagnostic.rule} here", kind, [shown], data=data)


def _is_safe(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE


def _is_safe_fix(source: Source, diagnostic: Diagnostic, made: Source) -> bool:
    return _is_safe(diagnostic) and fixed_source(source, (diagnostic,)).text == made.text


def _all_fixed(opened: Open) -> str:
    try:
        return opened.engine.fix(opened.page.source, Applicability.SAFE).source.text
    except FixLoopError:
        return opened.page.source.text


def _page_edit(opened: Open, text: str) -> types.WorkspaceEdit | None:
    return _edit_of(opened.uri, opened.version, opened.page.source, text, opened.encoding)


def _edit_of(uri: str, version: int | None, source: Source, text: str, encoding: str) -> types.WorkspaceEdit | None:
    edits = [types.TextEdit(range_of(source, edit.span, encoding), edit.content) for edit in edits_between(source.text, text)]
    if not edits:
        return None
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])


def _word_edit(opened: Open, word: str) -> types.WorkspaceEdit | None:
    """The configuration with one word more: as it is in the editor, on disk, or a new one."""
    path = opened.settings.file or opened.settings.folder / ".profilelint.toml"
    uri = from_fs_path(str(path)) or ""
    before = opened.text_of(uri)
    if before is None and os.path.lexists(path):
        before = _text(path)
        if before is None:
            return None
    elif before is None and "create" not in opened.operations:
        return None
    after = with_words(before or "", [word], path.name)
    edit = _edit_of(uri, None, Source(before or "", str(path)), after, opened.encoding)
    if edit and before is None and edit.document_changes:
        create = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
        edit.document_changes = [create, *edit.document_changes]
    return edit


def _text(path: Path) -> str | None:
    try:
        return read_file(path, MAX_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
