"""The rules of belief and alerts, as tables that an expert of the field can read and correct.

One word is judged by `RULES`, words together by `TOGETHER`, what an event means by `EVENTS`. Everything else
in this package is bookkeeping around these tables. The sources named are sections of the design ("Alerts
worth waking up for"); certainty, severity and urgency are those of CAP 1.2 (OASIS, section 3.2.2).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from schemas.alerts import Severity, Urgency
from schemas.claims import EventType, Modality
from schemas.places import Certainty
from schemas.watchlists import AlertEventType, AlertFamily

REVERSAL_WINDOW = timedelta(days=7)
"""Two reversals within it make the place contested (design: lifecycle)."""
CHALLENGE_WINDOW = timedelta(days=7)
"""A statement of holding answers a challenge at most this old (design: starting belief)."""
CORROBORATION_WINDOW = timedelta(days=7)
"""Words of one kind of event this close together are taken to speak of the same one (design silent)."""
QUIET = timedelta(days=14)
"""An episode without a new word for so long is over (design: families and episodes)."""
LATE = timedelta(days=14)
"""Published so long before the newest word on the place: history, which is corrected silently.

The design says "long ago" and gives no figure; an episode's life is taken, so that words of one episode may
arrive in any order.
"""
REMEMBERED = timedelta(days=30)
"""An event stated to lie so long before its publication is remembered, not reported: it raises nothing."""
PAST = timedelta(days=14)
"""An alert whose newest report is older at arrival has the urgency `past` and its date in the headline."""
NAMING_WINDOW = timedelta(hours=24)
"""`location_named` is raised once per place within it, by record time."""
OPEN_ENDED = timedelta(days=366)
"""How far off `expires_at` of a contested capture lies, which does not close by time: a year."""
ROUTINE_MEMORY = timedelta(days=14)
"""A bulletin line alerts where the place, or this kind of event at it, did not appear for so long."""

Speaker = Literal["beneficiary", "aligned", "other_side", "monitor", "outside", "outlet", "hedged", "unnamed"]
SPEAKERS: dict[Speaker, str] = {
    "beneficiary": "the party that the event serves: its officials, units and authorities",
    "aligned": "a monitor, blogger or outlet that leans to the party that the event serves",
    "other_side": "the party that the event goes against: an admission",
    "monitor": "a monitor that does not lean to the party that the event serves",
    "outside": "a witness, footage, a third state, an outlet that another one quotes, any other blogger",
    "outlet": "the outlet's own voice: it names nobody, so it may have it from anybody",
    "hedged": "anybody with a name who does not fully stand behind it",
    "unnamed": "unnamed sources, or nobody in particular",
}
Says = Literal["gain", "loss", "part", "leaving", "holding", "event"]
SAYS: dict[Says, str] = {
    "gain": "a party took the whole place",
    "loss": "a party lost the whole place",
    "part": "a party took or holds a part of the place, or it is fought over",
    "leaving": "a party left the whole place",
    "holding": "a party holds the whole place, as before",
    "event": "any event of the families combat, movement, strike and civil",
}
Believed = Literal["the same", "another", "unknown"]
"""What is believed now, against what the word says: the same holder, another (or contested), or nobody.

