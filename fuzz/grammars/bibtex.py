"""The constructs of bibliographies."""

from __future__ import annotations

from fuzz.grammars.construct import constructs

BIBTEX = constructs(r"""
    entry | @misc{k{}, title = { | a | }}\n
    same entry | @misc{k, title = { | a | }}\n
    quoted | @misc{k{}, title = " | a | "}\n
    round entry | @misc(k{}, title = { | a | })\n
    field | title{} = { | a | },\n
    same field | title = { | a | },\n
    braces | { | a | }
    authors | @misc{k{}, author = { | A. B. and\s | C}}\n
    joined | @misc{k{}, title = "a" | # "b" | }\n
    macro | @string{a{} = { | b | }}\n
    doubled macro | @string{a = {b}}\n@string{a = a # a | | }\n
    macro of macros | @string{b = {c}}\n@misc{k{}, title = b | # b | }\n
    preamble | @preamble{ | "a" | }\n
    comment | @comment{ | a | }\n
    comment line | %\s | a | \n
    text between |  | a b | \n
    link | @misc{k{}, url = { | http://a.edu/ | }}\n
    tex | @misc{k{}, title = { | \b'{e} | }}\n
    tex command | @misc{k{}, title = { | \bemph{a} | }}\n
    math | @misc{k{}, title = { | $a$ | }}\n
    number | @misc{k{}, year = | 2020 | }\n
    at sign | @ | a |
    no key | @misc{ | | }\n
""")  # fmt: skip
