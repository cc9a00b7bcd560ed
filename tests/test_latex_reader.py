"""CVs in LaTeX: what is text in them, and where."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import check, read_text

from profilelint.document.model import BlockKind

PREAMBLE = "\\documentclass{moderncv}\n\\usepackage[a4paper, top=2cm]{geometry}\n\\newcommand{\\me}[1]{The \\textbf{#1} of all}\n"
PARTS = st.sampled_from(
    ["{", "}", "\\", "\n", "\n\n", "%", "&", "\\\\", "[", "]", "$", "~", '"', "a", "Two words", "2019--2020", "\\item", "\\textbf{", 
     "\\cventry{", "\\section{", "\\begin{itemize}", "\\end{itemize}", "\\begin{tabular}{l}", "\\end{tabular}",
     "\\begin{verbatim}", "\\end{verbatim}",
     "\\begin{document}", "\\end{document}", "\\documentclass{cv}", "\\href{", "\\url{", "\\name{", "\\def", "\\'e", 
     "``", "''", "\\newcommand{"]
)  # fmt: skip


def texts(body: str, preamble: str = "") -> list[str]:
    document = check(read_text(f"{preamble}\\begin{{document}}\n{body}\n\\end{{document}}\n\nNot read.\n", "cv.tex"))
    return [run.text.strip() for run in document.runs]


@settings(max_examples=300)
@given(st.lists(PARTS, max_size=30).map("".join), st.booleans())
@example("\\name{\\begin{document}[}", True)
def test_noise_does_not_raise(text: str, is_part: bool) -> None:
    check(read_text(text if is_part else f"\\documentclass{{cv}}\n\\begin{{document}}\n{text}", "cv.tex"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One paragraph,\non two lines.\n\nAnother one.", ["One paragraph, on two lines.", "Another one."]),
        ("A \\textbf{bold} and {\\bf another} word", ["A bold and another word"]),
        (r"Universit\'e, Stra{\ss}e, na\"{\i}ve, \LaTeX{} and 5\,\%", ["Université, Straße, naïve, LaTeX and 5 %"]),
        ("in 2019--2020 --- ``quoted'' -- at~home", ["in 2019–2020 — “quoted” – at home"]),
        ("% not read\nRead % not read\nand read", ["Read and read"]),
        ("broken by% a comment\n a comment", ["broken bya comment"]),
        ("before % a comment\n\nafter", ["before", "after"]),
        ("\\section*{The work}\nText", ["The work", "Text"]),
        ("\\begin{itemize}[leftmargin=2em]\n\\item One thing\n\\item Another\n\\end{itemize}", ["One thing", "Another"]),
        ("\\cventry{2019--2020}{Postdoc}{Aldmoor University}{}{}{Wrote about\nrivers.}",
         ["2019–2020", "Postdoc", "Aldmoor University", "Wrote about rivers."]),
        ("\\cventry\n  {Postdoc} % what\n  {Aldmoor University} % where\n", ["Postdoc", "Aldmoor University"]),
        ("\\cvevent{Postdoc}{Aldmoor}{\n  \\begin{itemize}\n  \\item Did it\n  \\end{itemize}\n}", ["Postdoc", "Aldmoor", "Did it"]),
        ("\\begin{tabular}{@{}ll}\n2019 & The first \\\\\n2020 & The second\n\\end{tabular}", ["2019", "The first", "2020", "The second"]),
        ("Use of \\myhl{the word} here", ["Use of the word here"]),
        ("a \\textcolor{darkblue}{blue word}, \\vspace{2mm} \\hspace*{1.5em}here", ["a blue word, here"]),
        ("\\definecolor{darkblue}{rgb}{0, 0, 0.5} Text", ["Text"]),
        ("\\cvskill{python}{5}", []),
        ("in $O(n^2)$ steps, see \\cite{key}.", ["in \ufffc steps, see \ufffc."]),
        ("\\begin{verbatim}\nno text {\n\\end{verbatim}\nText", ["\ufffc Text"]),
        ("\\newcommand{\\x}[2][a b]{No text here}\nText", ["Text"]),
        ("\\def\\name{Ada Lindqvist}\nText", ["Text"]),
        ("One \\hfill 2019 \\\\[2pt] Two", ["One \n2019 \n Two"]),
    ],
)  # fmt: skip
def test_text(body: str, expected: list[str]) -> None:
    assert texts(body) == [" ".join(text.split(" ")) for text in expected]


def test_german_quotation_marks_make_letters_only_in_german() -> None:
    assert texts('Stra"se und M"uhle', "\\documentclass[ngerman]{cv}\n") == ["Straße und Mühle"]
    assert texts('the "old" mill', "\\documentclass{cv}\n") == ['the "old" mill']


def test_nothing_of_the_preamble_is_text_but_what_it_says_of_the_person() -> None:
    preamble = (
        PREAMBLE + "\\name{Ada}{Lindqvist}\n\\title{Reader in Hydrology}\n\\address{1 Mill Lane}{Aldmoor}{}\n\\homepage{www.ada.example}\n"
    )
    document = check(read_text(f"{preamble}\\begin{{document}}\nText\n\\end{{document}}\n", "cv.tex"))
    assert [run.text for run in document.runs] == ["Ada", "Lindqvist", "Reader in Hydrology", "1 Mill Lane", "Aldmoor", "Text "]
    assert [field.path for field in document.fields] == [
        ("name", 0), ("name", 1), ("title",), ("address", 0), ("address", 1), ("address", 2), ("homepage",),
    ]  # fmt: skip
    assert [link.target for link in document.links] == ["https://www.ada.example"]


def test_links() -> None:
    body = r"\href{https://a.example/x\_y\#z}{my \textit{paper}}, \url{https://b.example} and https://c.example/d."
    document = check(read_text(body, "cv.tex"))
    assert [(link.target, link.text) for link in document.links] == [
        ("https://a.example/x_y#z", "my paper"), ("https://b.example", ""), ("https://c.example/d", ""),
    ]  # fmt: skip


def test_what_belongs_together_is_a_row() -> None:
    document = read_text("\\cventry{2019}{Postdoc}\n\\section{Work}\n\\cventry{2020}{Reader}", "cv.tex")
    rows = [document.blocks[document.blocks[run.block].parent] for run in document.runs if run.kind is BlockKind.CELL]
    assert [row.kind for row in rows] == [BlockKind.ROW] * 4
    assert rows[0] is rows[1] is not rows[2] is rows[3]
    assert [(heading.level, heading.run and heading.run.text) for heading in document.headings] == [(2, "Work")]


def test_accounts_are_values_and_no_text() -> None:
    document = check(read_text("\\documentclass{cv}\n\\github{Ada Lind}\n\\begin{document}\n\\phone[mobile]{+47 55}\nText", "cv.tex"))
    assert [(field.path, field.value) for field in document.fields] == [(("github",), "Ada Lind"), (("phone",), "+47 55")]
    assert [run.text.strip() for run in document.runs] == ["Text"]
