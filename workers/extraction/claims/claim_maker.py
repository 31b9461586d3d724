"""Puts a claim together: event, place, sides, stance, time, evidence; or decides that there is none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from schemas.claims import Claim, Claimant, ClaimTime, EventType, Evidence, Extent, Relation
from schemas.identity import claim_id
from schemas.places import Place
from workers.extraction.binding.naming import names_given, unnamed_places
from workers.extraction.binding.roles import bind, related
from workers.extraction.claims.acting_side import CONTROL_TAKEN, Event, SideFinder
from workers.extraction.claims.article_places import article_places
from workers.extraction.claims.behind_the_lines import as_seen_from_the_front
from workers.extraction.claims.dating import dated
from workers.extraction.claims.decision import Decision, Refusal
from workers.extraction.claims.denials import answered_no, as_denied, denied_before
from workers.extraction.claims.fitting import CONTROL, fitted
from workers.extraction.claims.ground import Ground
from workers.extraction.claims.known_history import is_known_history, may_be_history
from workers.extraction.claims.office_sides import of_a_side
from workers.extraction.claims.warrant import refusal, refusal_of_answer
from workers.extraction.discourse.attribution import Attribution
from workers.extraction.discourse.memory import Discourse, place_key
from workers.extraction.discourse.reading import ReadSentence
from workers.extraction.sentences.sentence import PlaceGroup
from workers.extraction.stance.currency import is_simple_past
from workers.extraction.stance.judgement import Stance, judge
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match
from workers.extraction.tables.theatre import Theatre

_ATTEMPTS_BECOME_ASSAULTS = frozenset(
    {"control_gained", "control_regained", "incursion", "advance", "encirclement", "route_cut"}
)
_NAMED_WITHIN = 2
"""Sentences within which places are named that were only counted."""


class ClaimMaker:
    """Makes the claims of one version of an article."""

    def __init__(
        self, version: str, text: str, theatre: Theatre, voice: str | None, published: date | None
    ) -> None:
        self._version, self._text, self._theatre = version, text, theatre
        self._sides = SideFinder(theatre, voice, published)
        self._ground = Ground(theatre, self._sides, published)
        self._earlier: list[Claim] = []
        self._asked: list[tuple[int, Claim]] = []
        self._published = published
        self._unnamed: tuple[Event, ClaimTime, int] | None = None

    def decide(self, sentence: ReadSentence, discourse: Discourse) -> list[Decision]:
        """What each event's words in one sentence come to, in the order of its words."""
        before, self._asked = [claim for _, claim in self._asked], []
        decisions = self._named_now(sentence)
        decisions += [self._from_trigger(each, sentence, discourse) for each in sentence.annotated.triggers]
        own = [(d.trigger.start, c) for d in decisions if d.trigger is not None for c in d.claims]
        denied = tuple(
            self._denied(c, who, sentence)
            for who, c in (
                *denied_before(sentence, own, self._earlier),
                *answered_no(sentence, self._asked, before),
            )
        )
        if denied:
            decisions.append(Decision(None, denied[0].event_type, denied))
        made = [claim for decision in decisions for claim in decision.claims]
        self._earlier = made or self._earlier
        return decisions

    @property
    def awaits_more(self) -> bool:
        """Whether the next sentence may name places that were counted, or answer what was asked."""
        return self._unnamed is not None or bool(self._asked)

    def _named_now(self, sentence: ReadSentence) -> list[Decision]:
        """The event whose places were counted before, if this sentence names them ("It named them as …")."""
        if self._unnamed is None:
            return []
        event, time, number = self._unnamed
        if sentence.number - number > _NAMED_WITHIN:
            self._unnamed = None
            return []
        groups = names_given(sentence.annotated)
        if not groups:
            return []
        self._unnamed = None
        claims = self._claims_at(groups, [event], sentence, time, elsewhere=True)
        return [Decision(None, event.kind, claims)] if claims else []

    def _denied(self, claim: Claim, denier: Claimant | None, sentence: ReadSentence) -> Claim:
        key = (claim.event_type, claim.actor or "", denier.name if denier else "", claim.relation, "denied")
        return as_denied(
            claim, denier, self._evidence(sentence), claim_id(self._version, place_key(claim.place), *key)
        )

    def _evidence(self, sentence: ReadSentence) -> Evidence:
        stretch = sentence.annotated.stretch
        return Evidence(
            sentence=self._text[stretch.start : stretch.end], start=stretch.start, end=stretch.end
        )

    def _from_trigger(
        self, trigger: Match[Trigger], sentence: ReadSentence, discourse: Discourse
    ) -> Decision:
        attribution = sentence.attribution(trigger.start)
        when = sentence.time_of(trigger.start)
        stance = judge(
            trigger,
            sentence.annotated,
            attribution,
            when,
            self._published,
            sentence.times_around(trigger.start),
            sentence.verdict,
        )
        if sentence.recalls and when is None and is_simple_past(trigger, sentence.annotated):
            stance = replace(stance, currency="background")
        binding = bind(trigger, sentence.annotated)
        topic = sentence.continued(trigger)
        if binding.agent is None and not binding.passive and topic is not None:
            binding = replace(binding, agent=topic, doer="party")
        kind = self._kind(trigger.payload, stance)
        refused = refusal(trigger, stance, binding, sentence)
        asked = refused is Refusal.QUESTION
        if asked:
            refused = refusal_of_answer(trigger, stance, binding, sentence)
        claims: tuple[Claim, ...] = ()
        if refused is None and kind is None:
            refused = Refusal.ATTEMPT
        if refused is None and kind is not None:
            event = Event(
                trigger,
                kind,
                binding,
                stance,
                attribution,
                claimed_by=_claimed_by(trigger, sentence),
                after_incursion=_after_incursion(trigger, sentence),
            )
            time = dated(when, sentence.said_on(trigger.start), stance, self._published)
            if sentence.is_older_than(self._theatre.began, time):
                refused = Refusal.OLDER_THAN_WAR
            else:
                claims, refused = self._of_event(event, sentence, discourse, time)
        if asked:
            self._asked += [(trigger.start, claim) for claim in claims]
            claims, refused = (), Refusal.QUESTION
        return Decision(trigger, kind, claims, refused, stance, binding, attribution)

    def _of_event(
        self, event: Event, sentence: ReadSentence, discourse: Discourse, time: ClaimTime
    ) -> tuple[tuple[Claim, ...], Refusal | None]:
        """One claim for each place of the event, and one more on the word of him whom the speaker doubts."""
        events = [event]
        told = event.attribution
        if told is not None and told.rival is not None and told.act != "say" and not _admits(event):
            events.append(_claimed_by_rival(event, told.rival))
        stated = event.binding.groups
        groups = stated or article_places(event, sentence, discourse)
        if not event.stance.attempted:
            groups = tuple(related(group, event.trigger.payload) for group in groups)
        claims = self._claims_at(groups, events, sentence, time, elsewhere=not stated)
        if all(group.reference for group in groups) and _counts_places(event, sentence):
            self._unnamed = (event, time, sentence.number)
        if not claims:
            return (), Refusal.PLACE_ELSEWHERE if groups else Refusal.NO_PLACE
        refused = [self._ground.refused(event, claim, carried=not stated) for claim in claims]
        kept = tuple(claim for claim, reason in zip(claims, refused, strict=True) if reason is None)
        return kept, None if kept else refused[0]

    def _claims_at(
        self,
        groups: Sequence[PlaceGroup],
        events: Sequence[Event],
        sentence: ReadSentence,
        time: ClaimTime,
        *,
        elsewhere: bool,
    ) -> tuple[Claim, ...]:
        """One claim for each place and event; `elsewhere`: another sentence gave the place or the event."""
        made = (
            self._claim(each, group, place, time, sentence, elsewhere)
            for group in groups
            for place in group.places
            for each in events
        )
        return tuple(claim for claim in made if claim is not None)

    def _kind(self, trigger: Trigger, stance: Stance) -> EventType | None:
        kind = trigger.event
        if kind is None:
            return None
        if stance.attempted:
            return (
                "assault" if kind in _ATTEMPTS_BECOME_ASSAULTS else ("assault" if kind == "assault" else None)
            )
        if kind == "assault" and stance.ranged:
            return "strike"
        return kind

    # --- putting it together

    def _claim(
        self,
        event: Event,
        group: PlaceGroup,
        place: Place,
        time: ClaimTime,
        sentence: ReadSentence,
        from_article: bool,
    ) -> Claim | None:
        if not self._may_happen_at(place) or (event.kind == "strike" and _is_a_road(group, sentence)):
            return None
        actor = self._sides.of(event, place)
        if actor is None and _hides_who_takes(event, group):
            return None
        claimant = self._claimant(event, actor, place, sentence)
        kind = fitted(event, group, place, actor, sentence.annotated, self._sides)
        kind = as_seen_from_the_front(kind, event, group, place, time, self._theatre)
        if kind == "control_reaffirmed" and group.relation == "axis":
            return None
        kind, actor = self._as_the_speaker_sees_it(kind, actor, claimant, event)
        stance = event.stance
        if kind == "announced_withdrawal":
            stance = Stance(stance.polarity, "actual", stance.currency, stance.hedged)
        undated = may_be_history(event, group, time, sentence.annotated)
        if undated and is_known_history(kind, actor, event, place, self._published, self._theatre):
            stance, time = replace(stance, currency="background"), ClaimTime()
        extent = self._extent(kind, event.trigger.payload, group)
        return Claim(
            claim_id=self._claim_id(kind, place, actor, claimant, group.relation, stance),
            event_type=kind,
            place=place,
            locality=group.locality,
            relation=group.relation,
            distance_km=group.distance_km,
            extent=extent,
            actor=actor,
            control_after=_control_after(kind, actor, group.relation, extent),
            polarity=stance.polarity,
            reality=stance.reality,
            currency=stance.currency,
            hedged=stance.hedged,
            claimant=claimant,
            time=time,
            evidence=self._evidence(sentence),
            confidence=_confidence(event, group, place, actor, from_article),
            routine=len(group.places) >= 3,
        )

    def _claim_id(
        self,
        kind: EventType,
        place: Place,
        actor: str | None,
        claimant: Claimant | None,
        relation: Relation,
        stance: Stance,
    ) -> str:
        said = (stance.polarity, stance.reality, stance.currency, str(stance.hedged))
        name = claimant.name if claimant else ""
        return claim_id(self._version, place_key(place), kind, actor or "", name, relation, *said)

    def _may_happen_at(self, place: Place) -> bool:
        foreign = place.country and place.country not in self._theatre.countries
        return place.precision != "river" and not foreign

    def _claimant(
        self, event: Event, actor: str | None, place: Place, sentence: ReadSentence
    ) -> Claimant | None:
        """Who says it, with the side that his words or his uniform show."""
        claimant = event.claimant
        if claimant is None or claimant.party is not None:
            return claimant
        own = None if event.attribution and event.attribution.concedes else actor
        claimant = of_a_side(claimant, event.kind, own, self._theatre.owner(place.country), sentence)
        if claimant.party is None and claimant.kind == "unit":
            usual = self._theatre.usual_voice(sentence.annotated.language.code)
            claimant = claimant.model_copy(update={"party": usual})
        return claimant

    def _as_the_speaker_sees_it(
        self, kind: EventType, actor: str | None, claimant: Claimant | None, event: Event
    ) -> tuple[EventType, str | None]:
        """A fall that the taker announces is his gain, and an order to leave is that of the men who tell."""
        if claimant is None:
            return kind, actor
        if kind == "control_lost" and not event.binding.passive and self._takes(claimant.party, actor):
            return "control_gained", claimant.party
        if kind == "announced_withdrawal" and actor is None and claimant.kind in ("unit", "witness"):
            return kind, claimant.party
        return kind, actor

    def _takes(self, speaker: str | None, loser: str | None) -> bool:
        """Whether the speaker's side is the taker ("Moscow announced the fall of K")."""
        return speaker is not None and loser is not None and self._theatre.opponent(loser) == speaker

    def _extent(self, kind: EventType, trigger: Trigger, group: PlaceGroup) -> Extent:
        if group.extent is not None and (kind not in ("incursion",) or group.extent != "part"):
            return group.extent
        if trigger.extent == "presence":
            return trigger.extent
        if kind in CONTROL | {"control_lost", "withdrawal"}:
            return "whole" if group.relation == "in" else "unknown"
        return trigger.extent


