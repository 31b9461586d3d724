"""Which language an article is in. Script and letters decide first; a model only where they cannot."""

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"

_SAMPLE = 1000
"""Characters that are looked at; letters that tell languages apart are frequent."""
_MODEL_SAMPLE = 600
_SHORT = 80
"""Characters below which the model alone is not believed."""
_SURE = 0.9
_TELLING = 40
"""Letters: so many without і, ї, є or ґ are not Ukrainian, where one in twelve is one of them."""

_BASIC = 0.9
"""Share of the characters that are ASCII, from which a text is in Latin script without counting letters."""

# The first set only passes over what is frequent; what stands behind it decides.
_NO_WORD = re.compile(r"[^a-zа-яёіїєґ ](?<=[\W\d_])")

_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "hebrew": re.compile(r"[\u0590-\u05ff]+"),
    "arabic": re.compile(r"[\u0600-\u06ff]+"),
    "greek": re.compile(r"[\u0370-\u03ff]+"),
    "georgian": re.compile(r"[\u10a0-\u10ff]+"),
    "armenian": re.compile(r"[\u0530-\u058f]+"),
    "hangul": re.compile(r"[\uac00-\ud7af]+"),
    "kana": re.compile(r"[\u3040-\u30ff]+"),
    "han": re.compile(r"[\u4e00-\u9fff]+"),
}
_CYRILLIC_BLOCK = 0x04
"""The high byte of its letters, U+0400 to U+04FF: counting it is faster than finding the letters."""
_LANGUAGES_OF = {
    "latin": (
        *("en", "pl", "de", "fr", "es", "it", "pt", "nl", "ro", "cs", "sk", "hu", "tr", "sv", "da", "no"),
        *("fi", "et", "lv", "lt", "hr", "sl", "sq", "id", "vi", "az", "ca"),
    ),
    "cyrillic": ("uk", "ru", "be", "bg", "sr", "mk", "kk"),
    "hebrew": ("he",),
    "arabic": ("ar", "fa", "ur"),
    "greek": ("el",),
    "georgian": ("ka",),
    "armenian": ("hy",),
    "hangul": ("ko",),
    "kana": ("ja",),
    "han": ("zh",),
}

_UKRAINIAN_LETTERS = "іїєґ"
_RUSSIAN_LETTERS = "ыэёъ"
_SERBIAN_LETTERS = "ђћљњџјѓќѕ"
_KAZAKH_LETTERS = "әғқңөұүһ"

# Words that one language writes and the other does not, for texts too short to show their letters.
_UKRAINIAN_WORDS = frozenset(
    (
        *(
            "та",
            "що",
            "від",
            "із",
            "зі",
            "з",
            "як",
            "був",
            "була",
            "було",
            "були",
            "не",
            "або",
            "біля",
            "щодо",
        ),
        *("й", "у", "унаслідок", "через", "після", "області", "зсу", "село", "мовою", "вогонь", "ворог"),
    )
)
_RUSSIAN_WORDS = frozenset(
    (
        *(
            "и",
            "что",
            "от",
            "из",
            "с",
            "как",
            "или",
            "его",
            "она",
            "они",
            "это",
            "около",
            "после",
            "во",
            "со",
        ),
        *(
            "при",
            "под",
            "над",
            "к",
            "из-за",
            "рф",
            "вс",
            "всу",
            "село",
            "огонь",
            "враг",
            "города",
            "взят",
            "харьков",
        ),
        *(
            "харькова",
            "харькове",
            "киев",
            "киева",
            "киеве",
            "николаев",
            "львов",
            "чернигов",
            "днепр",
            "днепре",
        ),
    )
)
_SHARED_WORDS = _UKRAINIAN_WORDS & _RUSSIAN_WORDS

_ENGLISH_GRAMMAR = frozenset(("the", "of", "and", "that", "with", "from", "were", "which", "said", "have"))
_GRAMMAR_SHARE = 8
"""One word in so many, at least: English prose has one in five."""

