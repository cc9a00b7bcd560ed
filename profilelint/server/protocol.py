"""The server itself: the messages of the protocol, and what they ask of the workspace."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from profilelint.core.results import Page
from profilelint.core.source import Span
from profilelint.server import actions
from profilelint.server.diagnostics import written
from profilelint.server.hover import hover
from profilelint.server.navigation import completions, definition, document_links
from profilelint.server.open import Open
from profilelint.server.positions import offset
from profilelint.server.workspace import UNTITLED, Workspace
from profilelint.version import __version__

#: The seconds that a page is left alone after a keystroke, so that one check answers several.
_PAUSE = 0.01
#: The languages of pages that have no file.
_UNTITLED = ("markdown", "plaintext", "quarto")


class Server(LanguageServer):
    """`pages`: what is known of the folders; `pulls`: whether the editor asks for diagnostics itself."""

    def __init__(self) -> None:
        # Whole texts: editors and Python's splitlines disagree about what ends a line.
        super().__init__("profilelint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.pages = Workspace(())
        self.pulls = False
        self._due: dict[str, asyncio.TimerHandle] = {}
        self._told: set[str] = set()
        self._is_warm = False

    @property
    def encoding(self) -> str:
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    def path_of(self, document: TextDocument) -> str | None:
        """The path that a page is checked under; None where it is none."""
        if document.uri.startswith("file:"):
            return to_fs_path(document.uri)
        return UNTITLED if document.language_id in _UNTITLED else None

    def page(self, uri: str) -> Page | None:
        document = self.workspace.text_documents.get(uri)
        path = self.path_of(document) if document else None
        return self.pages.page(path, document.source) if document and path else None

    def opened(self, uri: str) -> Open | None:
        page = self.page(uri)
        if page is None:
            return None
        setup, version = self.pages.setup(page.source.path), self.workspace.text_documents[uri].version
        operations = _operations(self.client_capabilities)
        return Open(uri, version, page, setup.engine, setup.settings, self.encoding, self._text_of, operations)

    def _text_of(self, uri: str) -> str | None:
        document = self.workspace.text_documents.get(uri)
        return document.source if document else None

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        said = written(self.page(uri), uri, self.encoding)
        if said and not self._is_warm:
            self._is_warm = True
            gc.collect()
            gc.freeze()  # rules and lexicons stay; to look through them again would hold up a keystroke
        document = self.workspace.text_documents.get(uri)
        path = self.path_of(document) if document else None
        problem = (self.pages.setup(path).problem or self.pages.troubles.get(path, "")) if path else ""
        if problem and problem not in self._told:
            self._told.add(problem)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"profilelint: {problem}"))
        return said

    def changed(self, uri: str) -> None:
        """Tell the editor of a page soon, unless it asks by itself."""
        if self.pulls:
            return
        if due := self._due.pop(uri, None):
            due.cancel()
        self._due[uri] = asyncio.get_running_loop().call_later(_PAUSE, self._publish, uri)

    def closed(self, uri: str) -> None:
        if due := self._due.pop(uri, None):
            due.cancel()
        if not self.pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def look_again(self) -> None:
        """Files have changed on disk: check the open pages anew."""
        if self.pages.forget():
            self._told.clear()
        if self.pulls and _can_refresh(self.client_capabilities):
            self.workspace_diagnostic_refresh(None)
        for uri in list(self.workspace.text_documents):
            self.changed(uri)

    def _publish(self, uri: str) -> None:
        self._due.pop(uri, None)
        document = self.workspace.text_documents.get(uri)
        if document is not None:
            said = self.diagnostics(uri)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, said, document.version))


def _can_refresh(capabilities: types.ClientCapabilities) -> bool:
    workspace = capabilities.workspace
    return bool(workspace and workspace.diagnostics and workspace.diagnostics.refresh_support)


def _can_watch(capabilities: types.ClientCapabilities) -> bool:
    workspace = capabilities.workspace
    return bool(workspace and workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration)


def _operations(capabilities: types.ClientCapabilities) -> frozenset[str]:
    edits = capabilities.workspace and capabilities.workspace.workspace_edit
    return frozenset(str(getattr(each, "value", each)) for each in (edits and edits.resource_operations) or ())


def _resolves(capabilities: types.ClientCapabilities) -> bool:
    """Whether the editor asks for the edit of an action when somebody chooses it."""
    action = capabilities.text_document and capabilities.text_document.code_action
    return bool(action and action.resolve_support and "edit" in action.resolve_support.properties)


def _paths(folders: Iterable[types.WorkspaceFolder]) -> list[str]:
    return [path for folder in folders if (path := to_fs_path(folder.uri))]


def server() -> Server:
    """A server with all that it can do."""
    made = Server()
    _follow_files(made)
    _follow_pages(made)
    _answer(made)
    _lead(made)
    return made


def _follow_files(made: Server) -> None:
    @made.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        root = to_fs_path(params.root_uri) if params.root_uri else params.root_path
        made.pages = Workspace(_paths(params.workspace_folders or ()) or ([root] if root else []))
        document = params.capabilities.text_document
        made.pulls = bool(document and document.diagnostic)

    @made.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        if _can_watch(made.client_capabilities):
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
            watch = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            with suppress(JsonRpcException):  # an editor that cannot do it here after all
                await made.client_register_capability_async(types.RegistrationParams([watch]))

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: types.DidChangeWatchedFilesParams) -> None:
        made.look_again()

    @made.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configuration(params: types.DidChangeConfigurationParams) -> None:
        made.look_again()

    @made.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        made.pages = Workspace(_paths(made.workspace.folders.values()))
        made.look_again()


def _follow_pages(made: Server) -> None:
    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        if _can_watch(made.client_capabilities):
            made.changed(params.text_document.uri)
        else:
            made.look_again()

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def edited(params: types.DidChangeTextDocumentParams) -> None:
        made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        made.look_again()  # other pages may link to it, and some editors do not watch files

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        made.pages.close(to_fs_path(uri) or UNTITLED)
        made.closed(uri)


def _answer(made: Server) -> None:
    @made.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="profilelint"),
    )
    async def diagnostic(params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        await asyncio.sleep(0)  # an edit, or a cancellation, may have come in the meantime
        return types.RelatedFullDocumentDiagnosticReport(made.diagnostics(params.text_document.uri))

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(actions.KINDS), resolve_provider=True))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        await asyncio.sleep(0)
        opened = made.opened(params.text_document.uri)
        if opened is None:
            return []
        source = opened.page.source
        start, end = (offset(source, at, opened.encoding) for at in (params.range.start, params.range.end))
        wanted = [str(getattr(kind, "value", kind)) for kind in params.context.only] if params.context.only else None
        found = list(actions.actions(opened, Span(start, max(start, end)), wanted))
        if _resolves(made.client_capabilities):
            return found
        return [action for action in (actions.resolved(opened, action) for action in found) if action.edit]

    @made.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(params: types.CodeAction) -> types.CodeAction:
        await asyncio.sleep(0)
        uri = params.data.get("uri", "") if isinstance(params.data, dict) else ""
        opened = made.opened(uri)
        return actions.resolved(opened, params) if opened else params

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        opened = made.opened(params.text_document.uri)
        return hover(opened.page, opened.engine, params.position, opened.encoding) if opened else None


def _lead(made: Server) -> None:
    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def document_link(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        await asyncio.sleep(0)
        opened = made.opened(params.text_document.uri)
        return document_links(opened) if opened else []

    @made.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def on_definition(params: types.DefinitionParams) -> types.Location | None:
        await asyncio.sleep(0)
        opened = made.opened(params.text_document.uri)
        return definition(opened, params.position) if opened else None

    @made.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["(", "/", "#", '"', "@", "{"]))
    async def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        await asyncio.sleep(0)
        opened = made.opened(params.text_document.uri)
        return completions(opened, params.position) if opened else []


def serve() -> None:
    """Serve one editor on standard input and output, until it leaves."""
    gc.set_threshold(200_000, 20, 100)  # a large page is checked without a pause
    # A copy, since it is closed at the end, and the command line has to write what is left in its own.
    server().start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
