"""Chinese names in Latin letters: two that differ by one letter are two names, where both can be read."""

from __future__ import annotations

from profilelint.core.regex import regex

_FINALS = "iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|a|o|e|i|u|v"
_SYLLABLE = f"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:{_FINALS})|a(?:ng|i|n|o)?|e(?:n|r|i)?|ou?)"
_PINYIN = regex(f"(?:{_SYLLABLE}){{1,4}}")


def is_pinyin(word: str) -> bool:
    """Whether a word in small letters can be read as one to four syllables of Chinese."""
    return len(word) <= 24 and _PINYIN.fullmatch(word) is not None
