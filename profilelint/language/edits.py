"""How two spellings of one word differ."""

from __future__ import annotations

from os.path import commonprefix

from profilelint.core.regex import regex

#: Letters that are read alike, in the order in which they are looked for.
_SOUNDS = tuple(
    (regex(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"[ct]i(?=[aeou])", "x"), (r"ss?i(?=on)", "x"), (r"[cs]h|tch", "x"),
        (r"gh", ""), (r"c(?=[eiy])", "s"), (r"s?ch|ck|[cq]", "k"), (r"dg|g(?=[eiy])", "j"), (r"z", "s"), (r"(?<=.)[aeiouyhw]{1,24}", ""),
    )
)  # fmt: skip


def one_slip(found: str, meant: str) -> str | None:
    """The edit that turns `meant` into the word: a letter "lost", "extra", "doubled", "swapped" or "wrong"; None for no edit or several."""
    if found == meant or abs(len(found) - len(meant)) > 1:
        return None
    i = next((i for i, (a, b) in enumerate(zip(found, meant, strict=False)) if a != b), min(len(found), len(meant)))
    if len(found) < len(meant):
        return "lost" if found[i:] == meant[i + 1 :] else None
    if len(found) > len(meant):
        if found[i + 1 :] != meant[i:]:
            return None
        return "doubled" if found[i] == found[i - 1 : i] else "extra"
    if found[i + 1 :] == meant[i + 1 :]:
        return "wrong"
    return "swapped" if found[i : i + 2] == meant[i : i + 2][::-1] and found[i + 2 :] == meant[i + 2 :] else None


def distance(a: str, b: str) -> int:
    """Letters put in, left out, exchanged or swapped."""
    start = len(commonprefix((a, b)))  # noqa: RUF071  # letters, not folders
    end = len(commonprefix((a[start:][::-1], b[start:][::-1])))  # noqa: RUF071
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, above, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def skeleton(word: str) -> str:
    """What is left of an English word where vowels are dropped and letters that are read alike are one."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return "".join(letter for i, letter in enumerate(word) if letter != word[i - 1 : i])
