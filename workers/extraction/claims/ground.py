"""Which claims the ground refutes: men shown where they have long been, a place that nobody holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from schemas.claims import Claim, EventType
from workers.extraction.claims.acting_side import Event, SideFinder
from workers.extraction.claims.decision import Refusal
from workers.extraction.discourse.reading import AT_THE_FRONT_KM
from workers.extraction.tables.theatre import Theatre

_RAISING = frozenset({"asserted", "reported"})
_TAKEN_BY_THEM: frozenset[EventType] = frozenset(
    {"incursion", "advance", "control_gained", "control_regained"}
)
_FOUGHT: frozenset[EventType] = _TAKEN_BY_THEM | {"assault", "assault_repelled"}
_FROM_AFAR: frozenset[EventType] = frozenset({"strike", "route_cut"})
_FAR_AT_HOME_KM = 60.0
"""Further behind the front nobody enters his own towns by force."""
_FRONT_MOVES_WITHIN = timedelta(days=30)
_HOME_AT_THE_FRONT_KM = 12.0
"""A settlement this near to the line of contact may have changed hands."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Judges claims by where it is said to have happened. `published`: the day of the article."""

    theatre: Theatre
    sides: SideFinder
    published: date | None

    def refused(self, event: Event, claim: Claim, *, carried: bool = False) -> Refusal | None:
        """Why a claim is none after all: men shown where they long were, or nobody who holds a place.

        `carried`: the place is that of another sentence.
        """
        if carried and self._is_elsewhere(claim):
            return Refusal.NO_PLACE
        shown = event.trigger.payload.shown or self._is_far_at_home(claim)
        if shown and not self._may_be_new(claim):
            return Refusal.SEEN_AT_HOME
        if claim.event_type == "incursion" and claim.extent == "presence" and claim.relation == "axis":
            return Refusal.NO_PLACE
        if claim.actor is None and claim.modality in _RAISING and _is_fought_by_somebody(event, claim):
            return Refusal.NO_SIDE
        unsaid = event.binding.agent is None and not event.trigger.payload.neutral_voice
        if claim.event_type == "control_reaffirmed" and claim.actor is None and unsaid:
            return Refusal.NO_SIDE
        return None

    def _is_far_at_home(self, claim: Claim) -> bool:
        """ "Soldiers hoisted the flag at a school in Lviv": on their own ground, far from any front."""
        if claim.event_type != "incursion" or claim.actor is None or claim.polarity != "affirmed":
            return False
        return claim.actor == self.sides.owner(claim.place) and self._is_far(claim, self.published)

    def _is_elsewhere(self, claim: Claim) -> bool:
        """Armies fight for no place far from the front, and shell none on their own ground."""
        if claim.event_type in _FROM_AFAR:
            return claim.actor is not None and claim.actor == self.sides.owner(claim.place)
        return self._was_far(claim)

    def _was_far(self, claim: Claim) -> bool:
        """Whether it lay far behind the front on the day of publication, and a month before."""
        days = (self.published, self.published and self.published - _FRONT_MOVES_WITHIN)
        return all(self._is_far(claim, day) for day in days)

    def _is_far(self, claim: Claim, on: date | None) -> bool:
        away = self.theatre.km_from_front(claim.place, on)
        return away is not None and away > _FAR_AT_HOME_KM

    def _may_be_new(self, claim: Claim) -> bool:
        """Whether men shown at a place need not have been there all along: the front must be near, and
        for men on their own ground very near. Places without coordinates may be anywhere."""
        settlement = claim.place.precision == "settlement"
        away = self.theatre.km_from_front(claim.place, self.published) if settlement else None
        if away is None:
            return claim.place.precision != "admin1"
        at_home = claim.actor is not None and claim.actor == self.sides.owner(claim.place)
        if at_home and claim.relation != "in":
            return False
        return away <= (_HOME_AT_THE_FRONT_KM if at_home else AT_THE_FRONT_KM)


def _is_fought_by_somebody(event: Event, claim: Claim) -> bool:
    """ "They beat off four assaults": men whom the verb means and nobody knows. Most such readings of the
    development half were wrong; a noun or a passive ("K was attacked") means nobody in particular."""
    binding, row = event.binding, event.trigger.payload
    if claim.event_type not in _FOUGHT or event.stance.attempted:
        return False
    unknown = binding.doer in _SOMEBODY or (binding.doer == "inherited" and row.event == "assault_repelled")
    if claim.event_type in _TAKEN_BY_THEM:
        return binding.doer == "pronoun"
    befallen = binding.passive or "subject" in row.slots
    return binding.agent is not None or not binding.groups or (unknown and not befallen)


_SOMEBODY = ("force", "pronoun")
