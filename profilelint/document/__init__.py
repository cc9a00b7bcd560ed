"""Source -> Document: one reader per format."""

from __future__ import annotations

from os.path import basename

from profilelint.core.endings import HTML, MARKDOWN, WITH_CODE
from profilelint.core.source import Source
from profilelint.document.canvas import Canvas
from profilelint.document.model import Document

#: The formats, by the ending of the file name.
FORMATS = {
    **dict.fromkeys((*MARKDOWN, *map(str.lower, WITH_CODE), ".txt"), "markdown"),
    **dict.fromkeys(HTML, "html"),
    ".yml": "yaml", ".yaml": "yaml", ".json": "json", ".toml": "toml", ".bib": "bibtex", ".tex": "latex",
}  # fmt: skip


def format_of(path: str) -> str | None:
    """The format that is read at this path, or None."""
    stem, dot, ending = basename(path).rpartition(".")
    return FORMATS.get(f"{dot}{ending}".lower()) if stem else None


def read(source: Source, format: str | None = None) -> Document:
    """The document of a source. `format` is a value of `FORMATS`; without it the path decides, and Markdown is the rest."""
    format = format or format_of(source.path) or "markdown"
    canvas = Canvas(source)
    if format == "bibtex":
        from profilelint.document.bibtex import read_bibtex

        read_bibtex(canvas)
        return canvas.document(format)
    if format == "latex":
        from profilelint.document.latex.reader import read_tex

        read_tex(canvas)
        return canvas.document(format)
    # A JSON file begins with front matter where Jekyll is to fill in its Liquid; in YAML the same marks open a document.
    is_page = format in ("markdown", "html")
    start = 0
    if is_page or (format == "json" and canvas.text.startswith("---")):
        from profilelint.document.frontmatter import read_front_matter

        start = read_front_matter(canvas)
    if is_page:
        from profilelint.document.markup import read_markup

        read_markup(canvas, start, len(canvas.text), format)
    else:
        from profilelint.document.data import read_fields
        from profilelint.document.fields import FieldSink

        read_fields(FieldSink(canvas, "data"), start, len(canvas.text), format)
    return canvas.document(format)
