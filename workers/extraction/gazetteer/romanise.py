"""Latin spellings of Cyrillic names: the systems that news has used, old and new."""

import re
import unicodedata

# Cabinet of Ministers of Ukraine, resolution 55 of 2010: the first letter of a pair stands at a word's start.
_NATIONAL = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "’": "",
}  # fmt: skip
_NATIONAL_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

# BGN/PCGN 1965 for Ukrainian.
_BGN_UKRAINIAN = _NATIONAL | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

# BGN/PCGN 1947 for Russian, without its apostrophes.
_BGN_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_VOWELS = "аеёиоуыэюяіїє"


def _plain(name: str) -> str:
    return re.sub("['’ʼ]", "’", unicodedata.normalize("NFC", name).lower())


def _letters(name: str, table: dict[str, str], initial: dict[str, str]) -> str:
    out: list[str] = []
    previous = ""
    for letter in _plain(name):
        starts = not previous.isalpha() and previous != "’"
        out.append((initial if starts and letter in initial else table).get(letter, letter))
        previous = letter
    return "".join(out)


def _russian(name: str, *, iotated: bool) -> str:
    out: list[str] = []
    previous = ""
    for letter in _plain(name):
        soft = not previous.isalpha() or previous in _VOWELS or previous in "ьъ"
        out.append("ye" if iotated and soft and letter == "е" else _BGN_RUSSIAN.get(letter, letter))
        previous = letter
    return "".join(out)


def romanise_ukrainian(name: str) -> frozenset[str]:
    """`Куп’янськ` -> {kupiansk, kupyansk}: the 2010 system, with zgh, and the BGN/PCGN system."""
    national = _letters(name.replace("зг", "zgh").replace("Зг", "zgh"), _NATIONAL, _NATIONAL_INITIAL)
    bgn = _letters(name, _BGN_UKRAINIAN, {})
    short = re.sub(r"(?:yy|yi|ii)\b", "y", bgn)
    return frozenset({national, bgn, short, re.sub(r"yi\b", "y", national), re.sub(r"yi\b", "yy", national)})


def romanise_russian(name: str) -> frozenset[str]:
    """`Красный Лиман` -> {krasnyy liman, krasny liman, ...}: BGN/PCGN with and without ye, -iy, -y."""
    spellings = {_russian(name, iotated=True), _russian(name, iotated=False)}
    if "ё" in name.lower():
        flat = name.replace("ё", "е").replace("Ё", "Е")
        spellings |= {_russian(flat, iotated=True), _russian(flat, iotated=False)}
        spellings |= {s.replace("yo", "e") for s in spellings}
    for spelling in tuple(spellings):
        spellings.add(re.sub(r"(?:yy|iy)\b", "y", spelling))
        spellings.add(re.sub(r"(?:yy|iy)\b", "ii", spelling))
        spellings.add(re.sub(r"yy\b", "yi", spelling))
    return frozenset(spellings)


_UK_ENDINGS = (
    ("ское", ("ське",)), ("цкое", ("цьке",)), ("ский", ("ський",)), ("ск", ("ськ",)), ("цк", ("цьк",)),
    ("ово", ("ово", "ове")), ("ево", ("ево", "еве", "єво", "єве")), ("ое", ("е",)), ("ее", ("є",)),
    ("ая", ("а",)), ("яя", ("я",)), ("ый", ("ий",)), ("цы", ("ці",)),
)  # fmt: skip


def _endings(name: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, str]]:
    """(stem, ending) pairs for the first ending that fits, or the whole name with none."""
    for ending, others in table:
        if name.endswith(ending):
            return [(name.removesuffix(ending), other) for other in others]
    return [(name, "")]


def ukrainian_spellings(name_ru: str) -> frozenset[str]:
    """How Ukrainian texts may write a Russian name: `Гуево` -> {гуєво, гуєве, ...}."""
    found: set[str] = set()
    for stem, ending in _endings(_plain(name_ru), _UK_ENDINGS):
        iotated = re.sub(r"(?<=[аеёиоуыэюя])е", "є", stem)
        letters = iotated.replace("ё", "ьо").replace("э", "е").replace("ъ", "’")
        hissing = re.sub(r"(?<=[жшчщцр])и", "ы", letters)
        found |= {
            letters.replace("и", "і").replace("ы", "и") + ending,
            hissing.replace("и", "і").replace("ы", "и") + ending,
        }
        if ending and stem[-1:] in _VOWELS and ending[0] == "е":
            found.add(letters.replace("и", "і").replace("ы", "и") + "є" + ending[1:])
    return frozenset(found)