For "leaving" it is the party that leaves that is compared.
"""
Effect = Literal["after", "contested", "unknown", "seed", "unchanged"]
"""What becomes of belief: the claimed holder, contested, unknown, the holder silently, or nothing."""
Action = Literal["raise", "reaffirm", "support", "contradict", "nothing"]
"""What becomes of alerts: open or update one; the same but only against a challenge; add to the support of
what is believed; count against an open alert; nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. Empty tuples mean any. `note` says why, `source` where the rule comes from."""

    name: str
    says: tuple[Says, ...]
    speakers: tuple[Speaker, ...]
    modalities: tuple[Modality, ...]
    believed: tuple[Believed, ...]
    belief: Effect
    certainty: Certainty
    action: Action
    note: str
    source: str


_TOLD: tuple[Modality, ...] = ("asserted", "reported")
_CHANGE: tuple[Says, ...] = ("gain", "loss")
_DIFFERENT: tuple[Believed, ...] = ("another", "unknown")

RULES: tuple[Rule, ...] = (
    Rule(
        name="not-now",
        says=(),
        speakers=(),
        modalities=("hypothetical", "background"),
        believed=(),
        belief="unchanged",
        certainty="unknown",
        action="nothing",
        note="Plans, fears, conditions and memories are not events.",
        source="design: who speaks matters",
    ),
    Rule(
        name="denial",
        says=(),
        speakers=(),
        modalities=("denied",),
        believed=(),
        belief="unchanged",
        certainty="unknown",
        action="contradict",
        note="A denial raises nothing by itself. It speaks against an open alert, and it is a challenge that "
        "a statement of holding in the same article may answer.",
        source="design: who speaks matters; starting belief",
    ),
    Rule(
        name="already-believed",
        says=("gain", "loss", "part"),
        speakers=(),
        modalities=_TOLD,
        believed=("the same",),
        belief="unchanged",
        certainty="unknown",
        action="support",
        note="It is no news, but one more word for what is believed.",
        source="design: changed belief, not mention",
    ),
    Rule(
        name="own-gain",
        says=_CHANGE,
        speakers=("beneficiary", "aligned"),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="unchanged",
        certainty="possible",
        action="raise",
        note="On the word of the party that gains, and of those who lean to it, a capture is claimed.",
        source="design: who speaks matters",
    ),
    Rule(
        name="admission",
        says=_CHANGE,
        speakers=("other_side",),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="after",
        certainty="likely",
        action="raise",
        note="Nobody admits his own loss lightly.",
        source="design: who speaks matters",
    ),
    Rule(
        name="monitor",
        says=_CHANGE,
        speakers=("monitor",),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="after",
        certainty="likely",
        action="raise",
        note="A monitor, or its map, has no stake in this gain.",
        source="design: who speaks matters",
    ),
    Rule(
        name="outsider",
        says=_CHANGE,
        speakers=("outside", "outlet", "hedged"),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="unchanged",
        certainty="possible",
        action="raise",
        note="One outside word is not enough to believe it, and an outlet often drops the attribution.",
        source="design silent; the cautious choice",
    ),
    Rule(
        name="rumour",
        says=_CHANGE,
        speakers=("unnamed",),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="unchanged",
        certainty="unknown",
        action="raise",
        note="Unnamed only.",
        source="design: who speaks matters",
    ),
    Rule(
        name="part-strong",
        says=("part",),
        speakers=("other_side", "monitor"),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="contested",
        certainty="likely",
        action="raise",
        note="A part is not the whole: the place is contested.",
        source="design: contracts, `extent`",
    ),
    Rule(
        name="part-weak",
        says=("part",),
        speakers=("beneficiary", "aligned", "outside", "outlet", "hedged"),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="unchanged",
        certainty="possible",
        action="raise",
        note="The same on an interested or an outside word.",
        source="design: who speaks matters",
    ),
    Rule(
        name="part-rumour",
        says=("part",),
        speakers=("unnamed",),
        modalities=_TOLD,
        believed=_DIFFERENT,
        belief="unchanged",
        certainty="unknown",
        action="raise",
        note="Unnamed only.",
        source="design: who speaks matters",
    ),
    Rule(
        name="holder-leaves",
        says=("leaving",),
        speakers=("other_side",),
        modalities=_TOLD,
        believed=("the same",),
        belief="unknown",
        certainty="likely",
        action="raise",
        note="The believed holder says that it left the whole place: it no longer holds it, and who does is "
        "not said.",
        source="design: who speaks matters",
    ),
    Rule(
        name="leaves",
        says=("leaving",),
        speakers=(),
        modalities=_TOLD,
        believed=(),
        belief="unchanged",
        certainty="unknown",
        action="nothing",
        note="A movement alert only; the leaver's own word still is an admission beside a claimed gain.",
        source="design: who speaks matters",
    ),
    Rule(
        name="holding-rumour",
        says=("holding",),
        speakers=("unnamed",),
        modalities=_TOLD,
        believed=(),
        belief="unchanged",
        certainty="unknown",
        action="nothing",
        note="Nobody is woken, and nothing is believed, because somebody unnamed says that nothing changed.",
        source="design silent; the cautious choice",
    ),
    Rule(
        name="first-holding-strong",
        says=("holding",),
        speakers=("other_side", "monitor"),
        modalities=_TOLD,
        believed=("unknown",),
        belief="seed",
        certainty="likely",
        action="reaffirm",
        note="Starting belief is silent. Against a challenge the statement is news all the same.",
        source="design: starting belief",
    ),
    Rule(
        name="first-holding",
        says=("holding",),
        speakers=("beneficiary", "aligned", "outside", "outlet", "hedged"),
        modalities=_TOLD,
        believed=("unknown",),
        belief="seed",
        certainty="possible",
        action="reaffirm",
        note="The same on an interested or an outside word.",
        source="design: starting belief",
    ),
    Rule(
        name="holding-strong",
        says=("holding",),
        speakers=("other_side", "monitor"),
        modalities=_TOLD,
        believed=("the same",),
        belief="unchanged",
        certainty="likely",
        action="reaffirm",
        note="Holding is news only against a challenge within 7 days, the same article included.",
        source="design: starting belief",
    ),
    Rule(
        name="holding",
        says=("holding",),
        speakers=("beneficiary", "aligned", "outside", "outlet", "hedged"),
        modalities=_TOLD,
        believed=("the same",),
        belief="unchanged",
        certainty="possible",
        action="reaffirm",
        note="The same on an interested or an outside word.",
        source="design: starting belief",
    ),
    Rule(
        name="holding-disputes",
        says=("holding",),
        speakers=(),
        modalities=_TOLD,
        believed=("another",),
        belief="unchanged",
        certainty="unknown",
        action="contradict",
        note="A statement of holding alone never changes a belief; it is an open question.",
        source="issue: belief",
    ),
    Rule(
        name="event-strong",
        says=("event",),
        speakers=("other_side", "monitor"),
        modalities=_TOLD,
        believed=(),
        belief="unchanged",
        certainty="likely",
        action="raise",
        note="The side that an event goes against, or a monitor without a stake in it.",
        source="design: who speaks matters",
    ),
    Rule(
        name="event-weak",
        says=("event",),
        speakers=("beneficiary", "aligned", "outside", "outlet", "hedged"),
        modalities=_TOLD,
        believed=(),
        belief="unchanged",
        certainty="possible",
        action="raise",
        note="A success on the word of those whom it serves, or on one outside word.",
        source="design: who speaks matters",
    ),
    Rule(
        name="event-rumour",
        says=("event",),
        speakers=("unnamed",),
        modalities=_TOLD,
        believed=(),
        belief="unchanged",
        certainty="unknown",
        action="raise",
        note="Unnamed only.",
        source="design: who speaks matters",
    ),
)


def rule_for(says: Says, speaker: Speaker, modality: Modality, believed: Believed) -> Rule:
    """The first row that fits. Some row fits every combination (a test proves it)."""
    for rule in RULES:
        if (
            (not rule.says or says in rule.says)
            and (not rule.speakers or speaker in rule.speakers)
            and (not rule.modalities or modality in rule.modalities)
            and (not rule.believed or believed in rule.believed)
        ):
            return rule
    raise LookupError(f"no rule for {says}, {speaker}, {modality}, {believed}")


@dataclass(frozen=True, slots=True)
class Together:
    """What words of independent origins amount to together. First match wins; belief follows from `likely`.

    One origin must be among `one`, and another, independent of it, among `other`. `says` empty: any.
    """

    name: str
    says: tuple[Says, ...]
    one: tuple[Speaker, ...]
    other: tuple[Speaker, ...]
    certainty: Certainty
    note: str
    source: str


TOGETHER: tuple[Together, ...] = (
    Together(
        name="agreed",
        says=(),
        one=("other_side",),
        other=("beneficiary", "aligned", "monitor", "outside", "other_side"),
        certainty="observed",
        note="Both parties, or an admission and another origin.",
        source="design: who speaks matters",
    ),
    Together(
        name="outside-second",
        says=(),
        one=("outside",),
        other=("beneficiary", "aligned", "outside"),
        certainty="likely",
        note="Two independent origins, one of them without a stake.",
        source="design silent; issue: a second independent origin gives higher certainty",
    ),
    Together(
        name="held-and-mapped",
        says=("holding",),
        one=("aligned",),
        other=("beneficiary", "outside"),
        certainty="likely",
        note="Nothing changes: for a statement of holding even a leaning monitor counts as a second origin.",
        source="design: worked example; the cautious choice below `observed`",
    ),
)

DISPUTED: dict[Certainty, Certainty] = {"possible": "unlikely", "unknown": "unlikely"}
"""What becomes of one origin's word that the other side denies and a monitor or a map contradicts.

