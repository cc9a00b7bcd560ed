"""An editor as far as the language server sees it: a real client on the standard streams of a real server."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from offline import GUARDED
from pygls.lsp.client import LanguageClient

#: The longest that an answer may take.
PATIENCE = 60


class Editor:
    """`published`: the last diagnostics by URI; `messages`: what the server showed; `refreshes`: how often it asked to be asked again;
    `refuses`: an editor that cannot watch files after all."""

    refuses = False

    def __init__(self, encoding: str) -> None:
        self.client = LanguageClient("editor", "1")
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.refreshes = self.registered = 0

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = params

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.registered += 1
            if self.refuses:
                raise OSError("no more files can be watched")

        @self.client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refresh(params: None) -> None:
            self.refreshes += 1

    async def start(self, folders: tuple[Path, ...], pulls: bool, resolves: bool, watches: bool) -> types.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "profilelint", "server", env={**os.environ, **GUARDED})
        action = types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(["edit"]) if resolves else None, data_support=True
        )
        document = types.TextDocumentClientCapabilities(
            code_action=action, diagnostic=types.DiagnosticClientCapabilities() if pulls else None
        )
        workspace = types.WorkspaceClientCapabilities(
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watches),
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True, resource_operations=[types.ResourceOperationKind.Create, types.ResourceOperationKind.Delete]
            ),
        )
        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(self.encoding)])
        capabilities = types.ClientCapabilities(text_document=document, workspace=workspace, general=general)
        opened = [types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
        result = await self.client.initialize_async(types.InitializeParams(capabilities, process_id=os.getpid(), workspace_folders=opened))
        self.client.initialized(types.InitializedParams())
        return result

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def open(self, uri: str, text: str, language: str = "markdown") -> str:
        self.texts[uri], self.versions[uri] = text, 1
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
        return uri

    def open_file(self, path: Path) -> str:
        return self.open(path.as_uri(), path.read_bytes().decode())

    def edit(self, uri: str, text: str) -> None:
        self.texts[uri] = text
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(document, [types.TextDocumentContentChangeWholeDocument(text)])
        )

    def close(self, uri: str) -> None:
        del self.texts[uri], self.versions[uri]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def changed_on_disk(self, *paths: Path) -> None:
        events = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        return list((await self.client.text_document_diagnostic_async(params)).items)

    async def actions(self, uri: str, at: types.Range, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
        return list(await self.client.text_document_code_action_async(params) or ())

    async def resolve(self, action: types.CodeAction) -> types.CodeAction:
        return action if action.edit else await self.client.code_action_resolve_async(action)

    def position(self, uri: str, offset: int) -> types.Position:
        """Where an offset is, by a count of this editor's own."""
        lines = self.texts[uri][:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return types.Position(len(lines) - 1, len(self._units(lines[-1])) // self._size)

    def offset(self, uri: str, at: types.Position) -> int:
        text, start = self.texts[uri], 0
        for _ in range(at.line):
            start = text.index("\n", start) + 1
        while self.position(uri, start) != at:
            start += 1
        return start

    def found(self, uri: str, at: types.Range) -> str:
        return self.texts[uri][self.offset(uri, at.start) : self.offset(uri, at.end)]

    def applied(self, uri: str, edit: types.WorkspaceEdit) -> str:
        """The text of a page after an edit."""
        text = self.texts.get(uri, "")
        changes = [change for change in edit.document_changes or () if isinstance(change, types.TextDocumentEdit)]
        edits = [each for change in changes if change.text_document.uri == uri for each in change.edits]
        for each in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
            start, end = self.offset(uri, each.range.start), self.offset(uri, each.range.end)
            text = text[:start] + each.new_text + text[end:]
        return text

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                await asyncio.sleep(0.01)

    @property
    def _size(self) -> int:
        return {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]

    def _units(self, text: str) -> bytes:
        return text.encode({"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.encoding])


def with_editor(
    use: Callable[[Editor], Awaitable[Any]],
    *folders: Path,
    encoding: str = "utf-16",
    pulls: bool = True,
    resolves: bool = True,
    watches: bool = True,
) -> Any:
    """What a coroutine makes of an editor that has started the server on some folders."""

    async def whole() -> Any:
        editor = Editor(encoding)
        async with asyncio.timeout(10 * PATIENCE):
            await editor.start(folders, pulls, resolves, watches)
            try:
                return await use(editor)
            finally:
                await editor.stop()

    return asyncio.run(whole())
