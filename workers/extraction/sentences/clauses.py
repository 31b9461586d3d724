"""Splits a sentence into clauses, so that what happens in one is not read into another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workers.extraction.sentences.segment import Word
from workers.extraction.tables.language import Language, Tag, Trigger
from workers.extraction.tables.lexicon import Match


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the positions of its words, what opened it, and the clause it hangs on."""

    index: int
    words: tuple[int, ...]
    kind: str
    parent: int | None


def clauses_of(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Mapping[str, Sequence[Match[Tag]]],
    triggers: Sequence[Match[Trigger]],
    language: Language,
) -> tuple[Clause, ...]:
    predicates = {m.start for m in triggers if not m.payload.noun}
    predicates |= {m.start for m in tags.get("speech", ())}
    predicates |= {
        at
        for at, word in enumerate(lowers)
        if (language.is_a(word, "be", "have", "do", "modal", "future", "verb") or language.ends_as_verb(word))
        and not (at and words[at].text[0].isupper() and word in language.time["months"])
        and not (language.is_a(word, "sided") and language.is_a(_word_at(lowers, at + 1), "sides"))
    }
    predicates |= {
        m.start
        for m in tags.get("cue", ())
        if m.payload.value.scope == "before" and m.payload.value.family in ("attempt", "failure", "success")
    }
    for at in range(len(lowers) - 2, -1, -1):
        if at + 1 in predicates and language.is_a(lowers[at], "to", "negation"):
            predicates.add(at)
    inside = {at for m in triggers for at in range(m.start + 1, m.end)}
    boundaries: dict[int, str] = {}
    coordinators: set[int] = set()
    for match in tags.get("boundary", ()):
        kind = match.payload.value
        if match.start in inside or (match.start and _word_at(lowers, match.end)[:1] in (",", ".", ";", "")):
            continue
        if kind in ("since", "after", "time") and _dates(_word_at(lowers, match.end), language):
            continue
        if kind == "since" and language.is_a(_word_at(lowers, match.start - 1), "have"):
            continue  # "has since retaken K"
        if kind == "complement" and language.is_a(_word_at(lowers, match.start - 1), "before_noun"):
            continue
        continued = language.is_a(_word_at(lowers, match.start - 1), "and", "but")
        if (
            kind == "complement"
            and not continued
            and not _announced(match.start, max(boundaries, default=0), tags)
        ):
            kind = "relative"
        if kind == "coordination":
            coordinators.add(match.start)
        elif kind != "neutral":
            boundaries[match.start] = "time" if kind == "while" else kind
    _open_complements(tags.get("speech", ()), lowers, predicates, boundaries, coordinators, language)
    if language.postposed_subject:
        coordinators -= _between_names(words, predicates, coordinators, boundaries, language)
    copulas = (
        _copulas(words, tags, predicates)
        if language.postposed_subject
        else _namely(words, lowers, predicates, language)
    )
    if language.is_a(_word_at(lowers, 0), "inverted"):
        boundaries[0] = "condition"
    frozen = frozenset(predicates)
    return _split(
        words,
        _asides(words) | _said_aside(lowers, tags, boundaries, frozen, language),
        boundaries,
        frozen,
        frozenset(coordinators),
        lambda at: (
            at + 1 in frozen or (language.is_a(_word_at(lowers, at + 1), "adverb") and at + 2 in frozen)
        ),
        copulas,
    )


def _dates(word: str, language: Language) -> bool:
    """Whether "since", "after", "before" only stand before a date."""
    if word[:1].isdigit():
        return True
    return language.is_calendar_word(word) or word in language.time.get("last", ())


def _announced(at: int, since: int, tags: Mapping[str, Sequence[Match[Tag]]]) -> bool:
    """Whether something before "that" in its clause says or fears what follows; else "that" means "which"."""
    kinds = ("speech", "speech_noun", "according", "cue")
    return any(since <= m.start < at for kind in kinds for m in tags.get(kind, ()))


def _open_complements(
    speech: Sequence[Match[Tag]],
    lowers: Sequence[str],
    predicates: set[int],
    boundaries: dict[int, str],
    coordinators: set[int],
    language: Language,
) -> None:
    """ "said Russian forces entered K": what is said begins after the verb if it has a verb itself."""
    for match in speech:
        following = _word_at(lowers, match.end)
        raised = language.is_a(following, "to") and language.is_a(_word_at(lowers, match.start - 1), "be")
        if raised or language.is_a(following, "be", "by", "comma"):
            continue
        for at in range(match.end, min(len(lowers), match.end + 14)):
            if at in boundaries or lowers[at] in (",", ":", ";", '"') or at in coordinators:
                break
            if at in predicates:
                boundaries.setdefault(match.end, "complement")
                break


