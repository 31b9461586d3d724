"""The subject of a verb: in its clause, or in the clause that it continues."""

from collections.abc import Sequence

from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match


def subject_of(trigger: Match[Trigger], clause: Clause, sentence: Annotated, depth: int = 3) -> Actor | None:
    """Who does what the verb says: in its clause, or in the clause that it continues."""
    here = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.index]
    made = next((a for a in here if a.end == trigger.start and sentence.is_a(a.start - 1, "causative")), None)
    if made is not None:
        return made
    beside = next((a for a in here if _goes_on_beside(a, trigger, sentence)), None)
    if beside is not None:
        return beside
    here = [a for a in here if can_be_subject(a) and _agrees(a, trigger, sentence)]
    here = [a for a in here if not _is_beside(a, trigger, sentence)]
    own = [a for a in here if a.end <= trigger.start]
    behind = [
        a for a in here if a.start >= trigger.end and a.case != "dat" and not _is_hit(a, trigger, sentence)
    ]
    if own and not (own[-1].case is None and any(a.case == "nom" for a in behind)):
        return own[-1] if _of_one_side(own) or own[-1].case is not None else None
    if sentence.language.postposed_subject and behind:
        nominative = [a for a in behind if a.case == "nom"] or behind
        return nominative[0] if _of_one_side(nominative) else None
    if depth == 0:
        return None
    return inherited_subject(trigger, clause, sentence, depth)


def _goes_on_beside(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "K is calm, with Russian troops massing near it": behind "with" they do what the verb in -ing says."""
    between = range(actor.end, trigger.start)
    return (
        sentence.is_a(actor.start - 1, "accompanied")
        and sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
        and all(sentence.is_a(at, "adverb") for at in between)
    )


def _is_beside(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "The brigade, facing Ukrainian marines, attacked K": who stands in an aside does not do it."""
    opened = next((at for at in range(actor.start - 1, 0, -1) if sentence.is_a(at, "comma")), None)
    closed = any(sentence.is_a(at, "comma") for at in range(actor.end, trigger.start))
    return opened is not None and closed and _opens_aside(opened + 1, sentence)


def _opens_aside(at: int, sentence: Annotated) -> bool:
    """Whether a word begins a phrase without a finite verb ("facing …", "having routed …")."""
    return sentence.is_a(at, "participial") or sentence.language.form(sentence.lowers[at]) == "gerund"


def _is_hit(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "нанесли поражение живой силе бригад ВСУ": a name without cases, behind another noun, says whose men
    were hit; right behind the verb or a place it is who struck."""
    before = actor.start - 1
    noun = before >= trigger.end and not sentence.words[before].place and sentence.lowers[before].isalpha()
    return trigger.payload.event == "strike" and actor.case is None and noun


def _of_one_side(actors: Sequence[Actor]) -> bool:
    """Whether a sentence leaves no doubt who is the subject: "troops facing Russian forces left" does."""
    return len({(actor.party, actor.view) for actor in actors}) == 1


def _agrees(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether number and case let the actor do it: one foe is not "they", a dative governs infinitives."""
    lower = sentence.lowers[trigger.start]
    form = sentence.language.form(lower)
    if actor.case == "dat" and form != "infinitive":
        return False
    plural = form in ("past", "present") and lower.endswith(sentence.language.plural_endings or ("\0",))
    return not (plural and sentence.is_a(actor.start, "singular"))


def can_be_subject(actor: Actor) -> bool:
    return (
        actor.form not in ("adjective", "office")
        and actor.preposition in (None,)
        and actor.case not in ("gen", "ins")
    )


def inherited_subject(
    trigger: Match[Trigger], clause: Clause, sentence: Annotated, depth: int
) -> Actor | None:
    first = clause.words[0]
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund" or sentence.is_a(
        first, "participial"
    )
    pronoun = any(sentence.is_a(at, "pronoun") for at in clause.words if at < trigger.start)
    if pronoun and clause.kind == "complement":
        return None
    if clause.kind == "relative":
        near = [a for a in sentence.actors if a.end <= first and first - a.end <= 2]
        return near[-1] if near else None
    if clause.parent is None or (clause.parent == clause.index):
        following = sentence.clauses[clause.index + 1 : clause.index + 2]
        if gerund and following and following[0].words:
            probe = Match(following[0].words[-1] + 1, following[0].words[-1] + 1, trigger.payload)
            own = [
                a
                for a in sentence.actors
                if sentence.clause_at.get(a.start) == following[0].index and can_be_subject(a)
            ]
            return own[0] if own else None
        return None
    parent = sentence.clauses[clause.parent]
    if (
        gerund
        and parent.index == 0
        and not any(can_be_subject(a) and a.end <= first for a in sentence.actors)
    ):
        following = sentence.clauses[clause.index + 1 : clause.index + 2]
        return next(
            (a for c in following for a in sentence.actors if a.start in c.words and can_be_subject(a)), None
        )
    if clause.kind in ("coordination", "comma", "adversative", "purpose") or gerund or pronoun:
        ahead = [at for at in clause.words if at < trigger.start]
        if named_subject(ahead, sentence) and not pronoun:
            return None
        opens = parent.words[sentence.is_a(parent.words[0], "comma") :][:1] if parent.words else ()
        aside = parent.parent is not None and any(_opens_aside(at, sentence) for at in opens)
        inner = [
            a
            for a in sentence.actors
            if sentence.clause_at.get(a.start) == parent.index and can_be_subject(a) and a.end <= first
        ]
        if aside and parent.parent is not None and clause.kind == "comma":
            around = set(sentence.clauses[parent.parent].words)
            inner = [a for a in sentence.actors if a.start in around and can_be_subject(a)][:1]
        if inner:
            return inner[0]
        if not parent.words:
            return None
        probe = Match(parent.words[0], parent.words[0], trigger.payload)
        return inherited_subject(probe, parent, sentence, depth - 1) if depth else None
    return None


def named_subject(ahead: Sequence[int], sentence: Annotated) -> bool:
    """Whether the words before an English verb hold a noun that the tables do not know."""
    known: set[int] = set()
    for kind in ("cue", "boundary", "day", "overnight", "previous_day", "speech", "preposition", "trigger"):
        for match in sentence.found(kind):
            known.update(range(match.start, match.end))
    for group in sentence.groups:
        known.update(range(group.start, group.end))
    if sentence.language.postposed_subject:
        known.update(m.end for m in sentence.found("preposition"))
    small = (
        "and",
        "adverb",
        "be",
        "have",
        "do",
        "modal",
        "future",
        "negation",
        "to",
        "verb",
        "determiner",
        "comma",
    )
    loose = [
        at
        for at in ahead
        if at not in known and sentence.lowers[at][0].isalpha() and not sentence.is_a(at, *small)
    ]
    return bool(loose) and not all(temporal(at, sentence) for at in loose)


def temporal(at: int, sentence: Annotated) -> bool:
    """Whether a word only tells the time ("Friday", "week", "two")."""
    tables = ("months", "weekdays", "units", "parts", "last", "numbers", "later", "later_before")
    return any(sentence.lowers[at] in sentence.language.time.get(name, ()) for name in tables)
