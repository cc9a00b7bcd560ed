"""The rules about dates speak where a date is surely wrong, and nowhere else."""

from __future__ import annotations

import re
from collections import deque
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import grows_in_proportion
from rulepages import CONTEXT

import profilelint
from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.core.diagnostic import Finding
from profilelint.core.source import Source
from profilelint.document import Document
from profilelint.document import read as read_document
from profilelint.rulepages.rules import load_rules
from profilelint.run.selection import ready

RULES = {rule.id: ready(rule) for rule in load_rules() if rule.family == "date"}


def _findings(rule: str, text: str, path: str = "page.md") -> list[tuple[str, Finding]]:
    document = read_document(Source(text, path))
    found = CHECKS[RULES[rule].check].run(document, RULES[rule].options, CONTEXT)
    return [(text[finding.span.start : finding.span.end], finding) for finding in found]


# " ⏎ " stands for a line end.
SILENT = """
date/misspelled-month: Mach 2024, Marc 2020, (Marsh, 2020), Jane 2019, Mays 2021, Julia 2020, Augustus 2019, Jaguar 2020, Remember 2021
date/misspelled-month: Janssen 2020, Juno 2016, Aprilia 2019, Marsch 2020, Mark, 2021, Juna 2020, Aprile 2021, Agosto 2021, Sonntag 2020
date/misspelled-month: Mär 2019, Avril 2020, Dez. 2021, Juin 2020, Mai 2024, Marz 2021, Enero 2020, Maart 2021, Maj 2020, Oktober 2020
date/misspelled-month: Decemvir 2012, Septimus 2020, Octavia 2019, Novella 2020, Feynman 2020, Nov 2020, Dec. 2021, Sept 2020
date/misspelled-month: des Januars 2021, februara 2020, decembru 2020, Decembers 2021, Deceiver 2021, Nopember 2020, Noveller 2019
date/misspelled-month: Agust 2025, Agu 2024; the academy EDI SETP 2026
date/misspelled-month: in Octobre, on 12 Setembro, 5 Novembre, 3 Octavian, by Decembrino, from Janssen, since Septimus, Decembers 12
date/misspelled-month: in Januar, 3. Februar, in Septemvri, by Novello, Octavia 12, in Sempember-Land, from Decembrio, Oktober 3
date/misspelled-month: policies such as Octo 2024 and RT-2; Nove 2020; Seq 2021
date/reversed-range: Winter 2023/24, 2023-24, 1999-03, 2010-11, 2024-2025, 2023/2022, 1999-00, 2009-08 – 2009-10
date/reversed-range: 28 Sept – 3 Oct 2024, Nov – Feb 2024, Fall 2023 – Spring 2023, Sept 2021 – 2021, 2021 – Sept 2021
date/reversed-range: phone +1 2023-2019, pp. 2024-2019, ISSN 1996-1944, 2000–1900 BC, $2023-2019, CVE-2023-2019, 10.1000/2023-2019
date/reversed-range: Papers 2024-2020
date/reversed-range: The 2021–2019 difference is small.
date/reversed-range: 2024–2020
date/reversed-range: Chair of the programme committee (2024–2022)
date/reversed-range: 2024 - 2023 - 2022
date/reversed-range: 2023 - 2022 Reisepreis of the academy
date/reversed-range: May 2023 – 2022 Prize awarded
date/reversed-range: (03/04/2021 – 02/05/2021)
date/reversed-range: 31 August–1, 2022; September 30–3, 2023
date/open-and-ended: 2023 – 2027 (current)
date/open-and-ended: 2020.01 - 2026.01 (now)
date/open-and-ended: 2019.06 - 2022.04 (now at Lund)
date/open-and-ended: 2019 – 2022, now in Lund
date/open-and-ended: at present (2021), 1955 to present (2021)
date/open-and-ended: Present – 2019
date/open-and-ended: 2022.04 (now)
date/impossible-date: 29 February 2024, 2024-02-29, 1 January 2020, 31 December 2020, 2021.12
date/impossible-date: accuracy 2021.13; v2021.13; 2021.13.1; 2021.2.30; 10.1000/2021.02.30; score 2021.13 points
date/impossible-date: 2021.13
date/impossible-date: 25/13/2021, 13/25/2021, 2021/13, 2021-W13, 2021-13
date/impossible-date: April 30, 30 April, 30th of June, Feb 3, June 30, Nov 31.5, June 31-year-olds, there is no February 30
date/future-date: 2026.03: One paper will be published. ⏎ 2027, the prize is awarded next ⏎ May 2026: I am expected to defend.
date/future-date: - One paper was accepted at the meeting in Lund, May 2027 ⏎ - Grant awarded, 2025 – 2028
date/future-date: - 2027: Our paper was accepted
date/future-date: - 2026.01: Our paper was published.
date/future-date: - 2028.01: Deadline of the call that was published
date/stale: - 2023.05: I will join the institute in September 2023.
date/stale: - May 2023 ⏎ I will join the institute in September 2023.
date/stale: # News ⏎ ⏎ I will join the institute in September 2023.
date/stale: # 2023 ⏎ ⏎ I will join the institute in September 2023.
date/stale: More than expected in 2020, as expected in 2019; the talk was expected in 2018. In 2017, the expected value rose.
date/stale: I will join the institute in September 2027, and am expected to graduate in May 2026.
date/stale: I am a second-year PhD student, see the paper of 2019.
date/stale: PhD, 2023.09 -- expected 2027.06
date/stale: We submitted to the meeting of 2023; the paper submitted to ICSX'23 was accepted.
date/stale: A paper that is under review, of 2023. Paper, under review, 2023; under review (2022)
date/stale: Submitted to the Journal of Snow (May 2025)
date/stale: © 2019 A. Berg. The committee will meet in June 2022 in Lund.
date/mismatched-year: Paper at ICSX 2024, December 2023; ICSX 2023 (published in May 2024); talk of May 7–9, 2023 at ICSX 2023
date/mismatched-year: EGSX 2020, June 7–11, 2021; EGSX 2022, January 3–5, 2023; EGSX 2022, Lund. May 3–5, 2023 in Graz
date/mismatched-year: EGSX 2022 and EGSX 2023, June 7–11, 2023
date/mismatched-year: - EGSX 2023 [paper](https://x.org/EGSX23.pdf), [data](https://x.org/res24.pdf), [code](https://x.org/EGSX2023)
date/overlap: # Education ⏎ - BSc, Lund, 2015 – 2019 ⏎ - MSc, Lund, 2016 – 2020 ⏎ - PhD, Lund, 2018 – 2022
date/overlap: # Education ⏎ - PhD, Lund, 2015 – 2019 ⏎ - PhD, Graz (joint degree), 2015 – 2019
date/overlap: # Education ⏎ - PhD, Lund, 2015 – 2019 ⏎ - PhD, Graz, 2018 – 2022
date/overlap: # Students ⏎ - PhD, A. Berg, 2015.01 – 2019.12 ⏎ - PhD, B. Tal, 2016.01 – 2019.12
date/overlap: # Experience ⏎ - Postdoc, Lund, Sweden, 2015.01 – 2018.12 ⏎ - Postdoc, Graz, Austria, 2018.12 – 2020.12
date/overlap: # Experience ⏎ - Postdoc, Lund, Sweden, 2015.01 – 2018.12 ⏎ - Guest lecturer, Graz, Austria, 2016.01 – 2018.12
date/out-of-order: - 2024.03: a ⏎ - 2024.02: b ⏎ - 2023.01: c ⏎ - 2023.12: d
date/out-of-order: - 2024, 2023: a ⏎ - 2023: b ⏎ - 2021, 2022: c ⏎ - 2022: d ⏎ - 2020: e ⏎ - 2019: f
date/out-of-order: - 2024.03: a ⏎ - 2024.02: b ⏎ - 2024.01: c ⏎ - 2024.02: d ⏎ - 2023.11: e ⏎ - 2023.10: f
date/out-of-order: - 2023: a ⏎ - 2022: b ⏎ - 2021: c ⏎ - 2023: d ⏎ - 2022: e ⏎ - 2021: f
date/out-of-order: - Paper, 2023 ⏎ - Paper, 2022 ⏎ - Paper, 2021 ⏎ - Paper, 2024 ⏎ - Paper, 2020 ⏎ - Paper, 2019
date/mixed-format: - 2024.10: a ⏎ - 2024.9: b ⏎ - 2024.8: c ⏎ - 2024.11: d
date/mixed-format: - May 2024: a ⏎ - Jun 2024: b ⏎ - Jul 2024: c ⏎ - Aug 2024: d ⏎ - March 2024: e
date/mixed-format: - 2024.10: a ⏎ - 2024.11: b ⏎ - Sept. 2024: c ⏎ - Aug. 2024: d
date/mixed-format: - 2024.10: a, see May 2024 ⏎ - 2024.11: b, see June 2024 ⏎ - 2024.12: c, see July 2024 ⏎ - 2025.01: d
date/wrong-weekday: ſunday, 12 March 2024; Thu 5 – Fri 6 June 2025, Thursday, 5–6 June 2025, Mon–Wed, 10–12 March 2025, 5–6 June 2025 (Fri)
date/wrong-weekday: In The Sun, 12 March 2024; with Q. Sun, 12 March 2024; by Thu, 12 March 2024; Jeff Monday, 1 May 2024; we wed 5 May 2024
date/wrong-weekday: each Friday, 12 March 2024; Monday and Friday, 12 March 2024; 12 March 2024 (Mon–Fri); by 12 March 2024, Monday at noon
date/wrong-weekday: Tuesday, February 30, 2024; Friday 03/04/2021
date/wrong-weekday: 2024年3月12日(火), 2024年3月12日(화), 2024年3月12日 星期二, 12. März 2024 (Dienstag)
"""
SPEAKING = """
date/misspelled-month: «Febrary» 2025 – present
date/misspelled-month: in «Janurary» 2020, on 3 «Setpember» 2021, «Decmeber» 3, 2022 and «Otcober» 2021
date/misspelled-month: on «Febrary» 12, in «Septmber», the 4th of «Ocotber», from «Febuary» to June, «Decemeber» 3rd, mid-«Janurary»
date/misspelled-month: (2020 – «Augu». 2021)
date/misspelled-month: Sept 2020 - «Nove» 2020
date/misspelled-month: Lund, «Setp» 2021
date/misspelled-month: «Apirl» 2021, «Marhc» 2021, «Auguest» 2021
date/reversed-range: Intern, «2023.09 - 2022.12», and student, 2015 - 2019
date/reversed-range: Postdoc «2022-2021»; student 2015-2019
date/reversed-range: «2021-09-10 – 2021-09-01»
date/reversed-range: Student, «Sept. 2024 to 2021».
date/open-and-ended: 1. «2019 - 2022 (present)» student
date/open-and-ended: Student («Sept 2019 - Jun 2022 [ongoing]»)
date/open-and-ended: student («2019-2020 (至今)»)
date/impossible-date: on «30 Feb 2024», «February 30, 2023», «31 June 2022», «2023-02-29», «31/06/2022», «30.02.2024», «2021/02/30»
date/impossible-date: 2020.12 - «2021.13»
date/impossible-date: November 28–«31, 2022»
date/impossible-date: due on «Feb 30», on the «31 June», «Nov. 31st», «31st of April»
date/impossible-date: I was born in May 1994. ⏎ # Education ⏎ - PhD, «1997 – 2001», Lund ⏎ - PhD, 2017 – 2021, Lund
date/future-date: - «2026.03»: One paper was published. ⏎ - [«2027-05-03»] I gave a talk. ⏎ - «2028»: I won the prize.
date/future-date: Postdoc, Lund («May 2026 – now»)
date/future-date: # Honours ⏎ - Medal of the academy, «2029»
date/stale: «I will join the institute in September 2023».
date/stale: PhD, Lund («expected May 2024»); MSc, Graz, «2019 – 2021 (expected)»; «anticipated graduation: 2023»
date/stale: «under review (ICSX 2023»); «Under review at the Journal of Snow, 2022»;
date/stale: «upcoming workshop in June 2023»; «Submitted to ICSX'23»; «to appear in 2023»; «in press, 2022»; VLDB «2021 (to appear)»
date/mismatched-year: a talk at the EGSX 2022 in Lund, «June 7–11, 2023»; EGSX'22 (Lund, «7 June 2023 – 9 June 2023»)
date/mismatched-year: Poster, EGSX 2022, Lund, Sweden, «June 2023»
date/mismatched-year: - EGSX 2023 [paper](«https://x.org/EGSX24.pdf»), [code](«https://x.org/egsx-2022/code»)
date/overlap: # Education ⏎ - PhD, Lund, 2015.01 – 2019.12 ⏎ - PhD, Graz, «2018.01 – 2021.12»
date/overlap: # Work ⏎ - Postdoc, Lund, Sweden, 2015.01 – 2019.12 ⏎ - Lecturer, Graz, Austria, «2018.01 – present»
date/out-of-order: - 2024.03: a ⏎ - 2024.02: b ⏎ - «2023.01»: c ⏎ - 2023.12: d ⏎ - 2023.10: e ⏎ - 2023.09: f
date/out-of-order: - 2019 – 2020: a ⏎ - 2020 – 2021: b ⏎ - «2012 – 2013»: c ⏎ - 2021 – 2022: d ⏎ - 2022 – 2023: e
date/mixed-format: - 2024.09: a ⏎ - 2024.08: b ⏎ - 2024.02: c ⏎ - «2024.1»: d
date/mixed-format: - Sept. 2024: a ⏎ - Aug. 2024: b ⏎ - Feb. 2024: c ⏎ - «January 2024»: d
date/mixed-format: | Aug 2024 | a | ⏎ |---|---| ⏎ | Sep 2024 | b | ⏎ | Oct 2024 | c | ⏎ | «2023-01» | d |
date/wrong-weekday: Lund, «Friday, 12 March 2024», «monday, 12 march 2024», on «Weds. 12 March 2024», «12 March 2024 (Fri)»
date/wrong-weekday: «Fri, 5–6 June 2025», «2024-03-12 (Thursday» 15:00), «mercredi 12 mars 2024», «MONTAG, den 12. März 2024»
date/wrong-weekday: «1 May 2024, Friday»
date/wrong-weekday: «2024年3月12日（水）», «2024年3月12日(수요일)», «2024.3.12 周三»
"""


