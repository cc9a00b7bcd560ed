"""Dates and ranges are read as they are written, and nothing else is taken for one."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profilelint.language.dates import Date, Precision, Range, read_dates, read_ranges
from profilelint.language.months import ENGLISH, LANGUAGES, NUMBERS, misspelling

# Each date stands between « and »; its value follows, as precise as it is.
DATES = """
«2023» 2023
In «1998», he moved. 1998
(«2021») 2021
«2021», «2023» and «2024» 2021 2023 2024
CVPR «2020» 2020
NeurIPS, «2021». 2021
since «2020» 2020
Best Paper Award «2019» 2019
Year:«2021» 2021
the («2018»). 2018
“«2016»” 2016
on «Oct. 3, 2019»: a talk 2019-10-03
«Sept. 2021» 2021-09
«September 2021» 2021-09
«Sep 2021» 2021-09
«Sept, 2021» 2021-09
«Sept., 2021» 2021-09
«SEPT 2021» 2021-09
«september 2021» 2021-09
«Sept.2021» 2021-09
«Sept2021» 2021-09
«Sep-2021» 2021-09
«Sep/2021» 2021-09
«Sep'2021» 2021-09
«Sep '2021» 2021-09
«September of 2021» 2021-09
«January. 2024» 2024-01
«May 2020», Lund 2020-05
in «June 2022» we met 2022-06
«Febr. 2020» 2020-02
«2021 Sept» 2021-09
«2021-Sep» 2021-09
«2021.9» 2021-09
«2021.09» 2021-09
«2021.12» 2021-12
[«2022.05»] One paper 2022-05
*«2022.1»*: One paper 2022-01
«2021/9» 2021-09
«2021/09» 2021-09
«2021-09» 2021-09
«09/2021» 2021-09
«9/2021» 2021-09
«09.2021» 2021-09
«09-2021» 2021-09
«2021-09-10» 2021-09-10
«2021-9-3» 2021-09-03
«2021/09/10» 2021-09-10
«2021.09.10» 2021-09-10
«2021.9.1» 2021-09-01
«2021-09-10»T10:30:00Z 2021-09-10
«2021-09-10» 10:30:00 +0100 2021-09-10
«25/12/2021» 2021-12-25
«12/25/2021» 2021-12-25
«25.12.2021» 2021-12-25
«25-12-2021» 2021-12-25
«05/05/2021» 2021-05-05
«03/04/2021» 2021
«03.04.2021» 2021
«1/2/2020» 2020
«September 10, 2023» 2023-09-10
«September 10 2023» 2023-09-10
«Sept. 10, 2023» 2023-09-10
«September 10th, 2023» 2023-09-10
«Sep 3rd 2023» 2023-09-03
«Sept. 10. 2023» 2023-09-10
«June 30th, 2020» 2020-06-30
«May 12,2021» 2021-05-12
«10 September 2023» 2023-09-10
«10th September 2023» 2023-09-10
«1st of May 2023» 2023-05-01
«10. September 2023» 2023-09-10
«10-Sep-2023» 2023-09-10
«10/Sep/2023» 2023-09-10
Monday, «10 Sept 2023», 9 am 2023-09-10
Sat, «10 Sept 2023» 2023-09-10
«24, May, 2023» 2023-05-24
«2023 September 10» 2023-09-10
«2023-Sep-10» 2023-09-10
BSc «2020», «May 2021» MSc 2020 2021-05
«Spring 2024» 2024
«Fall, 2023» 2023
«Winter 2022» term 2022
Fall/«Winter 2022» 2022
«2021年» 2021
«2021年9月» 2021-09
«2021 年 9 月» 2021-09
«2021年09月10日» 2021-09-10
于«2021年9月»加入 2021-09
自«2020年»起 2020
«2021년 9월» 2021-09
«2021년 9월 10일» 2021-09-10
«2021年9月份» 2021-09
«März 2024» 2024-03
«3. März 2024» 2024-03-03
«Jänner 2024» 2024-01
«Mai 2024» 2024-05
«Dez. 2024» 2024-12
«Okt 2024» 2024-10
«1 juillet 2022» 2022-07-01
«août 2022» 2022-08
«févr. 2022» 2022-02
«DÉCEMBRE 2022» 2022-12
«12 de octubre de 2023» 2023-10-12
«enero de 2023» 2023-01
«Septiembre, 2023» 2023-09
«setiembre del 2023» 2023-09
«settembre 2023» 2023-09
«1 maggio 2023» 2023-05-01
«set. 2023» 2023-09
«março de 2021» 2021-03
«out/2021» 2021-10
«janeiro de 2021» 2021-01
«maart 2021» 2021-03
«5 augustus 2021» 2021-08-05
«10 września 2021» 2021-09-10
«5 října 2021» 2021-10-05
«12 мая 2021» 2021-05-12
«сентябрь 2021» 2021-09
«Ağustos 2021» 2021-08
«3 desember 2021» 2021-12-03
«Febrary 2025» 2025-02
«Febrary. 2025» 2025-02
«Septmber 10, 2023» 2023-09-10
«3 Ocotber 2019» 2019-10-03
«Dece 2023» 2023-12
«Augu.2023» 2023-08
updated «April 2025») 2025-04
«2024.7»: Our paper 2024-07
Lecturer,«2019» 2019
«2010-11» 2010
«2024-02-29» 2024-02-29
"""
# The range stands between « and »; "now" is an end that a word leaves open, "?" one that nothing is said of.
RANGES = """
«2019-2021» 2019 2021
«2019–2021» 2019 2021
«2019 - 2021» 2019 2021
«2019—2021», Lund 2019 2021
«2019 -- 2021» 2019 2021
«2019 ~ 2021» 2019 2021
«2019～2021» 2019 2021
«2019 → 2021» 2019 2021
«2019 to 2021» 2019 2021
from «2019 to 2021» 2019 2021
«2019 bis 2021» 2019 2021
«2019 until 2021» 2019 2021
«2019至2021» 2019 2021
«2022 ———— Present» 2022 now
«2022-present» 2022 now
«Sept. 2021 – now» 2021-09 now
«Sept. 2021 to date» 2021-09 now
«2021 – ongoing» 2021 now
«2021 - Current» 2021 now
«2021 – heute» 2021 now
«2021 – aujourd’hui» 2021 now
«2021 – presente» 2021 now
«2021 – actualidad» 2021 now
«2021 - till now» 2021 now
«2021.9至今» 2021-09 now
«2021年9月至今» 2021-09 now
«2021.09 - 至今» 2021-09 now
«2021年9月 – 现在» 2021-09 now
«2022.04 (now)» 2022-04 now
«2019-» 2019 ?
(«2019–», joint) 2019 ?
«August 2022 —» 2022-08 ?
since «2020» 2020 ?
from «March 2014». 2014-03 ?
seit «2020» 2020 ?
until «2022» ? 2022
bis «März 2022» ? 2022-03
«2019.06 - 2022.04» 2019-06 2022-04
«2019.06-2022.04» 2019-06 2022-04
«2019/09-2021/06» 2019-09 2021-06
«09/2019 – 06/2021» 2019-09 2021-06
«2019-09-2021-06» 2019-09 2021-06
«2019-09 – 2021-06» 2019-09 2021-06
«2019-09-01 - 2021-06-30» 2019-09-01 2021-06-30
«2017.9 -- 2022.6» 2017-09 2022-06
«Sep. 2022 -- Jun. 2027» expected 2022-09 2027-06
«April. 2022 - Augu.2023» 2022-04 2023-08
«Aug'2014 - Jun'2015» 2014-08 2015-06
«1922-April 1935» 1922 1935-04
«2020 – May 2021» 2020 2021-05
«2021年9月-2022年3月» 2021-09 2022-03
«Jan–Apr 2025» 2025-01 2025-04
«Mar to Jul 2023» 2023-03 2023-07
«Nov – Feb 2024» 2023-11 2024-02
«28 Sept – 3 Oct 2024» 2024-09-28 2024-10-03
«September 28 – October 3, 2024» 2024-09-28 2024-10-03
«Dec 28 – Jan 3, 2024» 2023-12-28 2024-01-03
«September 10-14, 2023» 2023-09-10 2023-09-14
«September 10th–14th, 2023» 2023-09-10 2023-09-14
«10–14 September 2023» 2023-09-10 2023-09-14
«10.–14. September 2023» 2023-09-10 2023-09-14
«10 to 14 September 2023» 2023-09-10 2023-09-14
«2023-24» 2023 2024
«2023–24» 2023 2024
«2023/24» 2023 2024
«Winter 2023/24» 2023 2024
«2019/2020» 2019 2020
«1999-00» 1999 2000
«2010–12» 2010 2012
«2021.9-12» 2021-09 2021-12
«Sept. 2024 – May 2021» 2024-09 2021-05
«2023-2019» 2023 2019
"""
NOT_DATES = """
Python 3.11.7
v2021.3
v2021.3.1
version 2021.3
TeX Live-2021.2x
tool-2021.tar.gz
release_2021
R2021a
2021a
2021.exe
12.2021.3
+1 2019 2020
+49-2019-555
555-2019-1234
(030) 2019-44556
tel. 2019-2020
phone: 2019 2020
pp. 2019-2024
pp. 2019–2024
p. 2019
pages 1999-2003
12(3):2019–2024
6:2060--2067
2018a
265-273
pp. 95–2019
arXiv:2310.15991
arXiv:2001.08361
arXiv:1912
2310.15991
10.1145/3472883
10.1145/2021.3
10.1016/j.cose.2022.115560
doi:10.1000/2021.09.10
2041-1723
ISSN 2045-2322
ISSN 1996-1944
0000-0002-1825-2019
978-3-2019-2020-1
192.168.2021.1
10.0.0.1
fe80::2021
$2019
2020€
€2021
£2020
USD 2000
EUR 2019
2000 USD
2019%
#2020
@2021
No. 2019
№ 2020
Room 2019
Rm. 2020
Suite 2021
Box 2019
2019 Main Street
1999 North Broadway
2020 West Hill Road
CS 2023
MATH 2020
CSE-2021
PHYS 2020
CVE-2021-44228
COVID-2019
2019-nCoV
GB/T 2019
ISO 2022
RFC 2021
grant 20H2021
2019/12345-6
2019YFB1234
61772012
61762021
2000 BC
2000–1900 BCE
2000 cm
2000–1900 cm-1
1950 km
2000 words
2000+
=2021
2021=
x_2021
GPA 3.9/4.0
85/100
10:2021
sha 2021f00d
1080p
2000s
1990s
2150
1850
3019-3021
May Smith
Jan van Eyck
March on
Aprilia
Juno and Marc
the present and the now
"""


def _cases(table: str) -> list[tuple[str, str, list[tuple[int, int]], list[str]]]:
    """(as written, text, spans, values) of each line of a table."""
    cases = []
    for line in table.strip().splitlines():
        marked = re.fullmatch(r"(.*?)((?: (?:\d{4}(?:-\d\d){0,2}|now|\?))+)", line)
        assert marked, line
        spans, text = [], ""
        for part in re.split("(«[^»]*»)", marked[1]):
            if part.startswith("«"):
                spans.append((len(text), len(text) + len(part) - 2))
            text += part.strip("«»") if part.startswith("«") else part
        cases.append((line, text, spans, marked[2].split()))
    return cases


def _written(value: Date) -> str:
    parts = [f"{value.year}", f"{value.month:02}" if value.month else "", f"{value.day:02}" if value.day else ""]
    return "-".join(part for part in parts if part)


def _ends(value: Range) -> list[str]:
    first = _written(value.first) if value.first else "?"
    return [first, _written(value.last) if value.last else "now" if value.now else "?"]


def test_the_tables_are_as_long_as_they_are_meant_to_be() -> None:
    assert len(_cases(DATES)) + len(_cases(RANGES)) >= 180
    assert len(NOT_DATES.strip().splitlines()) >= 90


@pytest.mark.parametrize(("text", "spans", "values"), [pytest.param(*case[1:], id=case[0]) for case in _cases(DATES)])
def test_a_date_is_read(text: str, spans: list[tuple[int, int]], values: list[str]) -> None:
    dates = read_dates(text)
    assert [_written(date) for date in dates] == values
    assert [date.precision for date in dates] == [Precision(value.count("-") + 1) for value in values]
    if len(spans) == len(values):
        assert [(date.start, date.end) for date in dates] == spans


@pytest.mark.parametrize(("text", "spans", "values"), [pytest.param(*case[1:], id=case[0]) for case in _cases(RANGES)])
def test_a_range_is_read(text: str, spans: list[tuple[int, int]], values: list[str]) -> None:
    (found,) = read_ranges(text)
    assert _ends(found) == values
    assert [(found.start, found.end)] == spans


@pytest.mark.parametrize("text", NOT_DATES.strip().splitlines())
@pytest.mark.parametrize("frame", ["{}", "see {} there", "({})", "{}."])
def test_this_is_no_date(text: str, frame: str) -> None:
    assert read_dates(frame.format(text)) == ()
    assert read_ranges(frame.format(text)) == ()


_STYLES = {
    "{b} {y}": 2, "{b}. {y}": 2, "{b}, {y}": 2, "{B} {y}": 2, "{y}.{m}": 2, "{y}.{m:02}": 2, "{y}/{m:02}": 2, "{m:02}/{y}": 2,
    "{y}年{m}月": 2,
    "{B} {d}, {y}": 3, "{d} {B} {y}": 3, "{d}. {B} {y}": 3, "{y}-{m:02}-{d:02}": 3, "{y}": 1,
}  # fmt: skip
_BETWEEN = (" - ", " – ", "–", "—", " -- ", " ———— ", " ~ ", " to ", " until ")


def _format(value: date, style: str) -> str:
    name = ENGLISH[value.month - 1]
    return style.format(y=value.year, m=value.month, d=value.day, B=name, b=name[:3])


def _cut(value: date, precision: int) -> str:
    return value.isoformat()[: (4, 7, 10)[precision - 1]]


_days = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@given(_days, _days, st.sampled_from(sorted(_STYLES)), st.sampled_from(_BETWEEN), st.sampled_from(("", "PhD, ", "(", "* ")))
def test_a_range_that_is_written_is_read_back(first: date, last: date, style: str, between: str, before: str) -> None:
    text = _format(first, style) + between + _format(last, style)
    (found,) = read_ranges(before + text + (")" if before == "(" else ", Lund"))
    precision = _STYLES[style]
    assert _ends(found) == [_cut(first, precision), _cut(last, precision)]
    assert (found.start, found.end) == (len(before), len(before) + len(text))
    assert found.is_reversed == (_cut(first, precision) > _cut(last, precision))


@given(_days, st.sampled_from(sorted(_STYLES)), st.sampled_from((" – present", " - now", "–Present", " - 至今", " to date", " (now)")))
def test_an_open_range_that_is_written_is_read_back(first: date, style: str, end: str) -> None:
    (found,) = read_ranges(_format(first, style) + end)
    assert _ends(found) == [_cut(first, _STYLES[style]), "now"]


_digits = st.text("0123456789", min_size=1, max_size=6)


_versions = st.tuples(st.sampled_from("vrT_#$"), _digits, _digits).map("{0[0]}{0[1]}.{0[2]}".format)


@given(st.lists(_digits, min_size=4, max_size=6).map(".".join) | _versions)
def test_versions_and_addresses_are_no_dates(number: str) -> None:
    assert read_dates(f"see {number} there") == ()


@given(st.from_regex(r"(?:10\.\d{4,5}/|arXiv:|pp\. |ISSN |\+\d{1,3} |#|CVE-)\d{4}[-.–]\d{4,5}", fullmatch=True))
def test_identifiers_are_no_dates(number: str) -> None:
    assert read_dates(number) == ()


@given(st.text("2019 .-/–,:();年月'\nnowtpresMay3(", max_size=60) | st.text(max_size=80))
def test_what_is_read_lies_in_the_text_and_in_order(text: str) -> None:
    dates = read_dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in dates)
    assert all(one.start <= two.start for one, two in pairwise(dates))
    for found in read_ranges(text):
        assert 0 <= found.start < found.end <= len(text)
        assert all(end in dates for end in (found.first, found.last) if end)


_HOSTILE = (
    "2019-" * 40_000, "2019 " * 40_000, "Sept " * 40_000 + "2019", "1." * 100_000 + "2019", "2" * 200_000 + " 2019", "2019 to to " * 20_000,
    "2019" + " " * 200_000 + "2020", "2019 - " + "–" * 200_000, "a" * 200_000 + " 2019", "(2019 (now" * 20_000, "'" * 200_000 + "2019",
    "+1 2019 " * 20_000, "2019年" * 40_000, "since 2019 until " * 20_000,
)  # fmt: skip


@pytest.mark.parametrize("text", _HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.perf_counter()
    read_dates(text)
    assert time.perf_counter() - start < 3


def test_text_without_a_year_costs_nothing() -> None:
    assert read_dates("12 May, 3.4 and 265-273, present and now " * 10) == ()


@pytest.mark.parametrize("name", [name for names in LANGUAGES.values() for variants in names.split() for name in variants.split("|")])
def test_a_month_of_any_language_is_no_misspelling(name: str) -> None:
    assert misspelling(name) is None
    assert misspelling(name.title()) is None
    assert 1 <= NUMBERS[name] <= 12


@given(st.sampled_from([name for name in ENGLISH if len(name) > 7]), st.integers(1, 7), st.sampled_from(("drop", "double", "swap")))
def test_a_slip_in_a_long_month_is_known(name: str, at: int, slip: str) -> None:
    letters = list(name)
    if slip == "swap":
        letters[at : at + 2] = reversed(letters[at : at + 2])
    else:
        letters[at : at + 1] = [] if slip == "drop" else letters[at : at + 1] * 2
    word = "".join(letters)
    known = misspelling(word)
    if word != name:
        assert (known.right if known else NUMBERS.get(word.lower())) in (name, ENGLISH.index(name) + 1)
