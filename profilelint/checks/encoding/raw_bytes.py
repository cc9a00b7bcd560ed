"""Problems in the bytes of a file, before it is parsed: bytes that are not UTF-8, a byte order mark, lost characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.cover import cover
from profilelint.core.diagnostic import Applicability, Finding, Severity
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document
from profilelint.site.facts import is_on_github_pages

_BAD_BYTES = regex("[\udc80-\udcff]+")
#: A font in which letters and bytes show as signs, whatever they are in any encoding: so were formulas once written.
_SYMBOLS = regex(r"<font\b[^<>]{0,100}\bface\s{0,9}=\s{0,9}[\"']?symbol\b[^<>]{0,100}>[^<]{0,2000}", re.IGNORECASE)
_LOST = regex("(?<!â€)(?<!\ufffd)\ufffd+")  # "â€�" is the mojibake of a closing quotation mark
_ABOUT_THE_CHARACTER = regex(r"U\+FFFD|replacement\s+character", re.IGNORECASE)

_CHARACTER = regex("[\x80-\ud7ff\ue000-\U0010ffff]")
_NOT_ASCII = regex("[^\x00-\x7f]")
_PUNCTUATION = "，。、；：（）“”‘’《》？！·…—～"
_FEW, _MANY = 8, 16  # characters
_SOME, _MOST = 0.15, 0.95
#: Chinese has no kana, and of Japanese text much is kana.
_JAPANESE, _KANA = {"cp932": "Shift_JIS (Japanese)", "euc_jp": "EUC-JP (Japanese)"}, 0.2
#: How ISO-2022-JP begins a stretch of Japanese, and how it begins or ends any.
_JAPANESE_BEGINS, _ESCAPE = regex(r"\x1b\$[@B]"), regex(r"\x1b[$(][@BJ]")
_BESIDE = 2  # characters

#: Windows-1252 in Western text: letters with accents, quotation marks, dashes, an ellipsis, a bullet.
_WESTERN = regex(b"[\x85\x91-\x97\x80\xa0\xa7\xa9\xab\xae\xb0\xb1\xb7\xbb\xc0-\xd6\xd8-\xf6\xf8-\xff]")


def check_undecodable(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """A file that is not UTF-8: one finding, at the first byte that is not."""
    source = document.source
    if source.charset:
        yield _declared(document, context)
        return
    stretches = list(_BAD_BYTES.finditer(source.text))
    if stretches:
        count = sum(len(match.group()) for match in stretches)
        guess = _encoding(source.text, {len(match.group()) for match in stretches})
        what = f"{'1 byte is' if count == 1 else f'{count} bytes are'} not UTF-8{f', but {guess}' if guess else ''}"
        symbols = cover(Span(*match.span()) for match in _SYMBOLS.finditer(source.text))
        is_meant = all(match.start() in symbols for match in stretches)
        yield Finding(Span(*stretches[0].span()), {"what": what, "how": ""}, severity=Severity.NOTE if is_meant else Severity.ERROR)
    elif escape := _JAPANESE_BEGINS.search(source.text):
        yield Finding(Span(*escape.span()), {"what": "The file is not UTF-8, but ISO-2022-JP (Japanese)", "how": ""})


def _declared(document: Document, context: Context) -> Finding:
    """A page in the encoding that it declares: right where the host says nothing else, and GitHub Pages does."""
    source = document.source
    first = _NOT_ASCII.search(source.text)
    at = first.start() if first else 0
    is_wrong = document.front_matter is not None or (context.site is not None and is_on_github_pages(context.site))
    how = f', and write charset="utf-8": where the host says UTF-8, as GitHub Pages does, {source.charset} shows wrong characters'
    severity = Severity.ERROR if is_wrong else Severity.NOTE
    return Finding(Span(at, at + 1), {"what": f"The page is {source.charset}, as it says", "how": how}, severity=severity)


def is_of_other_encoding(text: str, start: int, end: int) -> bool:
    """Whether a character is a part of one, or of an escape, in an encoding that the file was not read in."""
    return _BAD_BYTES.search(text, max(0, start - _BESIDE), end + _BESIDE) is not None or _ESCAPE.match(text, start) is not None


def _encoding(text: str, lengths: set[int]) -> str:
    """The encoding that the file is in, where there is no doubt of it; else an empty string."""
    data = text.encode("utf-8", "surrogateescape")
    if lengths == {1} and not _CHARACTER.search(text) and not re.search(rb"[\x80-\xff]", _WESTERN.sub(b"", data)):
        return "Windows-1252"
    for encoding, name in _JAPANESE.items():
        japanese = _NOT_ASCII.findall(_decoded(data, encoding))
        if len(japanese) >= _FEW and _share("\u3041" <= character <= "\u30ff" for character in japanese) > _KANA:
            return name
    korean = _NOT_ASCII.findall(_decoded(data, "euc_kr"))
    if len(korean) >= _MANY and _share(character in _PUNCTUATION or "가" <= character <= "힣" for character in korean) > _MOST:
        return "EUC-KR (Korean)"
    # UTF-8 read as GB 2312 is full of rare characters; the common ones are in its first part, which has all of Korean in EUC-KR.
    leads = [character.encode("gb2312")[0] for character in _NOT_ASCII.findall(_decoded(data, "gb2312")) if character not in _PUNCTUATION]
    is_chinese = len(leads) >= _FEW and _share(lead < 0xD8 for lead in leads) > _MOST and _share(lead > 0xC8 for lead in leads) > _SOME
    return "GB 2312 (Chinese)" if is_chinese else ""


def _decoded(data: bytes, encoding: str) -> str:
    """The text in this encoding; "" where it is in another."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _share(answers: Iterable[bool]) -> float:
    """How many of the answers are yes, from 0 to 1."""
    counted = Counter(answers)
    return counted[True] / max(1, counted.total())


def check_replacement(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """U+FFFD that is really in the file; one finding for consecutive ones."""
    text = document.source.text
    for match in _LOST.finditer(text):
        line = document.source.line_span(document.source.position(match.start()).line)
        if document.kind_at(match.start()) is Kind.CODE or _ABOUT_THE_CHARACTER.search(text, line.start, line.end):
            continue
        yield Finding(Span(*match.span()), {"characters": "A character was" if len(match.group()) == 1 else "Characters were"})


def check_mark(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """A byte order mark before front matter: the generator does not see the front matter then."""
    source = document.source
    if source.bom and document.format in ("markdown", "html") and source.text.startswith(("---", "+++")):
        mark = "a byte order mark" if source.encoding == "utf-8" else f"a byte order mark, and is written in {source.encoding[:6].upper()}"
        # A page in UTF-16 is rewritten as UTF-8, every byte of it.
        how_sure = Applicability.SAFE if source.encoding == "utf-8" else Applicability.UNSAFE
        yield Finding(Span(0, 3), {"mark": mark}, applicability=how_sure, drop_mark=True)