@pytest.mark.parametrize("line", SILENT.strip().splitlines())
def test_a_rule_keeps_silent(line: str) -> None:
    rule, text = line.replace(" ⏎ ", "\n").split(": ", 1)
    assert [found for found, _ in _findings(rule, text)] == []


@pytest.mark.parametrize("line", SPEAKING.strip().splitlines())
def test_a_rule_speaks(line: str) -> None:
    rule, text = line.replace(" ⏎ ", "\n").split(": ", 1)
    assert [found for found, _ in _findings(rule, re.sub("[«»]", "", text))] == re.findall("«(.*?)»", text)


@cache
def _wrong_dates(lines: int) -> Document:
    text = "Student 2019 - 2021, 2021.09 - 2020.08 (2020 - 2021.13), Dece 2021 (now), 2019 - 2020 (now), 30 Feb 2021, papers 2021-2019\n"
    return read_document(Source(text * lines, "page.md"))


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_page_full_of_wrong_dates_is_read_in_linear_time(rule: str) -> None:
    def found(document: Document) -> None:
        deque(CHECKS[RULES[rule].check].run(document, RULES[rule].options, CONTEXT), 0)

    assert grows_in_proportion(_wrong_dates, found, 200, 8)


def test_values_of_data_are_read_where_they_are_dates() -> None:
    data = "a:\n  startDate: '2021-09'\n  endDate: \"2020-06\"\nb: {start: 2021, end: 2019}\nc: {start: 20, end: 10}\n"
    assert [found for found, _ in _findings("date/reversed-range", data, "cv.yml")] == ["2020-06", "2019"]
    data = "- date: 2021-02-30\n- year: 2021.13\n- size: 2021.13\n"
    assert [found for found, _ in _findings("date/impossible-date", data, "cv.yml")] == ["2021-02-30", "2021.13"]
    data = "- pages: 2021-2019\n- years: 2021-2019\n- period: 2021-2019\n- time: 2019-2020\n- time: 2018-2019\n"
    assert [found for found, _ in _findings("date/reversed-range", data, "cv.yml")] == ["2021-2019"]


