"""Acts of speech in a sentence: their verbs and nouns, their speakers, and how far each reaches."""

from collections.abc import Sequence
from dataclasses import replace

from workers.extraction.discourse.act import Act, Reach
from workers.extraction.discourse.fresh_statements import says_afresh
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.speakers import SpeakerFinder
from workers.extraction.discourse.unknown_speakers import (
    surname_at,
    surname_before,
    unknown_behind,
    unknown_subject,
)
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Cue, Speech
from workers.extraction.tables.theatre import Theatre

_CONTINUING = ("coordination", "comma", "relative", "adversative")
_WHERE = 4
"""Words of a clause that only says where: "but on the streets of the town"."""
"""Kinds of clauses whose subject may be that of the clause before them."""


def find_acts(sentence: Annotated, theatre: Theatre, discourse: Discourse) -> tuple[Act, ...]:
    """The acts of speech of a sentence, in order."""
    according = sentence.found("according")
    speech, nouns = (
        [m for m in sentence.found(kind) if not any(a.start <= m.start < a.end for a in according)]
        for kind in ("speech", "speech_noun")
    )
    if not (speech or nouns or according or _may_lead(sentence) or _orders(sentence)):
        if sentence.found("claimant") or sentence.found("role"):
            SpeakerFinder(sentence, theatre, discourse).introduce_all()
        return ()
    finder = SpeakerFinder(sentence, theatre, discourse)
    acts = [_heard(_verb_act(m.start, m.end, m.payload.value, finder), finder) for m in speech]
    acts = [None if act is None or _in_passing(act, sentence) else act for act in acts]
    acts = [_backward(act, finder) if act is not None else None for act in acts]
    verbs = {m.start for m in speech}
    acts += [_noun_act(m.start, m.end, finder) for m in nouns if m.start not in verbs]
    acts += [_according_act(m.start, m.end, finder) for m in according]
    acts += _lead_acts(finder)
    acts += _order_acts(finder)
    acts += [_cited_act(m.start, m.end, finder) for m in speech]
    if sentence.found("anonymous"):
        acts = [_unnamed(act) if act is not None else None for act in acts]
    return tuple(sorted((act for act in acts if act), key=lambda act: act.at))


def _backward(act: Act, finder: SpeakerFinder) -> Act:
    """The act, where it denies what was said before ("denied this", "which Moscow denies", "a claim rejected
    by Kyiv"): the denier stands before the verb, inside those words, or behind a "by"."""
    sentence = finder.sentence
    if act.act != "deny":
        return act
    if sentence.language.postposed_subject:
        beside = (m for m in sentence.found("refers_back") if act.at - 2 <= m.end and m.start <= act.end + 1)
        told = any(t.end <= act.at for t in sentence.triggers)
        return replace(act, back=True) if told and any(beside) else act
    match = next((m for m in sentence.found("refers_back") if m.start <= act.at < m.end), None)
    if match is None or _goes_on(match.end, sentence):
        return act
    speaker = act.speaker
    by = next((at for at in range(act.end, act.end + 4) if sentence.is_a(at, "by")), None)
    if by is not None:
        speaker = finder.find(range(by + 1, min(by + 9, len(sentence.words))))
    elif match.start < act.at:
        speaker = finder.find(range(match.start + 1, act.at))
    return replace(act, speaker=speaker, back=True)


def _goes_on(end: int, sentence: Annotated) -> bool:
    """Whether what is denied only follows ("denied that K had fallen", "the claim that …")."""
    following = sentence.lowers[end : end + 1]
    if sentence.is_a(end, "opens_claim"):
        return True
    return sentence.is_a(end - 1, "opens_claim") and bool(following) and following[0][0] not in '.,;:!?")'


def _in_passing(act: Act, sentence: Annotated) -> bool:
    """ "two days after Moscow announced the same", "whatever Moscow writes": it says nothing of the sentence
    but after "as"."""
    clause = sentence.clauses[act.clause]
    if any(sentence.is_a(at, "whatever") for at in clause.words if at < act.at):
        return True
    if sentence.is_a(act.at, "claims_ground") and act.reach == "preceding":
        relative = clause.kind == "relative" and not sentence.is_a(clause.words[0], "as")
        if relative or sentence.is_a(act.end, "object_pronoun"):
            return True  # "Ukraine holds K, which Moscow claims": the ground is claimed, and nothing said
    if act.reach != "preceding" or clause.kind not in ("after", "time", "since", "cause", "condition"):
        return False
    return not sentence.is_a(clause.words[0], "as")


def _heard(act: Act | None, finder: SpeakerFinder) -> Act | None:
    """The act; its speaker is whom a later "it" of the sentence means."""
    if act is not None and act.speaker is not None:
        finder.last = act.speaker
    return act


