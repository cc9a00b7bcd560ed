"""The endings of file names, by kinds of files."""

from __future__ import annotations

MARKDOWN = (".md", ".markdown", ".mkd")
HTML = (".html", ".htm")
#: Markdown with code in it, from which another page is made: R Markdown and Quarto.
WITH_CODE = (".Rmd", ".rmd", ".Rmarkdown", ".qmd")
#: Formats of pages and CVs that are not supported.
UNREAD = (".typ", ".org", ".rst", ".adoc", ".textile", ".jemdoc")
#: Source formats of pages, for any generator.
SOURCES = (".md", ".markdown", ".html", ".qmd", ".Rmd", ".rmd", ".ipynb", ".jemdoc")
