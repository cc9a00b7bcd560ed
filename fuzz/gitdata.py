"""Repositories of git whose data nobody would write, made object by object: git itself would refuse most of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from hashlib import sha1
from pathlib import Path
from random import Random

from fuzz.grammars import MARKDOWN
from fuzz.grown import grown

_MISSING = bytes(20)
_NAMES = (
    b"index.md", b"a.md", b"a", b"a", b"B.md", b"_config.yml", b".gitignore", b".git", b"..", b".", b"", b"a/b.md", b"/etc", b"\xff.md",
    b"x" * 300 + b".md", b"con.md", b"a\nb.md", b"a\tb.md", b'".md', b"-rf.md", b"\xc3\xa9.md", b"e\xcc\x81.md", b".profilelint.toml",
)  # fmt: skip
_MODES = (b"100644", b"100644", b"100644", b"100755", b"120000", b"160000", b"40000", b"0", b"777777", b"100")
_HEADS = ("ref: refs/heads/main\n", "ref: refs/heads/main\n", "{commit}\n", "ref: refs/heads/gone\n", "", "ref: HEAD\n", "x" * 5_000)
CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"
_CONFIGS = (
    CONFIG,
    CONFIG,
    CONFIG,
    "",
    "[core]\n\tbare = true\n",
    "[core\n",
    CONFIG + "[a]\n\tb = c\n" * 1_000,
    CONFIG + "[include]\n\tpath = config\n",
)


class Objects:
    """Writes objects into a folder `.git`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, kind: str, data: bytes) -> bytes:
        whole = f"{kind} {len(data)}\0".encode() + data
        name = sha1(whole).hexdigest()
        path = self.folder / "objects" / name[:2] / name[2:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.compress(whole, 1))
        return bytes.fromhex(name)

    def tree(self, entries: Sequence[tuple[bytes, bytes, bytes]]) -> bytes:
        return self.add("tree", b"".join(mode + b" " + name + b"\0" + to for mode, name, to in entries))

    def commit(self, tree: bytes, parents: Sequence[bytes] = ()) -> bytes:
        heads = "".join(f"parent {parent.hex()}\n" for parent in parents)
        return self.add(
            "commit", f"tree {tree.hex()}\n{heads}author a <a@b.example> 0 +0000\ncommitter a <a@b.example> 0 +0000\n\nA\n".encode()
        )


def repository(dice: Random, top: Path) -> None:
    """A repository at a folder, of two commits, whose working tree is made by others."""
    folder = top / ".git"
    for name in ("objects", "refs/heads"):
        (folder / name).mkdir(parents=True)
    objects = Objects(folder)
    first = objects.commit(dice.choice(_TREES)(dice, objects))
    last = objects.commit(dice.choice(_TREES)(dice, objects), dice.choice(((first,), (first, first), (_MISSING,), ())))
    (folder / "refs/heads/main").write_text(f"{last.hex()}\n")
    (folder / "HEAD").write_text(dice.choice(_HEADS).replace("{commit}", last.hex()))
    (folder / "config").write_text(dice.choice(_CONFIGS))
    if dice.random() < 0.2:
        (folder / "index").write_bytes(dice.choice((b"", b"DIRC", b"DIRC\0\0\0\2\xff\xff\xff\xff" + bytes(40), dice.randbytes(100))))
    if dice.random() < 0.2:
        refs = f"# pack-refs\n{f'{last.hex()} refs/a{chr(10)}' * 500}".encode()
        (folder / "packed-refs").write_bytes(dice.choice((b"", dice.randbytes(100), refs)))
    for path in sorted(folder.glob("objects/*/*")):
        if dice.random() < 0.03:
            path.write_bytes(dice.choice((b"", path.read_bytes()[:-3], dice.randbytes(30))))


def _any(dice: Random, objects: Objects) -> bytes:
    """Entries of any name and mode, of blobs and folders, some of which are missing."""
    entries = []
    for _ in range(dice.randrange(1, 12)):
        blob = objects.add("blob", grown(dice, MARKDOWN, dice.randrange(1, 200)).encode("utf-8", "replace"))
        to = dice.choice((blob, blob, blob, _MISSING, objects.tree([(b"100644", b"b.md", blob)])))
        entries.append((dice.choice(_MODES), dice.choice(_NAMES), to))
    return objects.tree(entries if dice.random() < 0.3 else sorted(entries, key=lambda entry: entry[1]))


def _deep(dice: Random, objects: Objects) -> bytes:
    """A folder in a folder in a folder."""
    to = objects.add("blob", b"Febrary 2025\n")
    to = objects.tree([(b"100644", b"a.md", to)])
    for _ in range(dice.choice((10, 100, 500))):
        to = objects.tree([(b"40000", b"a", to)])
    return to


def _many(dice: Random, objects: Objects) -> bytes:
    """Each folder has one other folder many times: more files than any disk holds."""
    to = objects.tree([(b"100644", b"a.md", objects.add("blob", b"Febrary 2025\n"))])
    for _ in range(dice.choice((2, 5, 12))):
        to = objects.tree([(b"40000", b"%02d" % number, to) for number in range(dice.choice((2, 4, 10)))])
    return to


def _names_of_one(dice: Random, objects: Objects) -> bytes:
    """One large blob with many names."""
    blob = objects.add("blob", b"Febrary 2025\n" * dice.choice((1_000, 500_000)))
    return objects.tree([(b"100644", b"%04d.md" % number, blob) for number in range(dice.choice((10, 1_000)))])


def _wrong_kind(dice: Random, objects: Objects) -> bytes:
    """What should be a folder is a page."""
    return objects.add(dice.choice(("blob", "tree", "commit")), dice.choice((b"", b"a", dice.randbytes(60), b"100644 a.md\0" + bytes(10))))


_TREES: Sequence[Callable[[Random, Objects], bytes]] = (_any, _any, _any, _any, _any, _deep, _many, _names_of_one, _wrong_kind)