def _verb_act(at: int, end: int, speech: Speech, finder: SpeakerFinder) -> Act | None:
    sentence = finder.sentence
    clause = sentence.clause_of(at)
    if speech.act == "deny" and sentence.is_a(at - 1, "negation") and not sentence.is_a(at - 1, "nor"):
        speech = replace(speech, act="doubt")
    passive = sentence.is_a(at - 1, "be") or (sentence.is_a(at - 2, "be") and sentence.is_a(at - 1, "adverb"))
    if passive and not sentence.is_a(end, "by"):
        hedged = speech.act == "say" and _reach(at, end, sentence) == "following"
        return (
            Act(at, end, speech.act, None, _reach(at, end, sentence), clause.index, hedged=hedged)
            if hedged
            else None
        )
    before = [] if passive else _subject_of(at, clause.words, sentence)
    trailing = sentence.language.postposed_subject and sentence.is_a(at - 1, "comma")
    speaker = finder.find(before) if before and not trailing else None
    if speaker is None:
        after = [p for p in clause.words if p >= end][:14]
        own = not passive and _reach(at, end, sentence) == "following"
        if sentence.language.postposed_subject:
            speaker = (
                finder.find(_before_what_is_said(after, sentence))
                or surname_at(end, sentence)
                or surname_before(at, sentence)
            )
            speaker = speaker or (finder.find(before) if trailing and before else None)
            if speaker is None and trailing:
                speaker = unknown_behind(after, sentence)
        else:
            led_away = not passive and sentence.is_a(end, "not_subject", "negation")
            inverted = () if own or led_away else after
            speaker = unknown_subject(before, sentence) or finder.find(inverted)
            if speaker is None and inverted:
                speaker = surname_at(end, sentence)
    if speech.act == "deny" and _of_other_words(at, end, sentence):
        return None
    afresh = speech.act == "say" and says_afresh(at, sentence)
    if speaker is None and afresh:
        speaker = finder.last
    if speaker is None and not speech.show and sentence.language.form(sentence.lowers[at]) == "gerund":
        return None
    if speaker is None and speech.act == "say" and any(sentence.is_a(p, "pronoun") for p in before[-3:]):
        return None
    if speaker is None:
        return _speakerless(at, end, speech, finder)
    return Act(
        at,
        end,
        speech.act,
        speaker,
        _reach(at, end, sentence),
        clause.index,
        affirms=speech.affirms,
        concedes=speech.concedes,
        afresh=afresh,
    )


def _of_other_words(at: int, end: int, sentence: Annotated) -> bool:
    """ "підняли прапор у К і спростували слова X", "to deny Russian forces a foothold": what is denied stands
    behind the verb, and is no event."""
    if any(a.start == end and a.form == "force" for a in sentence.actors):
        return True
    return sentence.is_a(end, "told_words") and _reach(at, end, sentence) == "preceding"


def _subject_of(at: int, clause: Sequence[int], sentence: Annotated) -> list[int]:
    """The words before a verb of speech among which its subject stands: not the doer of an event told before
    ("Russian troops entered K, said …"), nor what opens the clause ("in a video, soldiers say")."""
    before = [p for p in clause if p < at]
    if sentence.language.postposed_subject:
        return _without_the_cited(before, sentence)
    spoken = {m.start for m in sentence.found("speech")}
    done = [
        t.end
        for t in sentence.triggers
        if t.start in before
        and not t.payload.noun
        and t.start not in spoken
        and sentence.language.form(sentence.lowers[t.start]) != "gerund"
    ]
    if done and not sentence.is_a(at - 1, "and", "but"):
        before = [p for p in before if p >= done[-1]]
    comma = next((p for p in before if sentence.is_a(p, "comma") and p > before[0]), None)
    if comma is not None and sentence.is_a(before[0], "inside") and comma < before[-1]:
        before = [p for p in before if p > comma]
    return before


def _without_the_cited(before: Sequence[int], sentence: Annotated) -> list[int]:
    """ "X з посиланням на Y пише", "посилаючись на Y, X пише": without the words that name Y."""
    cited: set[int] = set()
    for match in sentence.found("according"):
        if sentence.is_a(match.start, "cites") and match.start in before:
            behind = [p for p in before if p >= match.start]
            comma = next((p for p in behind if sentence.is_a(p, "comma")), behind[-1] + 1)
            cited.update(p for p in behind if p < comma)
    return [p for p in before if p not in cited]


def _unnamed(act: Act) -> Act:
    """ "an officer who asked not to be named": of his side, but nobody."""
    speaker = act.speaker
    if speaker is None or speaker.kind not in ("official", "unit", "witness", "unnamed"):
        return act
    return replace(act, speaker=speaker.model_copy(update={"kind": "unnamed"}), hedged=True)


