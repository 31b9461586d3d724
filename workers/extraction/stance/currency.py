"""Whether an event is told as news or as history: by its date, and by the words that recall it."""

from collections.abc import Sequence
from datetime import date, timedelta

from schemas.claims import Currency
from workers.extraction.dates.time_mentions import TimeMention
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.stance.cue_reach import Cues
from workers.extraction.stance.presupposed import ONCE, is_presupposed
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

BACKGROUND_AFTER = timedelta(days=30)
"""What ended this long before publication is told as background."""
_LONG_AGO = timedelta(days=120)
"""A date this old dates all of its sentence that has no date of its own."""


def currency_of(
    cues: Cues,
    trigger: Match[Trigger],
    sentence: Annotated,
    when: TimeMention | None,
    others: Sequence[TimeMention],
    published: date | None,
    *,
    in_own_voice: bool,
) -> Currency:
    """Current or background. `when` dates the event itself, `others` are all dates of the sentence;
    `in_own_voice`: nobody is named who says it."""
    clause = sentence.clause_of(trigger.start)
    recalled = "background" in cues.clause and not is_perfect(trigger, sentence)
    recalled = recalled or (when is None and _goes_on_recalling(clause, sentence))
    recalled = recalled or ("lasted" in cues.clause and not _until_now(trigger, sentence))
    recalled = recalled or ("background" in cues.before and not trigger.payload.noun)
    if recalled or "background" in cues.sentence or _hangs_on_history(trigger, sentence):
        return "background"
    if clause.kind == "since" and not trigger.payload.state and not _has_begun(trigger, clause, sentence):
        return "background"
    reminded = "background" in cues.before
    if when is None and is_presupposed(trigger, sentence, in_own_voice=in_own_voice, dated_cues=reminded):
        return "background"
    if when is None and (_once_announced(trigger, sentence) or _is_asked_about(trigger, sentence)):
        return "background"
    lasts = trigger.payload.state or trigger.payload.event == "contested"
    if lasts and _was_so(trigger, sentence, dated=when is not None):
        return "background"
    if when is None and published is not None and _of_a_past_year(others, sentence, published):
        return "background"
    when = when or _long_ago(trigger, others, sentence, published)
    if when is None:
        return "current"
    if published is not None and _counts_from_what_is_told(when, sentence):
        return "background"
    if when.time.grain in ("range", "year") and _spans_too_much(when, trigger, published):
        return "background"
    if when.since:
        began = when.time.start
        long_since = began is not None and published is not None and began < published - BACKGROUND_AFTER
        return "background" if long_since and trigger.payload.event in ONCE else "current"
    if published is not None and when.time.end is not None:
        return "background" if when.time.end < published - BACKGROUND_AFTER else "current"
    return "background" if _is_coarse(when) else "current"


def _has_begun(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "since Russian troops resumed their push on K": what has begun by then goes on."""
    return any(sentence.is_a(at, "begins") for at in clause.words if at < trigger.start)


def _is_asked_about(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "an inquiry into how K was captured", "wants to know why the army left": that it was so is known; what
    pictures show is news."""
    inside = sentence.clause_of(trigger.start).words
    asked = [at for at in (inside[0] - 1, *inside) if at < trigger.start and sentence.is_a(at, "how")]
    shown = any(m.payload.value.show for m in sentence.found("speech") if asked and m.end <= asked[-1])
    between = any(asked and asked[-1] < t.start < trigger.start for t in sentence.triggers)
    return bool(asked) and not shown and not between and is_simple_past(trigger, sentence)


def _once_announced(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "the channel, which had announced the fall of K, …": an announcement of before is none of now."""
    clause = sentence.clause_of(trigger.start)
    return clause.kind == "relative" and any(
        sentence.is_a(m.start - 1, "pluperfect") and m.start in clause.words for m in sentence.found("speech")
    )


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


def _was_so(trigger: Match[Trigger], sentence: Annotated, *, dated: bool) -> bool:
    """ "the brigade that had been holding K": what was so is not said to be so."""
    clause = sentence.clause_of(trigger.start)
    pluperfect = any(sentence.lowers[at] == "had" for at in clause.words if at < trigger.start)
    if clause.kind == "main" and pluperfect:
        return not sentence.found("speech")
    if clause.kind == "complement" and pluperfect and trigger.payload.event == "contested":
        return not dated  # "said that his men had fought in K"
    if clause.kind not in ("relative", "aside"):
        return False
    form = sentence.language.form(sentence.lowers[trigger.start])
    return form == "past" or pluperfect


def is_perfect(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "have retaken K two years after …": the present perfect tells news, whatever is recalled beside it."""
    return _until_now(trigger, sentence) and not trigger.payload.noun and not trigger.payload.state


def is_simple_past(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether a verb tells of the past, and not in the present perfect."""
    past = sentence.language.form(sentence.lowers[trigger.start]) == "past"
    return past and not trigger.payload.noun and not _until_now(trigger, sentence)


def _until_now(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether a verb, of what lasts too, stands in the present perfect."""
    at = trigger.start - 1
    while sentence.is_a(at, "adverb", "be") and at > 0:
        at -= 1
    return sentence.is_a(at, "present_perfect")


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


def _spans_too_much(when: TimeMention, trigger: Match[Trigger], published: date | None) -> bool:
    """ "in the past year Russia has captured A and B": a summary, in which nothing has its day."""
    if published is None or when.time.start is None or trigger.payload.event not in ONCE:
        return False
    return (
        when.time.start < published - _LONG_AGO and (when.time.end or published) - when.time.start > _LONG_AGO
    )


def _counts_from_what_is_told(when: TimeMention, sentence: Annotated) -> bool:
    """ "took it back six months later": counted in weeks or more from an event that has no day either."""
    time, units = when.time, sentence.language.time["units"]
    long = {units.get(word) for word in (time.expression or "").lower().split()} & {"week", "month", "year"}
    return bool(long) and time.basis == "relative" and time.start is None and time.end is None


def _is_coarse(when: TimeMention) -> bool:
    """Where nobody knows the day of publication: news has a day, history a month, a season or a year."""
    return when.time.start is not None and when.time.grain in ("year", "season", "month", "range")
