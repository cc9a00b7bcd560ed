"""What must not be parsed as Markdown or HTML: Liquid, shortcodes, math, attribute lists, comments, scripts.

A mask is replaced by a filler of the same length before parsing, so that positions stay true. Blanks everywhere would be wrong
(`[pdf]({{ x }})` would get an empty target, `{% if a %}Text` would become code); so the filler is letters, and blanks only for a tag alone
on its line, where the generator leaves an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.core.ahead import Ahead
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind

#: A code span must close within this many characters, which keeps hostile backticks linear.
_CODE_SPAN_LIMIT = 2_000
_MATH_LIMIT = 5_000
#: How long the tag is at most that opens a script.
_TAG_LIMIT = 2_000
#: How far the rest of a tag's line is looked at.
_LINE_LIMIT = 400

#: Liquid blocks whose content is not markup.
_LIQUID_BLOCKS = {"comment": Kind.COMMENT, "highlight": Kind.CODE, "raw": Kind.PROSE}
_CLOSING = {name: regex(rf"\{{%-?\s*+end{name}\s*+-?%\}}") for name in _LIQUID_BLOCKS}
#: Every alternative begins with a character of its own, so that the search runs from one such character to the next. `plain`: Liquid that
#: ends and has nothing in it that must be looked at, as most of it is.
_OPENERS = rf"""
  <(?: !--(?P<comment>) | (?P<element>(?i:script|style))\b[^>]{{0,{_TAG_LIMIT}}}+>(?P<raw>) )
