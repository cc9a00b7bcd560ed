"""The encoding that an HTML page says it is in, as browsers read it (the labels of https://encoding.spec.whatwg.org)."""

from __future__ import annotations

import re

from profilelint.core.regex import regex

#: Python's name of an encoding: its labels.
_LABELS = {
    "cp1252": "ascii us-ascii cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 l1 latin1 windows-1252 x-cp1252",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 iso-8859-9 iso8859-9 latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "cp874": "iso-8859-11 tis-620 windows-874",
    "cp866": "cp866 ibm866",
    "iso8859-2": "iso-8859-2 iso8859-2 latin2 l2",
    "iso8859-3": "iso-8859-3",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-8": "iso-8859-8 hebrew",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 latin9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8 koi8-r koi",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman",
    "gb18030": "gb18030 gb2312 gbk gb_2312-80 x-gbk chinese",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 windows-949",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_DECLARED = regex(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})", re.IGNORECASE)
#: So many bytes of a page are looked at.
_HEAD = 4096


def declared(data: bytes) -> tuple[str, str] | None:
    """The encoding that a page says it is in, where it is not UTF-8: Python's name of it, and the page's own."""
    found = _DECLARED.search(data, 0, _HEAD)
    label = found[1].decode("ascii") if found else ""
    return (codec, label) if (codec := _CODECS.get(label.lower())) else None
