"""Who says it: acts of speech in a sentence, their speakers, and how far each act reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from schemas.claims import Claimant, ClaimantKind
from workers.extraction.discourse import Discourse
from workers.extraction.language import Cue, Speech
from workers.extraction.sentence import Annotated
from workers.extraction.theatre import Speaker, Theatre

Reach = Literal["following", "preceding", "sentence"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech at word `at`. An unnamed one (`reports that`) has no speaker and is `hedged`."""

    at: int
    end: int
    act: Literal["say", "deny", "doubt"]
    speaker: Claimant | None
    reach: Reach
    clause: int
    noun: bool = False
    hedged: bool = False
    affirms: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word something is said. `hedged`: nobody is named, or the source is only hearsay.

    `rival` is who makes the claim that the claimant denies or doubts, where the sentence names him.
    """

    claimant: Claimant | None = None
    act: Literal["say", "deny", "doubt"] = "say"
    hedged: bool = False
    rival: Claimant | None = None


_CONTINUING = ("coordination", "comma", "relative", "adversative")
"""Kinds of clauses whose subject may be that of the clause before them."""


def find_acts(sentence: Annotated, theatre: Theatre, discourse: Discourse) -> tuple[Act, ...]:
    """The acts of speech of a sentence, in order."""
    speech = sentence.found("speech")
    nouns = sentence.found("speech_noun")
    according = sentence.found("according")
    if not (speech or nouns or according or _may_lead(sentence)):
        return ()
    finder = _SpeakerFinder(sentence, theatre, discourse)
    acts = [_heard(_verb_act(m.start, m.end, m.payload.value, finder), finder) for m in speech]
    acts += [_noun_act(m.start, m.end, finder) for m in nouns]
    acts += [_according_act(m.start, m.end, finder) for m in according]
    acts += _lead_acts(finder)
    return tuple(sorted((act for act in acts if act), key=lambda act: act.at))


def _heard(act: Act | None, finder: "_SpeakerFinder") -> Act | None:
    """The act; its speaker is whom a later "it" of the sentence means."""
    if act is not None and act.speaker is not None:
        finder.last = act.speaker
    return act


def attribute(position: int, sentence: Annotated, acts: Sequence[Act]) -> Attribution | None:
    """On whose word the sentence says what stands at the position; None for nobody's but the writer's."""
    chain: list[Act] = []
    for act in acts:
        if act.reach == "following" and act.at <= position:
            nested = chain and (
                act.noun
                or act.clause == chain[-1].clause
                or sentence.clauses[act.clause].kind == "complement"
            )
            chain = [*chain, act] if nested else [act]
        elif act.reach == "sentence":
            chain = [act, *chain]
    if chain and _closed(position, chain[0], sentence):
        chain = [act for act in chain if act.reach == "sentence"]
    behind = next((act for act in acts if act.reach == "preceding" and act.at > position), None)
    if behind is not None and (behind.act == "say" or all(act.noun for act in chain)):
        quoted = [
            act
            for act in acts
            if act.at > behind.at and act.clause == behind.clause and act.reach == "preceding"
        ]
        chain = [behind, *quoted, *chain]
    return _attribution(chain) if chain else None


def _closed(position: int, act: Act, sentence: Annotated) -> bool:
    """Whether a "but" between the act and the position gives the word back to the writer."""
    index: int | None = sentence.clause_of(position).index
    while index is not None and index > act.clause:
        clause = sentence.clauses[index]
        if clause.kind == "adversative" or (
            clause.kind == "break" and sentence.lowers[clause.words[0]] == ";"
        ):
            return True
        index = clause.parent
    return False


def _attribution(chain: Sequence[Act]) -> Attribution:
    affirming = [at for at, act in enumerate(chain) if act.affirms and act.speaker]
    if affirming:
        chain = [act for at, act in enumerate(chain) if at <= affirming[-1] or not act.noun]
    decisive = next((act for act in reversed(chain) if act.act != "say"), None)
    named = [act.speaker for act in chain if act.speaker is not None]
    hedged = any(act.hedged for act in chain)
    if decisive is not None and decisive.speaker is not None:
        rivals = [
            act.speaker for act in chain if act.noun and act.speaker and act.speaker != decisive.speaker
        ]
        rival = rivals[-1] if rivals else None
        return Attribution(_with_via(decisive.speaker, [decisive.speaker]), decisive.act, hedged, rival)
    if not named:
        return Attribution(None, decisive.act if decisive else "say", True)
    return Attribution(_with_via(named[-1], named), decisive.act if decisive else "say", hedged)


def _with_via(deepest: Claimant, named: Sequence[Claimant]) -> Claimant:
    via = tuple(dict.fromkeys(c.name for c in named if c.name != deepest.name))
    return deepest.model_copy(update={"via": via[:8]})


# --- acts


def _verb_act(at: int, end: int, speech: Speech, finder: "_SpeakerFinder") -> Act | None:
    sentence = finder.sentence
    clause = sentence.clause_of(at)
    passive = sentence.is_a(at - 1, "be") or (sentence.is_a(at - 2, "be") and sentence.is_a(at - 1, "adverb"))
    if passive and not sentence.is_a(end, "by"):
        hedged = speech.act == "say" and _reach(at, end, sentence) == "following"
        return (
            Act(at, end, speech.act, None, _reach(at, end, sentence), clause.index, hedged=hedged)
            if hedged
            else None
        )
    before = [] if passive else [p for p in clause.words if p < at]
    speaker = finder.find(before) if before else None
    if speaker is None:
        after = [p for p in clause.words if p >= end][:14]
        own = not passive and _reach(at, end, sentence) == "following"
        if sentence.language.postposed_subject:
            speaker = finder.find(_before_what_is_said(after, sentence)) or finder.surname_at(end)
        else:
            speaker = None if own else finder.find(after)
    if speaker is None and (speech.show or sentence.language.form(sentence.lowers[at]) == "gerund"):
        if not speech.show:
            return None
        speaker = None
    if speaker is None:
        return _speakerless(at, end, speech, finder)
    return Act(at, end, speech.act, speaker, _reach(at, end, sentence), clause.index, affirms=speech.affirms)


def _before_what_is_said(after: Sequence[int], sentence: Annotated) -> Sequence[int]:
    """The words behind a verb of speech up to the event that it speaks of: its subject may stand there."""
    stops = {t.start for t in sentence.triggers} | {m.start for m in sentence.found("speech_noun")}
    stops |= {m.start for m in sentence.found("preposition") if m.payload.value == "beyond_events"}
    first = next((p for p in after if p in stops), None)
    return [p for p in after if first is None or p < first]


def _speakerless(at: int, end: int, speech: Speech, finder: "_SpeakerFinder") -> Act | None:
    """A verb of speech whose subject is not known: an inherited speaker ("and added that"), or nobody."""
    sentence = finder.sentence
    clause = sentence.clause_of(at)
    outer = clause
    if sentence.language.postposed_subject and speech.act == "say":
        return _unnamed_or_same(at, end, finder)
    while outer.kind in _CONTINUING and outer.parent is not None:
        outer = sentence.clauses[outer.parent]
        speaker = finder.find([p for p in outer.words if p < at])
        if speaker:
            return Act(at, end, speech.act, speaker, _reach(at, end, sentence), clause.index)
    if speech.act == "say":
        return None
    return Act(at, end, speech.act, None, _reach(at, end, sentence), clause.index)


def _unnamed_or_same(at: int, end: int, finder: "_SpeakerFinder") -> Act | None:
    """Where verbs show number: "пишут, что" is nobody's word, "сообщил, что" goes on with the same speaker."""
    sentence = finder.sentence
    plural = sentence.lowers[at].endswith(sentence.language.plural_endings)
    known = None if plural else finder.discourse.speaker
    return Act(
        at, end, "say", known, _reach(at, end, sentence), sentence.clause_of(at).index, hedged=known is None
    )


