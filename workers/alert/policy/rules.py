"""What one word makes of belief and alerts: a row for each kind of word.

Read a row as: where somebody who is one of `speakers` says what is one of `says`, in one of `modalities`,
while belief compares to it as one of `believed` says, then `belief` becomes this, the word by itself is worth
this `certainty`, and the alert does this. The first row that fits counts; ANY fits everything.
"""

from dataclasses import dataclass
from itertools import product
from typing import get_args

from schemas.claims import Modality
from schemas.places import Certainty
from workers.alert.policy.vocabulary import Action, Believed, Effect, Says, Speaker


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. Empty tuples mean any. `note` says why, `source` is the section of the design that says so."""

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


ANY: tuple[()] = ()
_TOLD: tuple[Modality, ...] = ("asserted", "reported")
_NOT_NOW: tuple[Modality, ...] = ("hypothetical", "background")
_DENIED: tuple[Modality, ...] = ("denied",)
_CHANGE: tuple[Says, ...] = ("gain", "loss")
_CONTROL: tuple[Says, ...] = ("gain", "loss", "part")
_PART: tuple[Says, ...] = ("part",)
_LEAVES: tuple[Says, ...] = ("leaving",)
_HOLDS: tuple[Says, ...] = ("holding",)
_EVENT: tuple[Says, ...] = ("event",)
_STRONG: tuple[Speaker, ...] = ("other_side", "monitor")
_WEAK: tuple[Speaker, ...] = ("beneficiary", "aligned", "outside", "outlet", "hedged")
_OWN: tuple[Speaker, ...] = ("beneficiary", "aligned")
_ADMITS: tuple[Speaker, ...] = ("other_side",)
_MONITOR: tuple[Speaker, ...] = ("monitor",)
_OUTSIDE: tuple[Speaker, ...] = ("outside", "outlet", "hedged")
_UNNAMED: tuple[Speaker, ...] = ("unnamed",)
_NEW: tuple[Believed, ...] = ("another", "unknown")
_SAME: tuple[Believed, ...] = ("the same",)
_OTHER: tuple[Believed, ...] = ("another",)
_OPEN: tuple[Believed, ...] = ("unknown",)

# fmt: off
RULES: tuple[Rule, ...] = (
    #    name                   says      speakers  modality  believed  belief       certainty   alert
    Rule("not-now",             ANY,      ANY,      _NOT_NOW, ANY,      "unchanged", "unknown",  "nothing",
         "Plans, fears, conditions and memories are not events.", "who speaks matters"),
    Rule("denial",              ANY,      ANY,      _DENIED,  ANY,      "unchanged", "unknown",  "contradict",
         "A denial raises nothing by itself. It speaks against an open alert, and it is a challenge that a "
         "statement of holding in the same article may answer.", "who speaks matters; starting belief"),
    Rule("already-believed",    _CONTROL, ANY,      _TOLD,    _SAME,    "unchanged", "unknown",  "support",
         "It is no news, but one more word for what is believed.", "changed belief, not mention"),
    Rule("own-gain",            _CHANGE,  _OWN,     _TOLD,    _NEW,     "unchanged", "possible", "raise",
         "On the word of the party that gains, and of those who lean to it, a capture is claimed.",
         "who speaks matters"),
    Rule("admission",           _CHANGE,  _ADMITS,  _TOLD,    _NEW,     "after",     "likely",   "raise",
         "Nobody admits his own loss lightly.", "who speaks matters"),
    Rule("monitor",             _CHANGE,  _MONITOR, _TOLD,    _NEW,     "after",     "likely",   "raise",
         "A monitor, or its map, has no stake in this gain.", "who speaks matters"),
    Rule("outsider",            _CHANGE,  _OUTSIDE, _TOLD,    _NEW,     "unchanged", "possible", "raise",
         "One outside word is not enough to believe it, and an outlet often drops the attribution.",
         "silent; the cautious choice"),
    Rule("rumour",              _CHANGE,  _UNNAMED, _TOLD,    _NEW,     "unchanged", "unknown",  "raise",
         "Unnamed only.", "who speaks matters"),
    Rule("part-strong",         _PART,    _STRONG,  _TOLD,    _NEW,     "contested", "likely",   "raise",
         "A part is not the whole: the place is contested.", "contracts, `extent`"),
    Rule("part-weak",           _PART,    _WEAK,    _TOLD,    _NEW,     "unchanged", "possible", "raise",
         "The same on an interested or an outside word.", "who speaks matters"),
    Rule("part-rumour",         _PART,    _UNNAMED, _TOLD,    _NEW,     "unchanged", "unknown",  "raise",
         "Unnamed only.", "who speaks matters"),
    Rule("holder-leaves",       _LEAVES,  _ADMITS,  _TOLD,    _SAME,    "unknown",   "likely",   "raise",
         "The believed holder says that it left the whole place: it no longer holds it, and who does is not "
         "said.", "who speaks matters"),
    Rule("leaves",              _LEAVES,  ANY,      _TOLD,    ANY,      "unchanged", "unknown",  "nothing",
         "A movement alert only; the leaver's own word still is an admission beside a claimed gain.",
         "who speaks matters"),
    Rule("holding-rumour",      _HOLDS,   _UNNAMED, _TOLD,    ANY,      "unchanged", "unknown",  "nothing",
         "Nobody is woken, and nothing is believed, because somebody unnamed says that nothing changed.",
         "silent; the cautious choice"),
    Rule("first-holding-strong", _HOLDS,  _STRONG,  _TOLD,    _OPEN,    "seed",      "likely",   "reaffirm",
         "Starting belief is silent. Against a challenge the statement is news all the same.",
         "starting belief"),
    Rule("first-holding",       _HOLDS,   _WEAK,    _TOLD,    _OPEN,    "seed",      "possible", "reaffirm",
         "The same on an interested or an outside word.", "starting belief"),
    Rule("holding-strong",      _HOLDS,   _STRONG,  _TOLD,    _SAME,    "unchanged", "likely",   "reaffirm",
         "Holding is news only against a challenge within 7 days, the same article included.",
         "starting belief"),
    Rule("holding",             _HOLDS,   _WEAK,    _TOLD,    _SAME,    "unchanged", "possible", "reaffirm",
         "The same on an interested or an outside word.", "starting belief"),
    Rule("holding-disputes",    _HOLDS,   ANY,      _TOLD,    _OTHER,   "unchanged", "unknown",  "contradict",
         "A statement of holding alone never changes a belief; it is an open question.", "issue: belief"),
    Rule("event-strong",        _EVENT,   _STRONG,  _TOLD,    ANY,      "unchanged", "likely",   "raise",
         "The side that an event goes against, or a monitor without a stake in it.", "who speaks matters"),
    Rule("event-weak",          _EVENT,   _WEAK,    _TOLD,    ANY,      "unchanged", "possible", "raise",
         "A success on the word of those whom it serves, or on one outside word.", "who speaks matters"),
    Rule("event-rumour",        _EVENT,   _UNNAMED, _TOLD,    ANY,      "unchanged", "unknown",  "raise",
         "Unnamed only.", "who speaks matters"),
)
# fmt: on


def rule_for(says: Says, speaker: Speaker, modality: Modality, believed: Believed) -> Rule:
    """The first row that fits. Some row fits every combination (a test proves it)."""
    return _DECIDED[says, speaker, modality, believed]


def _first(says: Says, speaker: Speaker, modality: Modality, believed: Believed) -> Rule:
    return next(
        rule
        for rule in RULES
        if (not rule.says or says in rule.says)
        and (not rule.speakers or speaker in rule.speakers)
        and (not rule.modalities or modality in rule.modalities)
        and (not rule.believed or believed in rule.believed)
    )


_DECIDED: dict[tuple[Says, Speaker, Modality, Believed], Rule] = {
    combination: _first(*combination)
    for combination in product(get_args(Says), get_args(Speaker), get_args(Modality), get_args(Believed))
}
