"""What an editor shows about the finding below the cursor: the page of its rule."""

from __future__ import annotations

from lsprotocol import types

from profilelint.core.results import Page
from profilelint.run.engine import Engine
from profilelint.server.positions import offset, range_of


def hover(page: Page, engine: Engine, at: types.Position, encoding: str) -> types.Hover | None:
    """The pages of the rules that report something at a position, without their examples."""
    place = offset(page.source, at, encoding)
    found = [diagnostic for diagnostic in page.diagnostics if diagnostic.span.start <= place <= diagnostic.span.end]
    if not found:
        return None
    rules = {rule.id: rule for rule in engine.rules}
    texts = []
    for diagnostic in {diagnostic.rule: diagnostic for diagnostic in found}.values():
        rule = rules[diagnostic.rule]
        about = rule.body.partition("\n## ")[0].strip()
        texts.append(f"**{rule.title}**\n\n{about}\n\n[{rule.id}]({diagnostic.url})")
    contents = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
    return types.Hover(contents, range_of(page.source, found[0].span, encoding))
