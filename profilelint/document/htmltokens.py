"""HTML -> tokens, as browsers find them: the standard's tokenizer (https://html.spec.whatwg.org/#tokenization), which here need not read
what is in a tag.

There is no tree: a tree drops what is in the wrong place, and that is what people want to hear of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from profilelint.core.regex import regex

#: Its kind ("text", "tag" or "other"), its start and its end.
Token = tuple[str, int, int]

#: Elements in which nothing is a tag but the one that closes them.
_RAW = frozenset("iframe noembed noframes noscript script style textarea title xmp".split())
_BLANK = r" \t\n\r\f"
_VALUE = rf"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?![\"'])[^{_BLANK}>]*+"
_ATTRIBUTE = rf"[^{_BLANK}/>][^{_BLANK}/>=]*+(?:[{_BLANK}]*+=[{_BLANK}]*+(?:{_VALUE}))?+"
#: Markup: the name of a tag (1), and its end (2), without which it is nothing; or what is nothing at all (3).
_MARKUP = regex(
    rf"<(?:/?([A-Za-z][^{_BLANK}/>]*+)(?:[{_BLANK}/]++|{_ATTRIBUTE})*+(>|\Z)|(/>)"
    r"|!--(?:-?>|(?:[^-]|-(?!-!?>))*+(?:--!?>|\Z))|[!?][^>]*+>?|/[^>]++>?)"
)
#: What opens and closes comments and scripts in a script, which may hold "</script>" in a script in a comment.
_IN_SCRIPT = regex(rf"<!(?=--)|-->|<(/?)script(?=[{_BLANK}/>])", re.IGNORECASE)


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens in their order; a tag that is cut off by the end of the text does not count."""
    at = begin = 0  # of what comes next, and of the text before it
    while match := _MARKUP.search(text, at):
        start, at = match.span()
        name, end, nothing = match.groups()
        if nothing:
            begin = at if begin == start else begin
            continue
        if begin < start:
            yield "text", begin, start
        if end == "":
            return
        yield "tag" if name else "other", start, at
        begin = at
        if name and text[start + 1] != "/":
            at = _end_of_raw(text, at, name.lower())
    if begin < len(text):
        yield "text", begin, len(text)


def _end_of_raw(text: str, at: int, name: str) -> int:
    """Where the next tag may be after the opening tag of an element."""
    if name == "plaintext":
        return len(text)
    if name not in _RAW:
        return at
    if name == "script":
        return _end_of_script(text, at)
    closing = _closing(name).search(text, at)
    return closing.start() if closing else len(text)


def _end_of_script(text: str, at: int) -> int:
    in_comment = in_script = False
    for match in _IN_SCRIPT.finditer(text, at):
        written = match.group()
        if written == "<!":
            in_comment = True
        elif written == "-->":
            in_comment = in_script = False
        elif match[1] and not in_script:
            return match.start()
        elif in_comment:
            in_script = not match[1]
    return len(text)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_BLANK}/>])", re.IGNORECASE)