def _cited_act(at: int, end: int, finder: SpeakerFinder) -> Act | None:
    """ "agencies cited the ministry as saying": the one who is cited stands inside the words."""
    sentence = finder.sentence
    if end - at < 3 or not sentence.is_a(end - 1, "saying"):
        return None
    speaker = finder.find(range(at + 1, end - 2))
    if speaker is None:
        return None
    reach = _reach(at, end, sentence)
    return Act(at, end, "say", speaker, reach, sentence.clause_of(at).index, cites=True)


def _orders(sentence: Annotated) -> bool:
    return any(t.payload.event == "evacuation_ordered" for t in sentence.triggers)


def _order_acts(finder: SpeakerFinder) -> list[Act]:
    """ "The governor has ordered the evacuation of K": whoever orders it is who says so."""
    sentence, acts = finder.sentence, []
    for trigger in sentence.triggers:
        if trigger.payload.event != "evacuation_ordered" or sentence.is_a(trigger.start - 1, "be"):
            continue
        clause = sentence.clause_of(trigger.start)
        speaker = finder.find([p for p in clause.words if p < trigger.start])
        if speaker is not None and speaker.kind in ("official", "occupation_authority", "unit"):
            acts.append(Act(trigger.start, trigger.start + 1, "say", speaker, "following", clause.index))
    return acts


def _before_what_is_said(after: Sequence[int], sentence: Annotated) -> Sequence[int]:
    """The words behind a verb of speech up to the event that it speaks of: its subject may stand there."""
    stops = {t.start for t in sentence.triggers} | {m.start for m in sentence.found("speech_noun")}
    stops |= {m.start for m in sentence.found("preposition") if m.payload.value == "beyond_events"}
    first = next((p for p in after if p in stops), None)
    return [p for p in after if first is None or p < first]


def _speakerless(at: int, end: int, speech: Speech, finder: SpeakerFinder) -> Act | None:
    """A verb of speech whose subject is not known: an inherited speaker ("and added that"), or nobody."""
    sentence = finder.sentence
    clause = sentence.clause_of(at)
    outer = clause
    if sentence.language.postposed_subject and speech.act == "say":
        return _unnamed_or_same(at, end, finder)
    while outer.kind in (*_CONTINUING, "complement") and outer.parent is not None:
        outer = sentence.clauses[outer.parent]
        if outer.kind == "complement":
            continue
        speaker = finder.find(_subject_of(at, outer.words, sentence))
        if speaker:
            return Act(at, end, speech.act, speaker, _reach(at, end, sentence), clause.index)
    if speech.act == "say":
        return None
    return Act(at, end, speech.act, None, _reach(at, end, sentence), clause.index)


def _goes_on_speaking(at: int, sentence: Annotated) -> bool:
    """ "X не підтверджує ..., проте визнає, що": the verb of speech opens a clause that goes on."""
    clause = sentence.clause_of(at)
    return clause.kind in _CONTINUING and at - clause.words[0] <= 2


def _unnamed_or_same(at: int, end: int, finder: SpeakerFinder) -> Act | None:
    """Where verbs show number: "пишут, что" is nobody's word, "сообщил, что" the same speaker's."""
    sentence = finder.sentence
    if sentence.lowers[at].endswith(sentence.language.first_person_endings):
        return None
    plural = sentence.lowers[at].endswith(sentence.language.plural_endings)
    known = finder.last if _goes_on_speaking(at, sentence) else None
    known = known or (None if plural else finder.discourse.speaker)
    return Act(
        at, end, "say", known, _reach(at, end, sentence), sentence.clause_of(at).index, hedged=known is None
    )


