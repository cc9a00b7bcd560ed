"""The endings of file names, by what they say about a file."""

from __future__ import annotations

MARKDOWN = (".md", ".markdown", ".mkd")
HTML = (".html", ".htm")
#: Markdown with code in it, from which another page is made: R Markdown and Quarto.
WITH_CODE = (".Rmd", ".rmd", ".Rmarkdown", ".qmd")
#: What pages and CVs are written in, too, and nothing here reads.
UNREAD = (".typ", ".org", ".rst", ".adoc", ".textile", ".jemdoc")
#: What a page may be made of, whatever makes it.
SOURCES = (".md", ".markdown", ".html", ".qmd", ".Rmd", ".rmd", ".ipynb", ".jemdoc")
