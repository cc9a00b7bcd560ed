"""Seconds from a keystroke to its diagnostics, on pages of 300 and of 5,000 lines, and how the server's memory grows.

    python -m bench.server [EDITS]

The editor is pygls' own client, on the standard streams of the server; it sends the whole text and asks for diagnostics.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PART = """## Part {}

I am a professor of mathematics. My work is on **graphs** and [papers](https://papers.example/{}).
I recieve students on Mondays.

- Talk at the meeting, 2019
- Another one in [Berlin](index.md)

"""
_LINES = 8


def resident(process: int) -> int:
    """The memory of a process in kilobytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


async def measure(folder: Path, lines: int, edits: int) -> None:
    client = LanguageClient("bench", "1")
    await client.start_io(sys.executable, "-m", "profilelint", "server")
    document = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    folders = [types.WorkspaceFolder(folder.as_uri(), "site")]
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(text_document=document), workspace_folders=folders))
    client.initialized(types.InitializedParams())
    text = "---\ntitle: Ada\n---\n\n" + "".join(PART.format(number, number) for number in range(lines // _LINES))
    uri = (folder / "index.md").as_uri()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, text)))
    asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    for _ in range(3):
        await client.text_document_diagnostic_async(asked)
    server = client._server.pid if client._server else 0
    times, before = [], 0
    for number in range(edits):
        typed = f"{text}I read {'abcdefgh'[: number % 8]}"
        start = perf_counter()
        version = types.VersionedTextDocumentIdentifier(number + 2, uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(version, [types.TextDocumentContentChangeWholeDocument(typed)]))
        await client.text_document_diagnostic_async(asked)
        times.append(perf_counter() - start)
        if number == edits // 3:
            before = resident(server)
    grown = resident(server) / before - 1
    middle, most = 1000 * median(times), 1000 * quantiles(times, n=20)[-1]
    print(f"{lines:>5} lines: median {middle:.0f} ms, 95% {most:.0f} ms; memory {100 * grown:+.1f} %")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "_config.yml").write_text("title: Ada\n", encoding="utf-8")
        for lines in (300, 5000):
            asyncio.run(measure(Path(folder).resolve(), lines, edits if lines == 300 else edits // 4))


if __name__ == "__main__":
    main()
