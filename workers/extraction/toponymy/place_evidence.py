"""How much speaks for a name being a place at all: its surroundings against what else the word may be.

The weights were set by reading prose of the kind that the service receives; they are the author's judgement.
A toponym is taken for a place when its sum reaches `ACCEPTED`.
"""

import re
from collections.abc import Sequence

from workers.extraction.gazetteer.record import Borders, Record
from workers.extraction.gazetteer.supplement import Doubt
from workers.extraction.toponymy.place_cues import PlaceCues
from workers.extraction.toponymy.surroundings import Surroundings
from workers.extraction.toponymy.toponyms import Candidate, Toponym

ACCEPTED = 1.0
CERTAIN = 9.0

_STANDING = {
    "city": 3.0,
    "town": 2.2,
    "urban-settlement": 1.4,
    "oblast": 4.0,
    "rural-settlement": 0.6,
    "village": 0.3,
    "raion": 3.0,
    "hromada": 3.0,
    "locality": -0.8,
    "district": -0.6,
    "river": -0.6,
}
_FACILITY = -0.2
_SHORT = 4
_APPOSITION = 3
_DOUBT = {"en": 2.2, "uk": 1.3, "ru": 1.3, "person": 1.5, "organisation": 3.0}
_DISTANCE = re.compile(
    r"(?:\d|\b)(?:km|kilomet(?:er|re)s?|miles?|км|кілометр\w*|километр\w*)\b", re.IGNORECASE
)
_HEADING = re.compile(r"(?:\.|:)\s+[^\W\d_]")
"""A name that is all there is of a sentence ("Суджа. Наши в центре"): channels head what they report so."""
_ACRONYM = re.compile(r"[А-ЯЄІЇҐ]{2,}[а-яєіїґ]+")
"""An acronym with the ending of a case ("КАБами") is no name."""
_REGION_AFTER = re.compile(
    r"\s?[,(]\s?(?:in |in the |the |у |в |на )?[^\W\d_][\w'’ʼ-]+(?: [^\W\d_][\w'’ʼ-]+)? "
    r"(?:region|oblast|province|raion|district|област|район|обл\b|громад|hromada)",
    re.IGNORECASE,
)
_REGION_GENITIVE = re.compile(
    r"[ \u00a0][^\W\d_][\w'’ʼ-]+(?:ської|цької|ского|ской|цкой|ського|цького|цкого)[ \u00a0]"
    r"(?:област|район|обл|громад|р-)"
)


def standing(record: Record, kind: str, borders: Borders) -> float:
    """How readily a bare name is taken for this record: towns readily, hamlets and rivers hardly."""
    value = _STANDING.get(record.feature, _FACILITY)
    if record.tier == "world":
        value = 1.6 if record.population >= 500_000 else 0.9 if borders.near(record) else 0.3
    elif record.tier == "former":
        value = -2.5
    elif borders.across(record) and record.feature == "village":
        value = 0.0
    return value - (0.4 if kind in "ok" and record.feature not in {"city", "oblast"} else 0.0)


def prepositional(around: Surroundings, cues: PlaceCues) -> tuple[str, int]:
    """The preposition that governs the name ("" for none) and its distance in words, over adjectives."""
    for distance, word in enumerate(around.before[:3]):
        if word in cues.prepositions:
            return word, distance
        if word not in cues.between and word not in cues.bearings and word not in cues.settlement_nouns:
            return "", 0
    return "", 0


def named_as_settlement(around: Surroundings, cues: PlaceCues) -> bool:
    """Whether "the village of", "село", ", a town in" or the like stands beside the name."""
    before = around.before
    if before and before[0] in cues.settlement_nouns:
        return True
    if len(before) > 1 and before[0] in {"of", "named"} and before[1] in cues.settlement_nouns:
        return True
    following = around.after
    if around.raw_after[:1] == "," and cues.settlement_nouns.any_of(following[:_APPOSITION]):
        return True
    return (
        cues.language == "en"
        and following[:1] != ()
        and following[0] in cues.settlement_nouns
        and around.raw_after[:1] in " \u00a0"
    )


