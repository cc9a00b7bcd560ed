"""The language server after edits, opens, closes, renames and cancellations in any order: at rest, it says what `check` says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from editor import Editor, with_editor
from lsprotocol import types

from profilelint import Linter

LINES = ("I recieve mail.", "Café 🎓 is teh the the place.", "My [papers](b.md) and [talks](talks/c.md).", "<!-- note -->", "**bold", "")
NAMES = ("a.md", "b.md", "talks/c.md", "moved.md")
STEPS, REST = 120, 12


class Scene:
    """Pages on disk and in the editor, and what may happen to them."""

    def __init__(self, site: Path, editor: Editor, seed: int) -> None:
        self.site, self.editor, self.chance = site, editor, random.Random(seed)
        self.open: dict[str, Path] = {}
        self.asked = 0

    def text(self) -> str:
        ends = self.chance.choice(("\n", "\r\n"))
        return ends.join(("---", "title: Ada", "---", "", *self.chance.choices(LINES, k=8), ""))

    def step(self) -> None:
        self.chance.choice(
            (self.do_open, self.do_edit, self.do_edit, self.do_edit, self.do_close, self.do_rename, self.do_write, self.ask)
        )()

    def do_open(self) -> None:
        path = self.site / self.chance.choice(NAMES)
        if path.exists() and path.as_uri() not in self.open:
            self.open[self.editor.open_file(path)] = path

    def do_edit(self) -> None:
        if self.open:
            uri = self.chance.choice(sorted(self.open))
            text = self.editor.texts[uri]
            at = self.chance.randrange(len(text) + 1)
            self.editor.edit(uri, self.chance.choice((self.text(), text[:at] + "x" + text[at:], text[:at] + text[at + 1 :])))

    def do_close(self) -> None:
        if self.open:
            uri = self.chance.choice(sorted(self.open))
            self.open.pop(uri)
            self.editor.close(uri)

    def do_rename(self) -> None:
        old, new = (self.site / name for name in self.chance.sample(NAMES, 2))
        if old.exists() and not new.exists():
            old.rename(new)
            self.editor.changed_on_disk(old, new)

    def do_write(self) -> None:
        path = self.site / self.chance.choice(NAMES)
        path.write_bytes(self.text().encode())
        self.editor.changed_on_disk(path)

    def ask(self) -> None:
        """A question that is taken back at once."""
        if self.open:
            uri = self.chance.choice(sorted(self.open))
            self.asked += 1
            params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            number = f"asked-{self.asked}"
            self.editor.client.protocol.send_request("textDocument/diagnostic", params, msg_id=number)
            self.editor.client.cancel_request(types.CancelParams(number))

    async def rest(self) -> None:
        for uri, path in self.open.items():
            text = self.editor.texts[uri]
            said = [(self.editor.offset(uri, each.range.start), each.code, each.message) for each in await self.editor.diagnostics(uri)]
            checked = [(each.span.start, each.rule, each.message) for each in Linter().lint_text(text, path)]
            assert sorted(said) == sorted(checked), (uri, text)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:'asyncio.iscoroutinefunction':DeprecationWarning")
@pytest.mark.parametrize("seed", range(2))
def test_at_rest_the_diagnostics_are_those_of_check(site, write, seed):
    write("talks/c.md", "---\ntitle: Talks\n---\n\nSee [papers](../b.md).\n")
    write("a.md", "---\ntitle: Ada\n---\n\nSee [talks](talks/c.md).\n")

    async def use(editor: Editor):
        scene = Scene(site, editor, seed)
        for number in range(STEPS):
            scene.step()
            if number % REST == 0:
                await scene.rest()
        await scene.rest()

    with_editor(use, site, encoding=("utf-8", "utf-16")[seed])
