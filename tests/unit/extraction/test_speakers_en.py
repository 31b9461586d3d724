"""Whose word an English sentence rests on: kind and side of offices, units, people and third states."""

import pytest

from tests.unit.extraction.articles import article
from workers.extraction.core import Extractor


@pytest.mark.parametrize(
    ("who", "party", "kind"),
    [
        ("The 3rd Assault Brigade", "UA", "unit"),
        ("Viktor Trehubov, a spokesman for the Khortytsia group,", "UA", "unit"),
        ("A spokesman for the Khortytsia group", "UA", "unit"),
        ("Oleh Syniehubov", "UA", "official"),
        ("Kharkiv's mayor", "UA", "official"),
        ("The region's governor", "UA", "official"),
        ("Belgorod governor Ilya Zorin", "RU", "official"),
        ("General Staff chief Valery Gerasimov", "RU", "official"),
        ("Denis Pushilin", "RU", "occupation_authority"),
        ("A Russian military blogger", "RU", "blogger"),
        ("Britain's defence ministry", None, "third_state"),
        ("A senior US official", None, "third_state"),
        ("The think tank", None, "monitor"),
        ("Several Ukrainian soldiers", "UA", "witness"),
        ("Sources in the Ukrainian military", "UA", "unnamed"),
    ],
)
def test_a_speaker_has_the_side_and_kind_of_his_office(
    who: str, party: str | None, kind: str, extractor: Extractor
) -> None:
    """The event's own side never becomes the speaker's."""
    (claim,) = extractor.extract(article(f"{who} said Russian troops had entered Kupiansk.")).claims
    assert claim.claimant is not None
    assert (claim.claimant.party, claim.claimant.kind) == (party, kind)


def test_a_surname_calls_back_who_was_named_in_full(extractor: Extractor) -> None:
    """ "Voloshyn added" is the spokesman named two sentences before."""
    text = (
        "Nazar Voloshyn said on television that Russian troops had entered Kupiansk. "
        "Russian troops had also entered Siversk, Voloshyn added."
    )
    claimants = [c.claimant for c in extractor.extract(article(text)).claims]
    assert [c and (c.name, c.party) for c in claimants] == [("Nazar Voloshyn", "UA")] * 2


def test_who_says_that_a_place_was_taken_gets_no_side_by_guess(extractor: Extractor) -> None:
    """A side that is only guessed would make a claim against interest of it."""
    (claim,) = extractor.extract(article("Russian forces captured Kupiansk, the army said.")).claims
    assert claim.claimant is not None
    assert claim.claimant.party is None


@pytest.mark.parametrize(
    ("text", "via"),
    [
        (
            "TASS, citing the Russian defence ministry, reported that Russian troops had captured Kupiansk.",
            "TASS",
        ),
        ("Russian troops have captured Kupiansk, TASS reported, citing the Defence Ministry.", "TASS"),
        ("ISW said, citing the Russian defence ministry, that Russian troops had captured Kupiansk.", "ISW"),
    ],
)
def test_who_is_cited_is_the_claimant_and_who_cites_passes_it_on(
    text: str, via: str, extractor: Extractor
) -> None:
    """The deepest speaker counts; a state agency's ministry is that of its state."""
    (claim,) = extractor.extract(article(text)).claims
    assert claim.claimant is not None
    assert (claim.claimant.party, claim.claimant.kind, claim.claimant.via) == ("RU", "official", (via,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ukrainian Khortytsia Group of Forces Spokesperson Major Viktor Trehubov stated that "
            "Russian forces had entered Kurakhove.",
            "Viktor Trehubov",
        ),
        (
            "Ukrainian Eastern Group of Forces Spokesperson Captain Hryhorii Malyk reported that "
            "Russian forces had entered Kurakhove.",
            "Hryhorii Malyk",
        ),
        (
            "Kharkiv Oblast Head Oleh Syniehubov stated that Russian forces had struck Kupiansk.",
            "Oleh Syniehubov",
        ),
    ],
)
def test_ranks_and_offices_are_no_part_of_a_name(extractor: Extractor, text: str, name: str) -> None:
    """However many stand before it, with capitals, as situation reports write them."""
    (claim,) = extractor.extract(article(text)).claims
    assert claim.claimant is not None
    assert (claim.claimant.name, claim.claimant.party) == (name, "UA")
