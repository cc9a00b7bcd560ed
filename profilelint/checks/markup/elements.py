"""The elements of HTML, by what browsers make of them where their tags do not fit."""

from __future__ import annotations

from profilelint.document.fieldkinds import words
from profilelint.document.html import VOID

HEADINGS = words("h1 h2 h3 h4 h5 h6")
#: Elements that outlive the end of the element around them, as browsers read it.
FORMATTING = words("a b big em font i nobr s small strike strong tt u")
PHRASES = FORMATTING | words("abbr bdi bdo cite code del dfn ins kbd label mark q samp span sub sup var")
BLOCKS = HEADINGS | words("""
    address article aside blockquote button center details dialog div dl fieldset figcaption figure
    footer form header hgroup iframe legend main menu nav noscript ol picture pre script section select
    style summary svg table textarea title ul video
""")
#: Elements whose end tag must be written.
CLOSED = PHRASES | BLOCKS
#: Elements in which other tags are examples, drawings or text.
OPAQUE = words("code math pre script style svg textarea title xmp")
#: Those of them that may be nested.
NESTING = words("code math pre svg")
#: Elements that hold text and no blocks.
LINES = HEADINGS | words("button legend pre summary title")
#: Elements that show what is in them otherwise, or not at all.
SWALLOWING = words("iframe noscript picture script select style svg textarea video")
#: Elements whose content is set apart: an unclosed list indents everything after it.
INDENTING = words("blockquote center details dl fieldset menu ol ul table")

#: Elements that group others.
CONTAINERS = BLOCKS - LINES - SWALLOWING - INDENTING

#: The elements of HTML, of today and of old.
_HTML = VOID | words("""
    a abbr acronym address applet article aside audio b basefont bdi bdo bgsound big blink blockquote body button canvas caption center
    cite code colgroup command content data datalist dd del details dfn dialog dir div dl dt element em fieldset figcaption figure font
    footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ilayer image ins isindex kbd keygen label layer legend li
    listing main map mark marquee menu menuitem meter multicol nav nextid nobr noembed noframes nolayer noscript object ol optgroup option
    output p picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select selectedcontent shadow slot
    small spacer span strike strong style sub summary sup table tbody td template textarea tfoot th thead time title tr tt u ul var video
    xml xmp
""")
#: Elements of drawings and formulas that may lack their end tags, as in XML, or the `<svg>` and `<math>` around them.
_DRAWN = words("""
    animate animatemotion animatetransform circle clippath defs desc ellipse filter foreignobject g line lineargradient marker mask math
    metadata mi mn mo mpath mprescripts mrow mspace msub msup mtext none path pattern polygon polyline radialgradient rect set stop svg
    switch symbol text textpath tref tspan use view
""")
KNOWN = _HTML | _DRAWN
