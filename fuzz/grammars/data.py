"""The constructs of data files: YAML, JSON and TOML."""

from __future__ import annotations

from fuzz.grammars.construct import constructs

YAML = constructs(r"""
    field | a{}:\s | b | \n
    text | title:\s | The cat sat. | \n
    same field | a:\s | b | \n
    quoted | a{}: " | b | "\n
    single quoted | a{}: ' | b | '\n
    escape | a{}: " | \\x41 | "\n
    block | a{}: \p\n\s\s | b | \n
    folded | a{}: >\n\s\s | b | \n
    item | -\s | a | \n
    nested item | -\s | a |
    map in item | - a:\s | b | \n
    list | [ | a, | ]
    map | { | a{}: b, | }
    key | ?\s | a | \n
    anchor | a{}: &b{}\s | c | \n
    alias | a{}: &b c\na{}: *b | | \n
    merge | a{}: &b {c: d}\nb{}: {<<: *b} | | \n
    tag | a{}: !!str\s | b | \n
    comment | #\s | a: b | \n
    document | ---\n | a | \n...\n
    number | a{}: | 12 | \n
    sixty | a{}: 1 | :00 | \n
    exponent | a{}: | 1e3 | \n
    number for key |  | {}000: a | \n
    date | a{}:\s | 2020-01-31 | \n
    link | url{}:\s | https://alpha.edu/ | \n
    markup | a{}:\s | **b** <i>c</i> | \n
    broken quote | a: "b" | c | \n
    broken colon | a: b: | c | \n
    tab | \t | a: b | \n
    directive | % | YAML 1.1 | \n
    suppression | # profilelint-disable | spelling | \n
    long line |  | a b | \s
""")  # fmt: skip


JSON = constructs(r"""
    text | " | a | ",
    escaped quote | " | \\" | ",
    escape | " | \\u0041 | ",
    surrogate | " | \\ud83d | ",
    list | [ | 1, | ]
    map | { | "a{}": 1, | }
    same key | { | "a": 1, | }
    field | "a{}": | "b" | ,
    number |  | 12 | ,
    long number |  | 1 |
    exponent |  | 1e9 | ,
    word |  | true | ,
    comment | // | a | \n
    markup | "a{}": " | <b>c</b> **d** | ",
    sentence | "a{}": " | The cat sat. | ",
    line | | 1, | \n
""")  # fmt: skip


TOML = constructs(r"""
    field | a{} = " | b | "\n
    same field | a = " | b | "\n
    literal | a{} = ' | b | '\n
    multi-line | a{} = \"\"\" | b | \"\"\"\n
    literal lines | a{} = ''' | b | '''\n
    escape | a{} = " | \\u0041 | "\n
    table | [a{} | .b | ]\n
    same table | [a | | ]\n
    array table | [[a | .b | ]]\n
    dotted key | a{} | .b | = 1\n
    quoted key | "a{} | b | " = 1\n
    list | a{} = [ | 1, | ]\n
    nested list | [ | 1, | ]
    inline table | a{} = { | b = 1, | }\n
    nested table | { | a = 1, | }
    number | a{} = | 12 | \n
    long number | a{} = | 1 |
    date | a{} = | 2020-01-31 | \n
    comment | #\s | a = 1 | \n
    markup | a{} = " | **b** <i>c</i> | "\n
    suppression | # profilelint-disable | spelling | \n
    no value | a{} | | \n
""".replace('\\"', '"'))  # fmt: skip
