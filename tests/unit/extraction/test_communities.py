"""A community (hromada) is the area around its town: what happens in it is not said of the town itself."""

import pytest

from tests.unit.extraction.articles import article
from workers.extraction.extractor import Extractor

CASES = (
    # the area
    ("en", "Russian drones hit the Nikopol community twice.", "strike hromada"),
    ("en", "Russian artillery shelled the Nikopol city territorial community.", "strike hromada"),
    ("en", "Russian artillery shelled the community of Nikopol.", "strike hromada"),
    ("en", "The Nikopol community of Dnipropetrovsk region was shelled by Russian forces.", "strike hromada"),
    ("uk", "Росіяни вдарили по Нікопольській громаді.", "strike hromada"),
    ("uk", "Росіяни обстріляли Нікопольську міську територіальну громаду.", "strike hromada"),
    ("ru", "Российские войска обстреляли Никопольскую громаду.", "strike hromada"),
    ("ru", "Два человека погибли при ударе по Никопольской общине.", "strike hromada"),
    ("ru", "Российские войска обстреляли общину Никополя.", "strike hromada"),
    # one of several of that name is not guessed, and never its town
    ("en", "Russian forces shelled the Pokrovsk community overnight.", "strike unresolved"),
    ("uk", "Російські війська обстріляли Покровську громаду.", "strike unresolved"),
    ("ru", "Российские войска обстреляли Покровскую общину.", "strike unresolved"),
    # villages of an area are not the area
    ("en", "Two villages of the Nikopol community were captured by Russian forces.", ""),
    ("en", "Russian troops captured two villages of the Pokrovsk district.", ""),
    # what is called a community of some sort is a town, and so is where a community's house stands
    ("en", "Russian forces captured the mining community of Selydove.", "control_gained settlement"),
    ("en", "A Russian drone hit the Nikopol community centre.", "strike settlement"),
    # an adjective before people is no place
    ("uk", "Покровські шахтарі захопили шахту.", ""),
    ("uk", "Покровська поліція захопила озброєних людей.", ""),
    ("ru", "Покровские шахтеры захватили шахту.", ""),
    ("uk", "Покровська росіяни не взяли.", "control_gained settlement"),
)


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_a_community_is_not_its_town(extractor: Extractor, language: str, text: str, expected: str) -> None:
    """The event is said of the area, of a place that is left open, or of none."""
    claims = extractor.extract(article(text, language=language)).claims
    assert " ".join(f"{c.event_type} {c.place.precision}" for c in claims) == expected


def test_the_places_of_a_list_of_communities_are_all_communities(extractor: Extractor) -> None:
    """ "the communities of A and B" and "the A and B communities" name two areas."""
    for text in (
        "Russian drones hit the communities of Nikopol and Marhanets on Monday.",
        "Russian drones hit the Nikopol and Marhanets communities on Monday.",
    ):
        places = extractor.extract(article(text)).places
        assert [p.name for p in places] == ["Nikopolska hromada", "Marhanetska hromada"]


def test_an_oblast_behind_a_community_is_known(extractor: Extractor) -> None:
    """A community lies in its oblast, not the oblast in the community."""
    text = "Уночі ворог обстріляв Покровську громаду Дніпропетровської області."
    assert extractor.extract(article(text, language="uk")).places[-1].name == "Dnipropetrovsk Oblast"


@pytest.mark.parametrize("text", ["Торецька шахта зупинилася.", "Куп'янська лікарня працює."])
def test_a_towns_adjective_names_no_place(extractor: Extractor, text: str) -> None:
    """At a sentence's head it looks like the town's genitive ("Торецька"), capital and all."""
    assert not extractor.extract(article(text, language="uk")).places
