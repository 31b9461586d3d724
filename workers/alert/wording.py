"""What a speaker is called inside an English sentence: with its article, or by its kind where no name helps.

The tables are word lists that an editor can correct. Claimants' names are those of the theatre's table or,
for a speaker that it does not know, the words of the article.
"""

from collections.abc import Iterable, Sequence

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
UNCOUNTED = frozenset(("intelligence", "media", "personnel", "police", "footage"))
"""A name that ends in one of these takes no article."""
VAGUE = frozenset(("head", "briefing", "statement", "report", "headquarters"))
"""A role that says less than the speaker's kind and party do."""
SEVERAL = frozenset(("Forces", "Lawyers"))
"""A proper name that ends in one of these is a plural."""
SPELT_WITH_A_VOWEL = "AEFHILMNORSX"
"""Letters whose names begin with a vowel, for abbreviations."""
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
    """The speaker in mid-sentence; `name` is the claimant's, made inert."""
    words = name.split(" ")
    adjective = next((party.adjective for party in parties if party.id == claimant.party), "")
    role = words[-1].islower() or (claimant.kind == "unit" and len(words) == 1)
    foreign = role and not name.isascii()
    if foreign or name in VAGUE:
        described = KINDS[claimant.kind].format(a=f"a {adjective}".rstrip(), several=adjective)
        return _articled(described.strip())
    if words[0].endswith(("'s", "’s", "s'")) or "." in name or not name.isascii():
        return name
    if name[:1].islower() and adjective and adjective not in name:
        shared = words[0].casefold() == adjective.rsplit(" ", 1)[-1].casefold()
        name = " ".join((adjective, *words[shared:]))
    if not words[-1].islower():
        return f"the {name}" if INSTITUTIONS.intersection(words) else name
    if words[-1] in UNCOUNTED or is_plural(name):
        return name
    return f"the {name}" if words[-1] in THE_ONLY else _articled(f"a {name}")


def _articled(phrase: str) -> str:
    """The phrase with "a" made "an" where one hears a vowel: an official, an RSF commander, a Ukrainian."""
    if not phrase.startswith("a "):
        return phrase
    word = phrase.split(" ")[1]
    if word.isupper():
        return f"an{phrase[1:]}" if word[0] in SPELT_WITH_A_VOWEL else phrase
    heard = word[:1].lower() in ("a", "e", "i", "o", "u") and word[:2].lower() not in ("uk", "un")
    return f"an{phrase[1:]}" if heard else phrase


def is_plural(name: str) -> bool:
    """Whether one speaker of this name "say" and not "says"."""
    last = name.rsplit(" ", 1)[-1]
    if last.islower() and "." not in name:
        return last.endswith("s") and not last.endswith("ss")
    return last in SEVERAL


def without_parties(speakers: Sequence[Claimant], parties: Iterable[Party]) -> tuple[Claimant, ...]:
    """The speakers without a bare party ("Russia") whose institution is named beside it."""
    bare = {party.name: party.id for party in parties}
    institutions = {each.party for each in speakers if each.name not in bare}
    return tuple(
        each for each in speakers if bare.get(each.name) not in institutions or each.name not in bare
    )