def test_a_date_is_read_through_markup_and_edited_only_where_it_is_plain() -> None:
    (found, finding), *_ = _findings("date/reversed-range", "Student, **2021**–*2019*, in Lund")
    assert found == "2021**–*2019"
    ((_, finding),) = _findings("date/misspelled-month", "In Febr*ary* 2021")
    assert finding.suggestions == ("February",)
    assert finding.edits == ()


def test_today_decides_whether_an_end_is_past() -> None:
    rule, document = RULES["date/open-and-ended"], read_document(Source("2019.06 - 2022.04 (now)", "page.md"))
    said = [len(list(CHECKS[rule.check].run(document, {}, Context(today)))) for today in (date(2022, 4, 30), date(2022, 5, 1))]
    assert said == [0, 1]


def _told(text: str, today: date) -> tuple[list[tuple[str, str]], Context]:
    context, document = Context(today), read_document(Source(text, "page.md"))
    said = [
        (rule.id, text[finding.span.start : finding.span.end])
        for rule in RULES.values()
        for finding in CHECKS[rule.check].run(document, rule.options, context)
    ]
    return said, context


def test_what_does_not_depend_on_today_holds_from_the_last_day_that_the_page_names() -> None:
    said, context = _told("Student in Lund, 2019.06 - 2022.04; Febrary 2020; 30 February 2021; 2021.09 - 2020.08", date(2026, 1, 31))
    assert len(said) == 3
    assert (context.depends.since, context.depends.until) == (date(2022, 4, 1), date.max)


