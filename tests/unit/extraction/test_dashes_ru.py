"""Dashes and colons in Russian prose: "is", a list of names, or who says it."""

import pytest

from tests.unit.extraction.articles import article, lines
from workers.extraction.extractor import Extractor

SAID = {
    "is": ("Торецк — серая зона.", ["contested Toretsk ? asserted"]),
    "state": ("Покровск — по-прежнему под контролем ВСУ.", ["control_reaffirmed Pokrovsk UA asserted"]),
    "list after a dash": (
        "Украинские войска освободили два села — Работино и Клещеевка.",
        ["control_regained Robotyne UA asserted", "control_regained Klishchiivka UA asserted"],
    ),
    "list after a colon": (
        "Российские войска заняли три населённых пункта: Торецк, Курахово и Великую Новосёлку.",
        [
            "control_gained Toretsk RU asserted",
            "control_gained Kurakhove RU asserted",
            "control_gained Velyka Novosilka RU asserted",
        ],
    ),
    "speaker behind": (
        "ВС РФ взяли под контроль Торецк — Минобороны РФ.",
        ["control_gained Toretsk RU asserted"],
    ),
    "two clauses": (
        "Российские войска заняли Торецк — украинские военные ушли из Курахово.",
        ["control_gained Toretsk RU asserted", "withdrawal Kurakhove UA asserted"],
    ),
}


@pytest.mark.parametrize(("text", "claims"), SAID.values(), ids=SAID)
def test_a_dash_joins_what_it_does_not_part(extractor: Extractor, text: str, claims: list[str]) -> None:
    """Without a verb on one side a dash is "is" or "namely"; between two verbs it parts two clauses."""
    assert sorted(lines(extractor, text, "ru")) == sorted(claims)


def test_who_speaks_behind_a_dash_does_nothing_himself(extractor: Extractor) -> None:
    """The ministry that reports it is not who withdrew."""
    said = lines(extractor, "Украинские военные ушли из Торецка — Минобороны РФ.", "ru")
    assert said == {"withdrawal Toretsk UA asserted"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Русские дважды объявляли о взятии Купянска, но в городе — украинские военные.", "ru"),
        ("Росіяни вже двічі оголошували про взяття Куп'янська, але в місті — українські військові.", "uk"),
    ],
)
def test_who_is_there_says_nothing(extractor: Extractor, text: str, language: str) -> None:
    """Behind "but in the town" a dash says who is there; the claim stays the word of those who made it."""
    (claim,) = extractor.extract(article(text, language=language)).claims
    assert claim.claimant is not None
    assert (claim.event_type, claim.claimant.party) == ("control_gained", "RU")


def test_who_is_there_did_not_say_it(extractor: Extractor) -> None:
    """Nobody is named who says it: least of all the men whom the loss befalls, for whom it would be an
    admission."""
    text = "Російські війська захопили Іллінку, але в селі — українські військові."
    (claim,) = extractor.extract(article(text, language="uk")).claims
    assert (claim.event_type, claim.actor, claim.claimant) == ("control_gained", "RU", None)
