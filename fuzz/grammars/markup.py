"""The constructs of pages: Markdown, HTML, Liquid and the short codes of Hugo and Quarto."""

from __future__ import annotations

from fuzz.grammars.construct import constructs

MARKDOWN = constructs(r"""
    word |  | word | \s
    name |  | Ada Lovelace, | \s
    one letter |  | a |
    sentence |  | The cat sat. | \s
    capitals |  | ABC | \s
    number |  | 12 | \s
    year |  | 2020 – 2021, | \s
    date |  | May 2024, | \s
    day |  | 31 December 2024 | \s
    open range |  | 2019 – present | \n
    slip |  | recieve | \s
    foreign |  | über ß | \s
    han |  | 中文（a）。 | \s
    mojibake |  | â€™Ã¼ | \s
    zero width |  | a\u200bb | \s
    quotes | “ | a | ”
    straight quotes | " | a | "
    apostrophe |  | a's | \s
    brackets | ( | a | )
    square brackets | [ | a | ]
    braces | { | a | }
    emphasis | * | a | *
    strong | ** | a | **
    underscores | __ | a | __
    underscore | _ | a | _
    strike | ~~ | a | ~~
    code | ` | a | `
    code of two | `` | a | ``
    growing code | `{}` | a | `
    math | $ | a | $
    display math | $$ | a | $$
    formula | \\( | a | \\)
    display formula | \\[ | a | \\]
    link | [ | a | ](b)
    link with title | [ | a | ](b "c")
    link in angles | [ | a | ](<b>)
    link to nowhere | [a]( |  | )
    link of its own | [a{}](b{} |  | )
    link to a page | [Ada Lovelace](https://alpha.edu/{} |  | )
    image | ![ | a | ](b.png)
    reference | [ | a | ][b]
    short reference | [a{} |  | ]
    definition | [a{}]: | b | \n
    footnote | [^{} |  | ]
    footnote text | [^{}]: | a | \n
    address | < | http://a.edu | >
    bare address | http://a.edu/ | a | \s
    www | www. | a.edu | \s
    mail | < | a@b.edu | >
    bare mail |  | a@b.edu | \s
    entity | & | amp | ;
    numbered entity | &# | 65 | ;
    escape | \ | * |
    heading | #\s | a | \n
    numbered heading | #\s | a {} | \n
    deep heading | ######\s | a | #\n
    underlined | a\n | === | \n
    heading with id | #\s | a | {#b{}}\n
    list | -\s | a | \n
    numbered list | 1.\s | a | \n
    indented list | \s\s-\s | a | \n
    quote | >\s | a | \n
    code block | \s\s\s\s | a | \n
    fence | ```\n | a | \n```\n
    tilde fence | ~~~\n | a | \n~~~\n
    rule | *** | | \n
    table | \p a \p b \p\n\p---\p---\p\n | \p a \p b \p\n | \n
    table row | \p | a | \p\n
    cell | \p | a |
    term | a\n | : b | \n
    task | - [ ]\s | a | \n
    attribute list | {: | .a | }
    div | :::\s | a | \n:::\n
    line break |  | a | \s\s\n
    back slash at end |  | a | \\\n
    paragraph |  | a | \n\n
    tag | <b> | a | </b>
    block tag | <p> | a | </p>
    block tag on its line | <div>\n | a | \n</div>\n
    markdown in html | <div markdown="1">\n | a | \n</div>\n
    tag at each paragraph | <b> | a | \n\n
    list tag | <ul><li> | a | </li></ul>
    item tag | <li> | a |
    table tag | <table><tr><td> | a | </td></tr></table>
    link tag | <a href="b"> | a | </a>
    image tag | <img src="b" alt=" | a | ">
    anchor tag | <a name="a{}"> | a | </a>
    details | <details><summary> | a | </summary></details>
    script | <script> | a | </script>
    style | <style> | a | </style>
    script with attributes | <script src="a" | b | ></script>
    textarea | <textarea> | a | </textarea>
    pre | <pre> | a | </pre>
    attribute | <p a=" | b | ">
    attributes | <p | \sa{}="b" | >
    comment | <!-- | a | -->
    comment with markup | <!-- **a** [b](c) | <i>d</i> | -->
    short comment | <!--> | a |
    declaration | <!DOCTYPE | a | >
    instruction | <?a | b | ?>
    section | <![CDATA[ | a | ]]>
    output | {{ | a | }}
    liquid tag | {% | a | %}
    liquid if | {% if a %} | b | {% endif %}
    liquid for | {% for a in b %} | c | {% endfor %}
    liquid comment | {% comment %} | a | {% endcomment %}
    liquid raw | {% raw %} | a | {% endraw %}
    liquid highlight | {% highlight a %} | a | {% endhighlight %}
    liquid capture | {% capture a %} | b | {% endcapture %}
    shortcode | {{< | a | >}}
    shortcode of markup | {{% | a | %}}
    suppression | <!-- profilelint-disable-next-line | spelling | -->\n
    suppression of files | <!-- profilelint-disable | spelling | -->\n
    lorem |  | lorem ipsum dolor sit amet | \s
    filler |  | TBD xxx | \s
    identifier |  | arXiv:2310.01234 10.1000/x{} | \s
    publication | -\s | A. Author, B. Author. Title {}. NeurIPS 2023. | \n
    position | -\s | Lecturer, University of Alpha, 2019 – 2021 | \n
    section of nothing | ##\s | Publications {} | \n\n
    line separator |  | a\u2028b | \n
""")  # fmt: skip


HTML = (*MARKDOWN[:20], *(construct for construct in MARKDOWN if construct.opens[:1] in ("<", "&", "{")))
