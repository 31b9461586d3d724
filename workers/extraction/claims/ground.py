"""Which claims the ground refutes: men shown where they have long been, a place that nobody holds."""

from dataclasses import dataclass
from datetime import date

from schemas.claims import Claim, EventType
from workers.extraction.claims.acting_side import Event, SideFinder
from workers.extraction.claims.decision import Refusal
from workers.extraction.discourse.reading import AT_THE_FRONT_KM
from workers.extraction.tables.theatre import Theatre

_RAISING = frozenset({"asserted", "reported"})
_FOUGHT: frozenset[EventType] = frozenset({"assault", "assault_repelled", "incursion"})
_HOME_AT_THE_FRONT_KM = 12.0
"""A settlement this near to the line of contact may have changed hands."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Judges claims by where it is said to have happened. `published`: the day of the article."""

    theatre: Theatre
    sides: SideFinder
    published: date | None

    def refused(self, event: Event, claim: Claim) -> Refusal | None:
        """Why a claim is none after all: men shown where they long were, or nobody who holds a place."""
        if event.trigger.payload.shown and not self._may_be_new(claim):
            return Refusal.SEEN_AT_HOME
        if claim.event_type == "incursion" and claim.extent == "presence" and claim.relation == "axis":
            return Refusal.NO_PLACE
        if claim.actor is None and claim.modality in _RAISING and _is_fought_by_somebody(event, claim):
            return Refusal.NO_SIDE
        unsaid = event.binding.agent is None and not event.trigger.payload.neutral_voice
        if claim.event_type == "control_reaffirmed" and claim.actor is None and unsaid:
            return Refusal.NO_SIDE
        return None

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
    if claim.event_type == "incursion":
        return binding.doer == "pronoun"
    befallen = binding.passive or "subject" in row.slots
    return binding.agent is not None or not binding.groups or (unknown and not befallen)


_SOMEBODY = ("force", "pronoun")
