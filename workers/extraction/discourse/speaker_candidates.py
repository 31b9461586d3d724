"""Who in a sentence may speak: known speakers, sides, sources, people, roles and pronouns, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from schemas.claims import Claimant, ClaimantKind
from workers.extraction.discourse.claimants import is_name, of_a_party, person_named, without_opening_capital
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.person_names import in_the_nominative
from workers.extraction.sentences.segment import Word
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Language, Tag
from workers.extraction.tables.lexicon import Match
from workers.extraction.tables.theatre import Belligerent, Speaker, Theatre


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` (exclusive) that may name a speaker; `claimant` is None for "he"."""

    start: int
    end: int
    kind: Literal["known", "office", "role", "party", "adjective", "source", "person", "pronoun", "bare"]
    claimant: Claimant | None
    person: bool = False


def candidates_of(sentence: Annotated, theatre: Theatre, discourse: Discourse) -> list[Candidate]:
    """Everybody whom the sentence names, in the order of its words; of one start the longest first."""
    return _Candidates(sentence, theatre, discourse).all()


def calls_back(word: str, language: Language) -> str:
    """A word by which somebody may be called again; where nouns have cases, their beginning."""
    return word[:6] if language.postposed_subject else word


class _Candidates:
    def __init__(self, sentence: Annotated, theatre: Theatre, discourse: Discourse) -> None:
        self.sentence, self.theatre, self.discourse = sentence, theatre, discourse
        self._cases = sentence.language.postposed_subject

    def all(self) -> list[Candidate]:
        sentence = self.sentence
        found = [self._known(m.start, m.end, m.payload.value) for m in sentence.found("claimant")]
        found += self._parties()
        found += [
            Candidate(m.start, m.end, "source", self._source(m.start, m.end, m.payload.value))
            for m in sentence.found("source")
        ]
        taken = {at for c in found for at in range(c.start, c.end)}
        surnames = {c.start for c in found if c.kind == "known" and c.person}
        found += self._people(taken | self._offices(), surnames)
        for m in sentence.found("role"):
            if m.start not in taken:
                found.append(Candidate(m.start, m.end, "bare", self._bare(m.start, m.end, m.payload.value)))
        places = {m.start for m in sentence.found("it")}
        found += [
            Candidate(at, at + 1, "pronoun", None)
            for at in range(len(sentence.lowers))
            if sentence.is_a(at, "pronoun") and at not in places
        ]
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _named(self, words: Sequence[Word]) -> Claimant:
        person = person_named(words)
        return person.model_copy(update={"name": in_the_nominative(person.name, self.sentence.language)})

    def _text(self, start: int, end: int) -> str:
        return self.sentence.text(start, end).replace(" 's", "'s").replace('" ', "").replace(' "', "")

    def _known(self, start: int, end: int, speaker: Speaker) -> Candidate:
        if speaker.role:
            named = replace(speaker, name=self._text(start, end), party=self._served(end, speaker))
            return Candidate(start, end, "office", named.claimant())
        voice = self.discourse.voice
        if (
            voice not in (None, speaker.party)
            and end - start == 1
            and self.sentence.is_a(start, "either_side")
        ):
            own = Claimant(name=self._titled(start, end), kind=speaker.kind, party=voice)
            return Candidate(start, end, "known", own)
        surname = self.sentence.language.surname(self.sentence.words[end - 1].text)
        called_back = self.discourse.people.get(surname) if speaker.person and end - start == 1 else None
        return Candidate(start, end, "known", called_back or speaker.claimant(), speaker.person)

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

    def _parties(self) -> list[Candidate]:
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
                found.append(Candidate(led.start, match.end, "role", spoken))
                continue
            role = max((m for m in roles if after <= m.start <= after + 1), key=lambda m: m.end, default=None)
            if role is not None:
                name = self._text(match.start, role.end)
                found.append(
                    Candidate(match.start, role.end, "role", of_a_party(name, role.payload.value, party.id))
                )
            elif alias.form == "arms":
                continue
            elif alias.form != "adjective":
                if self.sentence.is_a(match.end, "possessive"):
                    continue
                found.append(
                    Candidate(match.start, match.end, "party", self._side(match.start, match.end, party))
                )
            else:
                state = Claimant(name=party.name, party=party.id, kind="official")
                found.append(Candidate(match.start, match.end, "adjective", state))
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
        title = calls_back(self.sentence.lowers[end - 1], self.sentence.language)
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

    def _people(self, taken: set[int], surnames: set[int]) -> list[Candidate]:
        """People by first and last name, without the ranks before it; not those whom a surname here names."""
        words, found = self.sentence.words, []
        titles = self.sentence.inside("role")
        at = 0
        while at < len(words):
            at += self._is_an_article_of_an_office(at)
            while (
                at < len(words) - 1 and at in titles and at + 1 not in taken and is_name(words[at + 1].text)
            ):
                at += 1
            end = at
            while end < len(words) and end not in taken and is_name(words[end].text) and not words[end].place:
                end += 1
            if end in surnames or any(m.start <= at and end <= m.end for m in self.sentence.found("role")):
                pass
            elif end - at >= 2 and end - at <= 4:
                found.append(Candidate(at, end, "person", self._named(words[at:end])))
            elif end - at == 1 and self.sentence.language.surname(words[at].text) in self.discourse.people:
                surname = self.sentence.language.surname(words[at].text)
                found.append(Candidate(at, end, "person", self.discourse.people[surname]))
            at = max(end, at + 1)
        return found
