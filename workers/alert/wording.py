"""What a speaker is called inside an English sentence: with its article, or by its kind where no name helps.

The tables are word lists that an editor can correct. Claimants' names are those of the theatre's table or,
for a speaker that it does not know, the words of the article.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from schemas.claims import Claimant, ClaimantKind
from schemas.places import Party

INSTITUTIONS = frozenset(
    (
        *("Administration", "Agency", "Army", "Battalion", "Brigade", "Command", "Committee", "Corps"),
        *(
            "Council",
            "Directorate",
            "Division",
            "Forces",
            "Front",
            "Government",
            "Lab",
            "Ministry",
            "Nations",
            "Navy",
        ),
        *("Network", "Office", "Pentagon", "Regiment", "RSF", "Service", "Staff", "Union"),
    )
)
"""A proper name with one of these takes "the": the General Staff of Ukraine."""
THE_ONLY = frozenset(("army", "grouping", "government", "forces", "military", "navy", "office"))
"""A name that ends in one of these, written small, is the only one of its kind: the Russian military."""
UNCOUNTED = frozenset(("intelligence", "media", "personnel", "police", "footage", "people", "imagery"))
"""A name that ends in one of these takes no article."""
INDEFINITE = frozenset(
    (
        *(
            "a",
            "an",
            "another",
            "any",
            "each",
            "every",
            "no",
            "one",
            "some",
            "that",
            "these",
            "this",
            "those",
        ),
        *("her", "his", "its", "my", "our", "their", "whose", "your"),
    )
)
"""What an article may put before its speaker and a headline leaves out ("his neighbour"): it says whose or
which one only to who reads the sentence."""
VAGUE = frozenset(("head", "briefing", "statement", "report", "headquarters"))
"""A role that says less than the speaker's kind and party do."""
SEVERAL = frozenset(("Forces", "Lawyers"))
"""A proper name that ends in one of these is a plural."""
PLURAL = frozenset(("children", "people", "personnel", "police"))
"""Plurals that do not end in "s" or "men"."""
BEHIND = frozenset(("at", "for", "from", "in", "near", "of", "on", "who", "with"))
"""What follows one of these says more of a speaker and does not name him: a resident of Kupiansk."""
SPELT_WITH_A_VOWEL = "AEFHILMNORSX"
"""Letters whose names begin with a vowel, for abbreviations."""
SOUNDS_LIKE_A_CONSONANT = ("eu", "one", "uk", "uni", "us")
SOUNDS_LIKE_A_VOWEL = ("heir", "hono", "hour", "unid", "unim", "unin")
"""How words begin whose first sound is not what their first letter says: a unit, an honorary consul."""
KINDS: dict[ClaimantKind, str] = {
    "official": "{a} official",
    "unit": "{several} troops",
    "occupation_authority": "{a} occupation official",
    "monitor": "a war monitor",
    "media": "a news outlet",
    "blogger": "{a} blogger",
    "third_state": "another state",
    "witness": "a witness",
    "footage": "footage",
    "unnamed": "an unnamed source",
}
"""What stands for a role that the article gives in another script ("пресслужба"); `{a}` and `{several}` take
the party's adjective."""


def called(claimant: Claimant, name: str, parties: Iterable[Party]) -> str:
    """The speaker in mid-sentence; `name` is the claimant's, made inert.

    A name may bring its own article or pronoun, as the text has it: "A resident", "the mayor", "his aide".
    """
    adjective = next((party.adjective for party in parties if party.id == claimant.party), "")
    return _called(name, claimant.kind, adjective)


@lru_cache(maxsize=16_384)
def _called(name: str, kind: ClaimantKind, adjective: str) -> str:
    first, _, rest = name.partition(" ")
    definite = first.casefold() == "the"
    if not rest or not (definite or first.casefold() in INDEFINITE):
        return _phrase(name, kind, adjective)
    if rest.split(" ", 1)[0] in BEHIND:
        return f"{first.lower()} {rest}"
    if not definite and not _head(rest).islower():
        own = rest.rsplit(" ", 1)[-1].islower()
        return _phrase(rest if own else name, kind, adjective)
    phrase = _phrase(rest, kind, adjective)
    if not definite or not phrase.endswith(rest):
        return phrase
    return f"the {phrase.removeprefix('a ').removeprefix('an ').removeprefix('the ')}"


def _phrase(name: str, kind: ClaimantKind, adjective: str) -> str:
    words = name.split(" ")
    role = words[-1].islower() or (kind == "unit" and len(words) == 1)
    foreign = role and not name.isascii()
    if foreign or name in VAGUE:
        described = KINDS[kind].format(a=f"a {adjective}".rstrip(), several=adjective)
        return _articled(described.strip())
    owned = words[0][:1].isupper() and words[0].endswith(("'s", "’s", "s'"))
    if owned or "." in name or not name.isascii():
        return name
    if name[:1].islower() and adjective and adjective not in name:
        shared = words[0].casefold() == adjective.rsplit(" ", 1)[-1].casefold()
        name = " ".join((adjective, *words[shared:]))
    head = _head(name).rsplit(" ", 1)[-1]
    if not head.islower():
        return f"the {name}" if INSTITUTIONS.intersection(words) else name
    if head in UNCOUNTED or is_plural(name):
        return name
    return f"the {name}" if head in THE_ONLY else _articled(f"a {name}")


def _head(name: str) -> str:
    """The name without what is said of it behind: "people" of "people of the town"."""
    words = name.split(" ")
    behind = next((at for at, word in enumerate(words) if at and word in BEHIND), len(words))
    return " ".join(words[:behind])


def _articled(phrase: str) -> str:
    """The phrase with "a" made "an" where one hears a vowel: an official, an RSF commander, a Ukrainian."""
    if not phrase.startswith("a "):
        return phrase
    word = phrase.split(" ")[1]
    letters = word.split("-")[0]
    if letters.isupper() and letters.isascii():
        return f"an{phrase[1:]}" if letters[0] in SPELT_WITH_A_VOWEL else phrase
    small = word.lower()
    vowel = small.startswith(SOUNDS_LIKE_A_VOWEL)
    consonant = small.startswith(SOUNDS_LIKE_A_CONSONANT) and not vowel
    return f"an{phrase[1:]}" if vowel or (small[0] in "aeiou" and not consonant) else phrase


@lru_cache(maxsize=16_384)
def is_plural(name: str) -> bool:
    """Whether one speaker of this name "say" and not "says"."""
    last = _head(name).rsplit(" ", 1)[-1]
    if last.islower() and "." not in name:
        return last in PLURAL or last.endswith("men") or (last.endswith("s") and not last.endswith("ss"))
    return last in SEVERAL


def without_parties(speakers: Sequence[Claimant], parties: Iterable[Party]) -> tuple[Claimant, ...]:
    """The speakers without a bare party ("Russia") whose institution is named beside it."""
    if len(speakers) < 2:
        return tuple(speakers)
    bare = {party.name: party.id for party in parties}
    institutions = {each.party for each in speakers if each.name not in bare}
    return tuple(
        each for each in speakers if bare.get(each.name) not in institutions or each.name not in bare
    )