| \{{(?: (?: \{{(?![<%])[^{{}}\n]*\}}\}} | %-?+\s*+(?!(?:{"|".join(_LIQUID_BLOCKS)})\b)[^{{}}%]*%\}} )(?P<plain>)
   | \{{(?: [<%](?P<shortcode>) | (?P<output>) ) | %(?P<tag>) )
"""
_MARKDOWN_OPENERS = r"""
  \\(?: \\[(\[](?P<formula>) | [<{`$\\](?P<escape>) )
| `(?P<code>`*)
| ~~~+(?P<tildes>)
| \$\$(?P<math>)
| \{::?[^{}\n]*\}(?P<list>)
|"""
_HTML_SCAN = regex(_OPENERS, re.VERBOSE)
_MARKDOWN_SCAN = regex(_MARKDOWN_OPENERS + _OPENERS, re.VERBOSE)
#: The text before a fence on its line.
_BEFORE_FENCE = regex(r"(?:[ \t>]|[-*+] |\d{1,9}[.)] )*")

#: A target that is a path or an address, and may have spaces after its beginning; a title after it has quotes.
_PARTED_TARGET = regex(
    r"\]\((?:https?://[^\s/()<>]{1,200}/|(?!https?\b)(?=[\w./~% -]*/|[^()<>\n]{1,300}\.[A-Za-z]\w{1,4}\)))"
    r"[^\s()<>\"'\[\]]{1,300}+(?P<parted>(?: {1,3}+(?:[^\s()<>\"'\[\]]|\([^\s()<>\"']{1,50}\)){1,100}+){1,30})?\)"
)
_BLANKS = {ord(" "): "x"}
_TAG_NAME = regex(r"\{%-?\s*(\w+)")
_BLANK_LINE = regex(r"\n[ \t]*\n")


@record
class Mask:
    """`kind` COMMENT: `body` is the commented text, `markup` whose comment it is. `problem`: it never ends, and why that matters."""

    span: Span
    kind: Kind
    body: Span | None = None
    markup: str = ""
    problem: str = ""


def find_masks(text: str, start: int, end: int, markdown: bool, liquid: bool, commented: bool = False) -> Iterator[Mask]:
    """The masks of a range, in order. `liquid`: the generator reads Liquid here, so that an unclosed tag is a problem.
    `commented`: the range is in an HTML comment, where "<!--" opens nothing."""
    ahead = Ahead(text, end)
    scan = _MARKDOWN_SCAN if markdown else _HTML_SCAN
    closers: dict[int, int] = {}
    at = start
    while match := scan.search(text, at, end):
        before, at = at, match.end()
        what = match.lastgroup
        if what == "plain":
            yield Mask(Span(*match.span()), Kind.LIQUID)
        elif what in ("code", "tildes") and (opened := _fence_line_end(text, match, before, end)) is not None:
            at = _fence_end(text, match.group(), opened, end)
        elif what == "code":
            at = _code_span_end(text, match, end, closers)
        elif what == "comment" and commented:
            yield Mask(Span(*match.span()), Kind.COMMENT_DELIMITER)
        elif what == "comment":
            mask = _comment(text, match.start(), end, ahead)
            yield mask
            at = mask.span.end
        elif what in ("output", "tag", "shortcode"):
            for mask in _liquid(text, match.start(), end, ahead, what, liquid):
                yield mask
                at = max(at, mask.span.end)
        elif what == "raw":
            stop = ahead.find_tag(f"</{match['element'].lower()}", at)
            if stop > at:
                yield Mask(Span(at, stop), Kind.CODE)
                at = stop
        elif what == "math":
            stop = ahead.find("$$", at)
            if at < stop <= at + _MATH_LIMIT and not _has_blank_line(ahead, at, stop):
                at = stop + 2
                yield Mask(Span(match.start(), at), Kind.MATH)
        elif what == "formula":
            closer = "\\\\)" if match.group()[-1] == "(" else "\\\\]"
            stop = ahead.find(closer, at)
            if 0 <= stop <= at + _MATH_LIMIT:
                at = stop + 3
                yield Mask(Span(match.start(), at), Kind.MATH)
        elif what == "list":
            yield Mask(Span(match.start(), at), Kind.ATTRIBUTE_LIST)


def _fence_line_end(text: str, match: re.Match[str], before: int, end: int) -> int | None:
    """Where the line of a fence ends; None where the marks open none. Between `before` and the marks nothing opens."""
    marks = match.start()
    line = text.rfind("\n", max(before - 1, 0), marks) + 1
    if len(match.group()) < 3 or (not line and before) or not _BEFORE_FENCE.fullmatch(text, line, marks):
        return None
    stop = text.find("\n", match.end(), end)
    stop = stop if stop >= 0 else end
    return None if match.group()[0] == "`" and text.find("`", match.end(), stop) >= 0 else stop


def _fence_end(text: str, fence: str, start: int, end: int) -> int:
    closing = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    closed = closing.search(text, start, end)
    return closed.end() if closed else end


def _code_span_end(text: str, match: re.Match[str], end: int, closers: dict[int, int]) -> int:
    """The place after the code span, or after its backticks if it never closes. `closers`: how far there is no run of that length."""
    length, start = match.end() - match.start(), match.end()
    limit = min(end, start + _CODE_SPAN_LIMIT)
    if blank := _BLANK_LINE.search(text, start, limit):
        limit = blank.start()
    begin = max(start, closers.get(length, start))
    closer = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(text, begin, limit)
    if closer:
        return closer.end()
    closers[length] = limit
    return start


def _has_blank_line(ahead: Ahead, start: int, end: int) -> bool:
    blank = ahead.search(_BLANK_LINE, start)
    return blank is not None and blank.end() <= end


def _comment(text: str, start: int, end: int, ahead: Ahead) -> Mask:
    if text.startswith((">", "->"), start + 4):  # <!--> and <!---> are whole comments
        stop = start + (5 if text[start + 4] == ">" else 6)
        return Mask(Span(start, stop), Kind.COMMENT, Span(start + 4, start + 4), "html")
    stop = ahead.find("-->", start + 4)
    if stop < 0:
        return Mask(Span(start, end), Kind.COMMENT, Span(start + 4, end), "html", "comment")
    return Mask(Span(start, stop + 3), Kind.COMMENT, Span(start + 4, stop), "html")


def _liquid(text: str, start: int, end: int, ahead: Ahead, what: str, liquid: bool) -> Iterator[Mask]:
    closer = {"output": "}}", "tag": "%}", "shortcode": text[start + 2 : start + 3].replace("<", ">") + "}}"}[what]
    stop = ahead.find(closer, start + 2)
    inner = text[start + 2 : stop] if 0 <= stop < start + 4_000 else text[start + 2 : start + 200]
    if stop < 0 or (what == "output" and _BLANK_LINE.search(inner)) or "{%" in inner:
        if liquid and what != "shortcode":
            line = ahead.find("\n", start)
            yield Mask(Span(start, start + 2), Kind.LIQUID, problem=text[start : min(line if line >= 0 else end, start + 60)])
        return
    stop += len(closer)
    yield Mask(Span(start, stop), Kind.LIQUID)
    name = _TAG_NAME.match(text, start) if what == "tag" else None
    if name is None or name[1] not in _LIQUID_BLOCKS:
        return
    closing = ahead.search(_CLOSING[name[1]], stop)
    if closing is None:
        return  # the check of Liquid's blocks says so
    kind = _LIQUID_BLOCKS[name[1]]
    if kind is Kind.COMMENT:
        yield Mask(Span(stop, closing.start()), kind, Span(stop, closing.start()), "liquid")
    elif kind is Kind.CODE:
        yield Mask(Span(stop, closing.start()), kind)
    yield Mask(Span(*closing.span()), Kind.LIQUID)


def fill(text: str, start: int, end: int, masks: list[Mask], markdown: bool) -> str:
    """`text[start:end]` with fillers for masks, and for spaces in link targets: kramdown and Pandoc allow them there, the parser
    does not."""
    parts, at = [], start
    for mask in masks:
        parts.append(text[at : mask.span.start])
        parts.append(_filler(text, mask, start, end))
        at = mask.span.end
    parts.append(text[at:end])
    filled = "".join(parts)
    return _PARTED_TARGET.sub(_without_blanks, filled) if markdown and "](" in filled else filled


def _without_blanks(match: re.Match[str]) -> str:
    written: str = match.group()
    return written.translate(_BLANKS) if match["parted"] else written


def _filler(text: str, mask: Mask, start: int, end: int) -> str:
    begin, stop = mask.span.start, mask.span.end
    written = text[begin:stop]
    if mask.kind is Kind.LIQUID or mask.kind is Kind.ATTRIBUTE_LIST:
        return _over(written, "x" if written.startswith("{{") or not _is_alone(text, begin, stop, start, end) else " ")
    if mask.kind is Kind.COMMENT and mask.markup == "html":
        # Always one line: an empty line inside a comment must not end an HTML block.
        size = len(mask.span)
        return {4: "    ", 5: "<!-->", 6: "<!--->"}.get(size, "<!--" + "x" * (size - 7) + "-->")
    if mask.kind is Kind.COMMENT_DELIMITER:
        return "<b/>"  # four blanks would make code of the line
    if mask.kind is Kind.CODE:
        return "x" * len(written)
    return _over(written, " " if mask.kind is Kind.COMMENT else "x")


def _over(written: str, letter: str) -> str:
    """As many letters as are written, on as many lines."""
    return "\n".join(letter * len(line) for line in written.split("\n")) if "\n" in written else letter * len(written)


def _is_alone(text: str, begin: int, stop: int, start: int, end: int) -> bool:
    """Whether the line of a tag has nothing but white space and other tags."""
    near = max(start, begin - _LINE_LIMIT)
    before = text[text.rfind("\n", near, begin) + 1 or near : begin]
    far = min(end, stop + _LINE_LIMIT)
    line_end = text.find("\n", stop, far)
    return _ONLY_TAGS.fullmatch(before + text[stop : line_end if line_end >= 0 else far]) is not None


#: The other text on the line of a lone tag: white space and other tags.
_ONLY_TAGS = regex(r"(?:\s|\{%[^{}]*%\}|\{:[^{}\n]*\})*")
