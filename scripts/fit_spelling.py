"""Fit the weights of the spelling judge: `python scripts/fit_spelling.py SITES SLIPS [--without FILE]`.

SITES is a folder of sites, a folder each; SLIPS one of lists of slips as Roger Mitton publishes them ("$meant", and its slips below it).
Words of the sites that no lexicon has count as right, but for those that scripts/slips-read.txt lists; into copies of their pages slips
are put, as people make them. Sites and words are dealt to three parts by a hash of their names: to fit, to choose, to test. Only weights
are kept, and the next fit, on other sites, begins from them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate, chain, pairwise
from math import exp, inf, log
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from profilelint.checks.shared.pagewords import counts
from profilelint.checks.spelling.features import features_of_guess, features_of_place, features_of_spelling, features_of_word
from profilelint.checks.spelling.judge import table_of
from profilelint.checks.spelling.page_terms import candidates
from profilelint.checks.spelling.unknown_words import Occurrence, language_in, occurrences
from profilelint.core.dependencies import Dependencies
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.language import languages, lexicon
from profilelint.language.candidates import Guess, guesses
from profilelint.site.files import Site
from profilelint.site.view import SiteView

PARTS = ("fit", "fit", "fit", "fit", "fit", "choose", "choose", "test", "test", "test")
SUFFIXES = (".md", ".markdown", ".qmd", ".html", ".bib", ".yml", ".yaml")
SKIPPED = re.compile(
    r"(^|/)(\.|node_modules|_site|public|vendor|assets/|static/|_sass|themes/|_includes|_layouts|layouts/|LICENSE|CHANGELOG)"
)
PAGES, BYTES = 60, 60_000
#: How many slips are put into a page at most, in English and in other languages, of which there are fewer pages.
SLIPS_A_PAGE = {True: 4, False: 14}
#: How many slips are of lists, of those that are put in.
LISTED_SHARE = 0.7
READ = Path(__file__).with_name("slips-read.txt")
WEIGHTS = Path(__file__).parent.parent / "rules" / "spelling" / "misspelling-weights.yaml"
#: Names are put into the places of so many words each, by what holds for the place; most not where a sentence begins.
NAME_PLACES = {"": 5, "after a word that names follow": 8, "starts a sentence": 3}
SENTENCE, BIBS, BIB_BYTES = {"starts a sentence", "starts a text"}, 8, 400_000
AUTHORS = re.compile(r"\b(?:author|editor)s?\s{0,20}=\s{0,20}[{\"]([^{}\"]{3,4000})[}\"]", re.IGNORECASE)
#: What the names of bounds begin with, which stand among the weights.
BOUND = "best "
AMID, CAPITAL = "amid small letters", ", with a capital after small letters"
#: Of a page: what is known last, and may speak for a slip.
OF_PAGE = ("times on the page", "in one context", "of the page", "of the site")
#: What features must be seen how often, how much weights are held down, how many slips of lists count as being in none.
SEEN, HELD, UNLISTED_SHARE = 8, 1.0, 0.65
#: How much weights are held to what an earlier fit, on other sites, has found.
HELD_BEFORE = 8.0
#: How many slips more are put into the place of each, and how common (Zipf scale) what they mean must be.
CLONES, MEANT = 1, 1.5
LISTED, TERM = "a listed slip", "meant: a term of the page"
#: In features of letters that stand for others, of which there are many: which of them are worth a line.
CHANGE, CHANGE_LEAST, LEAST = '" for "', 0.3, 0.005
#: How often a page must have a word that no lexicon has for slips of it to be put in.
TERM_OFTEN = 3


def part_of(name: str) -> str:
    return PARTS[hashlib.sha256(name.encode()).digest()[0] % len(PARTS)]


def family(word: str) -> str:
    """What words of one family share, so that none is in two parts."""
    return re.sub(r"(?:s|es|ed|ing|ly|er|ion|ions|al)$", "", word.lower())[:6]


def pages_of(site: Path) -> list[Path]:
    """Up to so many pages of a site, the same each time."""
    found = [
        path for path in site.rglob("*") if path.suffix in SUFFIXES and path.is_file() and not SKIPPED.search(str(path.relative_to(site)))
    ]
    found = [path for path in found if 200 < path.stat().st_size < BYTES]
    return sorted(found, key=lambda path: hashlib.sha256(str(path.relative_to(site)).encode()).digest())[:PAGES]


def slip_lists(folder: Path | None, without: set[str]) -> dict[str, list[str]]:
    """By a word in small letters, its slips in lists."""
    slips: dict[str, set[str]] = defaultdict(set)
    for line in (files("codespell_lib") / "data" / "dictionary.txt").read_text("utf-8").splitlines():
        slip, _, meant = line.partition("->")
        slips[meant.lower()].add(slip)
    for path in sorted(folder.glob("*.dat")) if folder else ():
        meant = ""
        for line in path.read_text("latin-1").splitlines():
            word = line.split()[0].lower() if line.split() else ""
            if word.startswith("$"):
                meant = word[1:]
            elif meant and len(word) > 3:
                slips[meant].add(word)
    good = {
        meant: sorted(slip for slip in found if slip.isalpha() and slip.isascii() and slip not in without and not lexicon.is_usual(slip))
        for meant, found in slips.items()
    }
    return {meant: found for meant, found in good.items() if found}


def made_slip(word: str, choice: random.Random, letters: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """A slip of the fingers, of a kind as often as in lists of real ones."""
    at = choice.randrange(len(word)) if choice.random() < 0.15 else choice.randrange(1, len(word))
    kind = choice.choices(("lost", "extra", "wrong", "swapped", "doubled", "single", "two"), (30, 10, 22, 14, 8, 10, 6))[0]
    if kind == "two":
        return made_slip(made_slip(word, choice, letters), choice, letters)
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "swapped" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    if kind == "single" and (doubled := re.search(r"(.)\1", word)):
        return word[: doubled.start()] + word[doubled.start() + 1 :]
    near = [b for a, b in _KEYS if a == word[at]] if choice.random() < 0.6 else None
    letter = choice.choice(near or list("aeiou" if word[at] in "aeiou" else letters))
    return word[:at] + letter + word[at + (kind != "extra") :]


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = [pair for row in _ROWS for a, b in pairwise(row) for pair in ((a, b), (b, a))]
_WORD = re.compile(r"(?<![\w@/.'’-])[^\W\d_]{4,20}(?![\w@/'’-])")


def _slip_for(meant: str, language: str, lists: dict[str, list[str]], choice: random.Random) -> str:
    if language != "en":
        plain = languages.plain_letters_of(meant)
        return plain if plain != meant and choice.random() < 0.3 else made_slip(meant, choice, languages.letters_of(language))
    listed = lists.get(meant, ())
    return choice.choice(listed) if listed and choice.random() < LISTED_SHARE else made_slip(meant, choice)


def row_of(place: Occurrence, label: str) -> dict[str, Any]:
    """What is fitted: the features of each candidate, and which of them was meant."""
    here = (*features_of_word(place.word, place.language), *features_of_place(place))
    found = candidates(place)
    return {
        "table": table_of(place),
        "word": place.found,
        "label": label,
        "here": here,
        "guesses": {guess.word: features_of_guess(place, guess) for guess in found},
        "text": place.text[max(0, place.start - 50) : place.end + 50],
        "page": place.document.source.path,
        "language": place.language,
    }


def gathered(task: tuple[Path, dict[str, list[str]]]) -> list[dict[str, Any]]:
    """The rows of a site: its own words, and slips that are put in."""
    site, lists = task
    choice, part = random.Random(site.name), part_of(site.name)
    rows = []
    for path in pages_of(site):
        data = path.read_bytes()
        view = SiteView(around, Dependencies()) if (around := Site.around(path)) else None
        try:
            document = read(Source.from_bytes(data, str(path)))
            mine = {place.found for place in occurrences(document, view)}
        except Exception as error:
            print(path, repr(error), file=sys.stderr)
            continue
        for place in occurrences(document, view):
            if candidates(place):
                rows.append(row_of(place, "") | {"part": part, "site": site.name, "own": True})
        runs = [(run, index) for index, run in enumerate(document.runs) if len(run.text) > 12]
        choice.shuffle(runs)
        edits: dict[tuple[int, int], tuple[str, str]] = {}
        room, said = dict(SLIPS_A_PAGE), document.view(counts)
        for run, index in runs[:120]:
            words = [match for match in _WORD.finditer(run.text) if match.group()[1:].islower()]
            language = language_in(document, index, view) or "en"
            for match in choice.sample(words, min(len(words), 1 if language == "en" else 3)):
                meant, span = match.group().lower(), run.span(*match.span())
                is_known = lexicon.is_known(meant) or said[meant] >= TERM_OFTEN
                if language != "en":
                    is_known = language in languages.languages_with(meant)
                if not is_known or not room[language == "en"] or not run.is_plain(*match.span()) or lexicon.is_name(meant):
                    continue
                slip = _slip_for(meant, language, lists if part_of(family(meant)) == part else {}, choice)
                if lexicon.is_usual(slip) or languages.languages_with(slip) or slip == meant or len(slip) < 3:
                    continue
                room[language == "en"] -= 1
                edits[span.start, span.end] = (slip.capitalize() if match.group()[0].isupper() else slip, meant)
        text = document.text
        if not edits or document.source.text != text:
            continue
        for (start, end), (slip, _) in sorted(edits.items(), reverse=True):
            text = text[:start] + slip + text[end:]
        meant_of = {slip: meant for slip, meant in edits.values() if slip not in mine}
        changed = read(Source.from_bytes(text.encode("utf-8", "surrogateescape"), str(path)))
        for place in occurrences(changed, view):
            if (meant := meant_of.get(place.found)) is not None:
                rows.append(row_of(place, meant) | {"part": part, "site": site.name, "own": False})
    return rows


@dataclass
class Table:
    """Rows of one table of weights as a sparse matrix: a line for each candidate, in groups, of which one may be the meant one."""

    lines: csr_matrix
    starts: np.ndarray
    meant: np.ndarray  # the line of the one that was meant, -1 where the word is right


def matrix_of(rows: list[dict[str, Any]], index: dict[str, int]) -> Table:
    starts, meant, columns, ends = [], [], [], [0]
    for row in rows:
        starts.append(len(ends) - 1)
        meant.append(-1)
        here = [index[feature] for feature in row["here"] if feature in index]
        for word, features in row["guesses"].items():
            if word == row["label"]:
                meant[-1] = len(ends) - 1
            columns += here + [index[feature] for feature in features if feature in index]
            ends.append(len(columns))
    lines = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(index)))
    return Table(lines, np.array(starts), np.array(meant))


def fitted(rows: list[dict[str, Any]], before: dict[str, float]) -> dict[str, float]:
    """The weights that make what was observed the likeliest, held to those of an earlier fit, and new ones to nothing."""
    rows = [row for row in rows if not row["label"] or row["label"] in row["guesses"]]
    often = Counter(feature for row in rows for feature in (*row["here"], *chain.from_iterable(row["guesses"].values())))
    index = {feature: i for i, feature in enumerate(sorted(feature for feature, count in often.items() if count >= SEEN))}
    table = matrix_of(rows, index)
    group = np.repeat(np.arange(len(rows)), np.diff(np.append(table.starts, table.lines.shape[0])))
    is_slip = table.meant >= 0
    chosen = np.zeros(table.lines.shape[0])
    chosen[table.meant[is_slip]] = 1
    weight = np.array([1 / (1 + CLONES) if not row["own"] and row["language"] == "en" else 1.0 for row in rows])
    prior = np.array([before.get(feature, 0.0) for feature in index])
    held = np.array([HELD_BEFORE if feature in before else HELD for feature in index])
    held[index["any word"]] = 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.minimum(table.lines @ weights, 30)
        odds = np.exp(scores)
        total = 1 + np.add.reduceat(odds, table.starts)
        value = weight @ np.log(total) - weight[is_slip] @ scores[table.meant[is_slip]] + 0.5 * (held * (weights - prior) ** 2).sum()
        return value, table.lines.T @ (weight[group] * (odds / total[group] - chosen)) + held * (weights - prior)

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return before | {feature: float(found[i]) for feature, i in index.items()}


def score(features: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights.get(feature, 0.0) for feature in features)


def probabilities(row: dict[str, Any], weights: dict[str, float]) -> dict[str, float]:
    odds = {word: exp(min(30, score((*row["here"], *features), weights))) for word, features in row["guesses"].items()}
    return {word: value / (1 + sum(odds.values())) for word, value in odds.items()}


def bounds_of(rows: list[dict[str, Any]], weights: dict[str, float]) -> dict[str, float]:
    """The most that a place and a candidate have ever said for a slip: what is below with these needs no candidates."""
    places = [row["here"][len(features_of_word(row["word"].lower(), row["language"])) :] for row in rows]
    before_page = [[feature for feature in place if weights.get(feature, 0) > 0 or not feature.endswith(OF_PAGE)] for place in places]
    bounds = {"best place": max(score(place, weights) for place in before_page)}
    for row in rows:
        if row["guesses"]:
            best = "best candidate, listed" if LISTED in row["here"] else f"best candidate, {row['here'][1]}"
            said = log(sum(exp(score(features, weights)) for features in row["guesses"].values()))
            bounds[best] = max(bounds.get(best, said), said)
    return bounds


def _renewed(row: dict[str, Any], guess: Guess) -> list[str]:
    """What speaks for a candidate, with what the page said when the row was gathered."""
    of_page = (feature for feature in row["guesses"].get(guess.word, ()) if feature.endswith(("on the page", CAPITAL)))
    return [*features_of_spelling(row["word"].lower(), guess, row["language"]), *of_page]


def prepared(rows: list[dict[str, Any]], seed: int = 1) -> list[dict[str, Any]]:
    """The rows with what was read of the words of pages, without those of which nobody could say. Lists are held to know some of the slips
    put in, as they do of others."""
    read = dict(line.split() for line in READ.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    choice = random.Random(seed)
    for row in rows:
        told = next(i for i, feature in enumerate(row["here"]) if feature.startswith("language told by"))
        row["here"] = [*features_of_word(row["word"].lower(), row["language"]), *row["here"][told:]]  # the lexicons may be newer
        terms = {word: features for word, features in row["guesses"].items() if TERM in features}
        row["guesses"] = terms | {guess.word: _renewed(row, guess) for guess in guesses(row["word"].lower(), row["language"])}
        if row["own"]:
            row["label"] = read.get(row["word"], "")
    return [row if row["own"] else _unlisted(row, choice) for row in rows if row["label"] != "?"]


def with_names(rows: list[dict[str, Any]], names: dict[str, str], seed: int = 2) -> Iterator[dict[str, Any]]:
    """Rows of other names in the places of capitalised words that are right: pages hold far more names than these do."""
    choice = random.Random(seed)
    for table in ("English, capital", "other, capital"):
        right = [row for row in rows if row["table"] == table and row["own"] and not row["label"]]
        places = {
            (part, kind): [
                row for row in right if row["part"] == part and (kind in row["here"] or not (kind or SENTENCE.intersection(row["here"])))
            ]
            for part in set(PARTS)
            for kind in NAME_PLACES
        }
        for name, part in sorted(names.items()):
            for kind, number in NAME_PLACES.items():
                for row in choice.sample(places[part, kind], min(len(places[part, kind]), number)):
                    yield from _with_name(row, name)


def _with_name(row: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    word, language = name.lower(), row["language"]
    here = row["here"][len(features_of_word(row["word"].lower(), language)) :]
    found = {guess.word: features_of_spelling(word, guess, language) for guess in guesses(word, language)}
    if AMID in here:
        found = {other: (*features, f"{features[2]}{CAPITAL}") for other, features in found.items()}
    if found:
        yield row | {"word": name, "here": [*features_of_word(word, language), *here], "guesses": found}


def with_slips(rows: list[dict[str, Any]], lists: dict[str, list[str]], seed: int = 3) -> Iterator[dict[str, Any]]:
    """Rows of other slips in the places of those that were put in: what slips are like takes more of them than what places are like."""
    choice, meant = random.Random(seed), sorted(word for word in lists if len(word) > 3 and word.isalpha() and lexicon.is_known(word))
    by_part = {part: [word for word in meant if part_of(family(word)) == part and lexicon.zipf(word) >= MEANT] for part in set(PARTS)}
    often = {part: [*accumulate(lexicon.zipf(word) - 1 for word in words)] for part, words in by_part.items()}
    for row in rows:
        if not row["own"] and row["language"] == "en":
            for word in choice.choices(by_part[row["part"]], cum_weights=often[row["part"]], k=CLONES):
                slip = _slip_for(word, "en", lists, choice)
                if not lexicon.is_usual(slip) and slip != word and len(slip) > 3:
                    yield from _in_place_of(row, slip, word, choice)


def _in_place_of(row: dict[str, Any], slip: str, meant: str, choice: random.Random) -> Iterator[dict[str, Any]]:
    here = row["here"][len(features_of_word(row["word"].lower(), "en")) :]
    here = [*features_of_word(slip, "en"), *here]
    found = {guess.word: features_of_spelling(slip, guess, "en") for guess in guesses(slip)}
    if AMID in row["here"]:
        found = {other: (*features, f"{features[2]}{CAPITAL}") for other, features in found.items()}
    if found:
        yield _unlisted(row | {"word": slip, "label": meant, "here": here, "guesses": found, "clone": True}, choice)


def _unlisted(row: dict[str, Any], choice: random.Random) -> dict[str, Any]:
    """The row, most often as if no list had the slip."""
    if LISTED not in row["here"] or choice.random() >= UNLISTED_SHARE:
        return row
    here = [feature for feature in row["here"] if not feature.startswith((LISTED, "listed, and"))]
    found = {word: [f for f in features if not f.startswith("listed as")] for word, features in row["guesses"].items()}
    return row | {"here": here, "guesses": found}


def names_of(site: Path) -> dict[str, str]:
    """The capitalised words of authors in a site's bibliographies that no lexicon has and that are near a word."""
    texts = (path.read_bytes()[:BIB_BYTES].decode("utf-8", "replace") for path in sorted(site.rglob("*.bib"))[:BIBS])
    words = {word for text in texts for authors in AUTHORS.findall(text) for word in re.findall(r"\b[A-Z][a-z]{3,14}\b", authors)}
    return {word: part_of(site.name) for word in sorted(words) if not lexicon.is_usual(word.lower()) and guesses(word.lower())}


