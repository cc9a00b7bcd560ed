"""The constructs of CVs in LaTeX."""

from __future__ import annotations

from fuzz.grammars.construct import constructs

LATEX = constructs(r"""
    brace | { | a | }
    command | \btextbf{ | a | }
    arguments | \bcventry{2019}{ | Two words | }\n
    item | \bitem | a | \n
    list | \bbegin{itemize} | a | \bend{itemize}\n
    table | \bbegin{tabular}{l} | a & b | \bend{tabular}\n
    verbatim | \bbegin{verbatim} | a | \bend{verbatim}\n
    heading | \bsection{ | Two words | }\n
    link | \bhref{ | a.edu | }{a}\n
    definition | \bnewcommand{ | a | }{b}\n
    option | \bitem[ | a | ]\n
    field | \baddress{ | Two words | }\n
    comment | % | a | \n
    math | $ | a | $
    paragraph | a | | \n\n
""")  # fmt: skip
