"""One plain sentence, honest about whose word it is, and inert."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.claims import Claimant
from tests.unit.alert.told import (
    DEEPSTATE,
    GENERAL_STAFF,
    ISW,
    MINISTRY,
    SOURCES,
    UKRAINE,
    Desk,
    at,
    claim,
    report,
)
from workers.alert.headline import inert


def headline(*reports: object) -> str:
    """The last alert's."""
    desk = Desk()
    desk.live(*reports)  # type: ignore[arg-type]
    return desk.alerts[-1].headline


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            claim("control_gained", "RU", ISW),
            "ISW says that Russian forces captured Kupiansk.",
        ),
        (
            claim("incursion", "RU", SOURCES, locality="industrial area"),
            "Unnamed sources say that Russian forces entered Kupiansk (industrial area).",
        ),
        (
            claim("control_gained", "RU", ISW, locality="промзоне", extent="part"),
            "ISW says that a part of Kupiansk is contested.",
        ),
        (
            claim("assault", None, None, relation="edge"),
            "news.example says that unidentified forces attacked on the edge of Kupiansk.",
        ),
        (
            claim("control_lost", "UA", MINISTRY),
            "The Russian Ministry of Defence says that Ukrainian forces no longer hold Kupiansk.",
        ),
        (
            claim("buildup", "RU", DEEPSTATE, relation="near"),
            "DeepState says that Russian forces are massing near Kupiansk.",
        ),
        (
            claim("evacuation_ordered", "UA", UKRAINE),
            "Ukraine says that an evacuation of Kupiansk was ordered.",
        ),
        (claim("strike", "XX", ISW), "ISW says that forces of XX struck Kupiansk."),
    ],
)
def test_below_observed_it_begins_with_the_claimant(told: object, sentence: str) -> None:
    """Who says so comes first; the claim follows."""
    assert headline(report("news", told)) == sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speaker", "opening"),
    [
        ("a resident", "A resident says"),
        ("A resident", "A resident says"),
        ("The mayor", "The mayor says"),
        ("local residents", "Local residents say"),
        ("очевидці", "A witness says"),
        ("мешканець", "A witness says"),
        ("местные жители", "A witness says"),
    ],
)
def test_a_speaker_without_a_name_opens_the_sentence_as_one_would_say_it(speaker: str, opening: str) -> None:
    """With one article and one capital, whatever the article's language."""
    told = claim("incursion", "RU", Claimant(name=speaker, kind="witness"))
    assert headline(report("news", told)) == f"{opening} that Russian forces entered Kupiansk."


def test_observed_it_states_the_fact_and_who_confirms_it() -> None:
    """Both parties' word."""
    both = [report("a", claim("control_gained", "RU", MINISTRY))]
    both.append(report("b", claim("control_gained", "RU", GENERAL_STAFF), day=0.5))
    assert headline(*both) == (
        "Russian forces captured Kupiansk (confirmed by the Russian Ministry of Defence and the General "
        "Staff of Ukraine)."
    )


def test_a_dispute_is_part_of_the_sentence() -> None:
    """Disagreement is shown."""
    claimed = report("a", claim("control_gained", "RU", MINISTRY))
    denied = report("b", claim("control_reaffirmed", "UA", GENERAL_STAFF), day=0.5)
    assert headline(claimed, denied).endswith("captured Kupiansk; disputed by the General Staff of Ukraine.")


def test_a_state_is_not_named_beside_its_own_ministry() -> None:
    """ "Ukraine and the General Staff of Ukraine" are one voice; alone, the state speaks."""
    both = report("a", claim("control_reaffirmed", "UA", UKRAINE), claim("strike", "RU", UKRAINE))
    assert headline(both).startswith("Ukraine says that")
    told = report("b", claim("strike", "RU", UKRAINE), claim("strike", "RU", GENERAL_STAFF))
    assert headline(told).startswith("The General Staff of Ukraine says that")


def test_an_old_report_is_dated() -> None:
    """Read a month later, it says when it was published; read within two weeks it does not."""
    told = report("news", claim("incursion", "RU", ISW))
    for now, dated in ((at(30), True), (at(13), False)):
        (alert,) = Desk().hear(told, now=now)
        assert ("(reported on 1 November 2024)" in alert.headline) is dated
        assert (alert.urgency == "past") is dated


def test_many_claimants_are_counted() -> None:
    """Two names and a number."""
    speakers = [Claimant(name=f"Witness {letter}", kind="witness") for letter in "ABCD"]
    told = [report(f"r{n}", claim("strike", "RU", each), day=n / 10) for n, each in enumerate(speakers)]
    assert headline(*told).startswith("Witness A, Witness B and 2 others say that")


HOSTILE = [
    "<script>alert(1)</script>",
    "x\u202egnp.exe",
    "line\nbreak\r\ttab",
    "\x1b[2J\x1b[31mred",
    "=HYPERLINK(1)",
    "`rm -rf`|cat",
    "A" * 500,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_inert(name: str) -> None:
    """No markup, control or direction characters, no formula, and no name that fills the line."""
    sentence = headline(report("news", claim("incursion", "RU", Claimant(name=name, kind="media"))))
    assert not set(sentence) & set("<>`|\n\r\t\x1b\u202e")
    assert not sentence.startswith(("=", "+", "-", "@"))
    assert len(sentence) < 200


@given(st.text())
def test_inert_text_has_no_invisible_characters(text: str) -> None:
    """Whatever goes in; and what is inert stays as it is."""
    line = inert(text)
    assert len(line) <= 80
    assert all(unicodedata.category(char)[0] != "C" for char in line)
    assert inert(line) == line


def test_a_headline_names_the_side_that_the_body_names() -> None:
    """ "Assault repelled" names no side; the sentence under it does."""
    vague = claim("assault_repelled", None, None, relation="in")
    clear = claim("assault_repelled", "UA", GENERAL_STAFF, relation="in")
    (alert,) = Desk().live(report("wire", vague, clear, day=0))
    assert "Ukrainian forces repelled" in alert.headline
