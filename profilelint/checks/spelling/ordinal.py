"""Numbers with the ending of another one: "21th", "13rd"."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.needs import runs_with
from profilelint.checks.shared.pagewords import is_english
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document

#: Not a part of an address, a formula or a longer number. "13st" may be a weight in stone: a word must follow that ending.
_ORDINAL = regex(r"(?<![\w.,/:+#$€£*^])(?<![^\d\s][-–])(\d{1,4})(nd|rd|th|TH|st(?=[ -][^\W\d_]{4}))(?![\w/=@]|\.\w|['’]\w)")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for index in runs_with(document, _ORDINAL):
        run = document.runs[index]
        for match in _ORDINAL.finditer(run.text):
            number, ending = match.groups()
            right = _ending_of(int(number))
            if ending.lower() == right or not is_english(document, index):
                continue
            right = right.upper() if ending.isupper() else right
            edits = (Edit(run.span(*match.span(2)), right),) if run.is_plain(*match.span(2)) else ()
            yield Finding(run.span(*match.span()), {"preferred": number + right}, edits, suggestions=(number + right,))


def _ending_of(number: int) -> str:
    return "th" if 11 <= number % 100 <= 13 else _ENDINGS.get(number % 10, "th")
