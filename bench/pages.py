"""Write a site of many realistic pages: `python bench/pages.py FOLDER [PAGES] [--size BYTES]`. The same seed gives the same site."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

_SUBJECTS = (
    "our group", "the survey", "this project", "the second campaign", "a small team of students", "the laboratory", "the new sensor",
    "each workshop", "the reading group", "the tidal model", "the archive of cores", "the open data set",
)  # fmt: skip
_VERBS = ("describes", "measures", "explains", "collects", "compares", "publishes", "maintains", "extends", "supports", "documents")
_OBJECTS = (
    "sediment in shallow estuaries", "the long record of storms", "methods for sparse time series", "a map of the coast",
    "notes from field work", "software for students", "the history of the instrument", "results of last summer",
    "a catalogue of grain sizes", "the margins of the delta",
)  # fmt: skip
_ENDS = (
    "with care", "for everyone who asks", "in two languages", "since the first season", "with partners abroad", "and shares the code",
    "over several years",
)  # fmt: skip
_PLACES = (
    "University of Groningen",
    "ETH Zürich",
    "Universidade de Lisboa",
    "Kyoto University",
    "Technische Universität München",
    "McGill University",
)
_PEOPLE = ("Ines Carvalho", "Jonas Weidmann", "Priya Raghunathan", "Tomáš Dvořák", "Liu Wenjing", "Aoife Brennan")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
#: One page in five has one of these.
_SLIPS = (
    "We recieve samples from four stations.",
    "The the second core was longer.",
    "Research assistant, Sept. 2016 – May 2014",
    "The cafÃ© beside the harbour serves as our office.",
    "See [the slides]() of the talk.",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
)


def sentence(random: random.Random) -> str:
    words = f"{random.choice(_SUBJECTS)} {random.choice(_VERBS)} {random.choice(_OBJECTS)} {random.choice(_ENDS)}"
    return words[0].upper() + words[1:] + "."


def paragraph(random: random.Random) -> str:
    sentences = [sentence(random) for _ in range(random.randint(2, 5))]
    names = f"{random.choice(_PEOPLE)} (**{random.choice(_PLACES)}**)"
    sentences.insert(1, f"With {names}, we wrote *{_title(random)}* and `model_{random.randint(1, 99)}.py`.")
    return " ".join(sentences)


def _title(random: random.Random) -> str:
    return f"{random.choice(_OBJECTS)} and {random.choice(_OBJECTS)}".capitalize()


def _list(random: random.Random) -> str:
    lines = []
    for year in sorted(random.sample(range(2008, 2025), 4), reverse=True):
        link = f"[{random.choice(_PLACES)}](https://www.{random.randint(10, 99)}-events.org/{year}/)"
        lines.append(f"- {random.choice(_MONTHS)} {year}: talk at {link}, room {random.randint(1, 40)}")
    return "\n".join(lines)


def _positions(random: random.Random) -> str:
    start = random.randint(2005, 2016)
    lines = [
        f"* Lecturer, {random.choice(_PLACES)}, {start + 6} – present",
        f"* Research fellow, {random.choice(_PLACES)}, Oct. {start} – Sept. {start + 5}",
    ]
    return "\n".join(lines)


def _table(random: random.Random) -> str:
    rows = [f"| {random.choice(_PLACES)} | {random.randint(2000, 2024)} | {random.randint(1, 900)} |" for _ in range(4)]
    return "\n".join(["| Station | Year | Cores |", "|---|---|---|", *rows])


def _html(random: random.Random) -> str:
    return (
        f'<div class="row">\n  <p>{sentence(random)} <a href="https://doi.org/10.5555/{random.randint(10**6, 10**7)}">Paper</a></p>\n'
        f'  <img src="/images/figure-{random.randint(1, 20)}.svg" alt="Map of {random.choice(_OBJECTS)}">\n</div>'
    )


def _comment(random: random.Random) -> str:
    return f"<!-- {sentence(random)} -->"


def _liquid(random: random.Random) -> str:
    return "{% for post in site.posts limit:3 %}\n* [{{ post.title }}]({{ post.url }})\n{% endfor %}"


def _math(random: random.Random) -> str:
    speed = random.randint(2, 9)
    return f"The settling speed is $w = {speed} d^2$ for small grains.\n\n```python\nspeed = {speed} * d ** 2\n```"


_PARTS = (paragraph, paragraph, paragraph, _list, _positions, _table, _html, _comment, _liquid, _math)


def body(random: random.Random, size: int) -> Iterator[str]:
    """Sections of a page until it has about `size` characters."""
    written = 0
    while written < size:
        part = f"## {_title(random)}\n\n{paragraph(random)}\n\n{random.choice(_PARTS)(random)}\n\n{random.choice(_PARTS)(random)}\n"
        written += len(part)
        yield part


def page(random: random.Random, size: int, slip: bool) -> str:
    title = _title(random)
    front = f"---\nlayout: single\ntitle: {title}\nexcerpt: {sentence(random)}\nauthor_profile: true\n---\n\n"
    return front + "\n".join([*body(random, size), *([random.choice(_SLIPS)] if slip else [])]) + "\n"


def as_html(random: random.Random, size: int, slip: bool) -> str:
    parts, written = [], 0
    while written < size:
        parts.append(f"<h2>{_title(random)}</h2>\n<p>{sentence(random)} {sentence(random)}</p>\n{_html(random)}")
        written += len(parts[-1])
    parts += [f"<p>{random.choice(_SLIPS[:4])}</p>"] if slip else []
    return f"<!doctype html>\n<html>\n<head><title>{_title(random)}</title></head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"


def site(folder: Path, pages: int, size: int = 0, seed: int = 1) -> None:
    """`size`: of each page; 0 for sizes as they are on real sites: 4.3 kB on average, a few far longer."""
    dice = random.Random(seed)
    for name in ("_pages", "_posts", "_publications", "files", "images"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(1, 21):
        (folder / "images" / f"figure-{number}.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "_config.yml").write_text("title: Tidal Sediment Lab\nurl: https://sediment-lab.org\ntheme: minima\n", encoding="utf-8")
    for number in range(pages):
        length = size or min(60_000, int(dice.lognormvariate(7.9, 0.9)))
        slip = number % 5 == 0
        where = ("_pages", "_posts", "_publications")[number % 3]
        name = f"{where}/2019-01-{1 + number % 28:02}-page-{number}" if where == "_posts" else f"{where}/page-{number}"
        is_html = number % 10 >= 7 and where != "_posts"
        text = as_html(dice, length, slip) if is_html else page(dice, length, slip)
        (folder / f"{name}.{'html' if is_html else 'md'}").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", type=int, nargs="?", default=1000)
    parser.add_argument("--size", type=int, default=0, metavar="BYTES", help="of every page")
    arguments = parser.parse_args()
    site(arguments.folder, arguments.pages, arguments.size)


if __name__ == "__main__":
    main()