def _between_names(
    words: Sequence[Word],
    predicates: set[int],
    coordinators: set[int],
    boundaries: Mapping[int, str],
    language: Language,
) -> set[int]:
    """ "попытки зайти в А и Б не увенчались": an "and" of two names, before which no verb was finite."""
    between: set[int] = set()
    for at in coordinators:
        if not (0 < at < len(words) - 1 and words[at - 1].place and words[at + 1].place):
            continue
        since = max((p for p in boundaries if p < at), default=0)
        verbs = [p for p in predicates if since <= p < at]
        if all(language.form(words[p].lower) in ("infinitive", "noun") for p in verbs):
            between.add(at)
    return between


def _copulas(
    words: Sequence[Word], tags: Mapping[str, Sequence[Match[Tag]]], predicates: set[int]
) -> frozenset[int]:
    """Dashes that stand for "is", and dashes and colons before a mere list of names: "Торецк — серая зона",
    "освободили два села: А и Б". A speaker behind the dash is no part of what he says."""
    marks = [at for at, word in enumerate(words) if word.lower in ("—", "--", ":") and at > 0]
    stops = {at for at, word in enumerate(words) if word.lower in (";", *OPENING, *OPENING.values())}
    speakers = {m.start for kind in ("claimant", "role", "source") for m in tags.get(kind, ())}
    found: set[int] = set()
    for at in marks:
        before = max((p for p in (*marks, *stops) if p < at), default=-1)
        after = min((p for p in (*marks, *stops) if p > at), default=len(words))
        left, right = range(before + 1, at), range(at + 1, after)
        told, tells = (any(p in predicates for p in side) for side in (left, right))
        lists = told and not tells and any(words[p].place for p in right)
        spoken = bool(speakers & set(left if not told else right)) and not (told and tells)
        equates = words[at].lower != ":" and not told
        if (lists or equates) and not spoken:
            found.add(at)
    return frozenset(found)


def _namely(
    words: Sequence[Word], lowers: Sequence[str], predicates: set[int], language: Language
) -> frozenset[int]:
    """Dashes and colons before what a noun of settlements counts ("took two villages: A and B"), and colons
    before a list that ends the sentence ("killed four: two in A and two in B")."""
    found: set[int] = set()
    for at, lower in enumerate(lowers):
        counted = language.is_a(_word_at(lowers, at - 1), "settlement_noun")
        if lower in ("—", "--", ":") and counted and any(word.place for word in words[at + 1 : at + 2]):
            found.add(at)
        rest = range(at + 1, len(words))
        told = any(p < at for p in predicates)
        if lower == ":" and told and not predicates & set(rest) and any(words[p].place for p in rest):
            found.add(at)
    return frozenset(found)


def _word_at(lowers: Sequence[str], position: int) -> str:
    return lowers[position] if 0 <= position < len(lowers) else ""


@dataclass(slots=True)
class _Draft:
    kind: str
    parent: int | None
    words: list[int]
    predicate: bool = False
    verbs: int = 0


OPENING = {"(": ")", "[": "]"}


def _split(
    words: Sequence[Word],
    asides: Mapping[int, int],
    boundaries: dict[int, str],
    predicates: frozenset[int],
    coordinators: frozenset[int],
    starts_predicate: Callable[[int], bool],
    copulas: frozenset[int],
) -> tuple[Clause, ...]:
    """Split a sentence. `boundaries` are the words that open a clause and how; `predicates` the verbs;
    `copulas` the dashes and colons that open none.

    A comma or an "and" opens a clause only between two predicates. Brackets, paired dashes and relative
    clauses between commas are cut out, so that the clause around them stays whole.
    """
    drafts = [_Draft("main", None, [])]
    stack: list[tuple[int, str]] = []
    current = 0
    for at, word in enumerate(words):
        if word.lower == '"':
            continue
        if stack and stack[-1][1] == f"@{at}":
            current = stack.pop()[0]
            continue
        if at in asides:
            stack.append((current, f"@{asides[at]}"))
            drafts.append(_Draft("aside", current, []))
            current = len(drafts) - 1
            continue
        kind = boundaries.get(at)
        if kind is None and at not in copulas and not (word.lower == "," and at + 1 in boundaries):
            kind = _implied(at, words, drafts[current], predicates, coordinators, boundaries)
        relative = _relative_around(drafts, current)
        if kind == "comma" and relative is not None and _outer_waits(drafts, relative, starts_predicate(at)):
            current = drafts[relative].parent or 0
            continue
        if _ends_relative(at, drafts, current, predicates):
            current = drafts[current].parent or 0
        if kind and kind not in ("neutral",) and not (at == 0 and kind == "coordination"):
            fresh = not drafts[current].words
            if fresh:
                drafts[current].kind = (
                    kind if drafts[current].kind in ("main", "comma", "break") else drafts[current].kind
                )
            else:
                drafts.append(_Draft(kind, current, []))
                current = len(drafts) - 1
        drafts[current].words.append(at)
        drafts[current].verbs += at in predicates
        drafts[current].predicate |= at in predicates or kind == "relative"
    return tuple(Clause(i, tuple(d.words), d.kind, d.parent) for i, d in enumerate(drafts))


