"""Which side an event is ascribed to: named, or beyond doubt from the words, the speaker and the ground."""

from dataclasses import dataclass
from datetime import date

from schemas.claims import Claimant, EventType
from schemas.places import Place
from workers.extraction.binding.roles import Binding
from workers.extraction.discourse.attribution import Attribution
from workers.extraction.sentences.sentence import Actor
from workers.extraction.stance.judgement import Stance
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match
from workers.extraction.tables.theatre import Theatre

CONTROL_TAKEN: frozenset[EventType] = frozenset({"control_gained", "control_regained"})
_LEAVING: frozenset[EventType] = frozenset({"withdrawal", "announced_withdrawal", "buildup", "advance"})
"""What is done with a party's own men: in the passive ("were withdrawn") they are still who does it."""
_TAKEN_BY_FORCE: frozenset[EventType] = frozenset(
    {"control_gained", "incursion", "encirclement", "route_cut"}
)
"""What a party that denies it of its own ground says of the enemy."""
_BY_GARRISON: frozenset[EventType] = frozenset(
    {"withdrawal", "announced_withdrawal", "control_lost", "control_reaffirmed", "assault_repelled"}
)
"""What the defenders of a place do, whoever tells of it."""
_GIVEN_UP: frozenset[EventType] = frozenset({"withdrawal", "announced_withdrawal", "control_lost"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event on its way to a claim. `claimed_by`: whose "claim to have captured K" it is.

    `after_incursion`: the sentence has told before that the enemy got in or attacked, not that he took it.
    """

    trigger: Match[Trigger]
    kind: EventType
    binding: Binding
    stance: Stance
    attribution: Attribution | None
    claimed_by: str | None = None
    after_incursion: bool = False

    @property
    def claimant(self) -> Claimant | None:
        """On whose word the sentence says it."""
        return self.attribution.claimant if self.attribution else None


@dataclass(frozen=True, slots=True)
class SideFinder:
    """Finds sides for one article, whose own voice is that of the party `voice`, if of any.

    `published`: the day of the article.
    """

    theatre: Theatre
    voice: str | None
    published: date | None = None

    def of(self, event: Event, place: Place) -> str | None:
        """The party that does it at this place, or None where a reader could doubt."""
        agent = self.named(event.binding.agent, event.claimant)
        patient = self.named(event.binding.patient, event.claimant)
        party = event.claimant.party if event.claimant else None
        if agent is not None:
            return agent
        if event.kind in _LEAVING and patient is not None and event.binding.passive:
            return patient
        if event.claimed_by is not None:
            return event.claimed_by
        if party is not None and (event.binding.doer == "own_force" or _orders(event)):
            men = _whose_men(event, party)
            return self.theatre.opponent(men) if _suffered(event) else men
        if event.binding.doer == "garrison" and event.kind in _BY_GARRISON:
            return self.holder(place)
        taken_from = event.binding.patient is not None and event.binding.patient.preposition == "from"
        if patient is not None and (event.trigger.payload.foe or taken_from):
            return self.theatre.opponent(patient)
        if event.binding.doer == "garrison" and event.trigger.payload.foe and event.binding.passive:
            return self.theatre.opponent(self.holder(place))
        return (
            self._by_view(event, place)
            or self._conceded(event, party, place)
            or self._by_speaker(event, party, place)
        )

    def owner(self, place: Place) -> str | None:
        """The party whose ground it is; a place that nobody could resolve lies in the first country."""
        return self.theatre.owner(place.country or self.theatre.countries[0])

    def holder(self, place: Place) -> str | None:
        """The party whose garrison a place has: who took it long ago, else the owner of the ground."""
        settled = self.theatre.settled.holder(place.place_id, self.published) if self.published else None
        return settled or self.owner(place)

    def _by_view(self, event: Event, place: Place) -> str | None:
        """The side that a partial word gives away: who says "occupied" of his own ground means the enemy,
        who says "liberated" means his own men. What a speaker denies may be the other side's word."""
        view, claimant = event.trigger.payload.view, event.claimant
        speaker = (claimant.party or claimant.lean if claimant else None) or self.voice
        if view is None or speaker is None or event.stance.polarity == "denied":
            return None
        if view == "own":
            return None if event.binding.doer == "pronoun" else speaker
        return self.theatre.opponent(speaker) if self.owner(place) == speaker else None

    def named(self, actor: Actor | None, claimant: Claimant | None) -> str | None:
        """The party that an actor is; "the enemy" and "our men" depend on who speaks."""
        if actor is None:
            return None
        if actor.view is None:
            return actor.party
        speaker = (claimant.party or claimant.lean if claimant else None) or self.voice
        return speaker if actor.view == "own" else self.theatre.opponent(speaker)

    def _conceded(self, event: Event, party: str | None, place: Place) -> str | None:
        """Who concedes an event without a side, or confirms a retreat from his own ground, speaks of his
        own side's loss."""
        if party is None or event.attribution is None or event.stance.polarity == "denied":
            return None
        if event.kind in _GIVEN_UP and event.attribution.affirms and self.owner(place) == party:
            return party
        if not event.attribution.concedes:
            return None
        if event.kind in _GIVEN_UP:
            return party
        return self.theatre.opponent(party) if event.kind in CONTROL_TAKEN else None

    def _denied(self, event: Event, party: str | None, owner: str | None) -> str | None:
        """Who is denied to have done it: of his own ground a denier speaks of his men's retreat and of what
        the enemy takes."""
        if event.stance.reality == "planned" and event.kind in CONTROL_TAKEN and owner != party:
            return party
        denier = party if event.claimant else self.voice
        if event.kind in _GIVEN_UP and denier is not None and owner == denier:
            return denier
        lost = event.kind in _TAKEN_BY_FORCE and denier is not None and owner == denier
        return self.theatre.opponent(denier) if lost else None

    def _by_speaker(self, event: Event, party: str | None, place: Place) -> str | None:
        """A side that nobody names, where the speaker or the ground leaves no doubt of it."""
        row, owner = event.trigger.payload, self.owner(place)
        if event.kind == "control_lost" and (row.noun or row.neutral_voice or event.binding.passive):
            denier = party or (event.claimant.lean if event.claimant else None) or self.voice
            if denier is not None and event.stance.polarity == "denied":
                return denier
            regained = self.published and self.theatre.settled.holder(place.place_id, self.published) == owner
            return None if row.noun and regained and event.stance.reality == "actual" else owner
        if event.stance.polarity == "denied":
            return self._denied(event, party, owner)
        if party is None:
            return None
        unnamed = event.binding.doer == "force" and event.binding.patient is None
        if (
            event.kind in _TAKEN_BY_FORCE
            and unnamed
            and not (event.attribution and event.attribution.concedes)
        ):
            return self.theatre.opponent(owner)
        if event.kind == "assault_repelled":
            return party
        if event.kind in CONTROL_TAKEN and owner is not None:
            return party if owner != party or row.event == "control_regained" else None
        if event.kind in CONTROL_TAKEN and event.binding.doer == "pronoun" and not self.theatre.owned:
            return party
        if event.kind == "control_reaffirmed" and row.neutral_voice:
            return party
        befallen = row.neutral_voice or row.noun or event.binding.passive
        if event.kind == "encirclement" and befallen and owner is not None and owner != party:
            return party
        if event.kind != "withdrawal":
            return None
        decided = event.stance.decided and event.binding.doer in ("inherited", "pronoun", "force")
        return party if decided or (event.binding.doer == "force" and owner == party) else None


def _whose_men(event: Event, speaker: str) -> str:
    """ "Moscow dismissed a claim by Kyiv that its troops hold K": the men of him who claims it."""
    rival = event.attribution.rival if event.attribution else None
    if rival is None or rival.party is None or event.kind in _GIVEN_UP:
        return speaker
    return rival.party


def _suffered(event: Event) -> bool:
    """ "Kyiv said its troops were forced out of K", "його бійців вибили з К": in the passive of such a verb,
    or where it drives nobody else out, the men that are named lose the place."""
    binding = event.binding
    if not event.trigger.payload.foe or binding.doer != "own_force":
        return False
    nobody_else = binding.patient is None and any(group.role == "from" for group in binding.groups)
    return binding.passive or (nobody_else and event.kind in CONTROL_TAKEN)


def _orders(event: Event) -> bool:
    """ "Шойгу приказал приступить к выводу войск": an official orders his own side's withdrawal."""
    official = event.claimant is not None and event.claimant.kind == "official"
    return official and event.kind == "withdrawal" and event.stance.decided