def _reach(at: int, end: int, sentence: Annotated) -> Reach:
    """What is said stands behind the verb where something can happen there, else before it."""
    clause = sentence.clause_of(at)
    if clause.kind == "aside" and not sentence.language.postposed_subject:
        return "sentence"
    own = any(t.start >= end and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers)
    says = any(m.start == at and m.payload.value.act == "say" for m in sentence.found("speech"))
    if says and sentence.lowers[end : end + 1] == (":",):
        return "following"
    between = [m.start for m in sentence.found("speech") if m.start >= end]
    content = any(
        c.kind == "complement" and c.parent == clause.index and not any(s < c.words[0] for s in between)
        for c in sentence.clauses
    )
    false = (m.start for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence"))
    before = any(start < at for start in (*false, *(t.start for t in sentence.triggers)))
    if before and own and clause.kind == "comma" and not content:
        first = next(t.start for t in sentence.triggers if t.start >= end)
        own = "," not in sentence.lowers[end:first]
    noun = any(m.start >= end for m in sentence.found("speech_noun"))
    return "preceding" if before and not (own or content or noun) else "following"


def _noun_act(at: int, end: int, finder: SpeakerFinder) -> Act | None:
    sentence = finder.sentence
    followed = any(t.start >= end for t in sentence.triggers)
    if not followed:
        return None
    speaker = finder.possessor(at, end)
    by = end - sentence.is_a(end - 1, "by")
    if speaker is None and sentence.is_a(by, "by"):
        speaker = finder.find(_agent_phrase(by, sentence))
    clause = sentence.clause_of(at).index
    hearsay = sentence.is_a(at, "hearsay")
    return Act(
        at, end, "say", speaker, "following", clause, noun=True, hedged=speaker is None, hearsay=hearsay
    )


def _agent_phrase(by: int, sentence: Annotated) -> range:
    """The words behind "a claim by" up to what it says."""
    stops = (at for at in range(by + 1, len(sentence.words)) if sentence.is_a(at, "opens_claim", "comma"))
    return range(by + 1, min(next(stops, len(sentence.words)), by + 9))


def _according_act(at: int, end: int, finder: SpeakerFinder) -> Act | None:
    sentence = finder.sentence
    clause = sentence.clause_of(at)
    after = [p for p in clause.words if p >= end]
    fronted = at <= 1 or sentence.is_a(at - 1, "comma", "opens_claim")
    comma = next((p for p in after if sentence.lowers[p] == "," and p > end and fronted), None)
    speaker = finder.find([p for p in after if comma is None or p < comma][:18])
    if speaker is None and sentence.language.postposed_subject:
        speaker = surname_at(end, sentence)
    if any(sentence.is_a(p, "whose_words") for p in range(at, end)):
        speaker = finder.last or finder.discourse.speaker
    if speaker is None and not sentence.language.postposed_subject:
        speaker = finder.owner_in(range(end, comma or end + 4))
        if speaker is None and end - at > 1 and not sentence.found("speech"):
            return Act(at, end, "say", None, "sentence", clause.index, hedged=True)
    if speaker is None:
        return None
    if sentence.is_a(at, "cites"):
        return Act(at, end, "say", speaker, "sentence", clause.index, cites=True)
    ahead = any(t.start < at and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers)
    if fronted and at > 1 and not ahead and any(t.start > at for t in sentence.triggers):
        return Act(at, end, "say", speaker, "following", clause.index)
    first = at <= 1 or at == clause.words[0]
    if first and any(
        t.start > at and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers
    ):
        return Act(at, end, "say", speaker, "following", clause.index)
    if at <= 1:
        return Act(at, end, "say", speaker, "following", clause.index)
    later = any(t.start > at and sentence.clause_at.get(t.start) == clause.index for t in sentence.triggers)
    inserted = sentence.language.postposed_subject and not any(t.start < at for t in sentence.triggers)
    return Act(at, end, "say", speaker, "sentence" if later or inserted else "preceding", clause.index)


def _may_lead(sentence: Annotated) -> bool:
    lowers = sentence.lowers
    last = _trailing(sentence)
    return ":" in lowers[:12] or any(dash in lowers[-last:] for dash in ("—", "--", "-", ","))


def _says_who_is_there(dash: int, sentence: Annotated) -> bool:
    """ "…, але в місті — наші військові": behind no more than "in the town" a dash says who is there."""
    comma = next((at for at in range(dash - 1, 0, -1) if sentence.is_a(at, "comma")), None)
    if comma is None or dash - comma > _WHERE + 1:
        return False
    where = range(comma + 1, dash)
    opens = any(m.start in where[:2] for m in sentence.found("preposition"))
    return opens and not any(sentence.words[at].place for at in where)


def _trailing(sentence: Annotated) -> int:
    """How many words at the end may name a speaker behind a dash; a unit and a call sign take more."""
    return 14 if sentence.language.postposed_subject else 8


def _lead_acts(finder: SpeakerFinder) -> list[Act]:
    """ "ISW: Russian forces …" and "… — General Staff"."""
    sentence, acts = finder.sentence, []
    lowers = sentence.lowers
    colon = next((at for at, word in enumerate(lowers[:12]) if word == ":"), None)
    if colon and not any(t.start < colon for t in sentence.triggers):
        speaker = finder.find(range(colon), named=True)
        if speaker:
            acts.append(Act(0, 1, "say", speaker, "following", 0))
    dash = next(
        (
            at
            for at in range(len(lowers) - 1, max(0, len(lowers) - _trailing(sentence)), -1)
            if lowers[at] in ("—", "--", "-")
        ),
        None,
    )
    if dash and not any(t.start > dash for t in sentence.triggers) and not _says_who_is_there(dash, sentence):
        behind = range(dash + 1, len(lowers))
        soldier = next((m for m in sentence.found("role") if m.start == dash + 1), None)
        of_a_unit = soldier is not None and soldier.payload.value == "unit"
        speaker = finder.find(behind, named=not (of_a_unit and sentence.language.postposed_subject))
        if speaker:
            acts.append(Act(dash, dash + 1, "say", speaker, "preceding", sentence.clause_of(dash + 1).index))
    return acts
