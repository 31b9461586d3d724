"""The words in which the rules are written: who speaks, what he says, what is believed, what follows."""

from typing import Literal

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
