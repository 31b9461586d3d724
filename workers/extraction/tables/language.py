"""One language's tables, with those of a theatre in that language, ready to match."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from spacy.util import get_lang_class

from schemas.claims import ClaimantKind, EventType, Extent, Relation
from workers.extraction.tables.lexicon import Phrases, expand, fold, telling_words
from workers.extraction.tables.placeholders import fill, fillers, theatre_table
from workers.extraction.tables.theatre import Speaker, Theatre

Slot = Literal["object", "subject", "prep"]
Form = Literal[
    "base", "present", "past", "participle", "gerund", "infinitive", "future", "noun", "attributive"
]
Case = Literal["nom", "gen", "ins", "dat"]
TABLES = ("grammar", "triggers", "cues", "speech", "geography", "forces", "time")
DEFAULT_PREPOSITIONS = ("in", "into", "on", "near", "edge", "toward", "to", "over", "of", "for", "axis")


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event as a language says it; see the head of `triggers.yaml` for the fields."""

    event: EventType | None
    noun: bool
    slots: tuple[Slot, ...] = ("object",)
    prepositions: tuple[str, ...] = DEFAULT_PREPOSITIONS
    extent: Extent = "unknown"
    neutral_voice: bool = False
    foe: bool = False
    infer: bool = False
    state: bool = False
    ongoing: bool = False
    relations: Mapping[str, Relation] = field(default_factory=dict, hash=False)
    needs: Literal["actor", "ranged", "route"] | None = None
    shown: bool = False
    nominal: Literal["licensed", "reported", "never"] = "licensed"
    view: Literal["enemy", "own"] | None = None
    afar: EventType | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A verb or noun of speech. `show` verbs may have maps and footage for subjects.

    Who `affirms` a claim makes it his own; who `concedes` speaks against his own side.
    """

    act: Literal["say", "deny", "doubt"]
    affirms: bool = False
    concedes: bool = False
    noun: bool = False
    show: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes the stance. `scope`: before (the event's words), clause, sentence, after."""

    family: str
    scope: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A word or phrase for a party. `view` instead of `party` where the side depends on the speaker."""

    party: str | None
    form: Literal["adjective", "name", "people", "arms"]
    case: Case | None = None
    view: Literal["enemy", "own"] | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """What a phrase is to the components: its kind, and the table's word on it."""

    kind: str
    value: Any = None


@dataclass(frozen=True, eq=False)
class Language:
    """A language's tables. `classes` give the function words, `forms` and `endings` how verbs inflect."""

    code: str
    phrases: Phrases[Tag]
    classes: Mapping[str, frozenset[str]]
    forms: Mapping[str, Form]
    endings: Sequence[tuple[str, Form]]
    cases: Sequence[tuple[str, Case]]
    abbreviations: frozenset[str]
    relations: Mapping[str, str]
    distance_units: Mapping[str, float]
    time: Mapping[str, Any]
    postposed_subject: bool
    negative_concord: bool
    plural_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    first_person_endings: tuple[str, ...]
    name_endings: tuple[str, ...]
    trigger_words: tuple[str, ...]
    trigger_stems: tuple[str, ...]
    nominatives: Mapping[str, str] = field(default_factory=dict)
    surnames: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    surname_endings: tuple[str, ...] = ()
    _memo: dict[str, Form] = field(default_factory=dict, repr=False)

    def is_a(self, word: str, *names: str) -> bool:
        """Whether the word belongs to one of the named classes of function words."""
        for name in names:  # noqa: SIM110 (asked a thousand times a sentence: a generator costs twice as much)
            if word in self.classes.get(name, ()):
                return True
        return False

    def is_calendar_word(self, word: str) -> bool:
        """Whether the word names a month, a weekday or a part of a month ("early")."""
        return any(word in self.time.get(name, ()) for name in ("months", "weekdays", "parts"))

    def form(self, word: str) -> Form:
        """How a verb's form ends: past, gerund, and so on."""
        known = self._memo.get(word)
        if known is None:
            known = self._read_form(word)
            if len(self._memo) < 50_000:
                self._memo[word] = known
        return known

    def _read_form(self, word: str) -> Form:
        if word in self.forms:
            return self.forms[word]
        return next((form for ending, form in self.endings if word.endswith(ending)), "base")

    def ends_as_verb(self, word: str) -> bool:
        """Whether a longer word shows by its ending that it is a finite verb."""
        return len(word) > 5 and bool(self.verb_endings) and word.endswith(self.verb_endings)

    def surname(self, word: str) -> str:
        """A surname without the ending of its case, so that "Беседіна" is known for "Беседін"."""
        folded = fold(word)
        ending = next((e for e in self.name_endings if folded.endswith(e) and len(folded) - len(e) >= 4), "")
        return folded[: len(folded) - len(ending)]

    def nominative(self, text: str) -> str:
        """A speaker's title of one word as tables list it: "речника" as "речник"; others unchanged."""
        listed = self.nominatives.get(fold(text), text)
        return listed.capitalize() if text[:1].isupper() and listed != text else listed

    def case(self, word: str) -> Case | None:
        """The case that an adjective's ending shows, where the language has cases."""
        return next((case for ending, case in self.cases if word.endswith(ending)), None)


