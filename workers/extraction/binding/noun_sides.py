"""Which side does what a noun says ("the Russian assault on K"), and which suffers it."""

from workers.extraction.binding.subjects import can_be_subject
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_ACCUSED_REACH = 4
"""Words between whoever is accused and the deed ("accused Russia of a new air strike")."""


def noun_sides(
    trigger: Match[Trigger], clause: Clause, sentence: Annotated
) -> tuple[Actor | None, Actor | None]:
    """ "the Russian assault on K", "the capture of K by Russian forces", "the army attack on K"."""
    inside = [a for a in sentence.actors if a.end > trigger.start and a.start < trigger.end]
    before = [
        a
        for a in sentence.actors
        if (a.form == "adjective" or (a.end == trigger.start and not sentence.language.cases))
        and 0 <= trigger.start - a.end <= 3
        and sentence.clause_at.get(a.start) == clause.index
        and not _describes_teller(a, trigger, sentence)
    ]
    behind = [
        a
        for a in sentence.actors
        if a.start >= trigger.end
        and sentence.clause_at.get(a.start) == clause.index
        and a.form != "adjective"
        and (
            a.preposition in ("by", "of")
            or a.case == "ins"
            or (a.case == "gen" and _adjoins(a, trigger, sentence))
        )
        and not (a.preposition == "from" and trigger.payload.event == "control_gained")
    ]
    if trigger.payload.event in ("control_gained", "control_regained") and not sentence.language.cases:
        behind = [a for a in behind if a.preposition == "by"]
    if trigger.payload.event == "control_lost":
        behind = [a for a in behind if not _told_between(trigger.end, a.start, sentence)]
        return next(iter(before or behind), None), None
    if trigger.payload.foe or trigger.payload.event == "encirclement":
        victims = [a for a in behind if a.preposition == "of" or a.case == "gen"]
        if trigger.payload.foe:  # "удар по позициям ВСУ": whom the noun's own words name suffers it
            victims, inside = [*inside, *victims], []
        doers = before[-1:] or inside[:1] or [a for a in behind if a not in victims][:1]
        return (doers[0] if doers else None), (victims[0] if victims else None)
    if before or inside or behind:
        return (before[-1:] or inside[:1] or behind[:1])[0], None
    if (
        whose := _whose(trigger, clause, sentence)
        or _accused(trigger, sentence)
        or _planner(clause, sentence)
    ) is not None:
        return whose, None
    subjects = [
        a
        for a in sentence.actors
        if sentence.clause_at.get(a.start) == clause.index
        and a.end <= trigger.start
        and can_be_subject(a)
        and not _only_tells(a, trigger, sentence)
    ]
    taken = trigger.payload.event in ("control_gained", "control_regained")
    spoken = {m.start for m in sentence.found("speech")} if taken else set()
    launched = not sentence.is_a(trigger.start - 1, "preparing_for") and any(
        m.payload.value.family in ("licensing", "planned", "denied")
        and m.start not in spoken
        and (
            (m.payload.value.scope == "before" and 0 <= trigger.start - m.end <= 4)
            or (m.payload.value.scope == "after" and 0 <= m.start - trigger.end <= 2)
        )
        for m in sentence.found("cue")
    )
    return (subjects[-1] if subjects and launched else None), None


def _told_between(start: int, end: int, sentence: Annotated) -> bool:
    """ "the fall of K would put L in range of Russian guns": a verb parts the noun from the side."""
    return any(sentence.is_a(at, "modal", "future", "be", "have", "do") for at in range(start, end))


def _describes_teller(adjective: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "the Ukrainian channel reported the advance of …": the adjective belongs to who tells it."""
    between = range(adjective.end, trigger.start)
    return any(
        m.start in between for kind in ("speech", "claimant", "role", "source") for m in sentence.found(kind)
    )


def _only_tells(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "ЗСУ повідомили про удар по К": who tells of a blow has rather suffered it."""
    if not sentence.language.cases or trigger.payload.event not in ("strike", "assault", "incursion"):
        return False
    return any(actor.end <= m.start < trigger.start for m in sentence.found("speech"))


def _adjoins(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether a genitive belongs to the noun ("атака батальона россиян") and not to one behind a place."""
    between = range(trigger.end, actor.start)
    return not any(sentence.words[at].place or not sentence.lowers[at][0].isalnum() for at in between)


def _whose(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Actor | None:
    """ "the Russians lost tanks in their offensive": they, where the clause has named no other side."""
    if not any(sentence.is_a(trigger.start - back, "possessive_pronoun") for back in (1, 2)):
        return None
    named = [
        a
        for a in sentence.actors
        if a.end < trigger.start and sentence.clause_at.get(a.start) == clause.index
    ]
    subjects = [a for a in named if can_be_subject(a)]
    one_side = len({(a.party, a.view) for a in named}) == 1
    return subjects[0] if subjects and one_side else None


def _planner(clause: Clause, sentence: Annotated) -> Actor | None:
    """ "метою окупантів є вихід до К": whose aim, plan or order it is."""
    plans = {m.end for m in sentence.found("cue") if m.payload.value.family in ("planned", "ordered")}
    return next(
        (a for a in sentence.actors if a.start in plans and a.start in clause.words and a.case == "gen"), None
    )


def _accused(trigger: Match[Trigger], sentence: Annotated) -> Actor | None:
    """ "accused Russia of shelling K", "blamed Moscow for the strike on K": whoever is accused of it."""
    return next(
        (
            a
            for a in sentence.actors
            if sentence.is_a(a.start - 1, "accusing")
            and sentence.is_a(a.end, "accused_of")
            and 0 < trigger.start - a.end <= _ACCUSED_REACH
        ),
        None,
    )
