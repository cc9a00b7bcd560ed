"""HTML cut into tokens: turbohtml is the oracle."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from patience import grows_in_proportion

from profilelint.document.htmltokens import tokens_of

PIECES = (
    "< </ > <a <p> </p> <br/> </> <title> </title> </title <title/> <script> </script> </SCRIPT <style> </style <textarea> </textarea> "
    "<noscript> <plaintext> <!-- --> --!> <!- - ! <!doctype <![CDATA[ ]]> <?x ?> = ' \" / href= a é \n \f \v"
)
TEXTS = st.lists(st.sampled_from([*PIECES.split(" "), " "]), max_size=14).map("".join)


def theirs(text: str) -> list[tuple[str, int, int | None]]:
    """What turbohtml says, without the ends of texts, which it does not say."""
    from turbohtml import TokenType, tokenize

    lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    found: list[tuple[str, int, int | None]] = []
    for token in tokenize(text, capture_attributes=False, capture_source=True):
        start = lines[token.line - 1] + token.col
        if token.type is TokenType.TEXT:
            found.append(("text", start, None))
        else:
            found.append(("tag" if token.tag else "other", start, start + len(token.source or "")))
    return found


@settings(max_examples=150)
@given(TEXTS)
def test_tokens_are_those_of_a_browser(text: str) -> None:
    assume(text.rfind("<?") <= text.rfind(">"))  # of an instruction without an end it drops some, a standard older than it none
    assert [(kind, start, None if kind == "text" else end) for kind, start, end in tokens_of(text)] == theirs(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>c</b>", ["text a ", "tag <b>", "text c", "tag </b>"]),
        ("1 < 2 </ 3", ["text 1 < 2 ", "other </ 3"]),
        ("<a title='>' href=\"a>b\" =x/>c", ["tag <a title='>' href=\"a>b\" =x/>", "text c"]),
        ("a\r\n<p\r\nid=x>\r\nb", ["text a\r\n", "tag <p\r\nid=x>", "text \r\nb"]),
        ("a<a href='x", ["text a"]),
        ("<!-->a<!--->b<!-- ->c", ["other <!-->", "text a", "other <!--->", "text b", "other <!-- ->c"]),
        ("<!-- > -- - --!>c<!--d", ["other <!-- > -- - --!>", "text c", "other <!--d"]),
        ("<title>a <b> </titles></TITLE >", ["tag <title>", "text a <b> </titles>", "tag </TITLE >"]),
        ("<script><!--<script></script>--></script>a", ["tag <script>", "text <!--<script></script>-->", "tag </script>", "text a"]),
        ("<script><!--</script>a", ["tag <script>", "text <!--", "tag </script>", "text a"]),
        ("<script><!--><script></script>a", ["tag <script>", "text <!--><script>", "tag </script>", "text a"]),
        ("</>a</>b", ["text a</>b"]),
    ],
)  # fmt: skip
def test_each_kind_of_token(text: str, expected: list[str]) -> None:
    assert [f"{kind} {text[start:end]}" for kind, start, end in tokens_of(text)] == expected


@pytest.mark.slow
@pytest.mark.parametrize("part", ["<", "<!--", "<a ", "<a b='", "<title>", "<script><!--", "</", "<!", "<a =", "<script>", "--", "<a/ "])
def test_any_page_takes_linear_time(part: str) -> None:
    assert grows_in_proportion(lambda count: part * count, lambda text: sum(1 for _ in tokens_of(text)), 20_000, 8)
