"""What only may, should or was once to happen asserts nothing; what happened beside it is still told."""

import pytest

from tests.unit.extraction.articles import article
from workers.extraction.core import Extractor

RAISING = {"asserted", "reported"}


def modalities(text: str, extractor: Extractor) -> set[str]:
    """The modalities of all claims of a text published on 16 June 2025."""
    return {claim.modality for claim in extractor.extract(article(text)).claims}


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces would capture Kupiansk by spring, the analyst said.",
        "Russia to capture Pokrovsk by December, ministry official says",
        "Ukraine set to leave Kurakhove",
        "Russia is seeking to capture Siversk.",
        "Should Chasiv Yar fall, Kostiantynivka would be next.",
        "Had Ukraine withdrawn from Vuhledar in August, it would have saved hundreds of men.",
        "There is a risk of Russian forces encircling Kurakhove.",
        "The prospect of Russian tanks entering Pokrovsk has emptied the city.",
        "Troops are being moved to prevent the Russians from capturing Kurakhove.",
        "Ukrainian forces are fighting to keep Russian troops from entering Pokrovsk.",
        "The threatened encirclement of Velyka Novosilka has alarmed Kyiv.",
        "A looming Russian assault on Huliaipole worries the governor.",
        "Russia wants Pokrovsk captured before the talks.",
        "It is a question of when, not if, Vuhledar falls.",
        "Russian forces are within days of taking Kurakhove.",
        "Toretsk is on the verge of being captured.",
        "Ukraine was offered a ceasefire in exchange for withdrawing from Kramatorsk.",
        "Suppose Kupiansk falls.",
        "One wrong move and Kupiansk falls.",
        "It might be the last week in which Toretsk is Ukrainian.",
        "By the time Toretsk is captured, nothing will be left of it.",
        "Before Russian forces enter Pokrovsk, they will have to cross open fields.",
        "In the exercise, the brigade captured Balakliia from a mock enemy.",
        "In the scenario, Russian forces seize Kharkiv within a week.",
        "The General Staff expects an assault on Orikhiv.",
        "The institute forecasts the fall of Toretsk by January.",
        "The capture of Pokrovsk would open the road to Dnipro.",
        "Kupiansk, which Russia hopes to seize by spring, lies on the Oskil.",
        "Russia was supposed to take Chasiv Yar by 9 May.",
        "Kyiv refused to withdraw from Kramatorsk.",
        "It is essential that Russia withdraw from Kherson, the minister said.",
        "The plan stipulates that Ukraine abandon Kramatorsk.",
        "Talks will begin after Russia captures Kostiantynivka.",
        "After Russian troops take Kostiantynivka, they would turn north.",
    ],
)
def test_what_may_come_is_not_told_as_fact(text: str, extractor: Extractor) -> None:
    """Modals, intentions, fears, conditions and games are hypothetical at most."""
    assert not modalities(text, extractor) & RAISING


@pytest.mark.parametrize(
    "text",
    [
        "Russia claimed to have captured Toretsk in what would be its biggest gain this year.",
        "Russian troops entered Kurakhove in an attempt to cut the road.",
        "Ukrainian troops withdrew from Vuhledar to avoid encirclement, the military said.",
        "Having captured Selydove, Russian forces could turn on Kurakhove.",
        "Selydove became the first major city to fall to Russian forces.",
        "The fall of Selydove on Sunday could open the way to Pokrovsk.",
        "Russian forces, seeking to cut the road, captured Selydove.",
        "Despite fears of encirclement, Ukrainian troops recaptured Kupiansk.",
        "As expected, Russian troops captured Selydove.",
        "Moscow claims to control Kupiansk.",
    ],
)
def test_what_happened_beside_a_plan_is_told(text: str, extractor: Extractor) -> None:
    """A purpose, a consequence or a fear in the same sentence takes nothing from the event."""
    assert "asserted" in modalities(text, extractor)


@pytest.mark.parametrize(
    "text",
    [
        "Fake. Russian troops have captured Kupiansk.",
        "FALSE: Russian forces have taken Kupiansk.",
        "Not true: Russian troops are in the centre of Pokrovsk.",
        "At no time did our men leave Kurakhove.",
        "At no point have Russian troops entered Kupiansk.",
        "Nor have our units left Vuhledar, the brigade said.",
        "Nothing suggests that Kupiansk has fallen.",
        "Nothing points to the capture of Kupiansk by Russian forces.",
        "There is no evidence that Russian troops have captured Kupiansk.",
        "The Russian army has yet to enter Pokrovsk.",
        "The general dispelled rumours that the army had abandoned Kurakhove.",
        "The commander laughed off claims that Kurakhove had fallen.",
        '"They took Kupiansk" is a lie, said the mayor.',
        "Not one street of Kupiansk is in Russian hands.",
        "The spokesman denied milblogger claims that Kupiansk has fallen.",
        "The General Staff rejected Russian claims that it had lost Pokrovsk.",
        "Kyiv says that Russian media reports about the fall of Pokrovsk are untrue.",
        "Have Russian troops entered Kupiansk? No.",
    ],
)
def test_what_is_denied_or_judged_false_is_not_told_as_fact(text: str, extractor: Extractor) -> None:
    """A verdict ahead, a fronted "at no time", an absence of evidence and a laugh all deny."""
    assert not modalities(text, extractor) & RAISING


@pytest.mark.parametrize(
    "text",
    [
        "Not long after dawn, Russian troops captured Selydove.",
        "Russian troops have captured not only Selydove but also Kurakhivka, the ministry said.",
        "No sooner had the fog lifted than Russian forces entered Selydove.",
        "Without waiting for orders the brigade withdrew from Vuhledar, Kyiv said.",
        "Russian troops entered Kupiansk with fake documents, the SBU said.",
        "It is true that Russian troops have entered Kupiansk, the mayor said.",
    ],
)
def test_other_negations_deny_nothing(text: str, extractor: Extractor) -> None:
    """A negation or a "fake" that belongs to something else leaves the event asserted."""
    assert "asserted" in modalities(text, extractor)


@pytest.mark.parametrize(
    "text",
    [
        "Unconfirmed: Russian forces captured Selydove.",
        "Judging by the footage, Russian forces have captured Selydove.",
        "Word has reached us that Russian forces took Selydove.",
        "Russian troops are thought to control most of Toretsk.",
        "Selydove is believed to have fallen.",
    ],
)
def test_hearsay_is_reported_only(text: str, extractor: Extractor) -> None:
    """What nobody vouches for is reported."""
    assert modalities(text, extractor) == {"reported"}
