"""On whose word a sentence says something: the chain of speakers behind an event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from schemas.claims import Claimant
from workers.extraction.binding.subjects import named_subject
from workers.extraction.discourse.act import Act
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Cue

_GOES_ON_WITHIN = 4
"""Words from a verb of speech between commas to the clause in which its speaker goes on."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word something is said. `hedged`: nobody is named, or the source is only hearsay.

    `concedes`: he speaks against his own side; `affirms`: he confirms what others have said. `rival` is who
    makes the claim that the claimant denies or doubts, where the sentence names him.
    """

    claimant: Claimant | None = None
    act: Literal["say", "deny", "doubt"] = "say"
    hedged: bool = False
    rival: Claimant | None = None
    concedes: bool = False
    affirms: bool = False


def attribute(position: int, sentence: Annotated, acts: Sequence[Act]) -> Attribution | None:
    """On whose word the sentence says what stands at the position; None for nobody's but the writer's."""
    chain: list[Act] = []
    deeper: list[Act] = []
    acts = [act for act in acts if not act.back]
    for act in acts:
        if act.reach == "following" and act.at <= position and _reaches_out(position, act, sentence):
            nested = chain and not act.afresh
            nested = nested and (
                act.noun
                or act.clause == chain[-1].clause
                or sentence.clauses[act.clause].kind == "complement"
            )
            chain = [*chain, act] if nested else [act]
        elif act.cites or (act.reach == "sentence" and chain and chain[-1].at < act.at <= position):
            deeper.append(act)
        elif act.reach == "sentence":
            chain = [act, *chain]
    if explained := [act for act in chain if _explains(position, act, sentence)]:
        chain = [replace(act, act="say") for act in explained]
    if chain and _closed(position, chain[0], sentence):
        chain = [act for act in chain if act.reach == "sentence"]
    behind = next((act for act in acts if act.reach == "preceding" and act.at > position), None)
    if behind is not None and (behind.act == "say" or all(act.noun for act in chain)):
        quoted = [
            act
            for act in acts
            if act.at > behind.at and act.clause == behind.clause and act.reach == "preceding"
        ]
        deeper_last = sentence.language.postposed_subject
        inner = [act for act in quoted if act.cites or behind.noun or deeper_last]
        outer = [act for act in quoted if act not in inner]
        chain = [*outer, behind, *inner, *chain]
    if not chain and (told := _told_before(position, acts, sentence)) is not None:
        chain = [told]
    chain = [*chain, *deeper]
    if not chain:
        return None
    return _of_a_judge(chain, sentence) or _attribution(chain)


def _of_a_judge(chain: Sequence[Act], sentence: Annotated) -> Attribution | None:
    """ "Moscow's claim that it holds K is untrue, Kyiv said": the word is his who judges the claim, and where
    nobody does, the writer's."""
    claimed = [act for act in chain if act.noun and act.speaker and not act.hearsay]
    false = any(m.payload.value == Cue("denied", "sentence") for m in sentence.found("cue"))
    if not claimed or not false or any(act.act != "say" for act in chain):
        return None
    judges = [act.speaker for act in chain if act.speaker and not act.noun]
    return Attribution(judges[-1] if judges else None, rival=claimed[-1].speaker)


def _reaches_out(position: int, act: Act, sentence: Annotated) -> bool:
    """Who speaks in a relative clause is heard in it alone: "K, which Moscow says it took, is still ours"."""
    if sentence.clauses[act.clause].kind != "relative":
        return True
    index: int | None = sentence.clause_of(position).index
    while index is not None and index > act.clause:
        index = sentence.clauses[index].parent
    return index == act.clause


def _told_before(position: int, acts: Sequence[Act], sentence: Annotated) -> Act | None:
    """ "… control K, she wrote, and have cut the road", "tried to enter K, she wrote, but were beaten off":
    the speaker goes on behind his verb."""
    clause = sentence.clause_of(position)
    first = clause.words[0]
    joined = sentence.is_a(first, "and", "but") or clause.kind == "after"
    if not joined or ";" in sentence.lowers[:first]:
        return None
    ahead = [
        act
        for act in acts
        if act.reach == "preceding" and act.act == "say" and 0 <= first - act.end <= _GOES_ON_WITHIN
    ]
    return ahead[-1] if ahead and "," in sentence.lowers[ahead[-1].end : first] else None


def _explains(position: int, act: Act, sentence: Annotated) -> bool:
    """ "заперечив, що К взято: місто тримаємо": behind the colon stands what the denier says himself."""
    if act.act != "deny" or act.reach != "following":
        return False
    colon = next((at for at in range(act.end, position) if sentence.lowers[at] == ":"), None)
    return colon is not None and any(act.end <= t.start < colon for t in sentence.triggers)


def _closed(position: int, act: Act, sentence: Annotated) -> bool:
    """Whether a "but" between the act and the position gives the word back to the writer."""
    index: int | None = sentence.clause_of(position).index
    while index is not None and index > act.clause:
        clause = sentence.clauses[index]
        but_that = len(clause.words) == 1 and any(
            c.parent == clause.index and c.kind == "complement" for c in sentence.clauses
        )
        goes_on = sentence.language.postposed_subject and not _has_subject(clause, position, sentence)
        if (clause.kind == "adversative" and not but_that and not goes_on) or (
            clause.kind == "break" and sentence.lowers[clause.words[0]] == ";"
        ):
            return True
        index = clause.parent
    return False


def _has_subject(clause: Clause, position: int, sentence: Annotated) -> bool:
    """Whether a clause has a subject of its own; without one it goes on with what was said."""
    ahead = [at for at in clause.words if at < position and not sentence.words[at].place]
    actors = any(a.start in clause.words and a.preposition is None for a in sentence.actors)
    return actors or named_subject(ahead, sentence)


def _attribution(chain: Sequence[Act]) -> Attribution:
    affirming = [at for at, act in enumerate(chain) if act.affirms and act.speaker]
    if affirming:
        chain = [act for at, act in enumerate(chain) if at <= affirming[-1] or not act.noun]
    decisive = next((act for act in reversed(chain) if act.act != "say"), None)
    named = [act.speaker for act in chain if act.speaker is not None]
    hedged = any(act.hedged for act in chain)
    if decisive is not None and decisive.speaker is not None:
        rivals = [
            act.speaker
            for act in chain
            if act.noun and not act.hearsay and act.speaker and act.speaker != decisive.speaker
        ]
        rival = rivals[-1] if rivals else None
        return Attribution(_with_via(decisive.speaker, [decisive.speaker]), decisive.act, hedged, rival)
    if not named:
        return Attribution(None, decisive.act if decisive else "say", True)
    concedes = any(act.concedes and act.speaker == named[-1] for act in chain)
    affirms = any(act.affirms and act.speaker == named[-1] for act in chain)
    return Attribution(
        _with_via(named[-1], named),
        decisive.act if decisive else "say",
        hedged,
        concedes=concedes,
        affirms=affirms,
    )


def _with_via(deepest: Claimant, named: Sequence[Claimant]) -> Claimant:
    via = tuple(dict.fromkeys(c.name for c in named if c.name != deepest.name))
    leans = {c.lean for c in named if c.kind == "media" and c.lean is not None}
    party = deepest.party
    if party is None and deepest.kind == "official" and len(leans) == 1:
        party = leans.pop()
    return deepest.model_copy(update={"via": via[:8], "party": party})
