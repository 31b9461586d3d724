"""What English prose claims: who did what, where, and how far the speaker stands behind it."""

import pytest

from tests.unit.extraction.articles import Says, extract, ground, lines, says
from workers.extraction.extractor import Extractor

EVENTS: dict[str, Says] = {
    "fell to": says("Pokrovsk fell to Russian forces.", "control_gained Pokrovsk RU asserted"),
    "lost": says("Ukraine lost Velyka Novosilka.", "control_lost Velyka Novosilka UA asserted"),
    "driven out": says(
        "Russian forces were driven out of Robotyne.", "control_regained Robotyne UA asserted"
    ),
    "pushed out": says(
        "Ukrainian defenders pushed Russian troops out of Robotyne.",
        "control_regained Robotyne UA asserted",
    ),
    "again repelled": says(
        "Ukrainian troops again repelled Russian attacks near Siversk.",
        "assault_repelled Siversk UA asserted",
    ),
    "withdrawal announced": says(
        "Ukraine announced its withdrawal from Velyka Novosilka.",
        "announced_withdrawal Velyka Novosilka UA asserted",
    ),
    "grey zone": says("Toretsk is a grey zone, DeepState said.", "contested Toretsk ? asserted"),
    "threatened": says("Russian forces threaten Sloviansk.", "threat Sloviansk RU asserted"),
    "a column that had left for": says("A Russian column had left Tokmak for Orikhiv."),
    "active": says("Russian forces captured Toretsk on Saturday.", "control_gained Toretsk RU asserted"),
    "passive": says(
        "Toretsk was captured by Russian forces after months of street fighting.",
        "control_gained Toretsk RU asserted",
    ),
    "retaken": says(
        "Ukrainian troops recaptured Robotyne from the Russian army.",
        "control_regained Robotyne UA asserted",
    ),
    "fronted attribution": says(
        "The Russian Defence Ministry said its troops had taken control of Kurakhove.",
        "control_gained Kurakhove RU asserted",
    ),
    "postposed attribution": says(
        "Ukrainian paratroopers have liberated Robotyne, the General Staff said on Monday.",
        "control_regained Robotyne UA asserted",
    ),
    "according to": says(
        "Russian troops have entered Toretsk, according to DeepState.", "incursion Toretsk RU asserted"
    ),
    "claimed without evidence": says(
        "Moscow claimed without evidence that its forces had seized Siversk.",
        "control_gained Siversk RU reported",
    ),
    "repelled": says(
        "Ukrainian forces repelled a Russian assault near Siversk.", "assault_repelled Siversk UA asserted"
    ),
    "failed to": says(
        "Russian troops failed to take Chasiv Yar despite heavy losses.", "assault Chasiv Yar RU asserted"
    ),
    "tried to": says(
        "Russian infantry tried to break into Siversk twice overnight.", "assault Siversk RU asserted"
    ),
    "remains under control": says(
        "Kupiansk remains under Ukrainian control.", "control_reaffirmed Kupiansk UA asserted"
    ),
    "withdrew": says(
        "Ukrainian units have withdrawn from Velyka Novosilka.", "withdrawal Velyka Novosilka UA asserted"
    ),
    "encircled": says(
        "Russian troops have encircled Velyka Novosilka, DeepState reported.",
        "encirclement Velyka Novosilka RU asserted",
    ),
    "shelled": says(
        "Russian artillery shelled Kostiantynivka on Sunday, killing two people.",
        "strike Kostiantynivka RU asserted",
    ),
    "massing": says(
        "Russia is massing troops near Orikhiv, the General Staff said.", "buildup Orikhiv RU asserted"
    ),
    "evacuation ordered": says(
        "The authorities ordered the evacuation of Kostiantynivka because of Russian shelling.",
        "evacuation_ordered Kostiantynivka ? asserted",
    ),
    "two places and two sides": says(
        "Russian forces captured Toretsk while Ukrainian troops recaptured Robotyne.",
        "control_gained Toretsk RU asserted",
        "control_regained Robotyne UA asserted",
    ),
    "list of places": says(
        "Russian forces captured Toretsk, Kurakhove and Velyka Novosilka.",
        "control_gained Toretsk RU asserted",
        "control_gained Kurakhove RU asserted",
        "control_gained Velyka Novosilka RU asserted",
    ),
    "fall of": says(
        "DeepState confirmed the fall of Velyka Novosilka to Russian forces.",
        "control_lost Velyka Novosilka UA asserted",
    ),
    "in the city by discourse": says(
        "Pokrovsk had been quiet for a week. Russian troops entered the city on Sunday.",
        "incursion Pokrovsk RU asserted",
    ),
    "several sentences of a quote": says(
        '"Russian troops have not entered Siversk," Colonel Hnatiuk said. "Ukrainian troops hold Siversk."',
        "incursion Siversk RU denied",
        "control_reaffirmed Siversk UA asserted",
    ),
    "bulletin": says(
        "In the Kupiansk direction, Ukrainian forces repelled 12 attacks near Petropavlivka, Zahryzove and "
        "Kindrashivka, the General Staff said.",
        "assault_repelled Petropavlivka UA asserted",
        "assault_repelled Zahryzove UA asserted",
        "assault_repelled Kindrashivka UA asserted",
    ),
    "monitor": says(
        "DeepState said Russian forces had occupied Velyka Novosilka.",
        "control_gained Velyka Novosilka RU asserted",
    ),
    "presence that is not control": says(
        "Russian saboteurs infiltrated Pokrovsk but could not hold their ground there.",
        "incursion Pokrovsk RU asserted",
    ),
    "a road cut": says(
        "Russian forces have cut the road to Pokrovsk.",
        "route_cut Pokrovsk RU asserted",
    ),
    "euphemism of leaving": says(
        "Ukrainian units in Avdiivka have moved to better positions.", "withdrawal Avdiivka UA asserted"
    ),
    "partial success": says(
        "The enemy had partial success near Siversk, the General Staff said.", "advance Siversk RU asserted"
    ),
    "left nine days earlier": says(
        "Kyiv conceded that the Ukrainian garrison had left Velyka Novosilka nine days earlier.",
        "withdrawal Velyka Novosilka UA asserted",
    ),
    "reportedly": says(
        "Russian forces have reportedly captured Toretsk.", "control_gained Toretsk RU reported"
    ),
}

