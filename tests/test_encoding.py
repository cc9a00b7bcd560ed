"""Characters that an encoding broke, and the many that only look like it."""

from __future__ import annotations

import re

import pytest
import rulepages

from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.rulepages.rules import load_rule, packaged_rules
from profilelint.run.engine import lint
from profilelint.run.selection import ready

RULES = {page.stem: ready(load_rule(page)) for page in packaged_rules().glob("encoding/*.md")}
KOREAN = "안녕하세요 저는 한국 대학교에서 공부하는 학생"
ENGLISH = "\n\nThis is the page of the group, and it is in English for all of our visitors.\n"


def found(rule: str, text: str, path: str = "page.md") -> list[str]:
    return [words for _, words in rulepages.found(text, RULES[rule], path=path)]


def repaired(rule: str, text: str) -> str:
    """The text with the rule's edits made."""
    for diagnostic in reversed(rulepages.lint_text(text, RULES[rule])):
        for edit in reversed(diagnostic.fix.edits if diagnostic.fix else ()):
            text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Itâ€™s a â€œtestâ€\x9d â€“ really", "It’s a “test” – really"),
        ("&nbsp;ðŸŽ‰ðŸŽ‰ hello", "&nbsp;🎉🎉 hello"),
        ("FranÃ§ois, MarÃ\xada, JosÃ©, MÃ¼ller, naÃ¯ve, voilÃ\xa0 toi", "François, María, José, Müller, naïve, voilà toi"),
        ("20 Â°C, Â© 2020, 3 Ã— 4, text.Â\xa0Next", "20 °C, © 2020, 3 × 4, text.\xa0Next"),
        ("It‚Äôs from a Mac", "It’s from a Mac"),
        ("Ã¢â‚¬â„¢ twice", "’ twice"),
        ("<!-- xâ€™24 -->", "<!-- x’24 -->"),
        ("Å‚Ã³dÅº, Ä“Å¡ana, Ã\x81rea", "łódź, ēšana, Área"),
        ("JosĂ© MarĂ\xada, Ĺˇkoda, groupвЂ™s, β€™s, ā€™s", "José María, škoda, group’s, ’s, ’s"),
        ("РњРѕСЃРєРІР°, ΓÇÖs K├╢nig, √âcole √†", "Москва, ’s König, École à"),
        ("voilÃ  le mot, Ã©tÃ© Ã  la", "voilà le mot, été à la"),
        ("don\x92t 5\x96 6, caf\x8e, \x9cuvre", "don’t 5– 6, café, œuvre"),
    ],
)
def test_mojibake_is_repaired(text: str, expected: str) -> None:
    assert repaired("mojibake", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said â€œyesâ€ to it", ["â€œ", "â€"]),
        ("a â€� b", ["â€�"]),
        ("锟斤拷锟斤拷", ["锟斤拷锟斤拷"]),
        ("ï¿½", ["ï¿½"]),
        ("is held. Ã¯â\x82¬Â\xad It is", ["Ã¯â\x82¬Â\xad"]),
        ("ersten &Uuml;\x9cberblick", ["\x9c"]),
    ],
)
def test_what_cannot_be_repaired_is_reported_without_a_repair(text: str, expected: list[str]) -> None:
    assert found("mojibake", text) == expected
    assert rulepages.lint_text(text, RULES["mojibake"])[-1].fix is None


@pytest.mark.parametrize(
    "text",
    [
        "ISTANBUL’DA, √2 ± √3, √∂, ≈°C, 550 Å², └── src ├│, Москва «РС» РФ, VIAȚĂ” și, naïve “É”, MANHÃ–TARDE",
        "“AMANHÔ e «MANHû, IRMÃ—IRMÃO, SÃO JOÃO",
        "CAFÉ”, CAFÉ…, „Spaß“, É©, Å–Å, à\xa0«\xa0mot\xa0»",
        "Ælfrēd, Þórr, Ðe, Nguyễn, Göteborg, Łódź, Çağrı, Ñandú",
        "x̂ = Â + B̂, 5 € – 10 £, ± 3, ½, ‰",
        "`â€™` is what one sees",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert found("mojibake", text) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (KOREAN.encode("euc_kr"), "28 bytes are not UTF-8, but EUC-KR (Korean); save the file as UTF-8"),
        (b"caf\xe9 and na\xefve", "2 bytes are not UTF-8, but Windows-1252; save the file as UTF-8"),
        ("上海交通大学的主页".encode("gb2312"), "10 bytes are not UTF-8, but GB 2312 (Chinese); save the file as UTF-8"),
        ("세상아 안녕".encode("euc_kr"), "8 bytes are not UTF-8; save the file as UTF-8"),
        ("é".encode() + b" and \xe9", "1 byte is not UTF-8; save the file as UTF-8"),
        (b"cut \xe2\x82", "2 bytes are not UTF-8; save the file as UTF-8"),
    ],
)
def test_bytes_that_are_not_utf8(data: bytes, message: str) -> None:
    (diagnostic,) = lint(read(Source.from_bytes(data, "page.md")), [RULES["invalid-utf8"]], rulepages.CONTEXT)
    assert diagnostic.message == message