def _reach(at: int, end: int, sentence: Annotated) -> Reach:
    """What is said stands behind the verb where something can happen there, else before it."""
    clause = sentence.clause_of(at)
    own = any(t.start >= end and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers)
    content = any(c.kind == "complement" and c.parent == clause.index for c in sentence.clauses)
    false = (m.start for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence"))
    before = any(start < at for start in (*false, *(t.start for t in sentence.triggers)))
    noun = any(m.start >= end for m in sentence.found("speech_noun"))
    return "preceding" if before and not (own or content or noun) else "following"


def _noun_act(at: int, end: int, finder: "_SpeakerFinder") -> Act | None:
    sentence = finder.sentence
    followed = any(t.start >= end for t in sentence.triggers)
    if not followed:
        return None
    speaker = finder.possessor(at)
    clause = sentence.clause_of(at).index
    return Act(at, end, "say", speaker, "following", clause, noun=True, hedged=speaker is None)


def _according_act(at: int, end: int, finder: "_SpeakerFinder") -> Act | None:
    sentence = finder.sentence
    clause = sentence.clause_of(at)
    after = [p for p in clause.words if p >= end]
    comma = next((p for p in after if sentence.lowers[p] == "," and p > end + 1 and at <= 1), None)
    speaker = finder.find([p for p in after if comma is None or p < comma][:18])
    if speaker is None:
        return None
    first = at <= 1 or at == clause.words[0]
    if first and any(
        t.start > at and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers
    ):
        return Act(at, end, "say", speaker, "following", clause.index)
    if at <= 1:
        return Act(at, end, "say", speaker, "following", clause.index)
    later = any(t.start > at and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers)
    inserted = sentence.language.postposed_subject and not any(t.start < at for t in sentence.triggers)
    return Act(at, end, "say", speaker, "sentence" if later or inserted else "preceding", clause.index)


def _may_lead(sentence: Annotated) -> bool:
    lowers = sentence.lowers
    return ":" in lowers[:12] or any(dash in lowers[-8:] for dash in ("—", "--", "-", ","))


def _lead_acts(finder: "_SpeakerFinder") -> list[Act]:
    """ "ISW: Russian forces …" and "… — General Staff"."""
    sentence, acts = finder.sentence, []
    lowers = sentence.lowers
    colon = next((at for at, word in enumerate(lowers[:12]) if word == ":"), None)
    if colon and not any(t.start < colon for t in sentence.triggers):
        speaker = finder.find(range(colon), named=True)
        if speaker:
            acts.append(Act(0, 1, "say", speaker, "following", 0))
    dash = next(
        (at for at in range(len(lowers) - 1, max(0, len(lowers) - 8), -1) if lowers[at] in ("—", "--", "-")),
        None,
    )
    if dash and not any(t.start > dash for t in sentence.triggers):
        speaker = finder.find(range(dash + 1, len(lowers)), named=True)
        if speaker:
            acts.append(Act(dash, dash + 1, "say", speaker, "preceding", sentence.clause_of(dash + 1).index))
    return acts


# --- speakers


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    kind: Literal["known", "office", "role", "party", "adjective", "source", "person", "pronoun", "bare"]
    claimant: Claimant | None


class _SpeakerFinder:
    """Finds who speaks among the words of a sentence."""

    def __init__(self, sentence: Annotated, theatre: Theatre, discourse: Discourse) -> None:
        self.sentence, self.theatre, self.discourse = sentence, theatre, discourse
        self._candidates = self._all()
        self.last: Claimant | None = None
        for candidate in sorted(self._candidates, key=lambda c: c.kind == "known"):
            if candidate.kind in ("known", "role") and candidate.claimant is not None:
                self._remember(candidate.start, candidate.end, candidate.claimant)

    def find(self, region: Sequence[int], named: bool = False) -> Claimant | None:
        """The speaker named in a region of the sentence, or None.

        A person's name wins; an office, a known institution or a party's adjective beside it says for whom
        the person speaks.
        """
        if not region:
            return None
        inside = set(region)
        here = [c for c in self._candidates if c.start in inside and c.end - 1 in inside]
        by_kind: dict[str, _Candidate] = {}
        for candidate in here:
            by_kind.setdefault(candidate.kind, candidate)
        person = by_kind.get("person")
        if person and person.claimant:
            return self._introduce(person.claimant, self._around(person))
        if named and not ({"known", "role"} & by_kind.keys()):
            return None
        for kind in ("known", "role", "office", "source", "party", "pronoun", "bare"):
            if kind in by_kind:
                chosen = by_kind[kind].claimant
                return (self.last or self.discourse.speaker) if chosen is None else chosen
        return None

    def _around(self, person: _Candidate) -> dict[str, _Candidate]:
        """What stands beside a name: "X, head of …", "X, who heads …", "General Staff spokesman X"."""
        beside: dict[str, _Candidate] = {}
        for candidate in self._candidates:
            if person.start - 6 <= candidate.start and candidate.end <= person.end + 14:
                beside.setdefault(candidate.kind, candidate)
        return beside

    def surname_at(self, at: int) -> Claimant | None:
        """Somebody named by the surname alone, right behind the verb of speech."""
        words = self.sentence.words
        named = at < len(words) and _is_name(words[at].text) and not words[at].place
        return _person(words[at : at + 1]) if named else None

    def possessor(self, at: int) -> Claimant | None:
        """Whose claim it is ("Russian claims that", "Moscow's claim")."""
        reach = (at,) if self.sentence.language.postposed_subject else (at, at - 1)
        for actor in self.sentence.actors:
            party = self.theatre.parties.get(actor.party or "")
            if party is not None and actor.end in reach:
                return Claimant(name=party.name, party=party.id, kind="official")
        known = [c for c in self._candidates if c.kind == "known" and c.end in reach]
        return known[0].claimant if known else None

    def _introduce(self, person: Claimant, around: Mapping[str, _Candidate]) -> Claimant:
        surname = self.sentence.language.surname(person.name.split()[-1])
        if surname in self.discourse.people:
            return self.discourse.people[surname]
        office = next(
            (around[k].claimant for k in ("office", "known", "role", "party", "adjective") if k in around),
            None,
        )
        if office is not None:
            kind: ClaimantKind = office.kind if office.kind != "monitor" else "monitor"
            person = replace_claimant(person, office.party, kind, office.lean)
        elif "bare" in around:
            person = replace_claimant(person, self._local_party(), "official", None)
        self.discourse.people[surname] = person
        if "bare" in around and person.party is not None:
            self._remember(around["bare"].start, around["bare"].end, person)
        return person

    def _local_party(self) -> str | None:
        """Whose official it is when only a place is named ("the mayor of Kharkiv")."""
        owners = {self.theatre.owner(p.country) for g in self.sentence.groups for p in g.places}
        return owners.pop() if len(owners) == 1 else None

    def _all(self) -> list[_Candidate]:
        sentence = self.sentence
        found = [self._known(m.start, m.end, m.payload.value) for m in sentence.found("claimant")]
        found += self._parties()
        found += [
            _Candidate(m.start, m.end, "source", self._source(m.start, m.end, m.payload.value))
            for m in sentence.found("source")
        ]
        taken = {at for c in found for at in range(c.start, c.end)}
        found += self._people(taken)
        for m in sentence.found("role"):
            if m.start not in taken:
                found.append(_Candidate(m.start, m.end, "bare", self._bare(m.start, m.end, m.payload.value)))
        found += [
            _Candidate(at, at + 1, "pronoun", None)
            for at in range(len(sentence.lowers))
            if sentence.is_a(at, "pronoun")
        ]
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _title(self, word: str) -> str:
        """A word by which somebody may be called again; where nouns have cases, their beginning."""
        return word[:6] if self.sentence.language.postposed_subject else word

    def _remember(self, start: int, end: int, claimant: Claimant) -> None:
        words = self.sentence.lowers[start:end]
        self.discourse.titles.update((self._title(word), claimant) for word in words if len(word) > 3)

    def _text(self, start: int, end: int) -> str:
        return " ".join(w.text for w in self.sentence.words[start:end]).replace(" 's", "'s")

    def _known(self, start: int, end: int, speaker: Speaker) -> _Candidate:
        if speaker.role:
            name = self._text(start, end)
            return _Candidate(start, end, "office", replace(speaker, name=name).claimant())
        return _Candidate(start, end, "known", speaker.claimant())

    def _parties(self) -> list[_Candidate]:
        found = []
        roles = self.sentence.found("role")
        known = {at for m in self.sentence.found("claimant") for at in range(m.start, m.end)}
        for match in self.sentence.found("party"):
            if match.start in known:
                continue
            alias = match.payload.value
            party = self.theatre.parties.get(alias.party or "")
            if party is None:
                continue
            after = match.end + self.sentence.is_a(match.end, "possessive")
            role = max((m for m in roles if after <= m.start <= after + 1), key=lambda m: m.end, default=None)
            if role is not None:
                name = self._text(match.start, role.end)
                found.append(
                    _Candidate(match.start, role.end, "role", _claimant(name, role.payload.value, party.id))
                )
            elif alias.form != "adjective":
                if self.sentence.is_a(match.end, "possessive"):
                    continue
                found.append(
                    _Candidate(
                        match.start,
                        match.end,
                        "party",
                        Claimant(name=party.name, party=party.id, kind="official"),
                    )
                )
            else:
                state = Claimant(name=party.name, party=party.id, kind="official")
                found.append(_Candidate(match.start, match.end, "adjective", state))
        return found

    def _source(self, start: int, end: int, kind: ClaimantKind) -> Claimant:
        name = self._text(start, end)
        return Claimant(name=name, kind=kind)

    def _bare(self, start: int, end: int, kind: ClaimantKind) -> Claimant | None:
        """ "the ministry" is the one named before; "officials" without more are officials of nobody named."""
        definite = self.sentence.is_a(start - 1, "article") or self.sentence.language.postposed_subject
        title = self._title(self.sentence.lowers[end - 1])
        if definite and title in self.discourse.titles:
            return self.discourse.titles[title]
        name = self._text(start, end)
        return Claimant(name=name, kind=kind)

    def _people(self, taken: set[int]) -> list[_Candidate]:
        words, found = self.sentence.words, []
        at = 0
        while at < len(words):
            end = at
            while (
                end < len(words) and end not in taken and _is_name(words[end].text) and not words[end].place
            ):
                end += 1
            if end - at >= 2 and end - at <= 4:
                found.append(_Candidate(at, end, "person", _person(words[at:end])))
            elif end - at == 1 and self.sentence.language.surname(words[at].text) in self.discourse.people:
                surname = self.sentence.language.surname(words[at].text)
                found.append(_Candidate(at, end, "person", self.discourse.people[surname]))
            at = max(end, at + 1)
        return found


def _person(words: Sequence[object]) -> Claimant:
    return Claimant(name=" ".join(w.text for w in words), kind="witness")  # type: ignore[attr-defined]


def _is_name(text: str) -> bool:
    return (
        len(text) > 1
        and text[0].isupper()
        and not text.isupper()
        and text.replace("-", "").replace("'", "").isalpha()
    )


def _claimant(name: str, kind: ClaimantKind, party: str) -> Claimant:
    if kind in ("blogger", "monitor", "media", "unnamed"):
        return Claimant(name=name, kind=kind, lean=party)
    return Claimant(name=name, kind=kind, party=party)


def replace_claimant(claimant: Claimant, party: str | None, kind: ClaimantKind, lean: str | None) -> Claimant:
    """The claimant with what an office says of its holder."""
    return claimant.model_copy(update={"party": party, "kind": kind, "lean": lean})