NOT_ASSERTED: dict[str, Says] = {
    "denied": says(
        "The General Staff denied that Russian forces had captured Kupiansk.",
        "control_gained Kupiansk RU denied",
    ),
    "rejected reports that": says(
        "Kyiv rejected reports that Russian troops had entered Siversk.", "incursion Siversk RU denied"
    ),
    "no confirmation": says(
        "There was no confirmation that Russian troops had captured Siversk.",
        "control_gained Siversk RU reported",
    ),
    "is not true that": says(
        "It is not true that Russian forces have taken Lyman, the brigade said.",
        "control_gained Lyman RU denied",
    ),
    "did not enter": says(
        "Russian troops did not enter Kupiansk, the General Staff said.", "incursion Kupiansk RU denied"
    ),
    "could": says("Russia could capture Pokrovsk by winter.", "control_gained Pokrovsk RU hypothetical"),
    "would": says(
        "Analysts said Russian forces would capture Pokrovsk by autumn.",
        "control_gained Pokrovsk RU hypothetical",
    ),
    "plans": says(
        "Russia plans to capture Sloviansk by the end of the year.",
        "control_gained Sloviansk RU hypothetical",
    ),
    "fears": says(
        "Residents fear that Russian troops will seize Kostiantynivka.",
        "control_gained Kostiantynivka RU hypothetical",
    ),
    "if": says(
        "If Russian forces capture Pokrovsk, winter will be hard for the whole region.",
        "control_gained Pokrovsk RU hypothetical",
    ),
    "in 2022": says(
        "Russian forces captured Lyman in May 2022 and Ukraine recaptured it in October 2022.",
        "control_gained Lyman RU background",
        "control_regained Lyman UA background",
    ),
    "since": says(
        "Residents have lived without running water since Russian forces captured Bakhmut in May 2023.",
        "control_gained Bakhmut RU background",
    ),
    "denies that its troops left": says(
        "Kyiv denies that its troops have left Pokrovsk.", "withdrawal Pokrovsk UA denied"
    ),
    "nothing to support": says(
        "A US official said he had seen nothing to support the claim that Russian forces had captured "
        "Siversk.",
        "control_gained Siversk RU reported",
    ),
}

