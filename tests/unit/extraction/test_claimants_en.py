"""Who says it in English, by construction: where the speaker stands, who is quoted, whose an office is."""

import pytest

from tests.unit.extraction.articles import article
from workers.extraction.core import Extractor


def heard(text: str, extractor: Extractor) -> set[tuple[str | None, str] | None]:
    """Party and kind of each claim's claimant; None for the outlet's own voice."""
    claims = extractor.extract(article(text)).claims
    return {(c.claimant.party, c.claimant.kind) if c.claimant else None for c in claims}


@pytest.mark.parametrize(
    ("text", "party", "kind"),
    [
        (
            '"The enemy has not taken Vovchansk," Roman Semenukha, the deputy governor of Kharkiv region, '
            "said on television.",
            "UA",
            "official",
        ),
        ("Russian troops captured Novokhatske, the defence ministry in Moscow said.", "RU", "official"),
        (
            "Russian troops captured Novokhatske, the defence ministry in Moscow said on Wednesday, "
            "pressing a slow advance.",
            "RU",
            "official",
        ),
        ("Russian troops entered Kupiansk on Monday, said Olha, a nurse.", None, "witness"),
        ("A woman from Kupiansk said Russian troops had entered the town.", None, "witness"),
        ("In a video, Ukrainian soldiers say they have left Sudzha.", "UA", "witness"),
        ("Speaking in Brussels, Zelensky said Russian troops had entered Pokrovsk.", "UA", "official"),
        ('Zelensky gave an interview. "Russian troops have entered Kupiansk," he said.', "UA", "official"),
        (
            "President Volodymyr Zelensky spoke. The president said Russian troops had entered Kupiansk.",
            "UA",
            "official",
        ),
        ("The Khortytsia command said Russian forces had entered Toretsk.", "UA", "unit"),
        ("Russian forces captured Selydove, pro-Kremlin war correspondents reported.", "RU", "blogger"),
        ("A presidential adviser claimed Russian troops had entered Kupiansk.", "UA", "official"),
        ("Ukrainian troops recaptured Blahodatne, army officials said.", "UA", "official"),
    ],
)
def test_the_speaker_is_who_says_it(text: str, party: str | None, kind: str, extractor: Extractor) -> None:
    """Before or behind the words, after an apposition, called back by a title."""
    assert heard(text, extractor) == {(party, kind)}


@pytest.mark.parametrize(
    ("text", "actor", "party"),
    [
        ("Russian troops have, Kyiv acknowledged, entered Kupiansk.", "RU", "UA"),
        ("Russian troops, Kyiv said, entered Kupiansk.", "RU", "UA"),
        ("Ukrainian troops, Moscow said, left Sudzha.", "UA", "RU"),
        ("In Kupiansk, Kyiv said, Russian troops have entered the hospital.", "RU", "UA"),
    ],
)
def test_who_speaks_in_an_aside_does_not_do_it(
    text: str, actor: str, party: str, extractor: Extractor
) -> None:
    """The doer stands before the aside, the speaker inside it."""
    claims = extractor.extract(article(text)).claims
    assert {(c.actor, c.claimant and c.claimant.party) for c in claims} == {(actor, party)}


@pytest.mark.parametrize(
    ("text", "name", "via"),
    [
        (
            "ISW said that, according to the Russian MoD, Russian forces captured Selydove.",
            "Russian Ministry of Defence",
            ("ISW",),
        ),
        (
            "Russian forces captured Selydove, TASS reported, citing the Russian defence ministry.",
            "Russian Ministry of Defence",
            ("TASS",),
        ),
        (
            "Interfax quoted the Russian defence ministry as saying that Russian forces captured Selydove.",
            "Russian Ministry of Defence",
            ("Interfax",),
        ),
        (
            "Russian troops captured Kupiansk, Gerasimov told Putin, according to a Kremlin readout.",
            "Valery Gerasimov",
            ("Russia",),
        ),
    ],
)
def test_the_deepest_speaker_is_the_claimant(
    text: str, name: str, via: tuple[str, ...], extractor: Extractor
) -> None:
    """Whoever cites, quotes or reads it out passes it on."""
    (claim,) = extractor.extract(article(text)).claims
    assert claim.claimant is not None
    assert (claim.claimant.name, claim.claimant.via) == (name, via)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The military administration of Bilopillia has ordered the evacuation of Ryzhivka.", "UA"),
        ("The governor of Belgorod region has ordered the evacuation of Shebekino.", "RU"),
    ],
)
def test_who_orders_an_evacuation_says_so(text: str, party: str, extractor: Extractor) -> None:
    """The subject of an order is its claimant, on the side of the ground."""
    assert heard(text, extractor) == {(party, "official")}


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops have left Sudzha, a Ukrainian commander who asked not to be named said.",
        "Ukrainian troops have left Sudzha, a Ukrainian officer said on condition of anonymity.",
    ],
)
def test_who_is_not_named_is_unnamed(text: str, extractor: Extractor) -> None:
    """Of his side, but reported only."""
    (claim,) = extractor.extract(article(text)).claims
    assert claim.claimant is not None
    assert (claim.claimant.party, claim.claimant.kind, claim.modality) == ("UA", "unnamed", "reported")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian soldiers are in Kupiansk, photos posted by local officials show.", {("UA", "official")}),
        ("Drone video seen by Reuters shows Russian soldiers in Yasenove.", {(None, "footage")}),
        ("Russian troops entered Kupiansk on Monday.", {None}),
        ("Russian troops entered Kupiansk on Monday. Kyiv said nothing.", {None}),
    ],
)
def test_pictures_speak_for_those_who_publish_them(
    text: str, expected: set[tuple[str | None, str] | None], extractor: Extractor
) -> None:
    """Whoever only saw them does not; nor does a side that is silent."""
    assert heard(text, extractor) == expected