def _relative_around(drafts: list[_Draft], current: int) -> int | None:
    """The relative clause that is being read, or that a clause of speech completes ("which X says | …")."""
    parent = drafts[current].parent
    if drafts[current].kind == "complement" and parent is not None:
        current = parent
    return current if drafts[current].kind == "relative" else None


def _ends_relative(at: int, drafts: list[_Draft], current: int, predicates: frozenset[int]) -> bool:
    """ "the brigade that had been holding K | acknowledged": a second verb belongs to the clause around."""
    draft = drafts[current]
    if draft.kind != "relative" or at not in predicates or not draft.verbs or draft.parent is None:
        return False
    return not drafts[draft.parent].predicate and draft.words[-1] not in predicates


def _asides(words: Sequence[Word]) -> dict[int, int]:
    """Where brackets and paired dashes open, and where each closes."""
    pairs: dict[int, int] = {}
    dashes = [
        at
        for at, word in enumerate(words)
        if word.lower in ("—", "--") and at > 0 and not joins_places(at, words)
    ]
    if len(dashes) == 1:
        dashes = _around_a_list(words) or dashes
    if len(dashes) == 2 and dashes[1] < len(words) - 1:
        pairs[dashes[0]] = dashes[1]
    opened: list[int] = []
    for at, word in enumerate(words):
        if word.lower in OPENING:
            opened.append(at)
        elif word.lower in OPENING.values() and opened:
            pairs[opened.pop()] = at
    return pairs


def _around_a_list(words: Sequence[Word]) -> list[int]:
    """ "villages of the K region — A, B and C — came under fire": the first dash joins no two places."""
    dashes = [at for at, word in enumerate(words) if word.lower in ("—", "--")]
    if len(dashes) != 2 or not any(word.lower == "," for word in words[dashes[0] : dashes[1]]):
        return []
    return dashes


def _said_aside(
    lowers: Sequence[str],
    tags: Mapping[str, Sequence[Match[Tag]]],
    boundaries: Mapping[int, str],
    predicates: frozenset[int],
    language: Language,
) -> dict[int, int]:
    """ "Russian troops have, Kyiv said, entered K": who says it stands between a subject and its verb."""
    spans: dict[int, int] = {}
    for match in tags.get("speech", ()):
        left = next(
            (at for at in range(match.start - 1, max(0, match.start - 8), -1) if lowers[at] == ","), 0
        )
        right = next((at for at in range(match.end, min(len(lowers), match.end + 6)) if lowers[at] == ","), 0)
        inside = {*range(left + 1, match.start), *range(match.end, right)}
        following = _word_at(lowers, right + 1)
        if not left or not right or left + 1 == match.start or inside & (predicates | boundaries.keys()):
            continue
        begun = {
            at for at in predicates if at < left and not language.is_a(_word_at(lowers, at), "be", "have")
        }
        resumes = not language.is_a(following, "and", "but") and language.form(following) != "gerund"
        if not begun and resumes and right + 1 not in boundaries and any(at > right for at in predicates):
            spans[left] = right
    return spans


def _outer_waits(drafts: list[_Draft], current: int, predicate_next: bool) -> bool:
    parent = drafts[current].parent
    return parent is not None and (not drafts[parent].predicate or predicate_next)


def _implied(
    at: int,
    words: Sequence[Word],
    draft: _Draft,
    predicates: frozenset[int],
    coordinators: frozenset[int],
    boundaries: Mapping[int, str],
) -> str | None:
    """The boundary that punctuation or an "and" makes by itself at this word, if any."""
    lower = words[at].lower
    if lower in (";", ":", "—", "--"):
        return "break" if at and not joins_places(at, words) else None
    if lower == "," or at in coordinators:
        if not draft.predicate or not _predicate_ahead(at + 1, words, predicates, coordinators, boundaries):
            return None
        return "comma" if lower == "," else "coordination"
    return None


def joins_places(at: int, words: Sequence[Word]) -> bool:
    """Whether a dash stands between two names ("the road A — B")."""
    beside = (*words[at - 1 : at], *words[at + 1 : at + 2])
    return words[at].lower in ("—", "--") and len(beside) == 2 and all(word.place for word in beside)


def _predicate_ahead(
    at: int,
    words: Sequence[Word],
    predicates: frozenset[int],
    coordinators: frozenset[int],
    boundaries: Mapping[int, str],
) -> bool:
    """Whether a verb comes before the next comma, stop or coordination; a relative clause has its own."""
    owed = 0
    for position in range(at, min(len(words), at + 16)):
        if position in predicates:
            if not owed:
                return True
            owed -= position + 1 not in predicates
        if position in boundaries and position > at:
            if boundaries[position] != "relative":
                return False
            owed += 1
        if words[position].lower in (",", ";", ":", "—", ")") or (position > at and position in coordinators):
            return False
    return False