NOTHING: dict[str, str] = {
    "possession as attribute": "A fuel depot burned in Russian-held Tokmak, residents said.",
    "politics": "Lawmakers in Kyiv captured the mood of the country with a vote on pensions.",
    "sport": "Shakhtar Donetsk attacked from the first minute and took control of the match in Lviv.",
    "history": "The museum in Poltava shows how Peter the Great defeated the Swedes and took their guns.",
    "business": "A Polish retailer took over a chain of shops in Lviv and entered the market in Odesa.",
    "government by its capital": "Kyiv said it would hold talks with Moscow next week.",
    "weather": "A cold front advanced towards Poltava and took hold over Sumy.",
}

GROUNDS: dict[str, Says] = {
    "a flag for an hour": says(
        "Russian forces raised a flag over Siversk town hall for an hour.", "incursion Siversk in presence"
    ),
    "operating in": says("Russian forces are operating in Siversk.", "incursion Siversk in presence"),
    "southern part": says(
        "The southern part of Toretsk is under Russian control.", "control_reaffirmed Toretsk in part"
    ),
    "a building": says(
        "Russian forces captured the railway station in Kurakhove.", "control_gained Kurakhove in part"
    ),
    "grey zone": says("Toretsk is a grey zone, DeepState said.", "contested Toretsk in part"),
    "a direction of three": says(
        "Russian forces attacked in the direction of Lyman, Siversk and Toretsk.",
        "assault Lyman toward unknown",
        "assault Siversk toward unknown",
        "assault Toretsk toward unknown",
    ),
    "north of": says(
        "Russian forces captured Lyptsi, 10 km north of Kharkiv.", "control_gained Lyptsi in whole"
    ),
    "kilometres from": says("Russian troops attacked 5 km north of Siversk.", "assault Siversk near unknown"),
    "direction": says("Russian troops attacked in the Pokrovsk direction.", "assault Pokrovsk axis unknown"),
    "towards": says("Russian forces advanced towards Pokrovsk.", "advance Pokrovsk toward positions"),
    "near": says("Russian forces advanced near Siversk.", "advance Siversk near positions"),
    "captured positions near": says(
        "Russian forces seized positions near Siversk.", "advance Siversk near positions"
    ),
    "outskirts": says("Russian troops entered the outskirts of Siversk.", "incursion Siversk edge presence"),
    "part": says("Russian forces captured the eastern part of Toretsk.", "control_gained Toretsk in part"),
}


@pytest.mark.parametrize("case", EVENTS.values(), ids=EVENTS.keys())
def test_an_event_has_its_place_its_side_and_its_stance(case: Says, extractor: Extractor) -> None:
    """Each way of telling an event gives that event, and no other."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize("case", NOT_ASSERTED.values(), ids=NOT_ASSERTED.keys())
def test_what_is_denied_feared_planned_or_past_is_not_asserted(case: Says, extractor: Extractor) -> None:
    """Denials, doubts, fears, plans, conditions and history keep their event and say what they are."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_no_event_of_the_war_gives_no_claim(text: str, extractor: Extractor) -> None:
    """The words of war in politics, sport, history and business claim nothing."""
    assert not lines(extractor, text)


@pytest.mark.parametrize("case", GROUNDS.values(), ids=GROUNDS.keys())
def test_only_in_a_place_is_the_whole_place(case: Says, extractor: Extractor) -> None:
    """Near, towards, at the edge and on an axis never speak of the place as a whole."""
    assert {ground(claim) for claim in extract(extractor, case.text).claims} == case.claims


HEADLINES: dict[str, Says] = {
    "present": says("Ukraine recaptures Robotyne", "control_regained Robotyne UA asserted"),
    "participle": says("Toretsk captured by Russian army", "control_gained Toretsk RU asserted"),
    "all capitals": says("RUSSIAN FORCES CAPTURE TORETSK", "control_gained Toretsk RU asserted"),
    "colon": says(
        "Kupiansk under Ukrainian control: General Staff", "control_reaffirmed Kupiansk UA asserted"
    ),
    "question": says("Have Russian forces captured Siversk?"),
}


@pytest.mark.parametrize("case", HEADLINES.values(), ids=HEADLINES.keys())
def test_a_headline_is_a_sentence_like_any_other(case: Says, extractor: Extractor) -> None:
    """Headlines claim without verbs, in capitals, and before a colon."""
    assert lines(extractor, "The war in Ukraine goes on.", title=case.text) == case.claims
