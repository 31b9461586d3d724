"""Whether an event is told as news or as history: by its date, and by the words that recall it."""

from collections.abc import Sequence
from datetime import date, timedelta

from schemas.claims import Currency
from workers.extraction.dates.time_mentions import TimeMention
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.stance.cue_reach import Cues
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

BACKGROUND_AFTER = timedelta(days=30)
"""What ended this long before publication is told as background."""
_LONG_AGO = timedelta(days=120)
"""A date this old dates all of its sentence that has no date of its own."""


_ONCE = ("control_gained", "control_regained", "control_lost")
"""Events that are over when a place "has been occupied since 2022"."""


def currency_of(
    cues: Cues,
    trigger: Match[Trigger],
    sentence: Annotated,
    when: TimeMention | None,
    others: Sequence[TimeMention],
    published: date | None,
) -> Currency:
    """Current or background. `when` dates the event itself, `others` are all dates of the sentence."""
    clause = sentence.clause_of(trigger.start)
    recalled = "background" in cues.clause and not is_perfect(trigger, sentence)
    recalled = recalled or (when is None and _goes_on_recalling(clause, sentence))
    if recalled or "background" in cues.sentence or _hangs_on_history(trigger, sentence):
        return "background"
    if clause.kind == "since" and not trigger.payload.state:
        return "background"
    if when is None and _before_it_happened(trigger, clause, sentence):
        return "background"
    if when is None and _is_presupposed(trigger, sentence):
        return "background"
    lasts = trigger.payload.state or trigger.payload.event == "contested"
    if lasts and _was_so(trigger, sentence):
        return "background"
    if when is None and published is not None and _of_a_past_year(others, sentence, published):
        return "background"
    when = when or _long_ago(trigger, others, sentence, published)
    if when is None:
        return "current"
    if when.since:
        began = when.time.start
        long_since = began is not None and published is not None and began < published - BACKGROUND_AFTER
        return "background" if long_since and trigger.payload.event in _ONCE else "current"
    if published is not None and when.time.end is not None:
        return "background" if when.time.end < published - BACKGROUND_AFTER else "current"
    return "background" if _is_coarse(when) else "current"


def _before_it_happened(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "Before K fell, 70,000 people lived there": what a sentence counts from is known, and no news."""
    counted = clause.kind == "time" and sentence.is_a(clause.words[0], "up_to")
    return counted and sentence.language.form(sentence.lowers[trigger.start]) == "past"


def _is_presupposed(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "after the fall of K, the front moved west": an undated noun behind "after" is known to the reader."""
    if not trigger.payload.noun or trigger.payload.event not in _ONCE:
        return False
    owners = {actor.end: actor.start for actor in sentence.actors}
    first = trigger.start
    while first > 0 and (first in owners or sentence.is_a(first - 1, "determiner", "possessive", "article")):
        first = owners.get(first, first - 1)
    return any(m.end == first and m.payload.value in ("after", "since") for m in sentence.found("boundary"))


def _goes_on_recalling(clause: Clause, sentence: Annotated) -> bool:
    """ "Торік тут стояли росіяни; К звільнили за три дні": behind a semicolon the story goes on."""
    if clause.kind != "break" or clause.parent is None or sentence.lowers[clause.words[0]] != ";":
        return False
    before = set(sentence.clauses[clause.parent].words)
    return any(
        m.start in before and m.payload.value.family == "background" and m.payload.value.scope == "clause"
        for m in sentence.found("cue")
    )


def _hangs_on_history(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "was occupied for 33 days until the army left": when history ended is history."""
    clause = sentence.clause_of(trigger.start)
    if clause.kind not in ("time", "after") or clause.parent is None:
        return False
    around = set(sentence.clauses[clause.parent].words)
    return any(
        m.payload.value.family == "background" and m.payload.value.scope == "clause" and m.start in around
        for m in sentence.found("cue")
    )


def _of_a_past_year(others: Sequence[TimeMention], sentence: Annotated, published: date) -> bool:
    """ "the 2022 siege of K ended when …": a past year as an adjective, and no other date."""
    return not others and any(
        len(word) == 4 and word.isdigit() and 1900 < int(word) < published.year
        for at, word in enumerate(sentence.lowers)
        if sentence.is_a(at - 1, "determiner", "possessive")
    )


def _was_so(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "the brigade that had been holding K": what was so is not said to be so."""
    clause = sentence.clause_of(trigger.start)
    pluperfect = any(sentence.lowers[at] == "had" for at in clause.words if at < trigger.start)
    if clause.kind == "main" and pluperfect:
        return not sentence.found("speech")
    if clause.kind not in ("relative", "aside"):
        return False
    form = sentence.language.form(sentence.lowers[trigger.start])
    return form == "past" or pluperfect


def is_perfect(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "have retaken K two years after …": the present perfect tells news, whatever is recalled beside it."""
    at = trigger.start - 1
    while sentence.is_a(at, "adverb", "be") and at > 0:
        at -= 1
    return sentence.is_a(at, "present_perfect") and not trigger.payload.noun and not trigger.payload.state


def _is_finite(trigger: Match[Trigger], sentence: Annotated) -> bool:
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
    return not trigger.payload.noun and not gerund


def _long_ago(
    trigger: Match[Trigger], times: Sequence[TimeMention], sentence: Annotated, published: date | None
) -> TimeMention | None:
    """A date long past, wherever it stands in the sentence, dates all of it that is not dated otherwise.

    The date of a relative or temporal clause with a verb of its own dates that clause only.
    """
    since = [m.end for m in sentence.found("boundary") if m.payload.value == "since"]
    if any(0 <= t.start - end <= 3 for t in times for end in since):
        return None
    old = [t for t in times if _is_old(t, published)]
    if not old or len(old) < len(times) or any(t.since for t in old):
        return None
    own = sentence.clause_of(trigger.start)
    apart = {
        clause.index
        for clause in sentence.clauses
        if clause.kind in ("relative", "aside", "time", "after", "since")
        and clause.index != own.index
        and any(t.start in clause.words and _is_finite(t, sentence) for t in sentence.triggers)
    }
    return next((t for t in old if sentence.clause_at.get(t.start) not in apart), None)


def _is_old(when: TimeMention, published: date | None) -> bool:
    if published is None:
        return _is_coarse(when)
    return when.time.end is not None and when.time.end < published - _LONG_AGO


def _is_coarse(when: TimeMention) -> bool:
    """Where nobody knows the day of publication: news has a day, history a month, a season or a year."""
    return when.time.start is not None and when.time.grain in ("year", "season", "month", "range")
