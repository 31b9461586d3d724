"""Finds who speaks: a known speaker, an office, a role, a person, or somebody called back by a title."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from schemas.claims import Claimant, ClaimantKind
from workers.extraction.discourse.claimants import (
    in_office,
    is_name,
    of_a_party,
    person_named,
    without_opening_capital,
)
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.person_names import in_the_nominative
from workers.extraction.sentences.segment import Word
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Tag
from workers.extraction.tables.lexicon import Match
from workers.extraction.tables.theatre import Belligerent, Speaker, Theatre

_QUOTED_NAME = 4
"""Words from the quote that opens a name of up to three words to the one that closes it."""
_OPENING = 4
"""Words before the person with whom a sentence begins ("Speaking on Sunday, X …" does not)."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    kind: Literal["known", "office", "role", "party", "adjective", "source", "person", "pronoun", "bare"]
    claimant: Claimant | None
    person: bool = False


class SpeakerFinder:
    """Finds who speaks among the words of a sentence."""

    def __init__(self, sentence: Annotated, theatre: Theatre, discourse: Discourse) -> None:
        self.sentence, self.theatre, self.discourse = sentence, theatre, discourse
        self._candidates = self._all()
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
        by_kind: dict[str, _Candidate] = {}
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

    def _issuer(self, footage: _Candidate, here: Sequence[_Candidate]) -> Claimant | None:
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

    def _spoken_for(self, leader: _Candidate, here: Sequence[_Candidate]) -> Claimant | None:
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

    def _around(self, person: _Candidate) -> dict[str, _Candidate]:
        """What stands beside a name: "X, head of …", "X, who heads …", "General Staff spokesman X"."""
        left, right = self._apposition(person)
        beside: dict[str, _Candidate] = {}
        for candidate in self._candidates:
            aside = candidate.kind == "party" and self._behind_a_comma(person.end, candidate.start)
            if left <= candidate.start and candidate.end <= right and not aside:
                beside.setdefault(candidate.kind, candidate)
        return beside

    def _behind_a_comma(self, end: int, start: int) -> bool:
        """ "по словам X, ВСУ отошли": what a comma parts from a name is the sentence's subject."""
        return self.sentence.language.postposed_subject and "," in self.sentence.lowers[end:start]

    def _apposition(self, person: _Candidate) -> tuple[int, int]:
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

    def _introduce(self, named: _Candidate) -> Claimant:
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

    def _local_party(self, person: _Candidate, title: Claimant) -> str | None:
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

    def _all(self) -> list[_Candidate]:
        sentence = self.sentence
        found = [self._known(m.start, m.end, m.payload.value) for m in sentence.found("claimant")]
        found += self._parties()
        found += [
            _Candidate(m.start, m.end, "source", self._source(m.start, m.end, m.payload.value))
            for m in sentence.found("source")
        ]
        taken = {at for c in found for at in range(c.start, c.end)}
        found += self._people(taken | self._offices())
        for m in sentence.found("role"):
            if m.start not in taken:
                found.append(_Candidate(m.start, m.end, "bare", self._bare(m.start, m.end, m.payload.value)))
        places = {m.start for m in sentence.found("it")}
        found += [
            _Candidate(at, at + 1, "pronoun", None)
            for at in range(len(sentence.lowers))
            if sentence.is_a(at, "pronoun") and at not in places
        ]
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _named(self, words: Sequence[Word]) -> Claimant:
        person = person_named(words)
        return person.model_copy(update={"name": in_the_nominative(person.name, self.sentence.language)})

    def _title(self, word: str) -> str:
        """A word by which somebody may be called again; where nouns have cases, their beginning."""
        return word[:6] if self.sentence.language.postposed_subject else word

    def _remember(self, start: int, end: int, claimant: Claimant) -> None:
        words = self.sentence.lowers[start:end]
        self.discourse.titles.update((self._title(word), claimant) for word in words if len(word) > 3)

    def _text(self, start: int, end: int) -> str:
        return self.sentence.text(start, end).replace(" 's", "'s").replace('" ', "").replace(' "', "")

    def _known(self, start: int, end: int, speaker: Speaker) -> _Candidate:
        if speaker.role:
            named = replace(speaker, name=self._text(start, end), party=self._served(end, speaker))
            return _Candidate(start, end, "office", named.claimant())
        voice = self.discourse.voice
        if (
            voice not in (None, speaker.party)
            and end - start == 1
            and self.sentence.is_a(start, "either_side")
        ):
            own = Claimant(name=self._titled(start, end), kind=speaker.kind, party=voice)
            return _Candidate(start, end, "known", own)
        surname = self.sentence.language.surname(self.sentence.words[end - 1].text)
        called_back = self.discourse.people.get(surname) if speaker.person and end - start == 1 else None
        return _Candidate(start, end, "known", called_back or speaker.claimant(), speaker.person)

    def _served(self, end: int, speaker: Speaker) -> str | None:
        """Whose an office is: the side named right behind it ("командир батальйону РФ"), else the table's."""
        if speaker.kind not in ("unit", "official") or not self.sentence.language.postposed_subject:
            return speaker.party
        stops = {m.start for m in self.sentence.found("speech")} | {t.start for t in self.sentence.triggers}
        for at in range(end, min(end + 6, len(self.sentence.lowers))):
            if at in stops or not self.sentence.lowers[at][0].isalnum():
                break
            for actor in self.sentence.actors:
                if actor.start == at and actor.party is not None and actor.case not in ("ins", "dat"):
                    return actor.party
        return speaker.party

    def _parties(self) -> list[_Candidate]:
        found = []
        roles = self.sentence.found("role")
        known = self.sentence.inside("claimant")
        for match in self.sentence.found("party"):
            if match.start in known:
                continue
            alias = match.payload.value
            party = self.theatre.parties.get(alias.party or "")
            if party is None:
                continue
            after = match.end + self.sentence.is_a(match.end, "possessive")
            if (led := self._led(match.start, match.end, roles)) is not None:
                unit = led.payload.value == "unit" or any(
                    match.start <= m.start < match.end and m.payload.value == "unit" for m in roles
                )
                spoken = of_a_party(
                    self._titled(led.start, match.end), "unit" if unit else led.payload.value, party.id
                )
                found.append(_Candidate(led.start, match.end, "role", spoken))
                continue
            role = max((m for m in roles if after <= m.start <= after + 1), key=lambda m: m.end, default=None)
            if role is not None:
                name = self._text(match.start, role.end)
                found.append(
                    _Candidate(match.start, role.end, "role", of_a_party(name, role.payload.value, party.id))
                )
            elif alias.form == "arms":
                continue
            elif alias.form != "adjective":
                if self.sentence.is_a(match.end, "possessive"):
                    continue
                found.append(
                    _Candidate(match.start, match.end, "party", self._side(match.start, match.end, party))
                )
            else:
                state = Claimant(name=party.name, party=party.id, kind="official")
                found.append(_Candidate(match.start, match.end, "adjective", state))
        return found

    def _led(self, start: int, end: int, roles: Sequence[Match[Tag]]) -> Match[Tag] | None:
        """ "представитель бригады ВСУ", "командующий «Запада»": the role before whom it speaks for."""
        if not self.sentence.language.postposed_subject:
            return None
        case = next((a.case for a in self.sentence.actors if a.start <= start < a.end), None)
        if case not in ("gen", "ins", None):
            return None
        quoted = start - (self.sentence.lowers[start - 1] == '"' if start else 0)
        beside = {m.end for m in self.sentence.found("preposition") if m.payload.value == "on"}
        ahead = [
            m
            for m in roles
            if (m.end in (start, quoted) or m.start < start < m.end) and m.start not in beside
        ]
        return ahead[-1] if ahead else None

    def _titled(self, start: int, end: int) -> str:
        """A title of several words, the first in the nominative."""
        first, *rest = self._text(start, end).replace('"', "").split()
        return " ".join([self.sentence.language.nominative(first), *rest])

    def _side(self, start: int, end: int, party: Belligerent) -> Claimant:
        """A party as a speaker: its state, or the unit that the words name."""
        units = [m for m in self.sentence.found("role") if m.payload.value == "unit"]
        if any(start <= m.start and m.end <= end + 1 for m in units):
            return Claimant(name=self._text(start, end), party=party.id, kind="unit")
        if self._cases and self._armed(start, end):
            return Claimant(name=self._titled(start, end), party=party.id, kind="unit")
        return Claimant(name=party.name, party=party.id, kind="official")

    def _armed(self, start: int, end: int) -> bool:
        """Whether the words name armed forces ("сили оборони", "ЗСУ"), and not a people ("росіяни")."""
        forces = any(start <= m.start < end for m in self.sentence.found("force"))
        people = any(a.start == start and a.form == "force" for a in self.sentence.actors)
        return people and (forces or all(a.case is None for a in self.sentence.actors if a.start == start))

    def _role(self, start: int, end: int) -> str:
        name = self._titled(start, end)
        opens = all(word == '"' for word in self.sentence.lowers[:start])
        return without_opening_capital(name) if opens else name

    def _source(self, start: int, end: int, kind: ClaimantKind) -> Claimant:
        return Claimant(name=self._role(start, end), kind=kind)

    def _bare(self, start: int, end: int, kind: ClaimantKind) -> Claimant | None:
        """ "the ministry" is the one named before; "officials" without more are officials of nobody named."""
        definite = self.sentence.is_a(start - 1, "article") or self.sentence.language.postposed_subject
        title = self._title(self.sentence.lowers[end - 1])
        if definite and title in self.discourse.titles:
            return self.discourse.titles[title]
        if definite and self.discourse.speaker is not None and self.sentence.is_a(start, "speaks_again"):
            return self.discourse.speaker
        name = self._role(start, end)
        chief = self.discourse.speaker
        if chief is not None and chief.kind == "official" and self.sentence.is_a(end - 1, "institution"):
            return chief
        if chief is not None and self.sentence.is_a(start - 1, "possessive_pronoun"):
            return Claimant(name=name, kind=chief.kind, party=chief.party)
        party = self._owner_beside(start, end) if kind in ("official", "unit") else None
        if party is None and kind in ("official", "unit") and self.sentence.language.postposed_subject:
            party = self.discourse.voice
            if party is None and (kind == "unit" or self.sentence.is_a(end - 1, "own_army")):
                party = self.theatre.usual_voice(self.sentence.language.code)
        return Claimant(name=name, kind=kind, party=party)

    def _owner_beside(self, start: int, end: int) -> str | None:
        """Whose ground an office is named by: "the ministry in Moscow", "the Belgorod governor"."""
        words = self.sentence.words
        behind = end + 1 if self.sentence.is_a(end, "speaks_for") else end
        for at in (start - 1, start - 2, behind):
            place = words[at].place if 0 <= at < len(words) else None
            of_a_region = self._cases and place is not None and place.precision == "admin1"
            if place is not None and (at != end or of_a_region):
                return self.theatre.owner(place.country)
        return None

    def _offices(self) -> set[int]:
        """The words of offices, which are no part of their holder's name, where a place stands between."""
        if not self.sentence.language.postposed_subject:
            return set()
        return self.sentence.inside("role")

    def _is_an_article_of_an_office(self, at: int) -> bool:
        """ "The Kharkiv council": the article is no first name."""
        offices = (m for m in self.sentence.found("role") if m.payload.value == "official")
        return self.sentence.is_a(at, "article") and any(m.start == at + 2 for m in offices)

    def _people(self, taken: set[int]) -> list[_Candidate]:
        words, found = self.sentence.words, []
        at = 0
        while at < len(words):
            at += self._is_an_article_of_an_office(at)
            end = at
            while end < len(words) and end not in taken and is_name(words[end].text) and not words[end].place:
                end += 1
            if any(m.start <= at and end <= m.end for m in self.sentence.found("role")):
                pass
            elif end - at >= 2 and end - at <= 4:
                found.append(_Candidate(at, end, "person", self._named(words[at:end])))
            elif end - at == 1 and self.sentence.language.surname(words[at].text) in self.discourse.people:
                surname = self.sentence.language.surname(words[at].text)
                found.append(_Candidate(at, end, "person", self.discourse.people[surname]))
            at = max(end, at + 1)
        return found
