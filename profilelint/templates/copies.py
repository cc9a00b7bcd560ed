"""Copies of samples: of texts their runs of five words, and of files their digests, stored as numbers, so that no sample is shipped."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from struct import error as StructError
from struct import iter_unpack, pack
from zlib import crc32

from profilelint.core.files import read_file
from profilelint.core.regex import regex
from profilelint.language.filler import FILLER
from profilelint.rulepages.packs import Pack, samples_beside
from profilelint.rulepages.rules import RuleError, text_of
from profilelint.site.files import Site
from profilelint.site.view import AnySite, question

_SIZE = 5  # words
_LEAST = 8  # runs of words in a text that can be a copy
_SHARE = 0.6  # of them that are in the samples
_MAX_BYTES = 5_000_000  # of a sample picture
_WORD = regex(r"[^\W_]+")


def shingles(text: str) -> list[int]:
    """The number of each five words of a folded text that follow one another."""
    words = _WORD.findall(text)
    return [_number(words, at) for at in range(len(words) - _SIZE + 1)]


def _number(words: list[str], at: int) -> int:
    return crc32(" ".join(words[at : at + _SIZE]).encode())


def file_numbers(text: str) -> tuple[int, int]:
    """The numbers of a whole file, which is the sample only where both are among the template's. Line ends do not count."""
    from hashlib import sha1

    digest = sha1(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4]), int.from_bytes(digest[4:8])


def samples_of(template: Pack) -> frozenset[int]:
    """The numbers of the template's sample texts and files; none where nobody has gathered them."""
    return _read(samples_beside(Path(template.path)))


@lru_cache(maxsize=32)
def _read(path: Path) -> frozenset[int]:
    if not path.is_file():
        return frozenset()
    written = text_of(path)
    try:
        numbers = [number for (number,) in iter_unpack("<I", b64decode(written))]
    except (ValueError, StructError) as error:
        raise RuleError(str(path), 1, f"these are not numbers of samples ({error}); scripts/build_copies.py writes them") from None
    return frozenset(numbers)


def unchanged_files(site: AnySite | None, pack: Pack) -> tuple[str, ...]:
    """The template's pictures and papers that the site has as they were."""
    return _unchanged(site, tuple((name, *ids) for name, ids in pack.images.items())) if site is not None else ()


@question
def _unchanged(site: Site, files: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """`files`: the path of each, and the ids of what it is in the template."""
    return tuple(name for name, *ids in files if _git_id(site.root / name) in ids) if site.root is not None else ()


def _git_id(path: Path) -> str:
    """The id that git gives to a file's content; "" where there is none."""
    try:
        data = read_file(path, _MAX_BYTES + 1)
    except OSError:
        return ""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() if len(data) <= _MAX_BYTES else ""


def written(numbers: Iterable[int]) -> str:
    """What `samples_of` reads, in lines."""
    text = b64encode(b"".join(pack("<I", number) for number in sorted(numbers))).decode()
    return "\n".join(text[at : at + 120] for at in range(0, len(text), 120)) + "\n"


def is_copy(text: str, samples: frozenset[int]) -> bool:
    """Whether a folded text is a sample with a few words changed. Lorem ipsum has its own rule."""
    words = _WORD.findall(text)
    count = len(words) - _SIZE + 1
    spots = (0, count // 3, 2 * count // 3, count - 1)  # one changed word is in two of them at most; few texts are a copy at any
    if count < _LEAST or not any(_number(words, at) in samples for at in spots) or FILLER.search(text):
        return False
    return sum(_number(words, at) in samples for at in range(count)) >= _SHARE * count


def share(texts: Iterable[str], packs: Iterable[Pack]) -> float:
    """The share of folded texts, 0 to 1, that is in the samples of templates."""
    samples = frozenset().union(*map(samples_of, packs))
    numbers = [number for text in texts for number in shingles(text)]
    return sum(number in samples for number in numbers) / len(numbers) if numbers else 0.0