_ENGLISH_WORDS = frozenset(
    (
        *(
            "the",
            "of",
            "and",
            "to",
            "in",
            "on",
            "at",
            "near",
            "by",
            "from",
            "with",
            "for",
            "is",
            "are",
            "was",
        ),
        *(
            "were",
            "has",
            "have",
            "after",
            "over",
            "says",
            "said",
            "not",
            "no",
            "its",
            "as",
            "an",
            "into",
            "under",
        ),
        *("forces", "troops", "attack", "attacks", "explosions", "heard", "city", "army", "holds", "village"),
    )
)


def detect_language(text: str, stated: str | None = None) -> str:
    """A BCP 47 primary tag, `und` for text without letters.

    `stated` is what the sender said (BCP 47); it is believed where the script and the letters do not speak
    against it.
    """
    sample = text[:_SAMPLE].casefold()
    script = _script(sample)
    if script is None:
        return UNKNOWN
    claimed = (stated or "").split("-")[0].lower()
    if script == "cyrillic":
        return _cyrillic(sample, claimed)
    if script == "latin":
        return "en" if _is_plainly_english(sample) else _latin(text[:_MODEL_SAMPLE], sample, claimed)
    languages = _LANGUAGES_OF[script]
    if claimed in languages or len(languages) == 1:
        return claimed if claimed in languages else languages[0]
    return _most_likely(text[:_MODEL_SAMPLE], languages)[0]


def _script(sample: str) -> str | None:
    basic = sample.encode("ascii", "ignore")
    if basic.islower() and len(basic) >= _BASIC * len(sample):
        return "latin"
    if 2 * sample.encode("utf-16-le", "surrogatepass")[1::2].count(_CYRILLIC_BLOCK) > len(sample):
        return "cyrillic"
    counts: Counter[str] = Counter()
    for name, letters in _SCRIPTS.items():
        counts[name] = sum(map(len, letters.findall(sample)))
        if 2 * counts[name] > len(sample):
            return name
    if counts["kana"]:
        counts["kana"] += counts["han"]
    name, count = counts.most_common(1)[0]
    return name if count else None


def _cyrillic(sample: str, claimed: str) -> str:
    ukrainian = _count(_UKRAINIAN_LETTERS, sample)
    russian = _count(_RUSSIAN_LETTERS, sample)
    if "и" not in sample and "щ" not in sample and ("ў" in sample or (ukrainian and russian)):
        return "be"
    for language, letters in (("sr", _SERBIAN_LETTERS), ("kk", _KAZAKH_LETTERS)):
        if 40 * _count(letters, sample) > len(sample):
            return claimed if claimed == "mk" else language
    if not ukrainian and not set("ыэё") & set(sample) and 50 * sample.count("ъ") > len(sample):
        return "bg"
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    words = set(_words(sample)) - _SHARED_WORDS
    ukrainian, russian = len(words & _UKRAINIAN_WORDS), len(words & _RUSSIAN_WORDS)
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    if sum(map(len, _words(sample))) >= _TELLING:
        return "ru"
    if claimed in _LANGUAGES_OF["cyrillic"]:
        return claimed
    return _most_likely(sample, ("uk", "ru"))[0]


def _words(sample: str) -> list[str]:
    return _NO_WORD.sub(" ", sample).split()


def _count(letters: str, sample: str) -> int:
    return sum(map(sample.count, letters))


def _is_plainly_english(sample: str) -> bool:
    """Whether a text is long enough, and writes words of English grammar often enough, to spare the model."""
    words = _words(sample[:_MODEL_SAMPLE])
    telling = sum(word in _ENGLISH_GRAMMAR for word in words)
    return len(words) >= _TELLING and _GRAMMAR_SHARE * telling >= len(words) and "the" in words


def _latin(text: str, sample: str, claimed: str) -> str:
    languages = _LANGUAGES_OF["latin"]
    likely, chance = _most_likely(text, languages)
    if claimed in languages and (claimed == likely or chance < _SURE or len(text) < _SHORT):
        return claimed
    english = sum(word in _ENGLISH_WORDS for word in _words(sample[:_MODEL_SAMPLE]))
    if len(text) < _SHORT and (english or chance < _SURE) and text.isascii():
        return "en"
    return likely


def _most_likely(text: str, languages: tuple[str, ...]) -> tuple[str, float]:
    language, chance = _identifier(languages).classify(text)
    return str(language), float(chance)


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    """The model restricted to what a script is used for."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(languages)
    return identifier
