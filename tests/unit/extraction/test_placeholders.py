"""A language's tables serve every war: the parties' words come from the theatre."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workers.extraction.tables.lexicon import LANGUAGES, expand, fold, read_table
from workers.extraction.tables.placeholders import extend, fill, fillers

TABLES = ("cues", "forces", "geography", "grammar", "places", "speech", "time", "triggers")
THEATRES = sorted(
    path.parent.name
    for path in (Path(__file__).parents[3] / "workers/extraction/theatres").glob("*/parties.yaml")
)
OF_ANY_WAR = {
    "the", "enemy", "army", "military", "government", "rebel", "paramilitary", "militia",
    "north", "south", "east", "west", "center", "centre",
}  # fmt: skip
HOSTILE = ("ворож", "окупаційн", "оккупационн")
"""Words for an enemy or an occupier, which belong to the language although a party is called by them."""
WORDS = {"side": ("russian", "rsf"), "party": ("moscow",), "men": ("russians", "orc*"), "none": ()}


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for value in table.values():
            yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)
    else:
        yield str(table)


def _names(theatre: str, language: str) -> Iterator[str]:
    """The words that name a party: its names and the adjectives of these."""
    parties = read_table("theatres", theatre, "parties.yaml")
    parties.pop("view", None)
    for party in parties.values():
        for group, patterns in party["words"].get(language, {}).items():
            if group == "adjectives" or group.startswith("names"):
                for pattern in patterns:
                    for word in fold(pattern).replace("'s", "").split()[0].split("|"):
                        yield from expand(word)


@pytest.mark.parametrize("theatre", THEATRES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_no_language_table_names_a_party(theatre: str, language: str, table: str) -> None:
    """What a language says of parties it says with `<side>`, `<party>` or `<men>`."""
    named = {
        word.rstrip("*.") for word in _names(theatre, language) if not word.startswith(HOSTILE)
    } - OF_ANY_WAR
    said = {
        word
        for row in _strings(read_table("languages", language, f"{table}.yaml"))
        for part in fold(row).replace("|", " ").split()
        for whole in expand(part.strip("("))
        for word in re.findall(r"[\w']+", whole)
    }
    assert not sorted(said & {name for name in named if len(name) > 1})


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("under <side> control", "under russian|rsf control"),
        ("under (full|<side>|our) control", "under (full|russian|rsf|our) control"),
        ("<side>-held|annexed", "russian-held|rsf-held|annexed"),
        ("<party> 's claim", "moscow 's claim"),
        ("repelled <men>", "repelled russians|orc*"),
        ("<men>-held", "russians-held"),
        ("in <place>", "in <place>"),
        ("under (<none>) control", "under control"),
    ],
)
def test_a_placeholder_stands_for_the_words_of_all_parties(pattern: str, filled: str) -> None:
    """Beside other choices, in brackets, before a hyphen; a place name is none of them."""
    assert fill([pattern], WORDS) == [filled]


def test_a_row_without_words_is_dropped() -> None:
    """A theatre that has no words in a language leaves no pattern that matches everything."""
    assert fill({"verbs": ["in <none> hands", "in our hands"]}, WORDS) == {"verbs": ["in our hands"]}


def test_a_slip_in_a_placeholder_is_told() -> None:
    """A placeholder that nobody fills would never match."""
    with pytest.raises(ValueError, match="<sides>"):
        fill(["under <sides> control"], WORDS)


def test_single_words_of_every_case_fill_a_placeholder() -> None:
    """Phrases and possessives cannot stand at one position of a pattern."""
    words = fillers(
        [
            {
                "adjectives": ["росс(ийский/ийским)", "kyiv's"],
                "names_nom": ["рф"],
                "gen": ["бойцов|сил рф", "войск"],
            }
        ]
    )
    assert words == {"side": ("российский", "российским"), "party": ("рф",), "men": ("войск",)}


def test_a_theatre_adds_rows_to_a_language() -> None:
    """Lists grow, mappings merge; what the language has stays."""
    table = {"cues": {"clause": ["in 1991"]}, "nouns": ["war"]}
    assert extend(table, {"cues": {"clause": ["in the great war"], "after": ["once"]}}) == {
        "cues": {"clause": ["in 1991", "in the great war"], "after": ["once"]},
        "nouns": ["war"],
    }