def evidence(
    toponym: Toponym,
    cues: PlaceCues,
    *,
    title_case: bool,
    doubt: Doubt | None,
    notable: frozenset[int],
    borders: Borders,
) -> float:
    """The sum for one toponym; `doubt`: the theatre lists the word as one with another meaning."""
    if toponym.role in ("region", "axis"):
        return CERTAIN
    around = toponym.around
    if _ACRONYM.fullmatch(around.text[around.start : around.end]):
        return -CERTAIN
    best = max(_standing_here(c, notable, borders) for c in toponym.candidates)
    if toponym.role == "river":
        best = max(best, 1.2)
    if " " in toponym.folded:
        best += 1.8 if toponym.candidates[0].record.precision == "facility" else 1.0
    if len(toponym.folded) <= _SHORT:
        best -= 0.6
    if doubt:
        best = min(best, 0.3) - _DOUBT[cues.language if doubt == "word" else doubt]
    elif toponym.folded.endswith(cues.name_endings) and len(toponym.folded) > _SHORT + 1:
        best += 0.5
    if title_case:
        best -= 0.6
    elif around.initial:
        best -= 0.3
    else:
        best += 0.4 if cues.language == "en" else 0.6
    return best + _local(around, cues)


def _standing_here(candidate: Candidate, notable: frozenset[int], borders: Borders) -> float:
    value = standing(candidate.record, candidate.kind, borders)
    return value + (0.7 if candidate.record.number in notable else 0.0)


def in_named_region(around: Surroundings) -> bool:
    """Whether the name's region stands right after it: "X, Kharkiv region", "X Харківської області"."""
    after = around.raw_after
    return bool(_REGION_AFTER.match(after) or _REGION_GENITIVE.match(after))


def _local(around: Surroundings, cues: PlaceCues) -> float:
    total = 0.0
    if around.initial and _HEADING.match(around.text, around.end):
        total += 1.2
    if named_as_settlement(around, cues):
        total += 3.0
    if in_named_region(around):
        total += 3.0
    if cues.district_nouns.any_of((*around.before[:1], *around.after[:1])):
        total += 2.0
    preposition, _ = prepositional(around, cues)
    if preposition in cues.strong_prepositions:
        total += 1.5
    elif preposition:
        total += 0.8
    if (around.before[:1] and around.before[0] in cues.bearings) or (
        preposition and cues.bearings.any_of(around.before[1:3])
    ):
        total += 1.0
    if _DISTANCE.search(around.raw_before[-30:]):
        total += 1.5
    if cues.ground.any_of(around.before[:4]) or cues.ground.any_of(around.after[:3]):
        total += 0.8
    following = around.after[0] if around.after else ""
    if following in cues.firm_speech and around.raw_after[:1] in " \u00a0":
        total -= 2.0
    return total + _neighbours(around, cues)


def _neighbours(around: Surroundings, cues: PlaceCues) -> float:
    """A capitalised word beside the name suggests a person or a company rather than a village."""
    penalty = 0.0
    before, after = around.capital_before, around.capital_after
    if before and not _explains(before.lower(), cues):
        penalty -= 0.8
    if after and not _explains(after.lower(), cues):
        penalty -= 0.8
    return penalty


def _explains(word: str, cues: PlaceCues) -> bool:
    """Whether a capitalised neighbour is an ordinary word: a sentence's first, a noun of places."""
    return (
        word in cues.settlement_nouns
        or word in cues.prepositions
        or word in cues.between
        or word in cues.bearings
        or word in cues.region_nouns
    )


def government(around: Surroundings, cues: PlaceCues) -> bool:
    """Whether a capital's name stands for its government: the rule, unless something happens in the city."""
    preposition, _ = prepositional(around, cues)
    if named_as_settlement(around, cues):
        return False
    following = around.after[:4]
    spoken = cues.firm_speech.any_of((*following[:3], *around.before[1:4]))
    if cues.language != "en" and preposition in {"у", "в"} and spoken:
        return True
    if around.possessive:
        return not cues.city_events.any_of(following[:2]) and not cues.district_nouns.any_of(following[:3])
    if preposition in {"between", "між", "между"}:
        return True
    if preposition in cues.strong_prepositions:
        return False
    nearby: Sequence[str] = (*around.before[:5], *following)
    if following[:1] and following[0] in cues.firm_speech:
        return True
    acts = not preposition and bool(following) and following[0] in cues.speech
    if acts and around.initial and not cues.city_events.any_of(following):
        return True  # "Moscow has moved two brigades": no city moves
    if cues.motion.any_of(nearby):
        return False
    if cues.ground.any_of(around.before[:1]) and around.raw_before[-2:-1].isalpha():
        return False
    return not (cues.city_events.any_of(around.before[:3]) or cues.city_events.any_of(following))
