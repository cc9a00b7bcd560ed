"""Alternative texts that say nothing of their picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.pagewords import lowercased
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.regex import regex
from profilelint.document.model import Document

#: `words` are placeholders; `names` are names that programs give to any picture.
OPTIONS = {"words": Option("strings", required=True), "names": Option("strings", default=())}

#: What a camera, a screen or an editor named the file, and any other file name; a time or a mark alone.
_FILE_NAME = regex(
    r"[^\s/<>]{1,80}\.(?:png|jpe?g|gif|svg|webp|heic|bmp|tiff?)"
    r"|\d{8,20}|[ .,:;_?!-]{1,20}|image[-_](?:left|right|cent(?:er|re)|full)"
    r"|(?:IMG|DSC|DSCN|DSCF|PXL|PSX|screen ?shot|image|untitled|picture|photo|fig)[-_ ]?\d[\w .:-]{0,40}(?:\.\w{2,4})?",
    re.IGNORECASE,
)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    stand_ins, names = lowercased(options["words"]), lowercased(options["names"])
    for image in document.images:
        text = image.text.strip()
        word = text.lower().strip("[]().:!")
        if not text or not image.text_span:
            continue
        if word in stand_ins:
            yield Finding(image.text_span)
        elif word in names or _FILE_NAME.fullmatch(text):  # no worse than none at all, and on every picture of who writes so
            yield Finding(image.text_span, severity=Severity.NOTE)