What is likely stays so: that one monitor disagrees with another, or with an admission, is shown and not
averaged, and a statement of holding could otherwise take a belief down.
"""
CAP: Certainty = "possible"
"""The most that words without a time of publication, or on an unresolved place, amount to (contracts)."""

LADDER: tuple[Certainty, ...] = ("unlikely", "unknown", "possible", "likely", "observed")
"""From least to most certain."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an event means to an alert.

    `serves` says whose interest the event serves: the actor's, or the other side's; `admission`, whether the
    other side's word for it is one against its own interest. `rank` orders the types of a family: the lowest
    of an article names its alert. `phrase` completes "A says that …"; `{actor}` is "Russian forces" or
    "unidentified forces", `{place}` the place with its locality.
    """

    family: AlertFamily
    rank: int
    serves: Literal["actor", "other"]
    admission: bool
    severity: Severity
    urgency: Urgency
    phrase: str


EVENTS: dict[AlertEventType, Event] = {
    "control_regained": Event("control", 1, "actor", True, "severe", "immediate", "{actor} retook {place}"),
    "control_gained": Event("control", 2, "actor", True, "severe", "immediate", "{actor} captured {place}"),
    "control_lost": Event(
        "control", 3, "other", True, "severe", "immediate", "{actor} no longer hold {place}"
    ),
    "contested": Event("control", 4, "actor", True, "severe", "immediate", "{place} is contested"),
    "control_claimed": Event("control", 5, "actor", True, "severe", "immediate", "{actor} captured {place}"),
    "control_reaffirmed": Event(
        "control", 6, "actor", True, "minor", "expected", "{actor} still hold {place}"
    ),
    "encirclement": Event("combat", 1, "actor", True, "extreme", "immediate", "{actor} encircled {place}"),
    "assault_repelled": Event(
        "combat", 2, "actor", True, "moderate", "immediate", "{actor} repelled an assault {at} {place}"
    ),
    "incursion": Event("combat", 3, "actor", True, "severe", "immediate", "{actor} entered {place}"),
    "assault": Event("combat", 4, "actor", False, "severe", "immediate", "{actor} attacked {at} {place}"),
    "withdrawal": Event("movement", 1, "other", True, "severe", "immediate", "{actor} withdrew from {place}"),
    "announced_withdrawal": Event(
        "movement", 2, "other", True, "severe", "expected", "{actor} will withdraw from {place}"
    ),
    "route_cut": Event(
        "movement", 3, "actor", True, "severe", "immediate", "{actor} cut a route {at} {place}"
    ),
    "advance": Event("movement", 4, "actor", True, "moderate", "expected", "{actor} advanced {at} {place}"),
    "buildup": Event(
        "movement", 5, "other", False, "moderate", "expected", "{actor} are massing {at} {place}"
    ),
    "threat": Event("movement", 6, "other", False, "moderate", "future", "{actor} threaten {place}"),
    "strike": Event("strike", 1, "actor", False, "severe", "immediate", "{actor} struck {place}"),
    "evacuation_ordered": Event(
        "civil", 1, "other", False, "severe", "expected", "an evacuation of {place} was ordered"
    ),
    "location_named": Event("naming", 1, "actor", False, "minor", "unknown", "{place} is named"),
    "map_moved": Event("map", 1, "actor", False, "moderate", "immediate", "the front line moved"),
}
LONE_WORD_SEVERITY: Severity = "moderate"
"""The most severe that an alert of fewer than two origins and below `likely` may be.

No alarm of the highest grade on a single word (issue: no silent single-source "critical").
"""
SEVERITY_LADDER: tuple[Severity, ...] = ("unknown", "minor", "moderate", "severe", "extreme")

CHALLENGES: tuple[EventType, ...] = (
    "incursion",
    "assault",
    "assault_repelled",
    "encirclement",
    "control_gained",
    "control_regained",
)
"""What a statement of holding may answer: their report or their denial (design: starting belief)."""
PATTERN_BREAKERS: tuple[AlertFamily, ...] = ("control", "civil")
"""Families whose bulletin lines are never routine."""
ROUTINE_ALIKE: dict[EventType, tuple[EventType, ...]] = {
    "assault": ("assault", "assault_repelled"),
    "assault_repelled": ("assault", "assault_repelled"),
}
"""Kinds of event that count as one in a bulletin's pattern: an assault and its repulse take turns in it."""
REFRESH = timedelta(days=3)
"""An alert that goes on is published again when its `expires_at` is this near."""