_LIVELY = """
- 2019.06 - 2022.04 (now), student
- 2027.05: Our paper was published.
- Postdoc, May 2024 – present

I am an incoming PhD student (Fall 2023), expected to graduate in May 2028, and a second-year PhD student.
"""


@given(st.dates(date(2021, 1, 1), date(2032, 12, 31)), st.dates(date(2021, 1, 1), date(2032, 12, 31)))
def test_a_result_holds_on_every_day_that_it_is_said_to_hold_on(one: date, other: date) -> None:
    said, context = _told(_LIVELY, one)
    depends = context.depends
    assert depends.since <= one <= depends.until
    if depends.since <= other <= depends.until:
        assert _told(_LIVELY, other)[0] == said


_OF_TODAY = {"date/future-date", "date/stale", "date/open-and-ended"}
_CV = """
- 2024.03 - 2023.01, student in Graz; 30 February 2021; Febrary 2020
- 2019.06 - 2022.04 (now), student in Lund
- 2027.05: Our paper was published.

I am an incoming PhD student (Fall 2023). A talk at the EGSX 2022 in Lund, June 7–11, 2023. We meet on June 31.
"""


def test_today_moves_only_the_verdicts_that_depend_on_it() -> None:
    said = [_told(_CV, day)[0] for day in (date(2021, 1, 1), date(2024, 1, 1), date(2030, 1, 1))]
    rest = [[found for found in one if found[0] not in _OF_TODAY] for one in said]
    assert len(rest[0]) == 5
    assert rest[0] == rest[1] == rest[2]
    moved = [{rule for rule, _ in one} & _OF_TODAY for one in said]
    assert moved == [{"date/future-date"}, _OF_TODAY, {"date/stale", "date/open-and-ended"}]


