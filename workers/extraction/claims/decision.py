"""What becomes of the words of an event: the claims they make, or why they make none."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.claims import Claim, EventType
from workers.extraction.binding.roles import Binding
from workers.extraction.discourse.attribution import Attribution
from workers.extraction.stance.judgement import Stance
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match


class Refusal(StrEnum):
    """Why words that speak of an event make no claim; each value is shown to readers as it stands."""

    SET_PHRASE = "a set phrase, no event"
    QUESTION = "a question claims nothing"
    OTHER_SUBJECT = "the sentence is on sport, business or culture"
    SCARE_QUOTES = "one word between quotes is not the writer's own"
    CONTRADICTORY = "a denial of a denial: what is meant is not sure"
    UNSAID = "it is told that somebody did not say so"
    NOT_TOLD = "a made-up world or an inscription: nobody tells it"
    EMBEDDED = "it hangs on words that no table knows, and nobody known says it"
    NO_SIDE = "nobody is named who did it, and these words need a side"
    NOT_BY_ARMS = "nothing says that it was a strike"
    ONLY_TALKED_OF = "the event is only talked about"
    NOTHING_SAYS_SO = "a noun: nothing says that it happened"
    STRANGER = "done by somebody who is no party of this war"
    ATTEMPT = "an attempt at it is no event of its own"
    NO_PLACE = "no place belongs to it"
    PLACE_ELSEWHERE = "the place is a river, or lies outside the theatre"
    NOT_OF_WAR = "the article names no men and no arms"
    SEEN_AT_HOME = "men shown far from the front, or of the side that holds the place: no news"
    OLDER_THAN_WAR = "dated before this war began"
    SAID_ALREADY = "the article says it better in another place"


@dataclass(frozen=True, slots=True)
class Decision:
    """What one event's words came to: `claims`, or nothing and the `refusal`.

    `trigger` is None for a denial of what was said before ("Kyiv denied this").
    """

    trigger: Match[Trigger] | None
    kind: EventType | None
    claims: tuple[Claim, ...] = ()
    refusal: Refusal | None = None
    stance: Stance | None = None
    binding: Binding | None = None
    attribution: Attribution | None = None
