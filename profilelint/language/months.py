"""The names of the months in many languages, and the English ones misspelt."""

from __future__ import annotations

from functools import lru_cache

from profilelint.core.record import record
from profilelint.language.edits import distance

#: January to December in each language; variants and abbreviations follow the full name. Other languages than English are here to be
#: read, and so that their months do not count as misspelt English ones.
LANGUAGES = {
    "en": "january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov"
    " december|dec",
    "de": "januar|jänner|jaenner|jän februar|feber märz|maerz|mär|mrz april mai juni juli august september oktober|okt november"
    " dezember|dez",
    "fr": "janvier|janv février|fevrier|févr|fevr|fév mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre"
    " décembre|decembre|déc",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic",
    "it": "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto|ago settembre|sett|set ottobre|ott novembre"
    " dicembre|dic",
    "pt": "janeiro fevereiro|fev março abril|abr maio junho julho agosto|ago setembro|set outubro|out novembro dezembro|dez",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober|okt november december",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "sv": "januari februari mars april maj juni juli augusti september oktober|okt november december",
    "da": "januar februar marts april maj juni juli august september oktober|okt november december",
    "no": "januar februar mars april mai juni juli august september oktober|okt november desember|des",
    "pl": "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpień"
    " września|wrzesień października|październik listopada|listopad grudnia|grudzień",
    "cs": "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen"
    " listopadu prosince|prosinec",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "januari februari maret april mei juni juli agustus|agust|agu september oktober november|nopember desember",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "ru": "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август сентября|сентябрь"
    " октября|октябрь ноября|ноябрь декабря|декабрь",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "fi": "tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu kesäkuuta|kesäkuu"
    " heinäkuuta|heinäkuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu marraskuuta|marraskuu joulukuuta|joulukuu",
    "sr": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
}
#: Abbreviations that are words in English: months only where a stop or a slash follows ("set. 2021", "out/2021").
MARKED_ONLY = frozenset(("set", "out", "ago", "gen", "mag", "des", "lug"))

ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_ABBREVIATIONS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

#: Slips in the short months. Too many names are one letter away from these (Marc, Juno, Augst, Jule) to tell a slip by its distance.
_SLIPS = {
    3: "marhc mrach marchh maarch",
    4: "apirl arpil aprl aprli appril aprial aprail",
    6: "jnue juune",
    7: "juily jluy juyl",
    8: "auguest augest auguts augut augsut aguust agusut auguust",
}
#: Words and names that lie as near to a long month as a slip does.
_WORDS = frozenset((
    "decemvir", "deceiver", "deemer", "decender", "decenier", "delemner", "deceben", "decebre", "ferrary", "jaguary", "nonmember", "nember",
    "noemer", "noveller", "novelder",
))  # fmt: skip
#: Months cut where nobody cuts them.
_CUT = {
    1: "janu janua",
    2: "febru",
    8: "augu augus",
    9: "sepe septe septem setp spet seq",
    10: "octo octob",
    11: "nove novem",
    12: "dece decem",
}
#: Of these, what is a word or a name too: a month only at the end of a range.
DOUBTFUL = frozenset(("seq", "octo", "nove", "septem", "novem", "decem"))


def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for names in LANGUAGES.values():
        for number, variants in enumerate(names.split(), 1):
            for name in variants.split("|"):
                numbers.setdefault(name, number)  # earlier entries win: "listopada" is November
    return numbers


#: The number of each month name, in small letters.
NUMBERS = _numbers()
_OTHER_FULL_NAMES = frozenset(
    variants.split("|")[0] for language, names in LANGUAGES.items() if language != "en" for variants in names.split()
) - frozenset(name.lower() for name in ENGLISH)
_BY_SLIP = {slip: number for number, slips in _SLIPS.items() for slip in slips.split()}
_BY_CUT = {cut: number for number, cuts in _CUT.items() for cut in cuts.split()}


@record
class Misspelling:
    """`right` has the case of the word; it is a guess unless it is certain. `cut`: an unusual abbreviation."""

    month: int
    right: str
    cut: bool = False
    certain: bool = True


@lru_cache(maxsize=4096)
def misspelling(word: str) -> Misspelling | None:
    """The month meant by a word in the place of a month; None if it may be something else."""
    lower = word.lower()
    if lower in NUMBERS or lower in _WORDS or not 3 <= len(lower) <= 12:
        return None
    if lower in _BY_CUT:
        return Misspelling(_BY_CUT[lower], _in_case_of(word, _ABBREVIATIONS[_BY_CUT[lower] - 1]), cut=True, certain=False)
    if lower in _BY_SLIP:
        return Misspelling(_BY_SLIP[lower], _in_case_of(word, ENGLISH[_BY_SLIP[lower] - 1]))
    return _near_long_month(word, lower)


def _near_long_month(word: str, lower: str) -> Misspelling | None:
    """The month of seven letters or more that this is a slip of, told by how far it is from it, and that both begin and end alike."""
    for number in (1, 2, 9, 10, 11, 12):
        name = ENGLISH[number - 1].lower()
        allowed = 2 if len(name) > 7 else 1
        if lower[0] != name[0] or abs(len(lower) - len(name)) > allowed or not _ends_alike(lower, name):
            continue
        far = distance(lower, name)
        if far <= allowed:
            nearest = min(distance(lower, other) for other in _OTHER_FULL_NAMES)
            # "Octuber" may be meant for octubre as well, "Noviembe" is not English.
            return Misspelling(number, _in_case_of(word, ENGLISH[number - 1]), certain=far < nearest) if far <= nearest else None
    return None


def _ends_alike(word: str, name: str) -> bool:
    """Whether the end is not that of another form: Januars, februara, decembru."""
    return word[-1] == name[-1] or word == name[:-1] or word[-2:] == name[:-3:-1]


def _in_case_of(word: str, name: str) -> str:
    if word.isupper():
        return name.upper()
    return name.lower() if word.islower() else name