LOW, HIGH, RARE = (
    "不大北国本部半包" * 3,
    "中学研究我是在有",
    "麒",
)  # of GB 2312: common characters in its first and its last rows, and a rare one


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("上海交通大学的", "gb2312", ""),
        ("上海交通大学的主", "gb2312", "GB 2312 (Chinese)"),
        (LOW[:17] + HIGH[:3], "gb2312", ""),
        (LOW[:16] + HIGH[:3], "gb2312", "GB 2312 (Chinese)"),
        (HIGH + LOW[:11] + RARE, "gb2312", ""),
        (HIGH + LOW[:12] + RARE, "gb2312", "GB 2312 (Chinese)"),
        ("東京大学の研究者", "cp932", ""),
        ("東京大学の研究は", "cp932", "Shift_JIS (Japanese)"),
        ("東京大学理学の研究は", "cp932", ""),
        ("あいうえおかき", "cp932", ""),
        ("あいうえおかきく", "cp932", "Shift_JIS (Japanese)"),
        ("東京大学の研究は", "euc_jp", "EUC-JP (Japanese)"),
        ("서울대학교의연구실입니다그리고", "euc_kr", ""),
        ("서울대학교의연구실입니다그리고요", "euc_kr", "EUC-KR (Korean)"),
        ("서울대학교의연구실입니다그리고요우리는中", "euc_kr", ""),
        ("서울대학교의연구실입니다그리고요우리는서中", "euc_kr", "EUC-KR (Korean)"),
        ("café", "latin-1", "Windows-1252"),
        ("é×", "latin-1", ""),
    ],
)
def test_an_encoding_is_named_where_enough_of_the_text_is_of_it(text: str, encoding: str, guess: str) -> None:
    (said,) = lint(read(Source.from_bytes(text.encode(encoding), "page.md")), [RULES["invalid-utf8"]], rulepages.CONTEXT)
    assert re.sub(r".*not UTF-8(?:, but )?|; save.*", "", said.message) == guess


@pytest.mark.parametrize(("mark", "written", "safe"), [("utf-8-sig", "", True), ("utf-16", ", and is written in UTF-16", False)])
def test_a_byte_order_mark_before_front_matter(mark: str, written: str, safe: bool) -> None:
    page = "---\ntitle: Snow\n---\n"
    (said,) = lint(read(Source.from_bytes(page.encode(mark), "page.md")), [RULES["byte-order-mark"]], rulepages.CONTEXT)
    assert f"a byte order mark{written}, so" in said.message
    assert (said.span.start, said.span.end) == (0, 3)
    assert said.fix is not None
    assert (said.fix.applicability is Applicability.SAFE) is safe


def test_lost_characters_are_reported_together_and_not_in_code() -> None:
    assert found("replacement-character", "Fran�ois, ��� and `�`") == ["�", "���"]
    assert found("replacement-character", "The replacement character is �") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data\u200bbase", "database"),
        ("x\ufeffy \u200eJanuary", "xy January"),
        ("algo\u00ad rithm and soft\u00adware", "algorithm and software"),
        ("Dupon\u00ad was, hyphen\u00ad\nated", "Dupon\u00ad was, hyphen\u00ad\nated"),
        ("[a](https://uni.edu/my\u00adcat) a\u00adcat", "[a](https://uni.edu/my\u00adcat) acat"),
        ("one\u2028two", "one two"),
        ("nul\x00l and\x0b tab\x08", "null and tab"),
        ("Tra\x0ec, Tra\x0effic, \x02xed, re\x03ect", "Traffic, Traffic, fixed, reflect"),
        ("must learn:\x0b– this\x0bthat, Bischof\x03Mario, \x02at", "must learn: – this that, Bischof\x03Mario, \x02at"),
        ("[a](https://uni.edu/\u200bpage)", "[a](https://uni.edu/page)"),
        ("non\u200cjoined", "nonjoined"),
    ],
)
def test_invisible_characters_are_taken_out(text: str, expected: str) -> None:
    assert repaired("invisible-character", text) == expected


