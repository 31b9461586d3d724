"""What a theatre puts into a language's tables: its parties' words, and rows of its own.

A language's tables name no party of any war. Where a pattern needs one, it says

=========  ========================================================================================
`<side>`   the adjective of any party: "Russian", "українськими"
`<party>`  any party by name: "Moscow", "Росією"
`<men>`    any party's men: "росіянами", "ВСУ"
=========  ========================================================================================

and the words come from the groups of `parties.yaml` (`adjectives`; `names` and `names_…`; all others), single
words only and in every case. A letter or hyphen beside it stays: `<side>-held`. What a language says of one
war only stands in `theatres/<name>/languages/<code>.yaml`: the same tables, their lists added to its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workers.extraction.tables.lexicon import expand, fold, read_table

Fillers = Mapping[str, Sequence[str]]
_PLACEHOLDER = re.compile(r"<(\w+)>")


def fillers(words: Iterable[Mapping[str, Sequence[str]]]) -> Fillers:
    """The words for each placeholder, from the parties' groups of words in one language."""
    found: dict[str, dict[str, None]] = {"side": {}, "party": {}, "men": {}}
    for groups in words:
        for group, patterns in groups.items():
            kind = {"adjectives": "side", "names": "party"}.get(group.partition("_")[0], "men")
            for pattern in patterns:
                if " " not in pattern and not pattern.endswith("'s"):
                    found[kind] |= dict.fromkeys(w for p in fold(pattern).split("|") for w in expand(p))
    return {kind: tuple(words) for kind, words in found.items()}


def fill(table: Any, words: Fillers) -> Any:
    """The table with its placeholders filled. A row that needs a word which the theatre has not is dropped.

    Raises ValueError for an unknown placeholder.
    """
    if isinstance(table, dict):
        return {key: fill(value, words) for key, value in table.items()}
    if isinstance(table, list):
        return [row for row in (fill(value, words) for value in table) if row is not None]
    if isinstance(table, str) and "<" in table.replace("<place>", ""):
        parts = [_filled(part, words) for part in table.split(" ")]
        return None if None in parts else " ".join(part for part in parts if part)
    return table


def _filled(part: str, words: Fillers) -> str | None:
    """One position of a pattern without words left: empty where it may be missing, None where it may not."""
    optional = part.startswith("(")
    choices = [w for c in (part[1:-1] if optional else part).split("|") for w in _choices(c, words)]
    if not choices:
        return "" if optional else None
    joined = "|".join(choices)
    return f"({joined})" if optional else joined


def _choices(choice: str, words: Fillers) -> Sequence[str]:
    placeholder = _PLACEHOLDER.search(choice)
    if placeholder is None or placeholder[1] == "place":
        return (choice,)
    if placeholder[1] not in words:
        raise ValueError(f"unknown placeholder {placeholder[0]} in {choice!r}")
    before, after = choice[: placeholder.start()], choice[placeholder.end() :]
    return [before + word + after for word in words[placeholder[1]] if not (after and word.endswith("*"))]


def extend(table: Any, more: Any) -> Any:
    """The table with the other's lists added to its own, mapping by mapping; a single value replaces."""
    if isinstance(table, dict) and isinstance(more, dict):
        return {
            **table,
            **{key: extend(table[key], more[key]) if key in table else more[key] for key in more},
        }
    return [*table, *more] if isinstance(table, list) and isinstance(more, list) else more


def theatre_table(theatre: str, language: str, name: str) -> Any:
    """A language's table with the rows of a theatre's own; its placeholders are not yet filled.

    Raises FileNotFoundError where the language has no such table.
    """
    table = read_table("languages", language, f"{name}.yaml")
    try:
        own = read_table("theatres", theatre, "languages", f"{language}.yaml")
    except FileNotFoundError:
        return table
    return extend(table, own[name]) if name in own else table