@cache
def load_language(code: str, theatre: Theatre) -> Language:
    """The tables of one language. Raises FileNotFoundError where the language has no folder."""
    tables = {name: _table(name, code, theatre) for name in TABLES}
    grammar, geography = tables["grammar"], tables["geography"]
    triggers = list(_triggers(tables["triggers"]))
    pairs = [
        *triggers,
        *_cues(tables["cues"]),
        *_speech(tables["speech"]),
        *_geography(geography),
        *_forces(tables["forces"]),
        *_times(tables["time"]),
        *(
            (pattern, Tag("boundary", kind))
            for kind, rows in grammar["boundaries"].items()
            for pattern in rows
        ),
        *_aliases(theatre, code),
        *_claimants(theatre, code),
    ]
    words, stems = telling_words(
        (pattern for pattern, tag in triggers if tag.value.event is not None),
        common=get_lang_class(code).Defaults.stop_words,
    )
    return Language(
        code=code,
        phrases=Phrases(pairs, frozenset(_inflected(grammar["classes"].get("never_any", ())))),
        classes={name: frozenset(_inflected(words)) for name, words in grammar["classes"].items()},
        forms={word: form for form, words in grammar["forms"].items() for word in _inflected(words)},
        endings=_by_length(grammar["endings"]),
        cases=_by_length(grammar.get("cases", {})),
        abbreviations=frozenset(grammar["abbreviations"]),
        relations=geography["relations"],
        distance_units=geography["distance_units"],
        time=tables["time"],
        postposed_subject=bool(grammar.get("postposed_subject", False)),
        plural_endings=tuple(grammar.get("plural_endings", ())),
        verb_endings=tuple(grammar.get("verb_endings", ())),
        first_person_endings=tuple(grammar.get("first_person_endings", ())),
        negative_concord=bool(grammar.get("negative_concord", False)),
        name_endings=tuple(sorted(grammar.get("name_endings", ()), key=lambda ending: -len(ending))),
        trigger_words=tuple(sorted(words)),
        trigger_stems=tuple(sorted(stems | _claim_words(tables["speech"]))),
        surnames=grammar.get("surnames", {}),
        surname_endings=tuple(grammar.get("surname_endings", ())),
        nominatives=_nominatives(tables["forces"]["speakers"] | {"": _source_rows(tables["speech"])})
        if grammar.get("cases")
        else {},
    )


def _table(name: str, code: str, theatre: Theatre) -> Any:
    """A language's table with the theatre's own rows and the words of its parties."""
    parties = fillers(party.words.get(code, {}) for party in theatre.parties.values())
    return fill(theatre_table(theatre.name, code, name), parties)


def _inflected(words: Sequence[Any]) -> Iterator[str]:
    return (form for row in words for word in fold(str(row)).split("|") for form in expand(word))


def _claim_words(speech: Mapping[str, Any]) -> frozenset[str]:
    """The longer words of "the claim", "the statement": where they stand, something may be denied."""
    words = {
        w for pattern in speech.get("definite_claims", ()) for w in fold(pattern).replace("|", " ").split()
    }
    return frozenset(word for word in words if len(word) > 4 and word.isalpha())


def _source_rows(speech: Mapping[str, Any]) -> Sequence[str]:
    return [row for rows in speech["sources"].values() for row in rows]


def _nominatives(speakers: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Each form of a speaker's title and the first that its row lists, in languages with cases."""
    rows = [row for patterns in speakers.values() for row in patterns if row.count("(") == 1]
    single = [row for row in rows if not set(row) & set(" |*")]
    return {form: expand(fold(row))[0] for row in single for form in expand(fold(row))}


def _by_length(table: Mapping[str, Sequence[str]]) -> Sequence[Any]:
    rows = [(ending, name) for name, endings in table.items() for ending in endings]
    return sorted(rows, key=lambda row: -len(row[0]))


def _triggers(table: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Tag]]:
    for row in table:
        for key in ("verbs", "imperfective", "nouns"):
            trigger = Trigger(
                event=row["event"],
                noun=key == "nouns",
                slots=tuple(row.get("place", ("object",))),
                prepositions=tuple(row.get("preps", DEFAULT_PREPOSITIONS)),
                extent=row.get("extent", "unknown"),
                neutral_voice=row.get("voice") == "neutral",
                foe=row.get("foe", False),
                afar=row.get("afar"),
                infer=row.get("infer", False),
                state=row.get("state", False),
                ongoing=row.get("ongoing", False) or key == "imperfective",
                relations=row.get("relations", {}),
                needs=row.get("needs"),
                shown=row.get("shown", False),
                nominal=row.get("nominal", "licensed"),
                view=row.get("view"),
            )
            for pattern in row.get(key) or ():
                yield pattern, Tag("trigger", trigger)


