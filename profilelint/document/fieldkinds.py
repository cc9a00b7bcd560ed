"""The kind of a value in front matter or data: text for people, a link, or neither, decided by its key and its form.

If neither decides, it is not text: a report about an identifier would be a false positive.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from profilelint.core.regex import regex


class Role(Enum):
    TEXT = "text"
    LINK = "link"
    OPAQUE = "opaque"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Keys of text that may well be one word in small letters.
_TITLES = words("title subtitle heading header headline description excerpt bio summary caption tagline alt")
_TEXT = _TITLES | words("""
    name author authors editor editors abstract about note notes institution institutions organization organisation company employer
    degree studytype area major minor role position venue citation interest interests location text content contents value message motto
    motivation keywords highlight highlights course courses award awards awarder journal booktitle advisor supervisor affiliation
    affiliations department school university label item items details overview quote publication conference event publisher fluency
    language languages country city address entity statement biography greeting copyright footer sidebar announcement news body intro
    introduction lead blurb slogan project projects skill skills hobby hobbies education experience responsibilities duties remark
    remarks comment comments issuer recipient topic topics reference references profession occupation specialty jobtitle
""")
_DATES = words("date dates year years period duration time when start end from to since until startdate enddate releasedate")
_LINKS = words("""
    url urls link links href src uri pdf image images img avatar photo picture thumbnail thumb teaser website homepage slides poster
    video logo banner cover paper preprint html featured background
""")
_OPAQUE = words("""
    layout permalink permalinks slug id ids uuid key class classes icon icons type types kind color colour theme themes style styles
    format template lang locale encoding timezone version css js script markup mode weight order width height size align font fonts
    email mail phone telephone fax doi isbn issn orcid arxiv eprint username user userid handle token password code sha hash branch
    repository repo exclude include plugins gems whitelist keep destination source baseurl path paths file files filename folder dir
    directory extension ext engine processor highlighter collection collections variant variants schema regex pattern domain host
    selector target rel method action parser command args tracking provider shortname redirect aliases alias bibtex bib latex integrity
""")

_URL = regex(r"(?:[a-z][a-z0-9+.-]*:)?//[^\s]+|www\.[^\s]+\.[^\s]+|mailto:\S+|https?:\S+", re.IGNORECASE)
_EMAIL = regex(r"[^\s@]+@[^\s@]+\.\w+")
_ASSET = regex(r"[^\s:<>\"'|*]+\.(?:png|jpe?g|gif|svg|webp|avif|ico|pdf|pptx?|mp4|webm|bib|qmd|rmd)", re.IGNORECASE)
_TARGET = regex(r"#?|\S*[/.#:?]\S*|[^\n]*[^\s]\.[A-Za-z0-9]{2,5}")
_NO_TARGET = words("n/a . -")
#: A link of Markdown, as `links: "[ORCID](https://…)"` has it: it is a text with a link in it. Keys of which templates make the target
#: itself cannot mean one.
_MARKED = regex(r"!?\[[^\[\]]*\]\(\S*\)")
_TARGETS = words("url urls uri href src")
#: Keys whose value goes into a link as it is.
_ADDRESSES = words("link url href")
_ISO_DATE = regex(r"\d{4}-\d\d?-\d\d?(?:[T ][\d:.]+(?: ?(?:Z|UTC|GMT|[+-]\d\d?:?\d*))?)?")
_YEARS = regex(r"\d{4}(?:[-–—]|--)(?:\d{4}|[^\W\d_]{3,})")
_TAGGED = regex(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|\]\(", re.IGNORECASE)
_CODE_TOKEN = regex(r"[_/\\@#=<>{}|~^$%+:*`\[\]]|\w\.\w|[a-z][A-Z]|\d|--")
_WORD = regex(r"[(\"'“‘«]*[^\W\d_]+(?:['’.-][^\W\d_]+)*['’]?[.,;:!?)\"'”’»…]*")
_LOWER_WORD = regex(r"(?<![^\W\d_])[^\W\d_A-Z]{2,}")
_LETTER = regex(r"[^\W\d_]")
_CJK = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEY_PART = regex(r"[A-Z]+(?![a-z])|[A-Z]?[^\WA-Z_]+")


def role_of(key: str, value: str) -> Role:
    """The kind of the string `value` under the name `key`."""
    value = value.strip()
    if not value:
        return Role.OPAQUE
    if _URL.fullmatch(value):
        return Role.LINK
    names = _names(key)
    if not names.isdisjoint(_OPAQUE):
        return Role.OPAQUE
    if _EMAIL.fullmatch(value):
        return Role.OPAQUE if names.isdisjoint(_ADDRESSES) else Role.LINK
    if not names.isdisjoint(_LINKS) and _TARGET.fullmatch(value) and value.lower() not in _NO_TARGET:
        return Role.TEXT if _MARKED.match(value) and names.isdisjoint(_TARGETS) else Role.LINK
    if _ASSET.fullmatch(value):
        return Role.LINK
    return Role.TEXT if _is_text(key, names, value) else Role.OPAQUE


def is_prose(value: str) -> bool:
    """Whether a text says by its form alone that it is written for people."""
    if len(_CJK.findall(value[:200])) >= 4:
        return True
    tokens = value[:400].split()
    plain = [token for token in tokens if _WORD.fullmatch(token)]
    return len(plain) >= 3 and len(plain) * 3 >= len(tokens) * 2 and any(_LOWER_WORD.search(word) for word in plain)


def is_code(token: str) -> bool:
    """Whether a token without blanks looks like an identifier, a path or an option."""
    return _CODE_TOKEN.search(token.rstrip(".,;:!?)")) is not None


def _is_text(key: str, names: frozenset[str], value: str) -> bool:
    if not names.isdisjoint(_DATES):
        return (" " in value or _YEARS.fullmatch(value) is not None) and _ISO_DATE.fullmatch(value) is None and "%" not in value
    if _TAGGED.search(value):
        return True
    if names.isdisjoint(_TEXT):
        return is_prose(value) or (" " in key and " " in value)  # `Expected graduation: May 2025` in a list of sentences
    if _LETTER.search(value) is None:
        return False
    if re.search(r"\s", value) or _CJK.search(value):
        return True
    if is_code(value.lower() if value[0].isupper() else value):
        return False  # a name may well be PhD or LinkedIn
    return not value.islower() or not names.isdisjoint(_TITLES)


@lru_cache(512)
def _names(key: str) -> frozenset[str]:
    """The names of a key to look up: itself, its last part (`blog_description`), and the link in `paperurl`."""
    parts = [part.lower() for part in _KEY_PART.findall(key)]
    names = {"".join(parts), *parts[-1:]}
    if names and not names & _LINKS and key.lower().endswith(("url", "link")):
        names.add("url")
    return frozenset(names)
