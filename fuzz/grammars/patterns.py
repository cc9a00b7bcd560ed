"""The constructs of lists of patterns: `.gitignore`, and what generators leave out."""

from __future__ import annotations

from fuzz.grammars.construct import constructs

IGNORED = constructs(r"""
    name |  | name-{} | \n
    same name |  | a | \n
    folder |  | folder-{} | /\n
    rooted | / | a{} | \n
    path | a/ | b{}/ | c\n
    star | * | a | \n
    star and number | * | a{} | *b\n
    many stars | *a{} | *a | b\n
    question | a{} | ? | \n
    any depth | **/ | a{} | /**\n
    any depth within | a{}/ | **/ | b\n
    class | [ | a | ]\n
    class and number | a{}[ | b-c | ]*\n
    class that is not | [! | a | ]\n
    named class | [[: | alpha | :]]\n
    escape | \ | * | \n
    not | ! | a{} | \n
    comment | # | a | \n
    blanks | a{} | \s | \n
    blank at the end | a{} | \\\s | \n
    line of nothing |  | | \n
""")