def _is_a_road(group: PlaceGroup, sentence: ReadSentence) -> bool:
    """ "обстреливают дорогу на К": the road is struck, not the place that it leads to."""
    roads = sentence.annotated.found("route")
    leads = sentence.annotated.language.postposed_subject and group.locality is not None
    return leads and any(group.start <= m.start < group.end for m in roads)


def _claimed_by(trigger: Match[Trigger], sentence: ReadSentence) -> str | None:
    """The party whose "claim to have" or "claims to" stands right before the event."""
    annotated = sentence.annotated
    for act in sentence.acts:
        between = range(act.end, trigger.start)
        directly = act.noun and not between
        to_do = bool(between) and annotated.is_a(act.end, "to")
        to_do = to_do and all(annotated.is_a(at, "to", "have", "be", "adverb") for at in between)
        if act.speaker is not None and (directly or to_do):
            return act.speaker.party
    return None


def _admits(event: Event) -> bool:
    """ "Kyiv denied Moscow's claims that it had lost K": nobody need deny an enemy's own loss."""
    lost = event.kind in ("control_lost", "withdrawal", "announced_withdrawal")
    return lost and event.binding.doer == "own_force"


def _hides_who_takes(event: Event, group: PlaceGroup) -> bool:
    """ "Our men have entered K", in an article that does not tell whose: a side is meant, and not known."""
    hidden = event.binding.agent is not None and event.binding.agent.view is not None
    return hidden and event.kind in CONTROL_TAKEN | {"incursion"} and group.extent != "part"


