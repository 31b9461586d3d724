"""Observations as hypothesis draws them: anybody says anything of the place, at any time, in any outlet."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from schemas.alerts import Alert
from schemas.claims import EVENT_TYPES, Claim, Claimant
from schemas.observations import MapChanged, PlaceReported
from schemas.places import PlaceBelief
from tests.unit.alert.told import (
    BESEDIN,
    BRIGADE,
    DEEPSTATE,
    GENERAL_STAFF,
    ISW,
    MINISTRY,
    RYBAR,
    SOURCES,
    START,
    UKRAINE,
    WATCHED,
    WITNESS,
    Desk,
    claim,
    map_change,
    report,
)
from workers.alert.state import PlaceState
from workers.alert.watches import WatchIndex

STATE = TypeAdapter(PlaceState)
PARTIES = ("RU", "UA")
SPEAKERS: tuple[Claimant | None, ...] = (
    *(GENERAL_STAFF, BRIGADE, UKRAINE, BESEDIN, MINISTRY, DEEPSTATE, RYBAR, ISW, SOURCES, WITNESS, None),
    Claimant(name="the occupation administration", kind="occupation_authority", party="RU"),
    Claimant(name="the press service", kind="official"),
    Claimant(name="a mechanised brigade", kind="unit"),
    Claimant(name="a war blogger", kind="blogger", lean="RU"),
    Claimant(name="a volunteer", kind="blogger"),
    Claimant(name="UK Ministry of Defence", kind="third_state"),
    Claimant(name="people of the town", kind="witness"),
    Claimant(name="geolocated footage", kind="footage", via=("ISW",)),
    Claimant(name="a news agency", kind="media"),
    Claimant(name="a broadcaster of the capital", kind="media", lean="RU"),
)
NAMED = tuple(speaker for speaker in SPEAKERS if speaker is not None)
NEVER: tuple[dict[str, Any], ...] = (
    {"polarity": "denied"},
    {"polarity": "denied", "hedged": True},
    {"reality": "planned"},
    {"reality": "conditional"},
    {"reality": "feared"},
    {"currency": "background"},
    {"currency": "background", "polarity": "unconfirmed"},
)
"""Stances of what has not happened, or not now."""
STANCES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    {"hedged": True},
    {"polarity": "unconfirmed"},
    {"routine": True},
    *NEVER,
)
EXTENTS = ("whole", "whole", "whole", "part", "positions", "presence", "fire_control", "unknown")
RELATIONS = ("in", "in", "in", "in", "edge", "near", "toward", "axis")
CONTROL = (
    "control_gained",
    "control_regained",
    "control_lost",
    "control_reaffirmed",
    "contested",
    "withdrawal",
)


def claims(
    stances: tuple[dict[str, Any], ...] = STANCES, days: tuple[int | None, ...] = (None, None, *range(1, 25))
) -> st.SearchStrategy[Claim]:
    """Any claim; half of them such as touch control. `days` are those of November on which it happened."""
    every = st.builds(
        _any_claim,
        st.sampled_from(EVENT_TYPES),
        st.sampled_from((*PARTIES, None)),
        st.sampled_from(SPEAKERS),
        st.sampled_from(stances),
        st.sampled_from(EXTENTS),
        st.sampled_from(RELATIONS),
        st.sampled_from(days),
        st.sampled_from((None, *PARTIES, "contested")),
        st.sampled_from((None, "outskirts")),
    )
    control = st.builds(
        lambda event, actor, speaker, stance, on: claim(event, actor, speaker, on=on, **stance),
        st.sampled_from((*CONTROL, "incursion")),
        st.sampled_from(PARTIES),
        st.sampled_from(SPEAKERS),
        st.sampled_from(stances),
        st.sampled_from(days),
    )
    return st.one_of(every, control)


def _any_claim(
    event: str,
    actor: str | None,
    speaker: Claimant | None,
    stance: dict[str, Any],
    extent: str,
    relation: str,
    on: int | None,
    after: str | None,
    locality: str | None,
) -> Claim:
    fields = {"extent": extent, "relation": relation, "on": on, "locality": locality, **stance}
    return claim(event, actor, speaker, control_after=after if event == "control_lost" else None, **fields)


def articles(
    days: int = 24, claim: st.SearchStrategy[Claim] | None = None, *, undated: bool = True
) -> st.SearchStrategy[PlaceReported]:
    """One version of one of a dozen articles, of one of four outlets and five stories, or of its own."""
    published = st.integers(0, days * 10).map(lambda tenths: tenths / 10)
    return st.builds(
        _article,
        st.integers(0, 11),
        st.integers(0, 2),
        st.one_of(st.none(), published) if undated else published,
        st.lists(claim if claim is not None else claims(), max_size=4),
        st.integers(0, 3),
        st.sampled_from((None, None, 0, 1, 2)),
        st.integers(0, 9).map(lambda drawn: drawn == 0),
    )


def _article(
    number: int,
    revision: int,
    day: float | None,
    said: list[Claim],
    outlet: int,
    story: int | None,
    withdrawn: bool,
) -> PlaceReported:
    gone = withdrawn and revision > 0
    return report(
        f"a{number}",
        *(() if gone else said),
        day=day,
        revision=revision,
        source=f"outlet{outlet}.example",
        story=f"story-{story if story is not None else f'of-{number}'}",
        withdrawn=gone,
    )


def maps(days: int = 24) -> st.SearchStrategy[MapChanged]:
    """A change on one of three maps."""
    holders = st.sampled_from((*PARTIES, "contested", "unknown"))
    return st.builds(
        lambda after, day, before, first, source: map_change(after, day, before, first=first).model_copy(
            update={
                "source": source[0],
                "lean": source[1],
                "observation_id": f"map-{source[0]}-{after}-{before}-{day}-{first}",
            }
        ),
        holders,
        st.integers(0, days),
        holders,
        st.booleans(),
        st.sampled_from((("Frontline Atlas", None), ("DeepState", "UA"), ("Rybar", "RU"))),
    )


@dataclass(frozen=True)
class Step:
    """An observation, and how many hours after the one before it arrives."""

    observation: PlaceReported | MapChanged
    hours: float = 1


def sequences(
    days: int = 24,
    most: int = 8,
    *,
    undated: bool = True,
    gaps: st.SearchStrategy[float] | None = None,
) -> st.SearchStrategy[list[Step]]:
    """What a place may live to see; each observation comes once."""
    observation = st.one_of(articles(days, undated=undated), articles(days, undated=undated), maps(days))
    hours = gaps if gaps is not None else st.sampled_from((0.1, 1, 30, 200, 400))
    steps = st.builds(Step, observation, hours)
    return st.lists(steps, min_size=1, max_size=most, unique_by=lambda step: step.observation.observation_id)


@dataclass
class Watcher:
    """A desk that watches the town, and remembers what it published and what it believes."""

    desk: Desk = field(default_factory=lambda: Desk(WatchIndex.of([WATCHED])))
    now: datetime = START + timedelta(days=30)

    def hear(self, *steps: Step) -> list[Alert]:
        """Take them in turn."""
        published: list[Alert] = []
        for step in steps:
            self.now += timedelta(hours=step.hours)
            published += self.desk.hear(step.observation, now=self.now)
        return published

    @property
    def belief(self) -> PlaceBelief | None:
        """The last published belief."""
        return self.desk.beliefs[-1] if self.desk.beliefs else None

    @property
    def held(self) -> tuple[str, str | None]:
        """Who holds the place; having said nothing is the same as saying that nobody knows."""
        return (self.belief.status, self.belief.holder) if self.belief else ("unknown", None)


def opened(alerts: list[Alert]) -> list[Alert]:
    """The first revisions among them, namings of the watched place aside."""
    return [each for each in alerts if each.msg_type == "alert" and each.family != "naming"]
