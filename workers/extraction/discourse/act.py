"""One act of speech: who says, denies or doubts something, and how far his word reaches."""

from dataclasses import dataclass
from typing import Literal

from schemas.claims import Claimant

Reach = Literal["following", "preceding", "sentence"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech at word `at`. An unnamed one (`reports that`) has no speaker and is `hedged`.

    `back`: it denies what was said before ("denied this"), and reaches nothing of its own sentence.
    `cites`: the speaker is whom another cites. `hearsay`: a noun behind which nobody stands ("reports of").
    `afresh`: behind a denial it says what is so ("denied it, saying that …").
    """

    at: int
    end: int
    act: Literal["say", "deny", "doubt"]
    speaker: Claimant | None
    reach: Reach
    clause: int
    noun: bool = False
    hedged: bool = False
    affirms: bool = False
    back: bool = False
    cites: bool = False
    hearsay: bool = False
    concedes: bool = False
    afresh: bool = False
