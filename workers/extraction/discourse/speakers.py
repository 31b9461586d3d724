"""Finds who speaks: a known speaker, an office, a role, a person, or somebody called back by a title."""

from collections.abc import Sequence
from itertools import pairwise

from schemas.claims import Claimant, ClaimantKind
from workers.extraction.discourse.claimants import in_office
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.speaker_candidates import Candidate, calls_back, candidates_of
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.theatre import Theatre

_QUOTED_NAME = 4
"""Words from the quote that opens a name of up to three words to the one that closes it."""
_OPENING = 4
"""Words before the person with whom a sentence begins ("Speaking on Sunday, X …" does not)."""


class SpeakerFinder:
    """Finds who speaks among the words of a sentence."""

    def __init__(self, sentence: Annotated, theatre: Theatre, discourse: Discourse) -> None:
        self.sentence, self.theatre, self.discourse = sentence, theatre, discourse
        self._candidates = candidates_of(sentence, theatre, discourse)
        self.last: Claimant | None = None
        for candidate in sorted(self._candidates, key=lambda c: c.kind == "known"):
            if candidate.kind in ("known", "role") and candidate.claimant is not None:
                self._remember(candidate.start, candidate.end, candidate.claimant)
            title = next((c for c in self._candidates if c.kind == "bare" and c.end == candidate.start), None)
            if candidate.person and candidate.claimant is not None and title is not None:
                self._remember(title.start, title.end, candidate.claimant)
            if candidate.person and candidate.claimant is not None:
                surname = sentence.language.surname(candidate.claimant.name.split()[-1])
                discourse.people[surname] = candidate.claimant

    def find(self, region: Sequence[int], named: bool = False) -> Claimant | None:
        """The speaker named in a region of the sentence, or None.

        A person's name wins; an office, a known institution or a party's adjective beside it says for whom
        the person speaks.
        """
        if not region:
            return None
        inside = set(region)
        inside |= {at for at, word in enumerate(self.sentence.lowers) if word == '"'}
        here = [c for c in self._candidates if c.start in inside and c.end - 1 in inside]
        by_kind: dict[str, Candidate] = {}
        for candidate in sorted(here, key=lambda c: not c.person):
            by_kind.setdefault(candidate.kind, candidate)
        person = by_kind.get("person")
        if person and person.claimant:
            return self._introduce(person)
        if named and not ({"known", "role", "office"} & by_kind.keys()):
            return None
        leader = min((c for c in here if c.kind in ("source", "bare")), key=lambda c: c.start, default=None)
        if leader is not None and leader.claimant is not None and leader.claimant.kind == "footage":
            return self._issuer(leader, here)
        named_person = any(c.person for c in here)
        if leader is not None and not named_person and (spoken := self._spoken_for(leader, here)) is not None:
            return spoken
        told = by_kind.get("known")
        others = {"role", "office", "source", "bare"} & by_kind.keys()
        if told and told.claimant and told.claimant.kind == "media" and others and self._cases:
            del by_kind["known"]  # "сообщил ТАСС источник": the agency is told
        for kind in ("known", "role", "office", "source", "party", "pronoun", "bare"):
            if kind in by_kind:
                chosen = by_kind[kind].claimant
                return (self.last or self.discourse.speaker) if chosen is None else chosen
        return None

    def _issuer(self, footage: Candidate, here: Sequence[Candidate]) -> Claimant | None:
        """Whoever published the pictures ("photos posted by local officials"), else the pictures."""
        issued = self.sentence.is_a(footage.end, "issued") and self.sentence.is_a(footage.end + 1, "by")
        behind = [c.claimant for c in here if c.claimant and 0 < c.start - footage.end <= 4]
        return behind[0] if issued and behind else footage.claimant

    @property
    def _cases(self) -> bool:
        return self.sentence.language.postposed_subject

    def introduce_all(self) -> None:
        """Remember the people whom the sentence names with their offices, though nobody speaks; "he" in the
        next is the only one with whom it begins."""
        people = [c for c in self._candidates if c.kind == "person" or c.person]
        named = [self._introduce(c) if c.kind == "person" else c.claimant for c in people]
        if len(people) == 1 and people[0].start <= _OPENING:
            self.discourse.speaker = named[0]

    def _spoken_for(self, leader: Candidate, here: Sequence[Candidate]) -> Claimant | None:
        """ "a spokesman for the eastern group", "sources in the army": the other's side is his."""
        joined = self.sentence.is_a(leader.end, "speaks_for")
        behind = [c for c in here if leader.end < c.start <= leader.end + 4 and c.claimant is not None]
        if not joined or not behind or leader.claimant is None:
            return None
        reliable = next((c for c in behind if c.claimant and c.claimant.kind in ("monitor", "media")), None)
        if reliable is not None and leader.kind == "source":
            return reliable.claimant
        whole = min(
            behind,
            key=lambda c: (
                ("known", "role", "party", "office", "adjective").index(c.kind)
                if c.kind in ("known", "role", "party", "office", "adjective")
                else 9
            ),
        )
        assert whole.claimant is not None
        kind = leader.claimant.kind if leader.kind == "source" else whole.claimant.kind
        return leader.claimant.model_copy(
            update={"party": whole.claimant.party or whole.claimant.lean, "kind": kind}
        )

    def _around(self, person: Candidate) -> dict[str, Candidate]:
        """What stands beside a name: "X, head of …", "X, who heads …", "General Staff spokesman X"."""
        left, right = self._apposition(person)
        beside: dict[str, Candidate] = {}
        for candidate in self._candidates:
            aside = candidate.kind == "party" and self._behind_a_comma(person.end, candidate.start)
            if left <= candidate.start and candidate.end <= right and not aside:
                beside.setdefault(candidate.kind, candidate)
        return beside

    def _behind_a_comma(self, end: int, start: int) -> bool:
        """ "по словам X, ВСУ отошли": what a comma parts from a name is the sentence's subject."""
        return self.sentence.language.postposed_subject and "," in self.sentence.lowers[end:start]

    def _apposition(self, person: Candidate) -> tuple[int, int]:
        """How far the words that tell who a person is may reach: to his verb, an event or a quotation."""
        sentence = self.sentence
        stops = {m.start for m in sentence.found("speech")} | {t.start for t in sentence.triggers}
        stops |= {at for at, word in enumerate(sentence.lowers) if word in ('"', ";", ":")}
        stops -= self._quoted_names()
        if not sentence.language.postposed_subject:
            stops |= {m.start for m in sentence.found("boundary") if m.payload.value == "complement"}
        left, right = person.start, person.end
        while left > max(0, person.start - 8) and left - 1 not in stops:
            left -= 1
        while right < min(len(sentence.lowers), person.end + 14) and right not in stops:
            right += 1
        return left, right

    def _quoted_names(self) -> set[int]:
        """The quotes around the name of a body of men (ОТУ «Луганськ»): nobody speaks between them."""
        if not self.sentence.language.postposed_subject:
            return set()
        marks = [at for at, word in enumerate(self.sentence.lowers) if word == '"']
        bodies = [m for kind in ("claimant", "role", "party") for m in self.sentence.found(kind)]
        inside = {at for m in bodies for at in range(m.start, m.end + 1)}
        pairs = pairwise(marks)
        return {
            at
            for left, right in pairs
            if right - left <= _QUOTED_NAME and left in inside
            for at in (left, right)
        }

    def possessor(self, at: int, end: int) -> Claimant | None:
        """Whose claim it is ("Russian claims that", "Moscow's claim")."""
        reach = (at,) if self.sentence.language.postposed_subject else (at, at - 1)
        for actor in self.sentence.actors:
            party = self.theatre.parties.get(actor.party or "")
            if party is not None and (actor.end in reach or at < actor.start < end):
                return Claimant(name=party.name, party=party.id, kind="official")
        known = [c for c in self._candidates if c.kind == "known" and c.end in reach]
        return known[0].claimant if known else None

    def owner_in(self, region: Sequence[int]) -> Claimant | None:
        """Whose version or account the words name ("the Kremlin's version")."""
        for actor in self.sentence.actors:
            party = self.theatre.parties.get(actor.party or "")
            owns = any(self.sentence.is_a(at, "possessive") for at in (actor.end - 1, actor.end))
            if party is not None and owns and actor.start in region:
                return Claimant(name=party.name, party=party.id, kind="official")
        return None

    def _introduce(self, named: Candidate) -> Claimant:
        assert named.claimant is not None
        person, around = named.claimant, self._around(named)
        surname = self.sentence.language.surname(person.name.split()[-1])
        if surname in self.discourse.people:
            return self.discourse.people[surname]
        office = next(
            (around[k].claimant for k in ("office", "known", "role", "party", "adjective") if k in around),
            None,
        )
        title = around["bare"].claimant if "bare" in around else None
        if office is not None:
            unit = title is not None and title.kind == "unit" and office.kind == "official"
            kind: ClaimantKind = "unit" if unit else office.kind
            person = in_office(person, office.party, kind, office.lean)
        elif title is not None and title.kind != "media":
            local = self._local_party(named, title)
            party = title.party or local or self.theatre.party_of_name(person.name.split()[0])
            person = in_office(person, party, title.kind, None)
        self.discourse.people[surname] = person
        if "bare" in around and person.party is not None:
            self._remember(around["bare"].start, around["bare"].end, person)
        return person

    def _local_party(self, person: Candidate, title: Claimant) -> str | None:
        """Whose official it is when only a place is named ("the mayor of Kharkiv"): beside his title, or, of
        who serves the ground that he speaks of, anywhere in the sentence."""
        near = range(*self._apposition(person))
        local = title.kind == "unit" or any(self.sentence.is_a(at, "local_office") for at in near)
        for inside in (True, False) if local else (True,):
            owners = {
                self.theatre.owner(p.country)
                for g in self.sentence.groups
                if not inside or g.end - 1 in near
                for p in g.places
            }
            if len(owners) == 1:
                return owners.pop()
        return None

    def _remember(self, start: int, end: int, claimant: Claimant) -> None:
        words = self.sentence.lowers[start:end]
        self.discourse.titles.update(
            (calls_back(word, self.sentence.language), claimant) for word in words if len(word) > 3
        )