def _cues(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[tuple[str, Tag]]:
    for family, scopes in table.items():
        for scope, patterns in scopes.items():
            for pattern in patterns:
                yield pattern, Tag("cue", Cue(family, scope))


def _speech(table: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    for row in table["verbs"]:
        for pattern in row["forms"]:
            yield (
                pattern,
                Tag("speech", _verb_of_speech(row)),
            )
    for pattern in table["nouns"]:
        yield pattern, Tag("speech_noun", Speech("say", noun=True))
    for pattern in table.get("definite_claims", ()):
        yield pattern, Tag("claim_noun")
    for pattern in table["according"]:
        yield pattern, Tag("according")
    for pattern in table.get("anonymous", ()):
        yield pattern, Tag("anonymous")
    for pattern in table.get("rebuttals", ()):
        yield pattern, Tag("rebuttal")
    for kind, patterns in table.get("negative_answers", {}).items():
        for pattern in patterns:
            yield pattern, Tag("negative_answer", kind)
    for pattern in table.get("refers_back", ()):
        yield pattern, Tag("refers_back")
    for kind, patterns in table["sources"].items():
        for pattern in patterns:
            yield pattern, Tag("source", kind)


def _verb_of_speech(row: Mapping[str, Any]) -> Speech:
    return Speech(
        row["act"],
        affirms=row.get("affirms", False),
        concedes=row.get("concedes", False),
        show=row.get("show", False),
    )


def _geography(table: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    for role, patterns in table["prepositions"].items():
        for pattern in patterns:
            yield pattern, Tag("preposition", role)
    for kind, patterns in table["localities"].items():
        for pattern in patterns:
            yield pattern, Tag("locality", kind)
    for kind in ("whole", "part_cues", "attributive", "axis_words", "directions", "adjectives"):
        for pattern in table[kind]:
            yield pattern, Tag(kind)
    for kind, patterns in table["anaphors"].items():
        for pattern in patterns:
            yield pattern, Tag("anaphor", kind)
    for pattern in table.get("namings", ()):
        yield pattern, Tag("naming")
    for pattern in table.get("routes", ()):
        yield pattern, Tag("route")


def _forces(table: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    for pattern in table["forces"]:
        yield pattern, Tag("force")
    for pattern in table.get("troops", table["forces"]):
        yield pattern, Tag("troops")
    for pattern in table.get("arms", ()):
        yield pattern, Tag("arms")
    for pattern in table["civilians"]:
        yield pattern, Tag("civilian")
    for kind, patterns in table["speakers"].items():
        for pattern in patterns:
            yield pattern, Tag("role", kind)
    for pattern in table["of_joins"]:
        yield pattern, Tag("of_join")


def _times(table: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    for offset, patterns in table["day_offsets"].items():
        for pattern in patterns:
            yield pattern, Tag("day", int(offset))
    for days, patterns in table.get("spans", {}).items():
        for pattern in patterns:
            yield pattern, Tag("span", int(days))
    for kind in ("overnight", "previous_day", "next_day", "weekend"):
        for pattern in table.get(kind, ()):
            yield pattern, Tag(kind)


def _aliases(theatre: Theatre, code: str) -> Iterator[tuple[str, Tag]]:
    for party in theatre.parties.values():
        for group, patterns in party.words.get(code, {}).items():
            alias = _alias(group, party.id)
            for pattern in patterns:
                yield pattern, Tag("party", alias)
    for group, patterns in theatre.view.get(code, {}).items():
        view, _, case = group.partition("_")
        for pattern in patterns:
            yield pattern, Tag("party", Alias(None, "people", case or None, view))  # type: ignore[arg-type]


def _alias(group: str, party: str) -> Alias:
    if group == "adjectives":
        return Alias(party, "adjective")
    if group == "arms":
        return Alias(party, "arms")
    name, _, case = group.partition("_")
    if name in ("nom", "gen", "ins", "dat"):
        return Alias(party, "people", name)  # type: ignore[arg-type]
    return Alias(party, "name" if name == "names" else "people", case or None)  # type: ignore[arg-type]


def _claimants(theatre: Theatre, code: str) -> Iterator[tuple[str, Tag]]:
    for speaker, words in theatre.claimants:
        for pattern in words.get(code, ()):
            yield pattern, Tag("claimant", speaker)


def claimant_kind(kind: str) -> ClaimantKind:
    """A kind as a table spells it. Raises ValueError for an unknown one."""
    if kind not in ClaimantKind.__args__:  # type: ignore[attr-defined]
        raise ValueError(f"unknown kind of claimant: {kind}")
    return kind  # type: ignore[return-value]


__all__ = ["Alias", "Cue", "Language", "Speaker", "Speech", "Tag", "Trigger", "load_language"]
