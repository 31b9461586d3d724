"""The parties and their men as a sentence names them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workers.extraction.sentences.segment import Word
from workers.extraction.sentences.sentence import Actor, Scan, Tags, word_at
from workers.extraction.tables.language import Alias, Tag, Trigger
from workers.extraction.tables.lexicon import Match


def find_actors(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Tags,
    scan: Scan,
    triggers: Sequence[Match[Trigger]],
) -> tuple[Actor, ...]:
    forces = {m.start: m.end for m in tags.get("force", ())}
    arms = {m.end for m in tags.get("arms", ())}
    noun_ends = {m.end for m in triggers if m.payload.noun and words[m.end - 1].place is None}
    trigger_starts = {m.start for m in triggers}
    skip = {at for m in tags.get("attributive", ()) for at in range(m.start, m.end)}
    found: list[Actor] = []
    for match in tags.get("party", ()):
        if match.start in skip:
            continue
        actor = _in_its_case(
            _actor(match, words, lowers, forces, trigger_starts, scan), match, noun_ends, scan
        )
        if found and actor.start < found[-1].end:
            continue
        found.append(replace(actor, form="arms") if actor.form == "force" and actor.end in arms else actor)
    return tuple(found)


def _actor(
    match: Match[Tag],
    words: Sequence[Word],
    lowers: Sequence[str],
    forces: Mapping[int, int],
    trigger_starts: set[int],
    scan: Scan,
) -> Actor:
    alias: Alias = match.payload.value
    end, form, case = match.end, alias.form, alias.case
    possessive = scan.is_a(end, "possessive")
    if alias.view is not None and not scan.language.cases:
        end = max(end, _force_after(end, words, lowers, forces, trigger_starts, scan))
    if alias.form == "adjective" or (alias.form == "name" and possessive):
        head = end + 1 if possessive else end
        force_end = _force_after(head, words, lowers, forces, trigger_starts, scan)
        case = case or scan.language.case(lowers[match.start])
        end, form = (force_end, "people") if force_end else (head, "adjective")
        if force_end and scan.language.case(lowers[force_end - 1]) == "ins":
            case = "ins"
    start = _with_units(match.start, scan)
    return Actor(
        start=start,
        end=end,
        party=alias.party,
        view=alias.view,
        form="force" if form == "people" else form,
        case=case,
        preposition=_preposition_of(start, scan),
    )


def _in_its_case(actor: Actor, match: Match[Tag], noun_ends: set[int], scan: Scan) -> Actor:
    """The case where the name itself does not tell: that of "units" in "units of the Russian army", and the
    genitive behind the noun of an event or a place ("атаки ВСУ")."""
    if not scan.language.cases:
        return actor
    if actor.start < match.start:
        return replace(actor, case=scan.language.case(scan.lowers[actor.start]) or "nom")
    behind_noun = actor.start in noun_ends or scan.before(actor.start, "locality") is not None
    return replace(actor, case="gen") if actor.case is None and behind_noun else actor


def _force_after(
    at: int,
    words: Sequence[Word],
    lowers: Sequence[str],
    forces: Mapping[int, int],
    trigger_starts: set[int],
    scan: Scan,
) -> int:
    """The end of the body of men that an adjective qualifies ("Russian assault groups"), or 0."""
    for position in range(at, min(len(lowers), at + 4)):
        if position in forces:
            end = forces[position]
            while end in forces:
                end = forces[end]
            return end
        word = words[position]
        loose = word.text[:1].isupper() or word.text[:1].isdigit() or scan.before(position + 1, "adjectives")
        if (
            not loose
            and not (position in trigger_starts and position + 1 in forces)
            and not scan.is_a(position, "adverb")
        ):
            return 0
    return 0


def _with_units(start: int, scan: Scan) -> int:
    """The start of "units of", "dozens of", "the" before a body of men."""
    at = start
    while at > 0:
        if scan.is_a(at - 1, "determiner", "adjective") or scan.before(at, "adjectives"):
            at -= 1
        elif scan.is_a(at - 1, "of") and scan.before(at - 1, "of_join"):
            at -= 2
        elif (join := scan.before(at, "of_join")) and not scan.is_a(at - 1, "of"):
            at = join.start
        elif word_at(scan.lowers, at - 1) == '"' and scan.before(at - 1, "of_join"):
            at -= 1
        else:
            break
    return at


def _preposition_of(start: int, scan: Scan) -> str | None:
    if scan.is_a(start - 1, "by"):
        return "by"
    match = scan.before(start, "preposition")
    return match.payload.value if match else None
