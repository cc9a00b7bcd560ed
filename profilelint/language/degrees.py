"""Academic degrees: how their levels are called."""

from __future__ import annotations

from profilelint.core.regex import regex

#: Of each level, the words before "student" (part of a pattern that ignores case).
STUDENTS = {
    "doctorate": r"ph\.?\s?d\b\.?|doctoral|doctorate",
    "master": r"master['’]?s?|m\.?s\.?c?\b\.?|graduate",
    "bachelor": r"undergraduate|bachelor['’]?s?|b\.?s\.?c?\b\.?",
}
#: Of each level, the degree itself, as CVs write it.
DEGREES = {
    "doctorate": regex(r"(?i:\bph\.?\s?d\b|\bdoctor(?:al|ate)\b|\bdr\.\s?rer|\bd\.?phil\b|博士)"),
    "master": regex(r"(?i:\bmaster|\bm\.?\s?(?:sc?|eng|phil|tech)\b|硕士|\bm\.?a\b)"),
    "bachelor": regex(r"(?i:\bbachelor|\bb\.?\s?(?:sc?|eng|tech)\b|\bundergraduate|本科|学士|\bb\.?a\b)"),
}
