"""The event that words come to at one place, done by one side: taking one's own ground is a recapture."""

from schemas.claims import EventType
from schemas.places import Place
from workers.extraction.claims.acting_side import CONTROL_TAKEN, Event, SideFinder
from workers.extraction.sentences.sentence import Annotated, PlaceGroup

CONTROL = CONTROL_TAKEN | {"control_reaffirmed"}


def fitted(
    event: Event,
    group: PlaceGroup,
    place: Place,
    actor: str | None,
    sentence: Annotated,
    sides: SideFinder,
) -> EventType:
    """The event as this place and this side make it."""
    kind = event.kind
    if kind in CONTROL_TAKEN and (
        group.relation in ("near", "toward", "axis") or group.extent == "positions"
    ):
        return "advance"
    if group.extent == "part" and kind in CONTROL and actor is None and event.stance.polarity == "affirmed":
        return "contested"
    neighbour = next((p for p in group.places if p.country), place)
    owner = sides.owner(place if place.country else neighbour)
    if kind == "control_gained" and actor is not None and actor == owner:
        return "control_regained"
    if _does_not_hold(event, actor, place, sides):
        return "control_gained"
    if kind == "control_reaffirmed" and event.trigger.payload.extent == "presence" and actor != owner:
        return "incursion"
    if kind == "control_regained" and event.trigger.payload.foe and actor is not None and actor != owner:
        return "control_gained"
    if (
        kind == "control_gained"
        and actor is None
        and event.trigger.payload.view == "own"
        and owner is not None
    ):
        return "control_regained"
    if kind == "control_regained" and event.trigger.payload.foe and event.after_incursion:
        return "assault_repelled"
    if kind == "withdrawal" and _announced(event, actor):
        return "announced_withdrawal"
    if kind == "evacuation_ordered" and _moves_men(event, sentence):
        return "announced_withdrawal"
    return kind


def _does_not_hold(event: Event, actor: str | None, place: Place, sides: SideFinder) -> bool:
    """ "The Russians do not control K": of ground that was not theirs it denies that they took it."""
    denied = event.kind == "control_reaffirmed" and event.stance.polarity == "denied"
    return denied and actor is not None and actor != sides.holder(place)


def _announced(event: Event, actor: str | None) -> bool:
    """Whether a side says of its own men that they are to leave, or men of a side not named are told to."""
    stance, agent, claimant = event.stance, event.binding.agent, event.claimant
    if stance.decided and stance.polarity == "denied":
        return True  # "no order to leave K has been given"
    if not stance.ordered or stance.reality != "planned":
        return False
    if actor is None:
        own = agent is not None and agent.view == "own"
        return stance.decided and (own or event.binding.doer in ("own_force", "force"))
    commanded = agent is not None and (agent.form == "office" or stance.decided)
    return commanded or (claimant is not None and claimant.party == actor)


def _moves_men(event: Event, annotated: Annotated) -> bool:
    """ "Ukrainian troops were ordered to leave K": those who are told to go are no civilians."""
    at = event.trigger.start
    inside = set(annotated.clause_of(at).words)
    if any(m.start in inside for m in annotated.found("civilian")):
        return False
    while annotated.is_a(at - 1, "be", "have", "adverb"):
        at -= 1
    if annotated.is_a(at - 1, "they"):
        told = [m for kind in ("troops", "civilian") for m in annotated.found(kind) if m.end < at]
        return bool(told) and max(told, key=lambda m: m.start).payload.kind == "troops"
    return any(m.end == at for m in annotated.found("troops"))