def test_many_separators_are_told_once_and_fixed_together() -> None:
    text = "Data \u2028 base\n" * 30
    (diagnostic,) = rulepages.lint_text(text, RULES["invisible-character"])
    assert "29 more" in diagnostic.message
    assert "\u2028" not in repaired("invisible-character", text)


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧 and 🏴\u200d☠️",
        "می\u200cخواهم \u200f(فارسی) \u200e",
        "क\u094d\u200dष",
        "ภาษา\u200bไทย",
        "Donau\u00addampfschifffahrts\u00adgesellschaft",
        "100\u00a0km and `a\u200bb`",
        "**重点**\u200b后文",
        "a\n\u200b\nb",
        "by \u2066[@anna](https://www.lu.se/anna)\u2069 and others",
        "Hexa\u00adaqua\u00adzinc(II), tris\u00ad(2,2′-bi\u00adpyridine)",
    ],
)
def test_invisible_characters_with_work_to_do_are_left(text: str) -> None:
    assert found("invisible-character", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\uf0e0 anna@uni.edu", ["\uf0e0"]),
        ("■ anna@uni.edu · ▯ +46 46 222 00 00 · □ https://uni.edu/anna", ["■", "▯", "□"]),
        ("Anna Berg ■ anna@uni.edu", []),
        ("□ not done, ■ done", []),
        ("████░░ 60%", []),
        ('<i class="icon">\ue801</i>', []),
        ("q.e.d. ■", []),
    ],
)
def test_lost_glyphs(text: str, expected: list[str]) -> None:
    assert found("lost-glyph", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the agent’s ”memory”, and ”tools”" + ENGLISH, "the agent’s “memory”, and “tools”"),
        ("the “first“ and the “second”" + ENGLISH, "the “first” and the “second”"),
        ("a 5” screen and a 7” one" + ENGLISH, "a 5” screen and a 7” one"),
        ('He said ”yes” and "no"' + ENGLISH, 'He said ”yes” and "no"'),
        ("Boken ”Isen” är på svenska och det är bra", "Boken ”Isen” är på svenska och det är bra"),
    ],
)
def test_quotation_marks(text: str, expected: str) -> None:
    assert repaired("mismatched-quote", text).removesuffix(ENGLISH) == expected


@pytest.mark.parametrize(
    ("data", "path", "count"),
    [
        (b"\xef\xbb\xbf---\ntitle: x\n---\n", "page.md", 1),
        ("\ufeff---\ntitle: x\n---\n".encode("utf-16-le"), "page.md", 1),
        (b"\xef\xbb\xbf# Title\n", "page.md", 0),
        (b"\xef\xbb\xbf---\na: 1\n", "data.yml", 0),
        (b"---\ntitle: x\n---\n", "page.md", 0),
    ],
)
def test_byte_order_mark(data: bytes, path: str, count: int) -> None:
    assert len(lint(read(Source.from_bytes(data, path)), [RULES["byte-order-mark"]], rulepages.CONTEXT)) == count


PAGE = '<html><head><meta charset="iso-8859-1"><title>Ada</title></head><body><p>Café – {}</p></body></html>\n'


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    data = PAGE.format("Ada Larsen").encode("cp1252")
    source = Source.from_bytes(data, "index.html")
    assert (source.text, source.charset) == (PAGE.format("Ada Larsen"), "iso-8859-1")
    assert source.encode(source.text) == data
    assert source.encode(source.text.replace("Ada Larsen", "Ada Łoś")) == PAGE.format("Ada &#321;o&#347;").encode("cp1252")
    (diagnostic,) = lint(read(source), [RULES["invalid-utf8"]], rulepages.CONTEXT)
    assert diagnostic.severity is Severity.NOTE
    assert 'write charset="utf-8"' in diagnostic.message


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (PAGE.format("Ada").encode(), "index.html"),  # what it declares is wrong
        (PAGE.format("Ada").encode("cp1252"), "index.md"),
        (PAGE.format("Ada").replace("iso-8859-1", "x-unheard-of").encode("cp1252"), "index.html"),
        (PAGE.format("Ada").replace("iso-8859-1", "shift_jis").encode("cp1252"), "index.html"),  # in which it is not
    ],
)
def test_what_a_page_declares_is_believed_only_where_it_can_be(data: bytes, path: str) -> None:
    source = Source.from_bytes(data, path)
    assert (source.encoding, source.charset, source.encode(source.text)) == ("utf-8", "", data)


def test_controls_of_other_encodings_are_not_invisible_characters() -> None:
    japanese = b"# \x1b$B$3$s$K$A$O\x1b(B\n"
    assert found("invisible-character", japanese.decode()) == []
    assert "ISO-2022-JP" in lint(read(Source.from_bytes(japanese, "a.md")), [RULES["invalid-utf8"]], rulepages.CONTEXT)[0].message


def test_invisible_characters_of_a_text_that_is_only_read_are_notes() -> None:
    text = "The data\u200bbase is new.\n\n[code](https://lund.test/\u200bcode), ada@\u200blund.test\n"
    said = [diagnostic.severity for diagnostic in rulepages.lint_text(text, RULES["invisible-character"])]
    assert said == [Severity.NOTE, Severity.WARNING, Severity.WARNING]