@pytest.mark.parametrize(
    ("start", "today", "why"),
    [
        ("September 2023", date(2025, 10, 29), ""),
        ("September 2023", date(2025, 10, 30), "which was 2024/25 if the degree began in September 2023"),
        ("2023", date(2025, 10, 29), ""),
        ("2023", date(2025, 10, 30), "which was 2024/25 if the degree began in 2023"),
        ("January 2023", date(2025, 3, 1), "which was 2024 if the degree began in January 2023"),
    ],
)
def test_the_year_of_studies_is_counted_from_the_start(start: str, today: date, why: str) -> None:
    document = read_document(Source(f"I am a second-year PhD student.\n\n# Education\n\n- PhD, Lund, {start} – present\n", "page.md"))
    rule = RULES["date/stale"]
    said = [finding.values["why"] for finding in CHECKS[rule.check].run(document, rule.options, Context(today))]
    assert said == ([f'says "second year", {why}'] if why else [])


@pytest.mark.parametrize("word", ["Octuber", "Noviember", "Decembor", "Septiember", "Setember"])
def test_a_month_that_another_language_may_have_meant_is_not_fixed_without_asking(word: str) -> None:
    page = f"The talk was on 3 {word} 2021.\n"
    assert [one.rule for one in profilelint.lint_text(page, "page.md")] == ["date/misspelled-month"]
    assert profilelint.fix_text(page, "page.md") == page
    assert word not in profilelint.fix_text(page, "page.md", unsafe=True)


@pytest.mark.parametrize("word", ["Ocotber", "Novimber", "Decemer", "Septemer", "Janury", "Febuary"])
def test_a_month_that_no_other_language_has_nearer_is_fixed(word: str) -> None:
    assert word not in profilelint.fix_text(f"The talk was on 3 {word} 2021.\n", "page.md")