def _claimed_by_rival(event: Event, rival: Claimant) -> Event:
    """The claim that somebody denies or doubts, on the word of him who makes it."""
    stance = replace(event.stance, polarity="affirmed", hedged=True)
    return replace(event, stance=stance, attribution=Attribution(rival))


def _after_incursion(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "broke into K but were driven out": who had only got in is repelled, and gives nothing back."""
    earlier = [t.payload.event for t in sentence.annotated.triggers if t.end < trigger.start]
    return bool({"incursion", "assault"} & set(earlier)) and not set(earlier) & (
        CONTROL_TAKEN | {"control_lost"}
    )


def _counts_places(event: Event, sentence: ReadSentence) -> bool:
    clause = sentence.annotated.clause_of(event.trigger.start)
    return unnamed_places(event.trigger, clause, sentence.annotated) is not None


def _control_after(kind: EventType, actor: str | None, relation: Relation, extent: Extent) -> str | None:
    if relation != "in":
        return None
    if kind == "contested" or (kind in CONTROL_TAKEN and extent == "part"):
        return "contested"
    return actor if kind in CONTROL and extent == "whole" else None


def _confidence(
    event: Event, group: PlaceGroup, place: Place, actor: str | None, from_article: bool
) -> float:
    """How sure the reading is: the place's own certainty, less what had to be inferred."""
    score = 0.5 + place.confidence / 2 if place.place_id else 0.5
    score -= 0.35 if from_article else (0.15 if event.binding.inferred else 0.0)
    score -= 0.1 if group.anaphoric else 0.0
    score -= 0.15 if actor is None and event.kind != "contested" else 0.0
    return round(max(0.05, min(1.0, score)), 3)