def report(name: str, rows: list[dict[str, Any]], weights: dict[str, float]) -> Iterator[str]:
    """What is found, and what is reported that is right, at several probabilities."""
    judged = [(probabilities(row, weights), row) for row in rows]
    slips = sum(not row["own"] for _, row in judged)
    for bar in (0.5, 0.8, 0.9, 0.95, 0.98, 0.99):
        over = [(max(found, key=found.__getitem__), row) for found, row in judged if sum(found.values()) >= bar]
        put_in = [best == row["label"] for best, row in over if not row["own"]]
        own = {row["word"] for _, row in over if row["own"]}
        wrong = {row["word"] for _, row in over if row["own"] and not row["label"]}
        yield (
            f"{name}, at {bar}: {len(put_in) / max(1, slips):.3f} of {slips} slips found, the meant word first for "
            f"{sum(put_in) / max(1, len(put_in)):.3f}; of the words of the pages {len(own)} over it, {len(wrong)} of them right words"
        )


def written_weights() -> dict[str, dict[str, float]]:
    """The weights of an earlier fit, by the name of their table."""
    return yaml.safe_load(WEIGHTS.read_text("utf-8")) if WEIGHTS.exists() else {}


def write_weights(tables: dict[str, dict[str, float]], path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write("# Log odds by what is known about a word. Fitted by scripts/fit_spelling.py; not to be edited by hand.\n")
        for name, weights in tables.items():
            out.write(f'"{name}":\n')
            for feature, weight in weights.items():
                if abs(weight) >= (CHANGE_LEAST if CHANGE in feature else LEAST):
                    out.write(f"  {json.dumps(feature)}: {weight:.2f}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path)
    parser.add_argument("slips", type=Path)
    parser.add_argument("--without", type=Path, help="a file of slips that play no part, one a line")
    parser.add_argument("--rows", type=Path, required=True, help="where the rows are written, and read from if they are there")
    parser.add_argument(
        "--test", action="store_true", help="fit on the sites to fit and to choose alone, and say how that does on the others"
    )
    parser.add_argument("--tables", nargs="*", metavar="TABLE", help="the tables that are fitted (all); the others stay as they are")
    arguments = parser.parse_args()
    if not arguments.rows.exists():
        gather(arguments)
    rows = prepared([json.loads(line) for line in arguments.rows.read_text("utf-8").splitlines()])
    names = {name: part for site in sorted(arguments.sites.iterdir()) if site.is_dir() for name, part in names_of(site).items()}
    rows += [*with_names(rows, names)]
    rows += [*with_slips(rows, slip_lists(arguments.slips, _without(arguments)))]
    tables = written_weights()
    for name in arguments.tables or sorted({row["table"] for row in rows}):
        mine = [row for row in rows if row["table"] == name]
        part = [row for row in mine if row["part"] != "test"] if arguments.test else mine
        before = tables.get(name, {})
        bounds = {feature: weight for feature, weight in before.items() if feature.startswith(BOUND)}
        weights = fitted(part, {feature: weight for feature, weight in before.items() if feature not in bounds})
        found = bounds_of([row for row in mine if "clone" not in row], weights)
        tables[name] = {bound: max(found.get(bound, -inf), bounds.get(bound, -inf)) for bound in bounds | found} | weights
        print(*report(name, [row for row in mine if row["part"] == "test" and "clone" not in row], weights), sep="\n")
    write_weights(tables, WEIGHTS)
    return 0


def _without(arguments: argparse.Namespace) -> set[str]:
    return set(arguments.without.read_text("utf-8").split()) if arguments.without else set()


def gather(arguments: argparse.Namespace) -> None:
    lists = slip_lists(arguments.slips, _without(arguments))
    tasks = [(site, lists) for site in sorted(arguments.sites.iterdir()) if site.is_dir()]
    with ProcessPoolExecutor(2) as pool, arguments.rows.open("w") as out:
        for rows in pool.map(gathered, tasks):
            out.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