#: Ways to write five months, and another way: in what they differ, and how many of the other way are too many beside how many.
STYLES = {
    "name or number": (("Sept. 2024", "Aug. 2024", "Jan. 2024", "Nov. 2023", "Oct. 2023"), ("2023.9", "2023.8", "2023.7"), 2),
    "year or month first": (("2024.09", "2024.08", "2024.01", "2023.11", "2023.10"), ("09.2023", "08.2023", "07.2023"), 2),
    "dot or slash": (("2024.09", "2024.08", "2024.01", "2023.11", "2023.10"), ("2023/09", "2023/08", "2023/07"), 2),
    "zero before a digit": (("2024.09", "2024.08", "2024.01", "2023.05", "2023.02"), ("2023.9", "2023.8", "2023.7"), 1),
    "short or long": (("Sept 2024", "Aug 2024", "Jan 2024", "Nov 2023", "Oct 2023"), ("September 2022", "August 2022", "February 2022"), 2),
    "stop or none": (("Sept. 2024", "Aug. 2024", "Jan. 2024", "Nov. 2023", "Oct. 2023"), ("Sept 2022", "Aug 2022", "Feb 2022"), 2),
}


@pytest.mark.parametrize("style", STYLES)
def test_three_months_in_one_way_and_twice_as_many_as_in_another_make_a_style(style: str) -> None:
    usual, others, times = STYLES[style]
    for many, few in ((2, 1), (3, 1), (3, 2), (4, 2), (5, 2), (5, 3), (3, 3)):
        page = "".join(f"- {date}: talk in Lund\n" for date in (*usual[:many], *others[:few]))
        is_style = many >= 3 and many > few and many >= times * few
        assert [found for found, _ in _findings("date/mixed-format", page)] == [others[0]] * is_style, (many, few)


def _lines(first: int, many: int) -> str:
    return "\n\n".join(f"The snow of pit {number}." for number in range(first, first + many))


LECTURES = [f"- Lecture {number} in Lund, May 2020 – June 2020\n" for number in range(39)]
POSTS = "# Experience\n- Assistant professor, Lund, Sweden, Sept. 2021 – 2025\n- Postdoc, Graz, Austria, Oct. 2018 – Oct. 2022\n"
#: A rule, a page on which it speaks, and the same page just beyond what it looks at.
LIMITS = {
    "a badge and its text, four texts on": (
        "date/mismatched-year",
        "`EGSW 2025` Snow\n\n" + _lines(0, 3) + "\n\nProceedings of EGSW 2024\n",
        "`EGSW 2025` Snow\n\n" + _lines(0, 4) + "\n\nProceedings of EGSW 2024\n",
    ),
    "a badge and its text, 1,500 characters on": (
        "date/mismatched-year",
        f"`EGSW 2025` {'snow ' * 280} EGSW 2024\n",
        f"`EGSW 2025` {'snow ' * 300} EGSW 2024\n",
    ),
    "a meeting two years before its days": (
        "date/mismatched-year",
        "- EGSW 2022 in Lund, June 7–11, 2023\n",
        "- EGSW 2021 in Lund, June 7–11, 2023\n",
    ),
    "a meeting of the turn of the year": (
        "date/mismatched-year",
        "- EGSW 2024 in Lund, November 7–11, 2023\n",
        "- EGSW 2024 in Lund, December 7–11, 2023\n- EGSW 2022 in Lund, January 7–11, 2023\n",
    ),
    "three of four entries that lead with the year of their meeting": (
        "date/mismatched-year",
        "- 2017: chair, EGSW 2016\n- 2015: chair, EGSW 2015\n- 2013: chair, LGSW 2013\n- 2011: chair, EGSW 2011\n",
        "- 2017: chair, EGSW 2016\n- 2015: chair, EGSW 2015\n- 2013: chair, LGSW 2013\n",
    ),
    "a text of 400 characters with a link": (
        "date/mismatched-year",
        f"- {'Snow ' * 75} EGSW 2023 [paper](https://meetings.test/EGSW24-Snow.pdf)\n",
        f"- {'Snow ' * 80} EGSW 2023 [paper](https://meetings.test/EGSW24-Snow.pdf)\n",
    ),
    "a page of forty posts": ("date/overlap", POSTS + "".join(LECTURES[:38]), POSTS + "".join(LECTURES)),
    "text on impossible dates, a hundred characters off": (
        "date/impossible-date",
        f"There is no such day. {'Snow ' * 20} Come on June 31.\n",
        f"There is no such day. {'Snow ' * 14} Come on June 31.\n",
    ),
    "text on impossible dates, two hundred characters off": (
        "date/impossible-date",
        f"There is no such day. {'Snow ' * 42} Come on June 31, 2023.\n",
        f"There is no such day. {'Snow ' * 32} Come on June 31, 2023.\n",
    ),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_rule_speaks_up_to_its_limit_and_not_beyond(limit: str) -> None:
    rule, within, beyond = LIMITS[limit]
    assert [bool(_findings(rule, page)) for page in (within, beyond)] == [True, False]
