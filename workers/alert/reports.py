"""Taking an observation into memory: the latest version of each article, within bounds."""

from dataclasses import replace
from datetime import datetime

from schemas.claims import Claim, Claimant, ClaimTime, EventType
from schemas.observations import MapChanged, PlaceReported
from schemas.places import Party, PlaceRef
from workers.alert.policy.windows import LATE
from workers.alert.state import Change, PlaceState
from workers.alert.statement import Statement
from workers.alert.testimony import Report

MOST_REPORTS = 128
MOST_STATEMENTS = 192
MOST_STATEMENTS_PER_REPORT = 24
MOST_APPLIED = 512
SENTENCE = 400
TITLE = 200
URL = 1024
NAME = 120
"""Bounds that keep a place's state under some 500 KB when every text is as long as it may be and Cyrillic."""


def take(
    state: PlaceState, observation: PlaceReported | MapChanged, now: datetime
) -> tuple[PlaceState, Change]:
    """The state with the observation in it, and what it did to what its article said before.

    "stale" (an older version than the one that is known) changes nothing but the window of applied ids.
    """
    report = _report(observation, state, now)
    known = next((each for each in state.reports if each.article_id == report.article_id), None)
    stale = known is not None and known.revision > report.revision
    newest = max((m for m in (state.newest_word, report.published_at) if m is not None), default=None)
    reports = state.reports
    if known is not None and not stale:
        report = replace(report, arrived_at=known.arrived_at, late=known.late)
        reports = tuple(each for each in reports if each is not known)
    if not stale and (known is not None or report.statements or report.revision > 0):
        reports = (*reports, report)
    change: Change = "new" if known is None else "replaced" if report.statements else "withdrawn"
    after = replace(
        state,
        place=_place(state.place, observation.place),
        parties=_parties(state.parties, observation.parties),
        applied=(*state.applied, observation.observation_id)[-MOST_APPLIED:],
        newest_word=state.newest_word if stale else newest,
        reports=reports,
    )
    return after, "stale" if stale else change


def article_of(observation: PlaceReported | MapChanged) -> str:
    """The article that speaks; each change of a map is one of its own."""
    return observation.observation_id if isinstance(observation, MapChanged) else observation.article_id


def _place(known: PlaceRef, told: PlaceRef) -> PlaceRef:
    """The newest description of the place, but never that of a direction that bears its name."""
    return known if told.precision == "axis" else told


def _parties(known: tuple[Party, ...], brought: tuple[Party, ...]) -> tuple[Party, ...]:
    if brought == known:
        return known
    by_id = {party.id: party for party in (*known, *brought)}
    return tuple(by_id[party] for party in sorted(by_id))[:16]


def _report(observation: PlaceReported | MapChanged, state: PlaceState, now: datetime) -> Report:
    published = observation.as_of if isinstance(observation, MapChanged) else observation.published_at
    late = published is not None and state.newest_word is not None and published < state.newest_word - LATE
    if isinstance(observation, MapChanged):
        return _map_report(observation, now, late)
    seen: dict[tuple[object, ...], Statement] = {}
    for claim in observation.claims:
        statement = statement_of(claim)
        seen.setdefault(_sameness(statement), statement)
    return Report(
        article_id=observation.article_id,
        revision=observation.revision,
        observation_id=observation.observation_id,
        story_id=observation.story_id,
        source=observation.source[:NAME],
        url=observation.url if observation.url and len(observation.url) <= URL else None,
        title=observation.title[:TITLE],
        published_at=observation.published_at,
        arrived_at=now,
        late=late,
        seeds=False,
        statements=tuple(seen.values())[:MOST_STATEMENTS_PER_REPORT],
    )


def statement_of(claim: Claim) -> Statement:
    """What is kept of a claim; texts are cut to the bounds of memory."""
    return Statement(
        event_type=claim.event_type,
        actor=claim.actor,
        control_after=claim.control_after,
        relation=claim.relation,
        extent=claim.extent,
        locality=claim.locality[:NAME] if claim.locality else None,
        modality=claim.modality,
        unconfirmed=claim.polarity == "unconfirmed",
        claimant=_bounded(claim.claimant) if claim.claimant else None,
        time=_bounded_time(claim.time),
        sentence=claim.evidence.sentence[:SENTENCE],
        routine=claim.routine,
    )


def _bounded(claimant: Claimant) -> Claimant:
    if len(claimant.name) <= NAME and len(claimant.via) <= 2 and all(len(n) <= NAME for n in claimant.via):
        return claimant
    via = tuple(name[:NAME] for name in claimant.via[:2])
    return claimant.model_copy(update={"name": claimant.name[:NAME], "via": via})


def _bounded_time(time: ClaimTime) -> ClaimTime:
    if time.expression is None or len(time.expression) <= NAME:
        return time
    return time.model_copy(update={"expression": time.expression[:NAME]})


def _sameness(statement: Statement) -> tuple[object, ...]:
    """Statements that differ in nothing but their sentence are one."""
    claimant = statement.claimant
    return (
        statement.event_type,
        statement.actor,
        statement.control_after,
        statement.relation,
        statement.extent,
        statement.locality,
        statement.modality,
        statement.unconfirmed,
        (claimant.name, claimant.party, claimant.kind) if claimant else None,
        statement.time.start,
        statement.time.end,
        statement.routine,
    )


def _map_report(observation: MapChanged, now: datetime, late: bool) -> Report:
    """A monitor's word: its map changed here. The first map of a source only seeds (`seeds`)."""
    after, first = observation.after, observation.previous_as_of is None
    day = observation.as_of.date()
    statement = Statement(
        event_type=_map_event(observation, first),
        actor=_actor(observation),
        control_after=None if after == "unknown" else after,
        relation="in",
        extent="part" if after == "contested" else "whole",
        locality=None,
        modality="asserted",
        unconfirmed=False,
        claimant=Claimant(name=observation.source[:NAME], kind="monitor", lean=observation.lean),
        time=ClaimTime(start=day, end=day, grain="day", basis="stated"),
        sentence=f"Map of {day.isoformat()}: {observation.before} before, {after} after "
        f"({observation.share:.0%} of the area).",
        routine=False,
    )
    return Report(
        article_id=observation.observation_id,
        revision=0,
        observation_id=observation.observation_id,
        story_id=f"map:{observation.source[:NAME]}",
        source=observation.source[:NAME],
        url=None,
        title=f"Map of {day.isoformat()}",
        published_at=observation.as_of,
        arrived_at=now,
        late=late,
        seeds=first,
        statements=(statement,),
    )


def _actor(observation: MapChanged) -> str | None:
    """Who gained the place. What turns grey was gained by the one party that did not hold it, if it is one;
    of a place that nobody is said to hold any more it is who lost it."""
    before, after = _party(observation.before), _party(observation.after)
    if after is not None or before is None or observation.after == "unknown":
        return after or before
    others = [party.id for party in observation.parties if party.id != before]
    return others[0] if len(others) == 1 else None


def _party(holder: str) -> str | None:
    return None if holder in ("contested", "unknown") else holder


def _map_event(observation: MapChanged, first: bool) -> EventType:
    if observation.after == "contested":
        return "contested"
    if observation.after == "unknown":
        return "control_lost"
    return "control_reaffirmed" if first else "control_gained"
