"""Readings that were wrong once, each as a class of constructions with its counter-examples."""

import pytest

from tests.unit.extraction.articles import Says, article, lines, says
from workers.extraction.extractor import Extractor

ENGLISH = (
    # ground that somebody claims is not ground that he says he holds
    says("Ukraine holds Kupiansk, which Moscow claims.", "control_reaffirmed Kupiansk UA asserted"),
    says(
        "Ukraine controls Kupiansk, which Russia considers its own.",
        "control_reaffirmed Kupiansk UA asserted",
    ),
    says("Kherson is held by Ukraine though Moscow claims it.", "control_reaffirmed Kherson UA asserted"),
    says(
        "Ukrainian troops hold Mala Tokmachka, claimed by Moscow last week.",
        "control_reaffirmed Mala Tokmachka UA asserted",
    ),
    says(
        "Ukraine controls Mala Tokmachka, which Russia claims to have captured.",
        "control_reaffirmed Mala Tokmachka UA asserted",
        "control_gained Mala Tokmachka RU reported",
    ),
    says(
        "Kupiansk remains under Ukrainian control despite Moscow's claim to have taken it.",
        "control_reaffirmed Kupiansk UA asserted",
        "control_gained Kupiansk RU reported",
    ),
    says("Russia claims to hold Kupiansk.", "control_reaffirmed Kupiansk RU asserted"),
    says("Moscow claimed Kupiansk on Sunday.", "control_gained Kupiansk RU asserted"),
    says("Ukraine still holds Pokrovsk, a city Russia wants.", "control_reaffirmed Pokrovsk UA asserted"),
    says(
        "Kherson, annexed by Russia in 2022, is controlled by Ukraine.",
        "control_reaffirmed Kherson UA asserted",
    ),
    # a village that no gazetteer has, in a region that has not changed hands
    says(
        "Ukrainian forces had been driven from Plekhove in Kursk region, Moscow said.",
        "control_gained Plekhove RU asserted",
    ),
    # who is cut off is encircled, who is cut down beaten
    says("Ukrainian units were cut off in Selydove by Russian troops.", "encirclement Selydove RU asserted"),
    says(
        "Russian infantry were cut down near Selydove by Ukrainian drones.",
        "assault_repelled Selydove UA asserted",
    ),
    # who falls back from his own attack has left nothing
    says(
        "Ukrainian troops tried to retake Robotyne but took losses and fell back.",
        "assault Robotyne UA asserted",
    ),
    says("Russian troops attacked Siversk but withdrew with losses.", "assault Siversk RU asserted"),
    says("Ukrainian troops withdrew from Siversk with losses.", "withdrawal Siversk UA asserted"),
    # what stands still, and what is left behind
    says("The Russian advance on Sumy has stalled."),
    says("The Russian advance on Sumy continues.", "advance Sumy RU asserted"),
    says("Russian forces left mines in Snihurivka."),
    says("Russian forces abandoned their positions in Snihurivka.", "withdrawal Snihurivka RU background"),
    # an order that was not given is no order
    says("The order to leave Kupiansk has not been issued.", "announced_withdrawal Kupiansk ? denied"),
    says("No order to withdraw from Kupiansk was given.", "announced_withdrawal Kupiansk ? denied"),
    says("Orders to pull out of Siversk never came.", "announced_withdrawal Siversk ? denied"),
    says("No decision has been taken to withdraw from Siversk.", "announced_withdrawal Siversk ? denied"),
    says(
        "Ukrainian troops received an order to leave Pokrovsk.", "announced_withdrawal Pokrovsk UA asserted"
    ),
    # what goes on for a season is told of the war at large, and a quiet town is not attacked
    says("Pokrovsk is quiet. The Russian army has advanced all summer."),
    says("In Siversk it is quiet. Russia's army has been advancing since spring."),
    says("Siversk is quiet. Russian troops attacked at dawn."),
    says(
        "Russian troops have entered Pokrovsk. They attacked from the south at dawn.",
        "incursion Pokrovsk RU asserted",
        "assault Pokrovsk RU asserted",
    ),
    # traffic that is kept off a road
    says("The road to Pokrovsk is closed to civilians."),
    says("The road to Pokrovsk is closed to traffic by police."),
    says("Police have closed the road from Pokrovsk to Dobropillia."),
    says("The Pokrovsk-Kostiantynivka road is closed for repairs."),
    says("The road to Pokrovsk has been cut by Russian drones.", "route_cut Pokrovsk RU asserted"),
    # the names that come behind "naming"
    says(
        "Ukraine has retaken two villages near Pokrovsk, Syrskyi said, naming Rodynske and Krasnyi Lyman.",
        "control_regained Rodynske UA asserted",
        "control_regained Krasnyi Lyman UA asserted",
    ),
    says("Ukrainian forces have retaken two villages north of Pokrovsk.", "advance Pokrovsk UA asserted"),
    # what would come of a capture
    says(
        "Having taken Kupiansk, Russian troops would get a road to Kharkiv.",
        "control_gained Kupiansk RU hypothetical",
    ),
    says(
        "By capturing Kupiansk, the Russian army would gain a crossing.",
        "control_gained Kupiansk RU hypothetical",
    ),
    says(
        "Having taken Kupiansk, Russian troops moved on Kharkiv.",
        "control_gained Kupiansk RU asserted",
        "advance Kharkiv RU asserted",
    ),
    # whoever lost his post
    says(
        "Three officers were dismissed after the brigade abandoned Vuhledar.",
        "withdrawal Vuhledar ? background",
    ),
    # words on a page, and worlds that are made up
    says("The front page read: Kharkiv falls."),
    says('The headline was "Kupiansk has fallen".'),
    says("The newspaper's headline: Kupiansk has fallen."),
    says("In the world of our breakfast host, Russian forces have captured Kramatorsk."),
    says("In a parallel universe, Russian forces have captured Kramatorsk."),
    says("In the general's dreams, Russian forces have captured Kramatorsk."),
    says("According to the comedian, Russian forces have captured Kramatorsk."),
    says(
        "In the suburbs of Kramatorsk, Russian forces have captured Yasnohirka.",
        "control_gained Yasnohirka RU asserted",
    ),
    # where somebody holds an office is not where it happened
    says("The mayor of Melitopol was killed by a car bomb."),
    says("The governor of Kherson was wounded by shelling."),
    says("The mayor was killed by shelling in Kherson.", "strike Kherson ? asserted"),
    # what is old beside what is new
    says(
        "Kherson, liberated in 2022, comes under fire daily.",
        "control_regained Kherson ? background",
        "strike Kherson ? asserted",
    ),
    says(
        "Kherson, recaptured by Ukraine in November 2022, is shelled every day.",
        "control_regained Kherson UA background",
        "strike Kherson ? asserted",
    ),
    # what is threatened, and what fails
    says("A Russian advance threatens Pokrovsk.", "threat Pokrovsk RU asserted"),
    says("Russian advances threaten Kostiantynivka from two sides.", "threat Kostiantynivka RU asserted"),
    says("Shelling cut power to Nikopol.", "strike Nikopol ? asserted"),
    says("A storm cut power to Nikopol."),
    says(
        "A battalion commander said Ukraine's forces control some 80% of Pokrovsk.",
        "control_reaffirmed Pokrovsk UA asserted",
    ),
)
OTHERS = (
    ("uk", says("Наказу залишити Покровськ не було.", "announced_withdrawal Pokrovsk UA denied")),
    ("uk", says("Наказ про відхід з Покровська не віддавали.", "announced_withdrawal Pokrovsk UA denied")),
    ("uk", says("У Покровську тихо. Російська армія наступала все літо.")),
    ("uk", says("Трасу на Покровськ перекрито для цивільного транспорту.")),
    ("uk", says("Дорогу на Покровськ перекрила поліція.")),
    ("uk", says("Російська ППО відбила атаку дронів на Бєлгород.", "assault_repelled Belgorod RU asserted")),
    ("uk", says("Наших вибили з Роботиного.")),
    ("uk", says("Бригада визнала, що її бійців вибили з Роботиного.", "control_gained Robotyne RU asserted")),
    ("ru", says("Наших выбили из Торецка.")),
    (
        "ru",
        says(
            "Минобороны РФ признало, что его войска вытеснены из Работино.",
            "control_regained Robotyne UA asserted",
        ),
    ),
    ("uk", says("Нацгвардійці вибили росіян із двох посадок під Сіверськом.", "advance Siversk UA asserted")),
    ("uk", says("Нацгвардійці вибили росіян із Сіверська.", "control_regained Siversk UA asserted")),
    ("ru", says("ВСУ выбили россиян из двух посадок под Северском.", "advance Siversk UA asserted")),
    ("ru", says("ВСУ выбили россиян из Северска.", "control_regained Siversk UA asserted")),
    (
        "ru",
        says("ВСУ попытались отбить Работино, но понесли потери и отошли.", "assault Robotyne UA asserted"),
    ),
    ("uk", says("Трасу на Покровськ перекрито вогнем росіян.", "route_cut Pokrovsk RU asserted")),
    ("uk", says("У паралельному світі російські війська захопили Краматорськ.")),
    ("uk", says("Росіяни захоплюють Сіверськ до першого липня.", "control_gained Siversk RU hypothetical")),
    ("uk", says("Росіяни взяли Сіверськ до першого липня.", "control_gained Siversk RU asserted")),
    ("uk", says("Захопивши Куп'янськ, росіяни зможуть іти далі.", "control_gained Kupiansk RU hypothetical")),
    ("uk", says("Міська рада повідомила, що росіяни обстріляли Нікополь.", "strike Nikopol RU asserted")),
    (
        "uk",
        says("Комбрига зняли після того, як бригада залишила Вугледар.", "withdrawal Vuhledar ? background"),
    ),
    ("uk", says("Перша шпальта: Харків упав.")),
    ("uk", says("Херсон, звільнений у 2022 році, щодня обстрілюють.", "strike Kherson ? asserted")),
    ("uk", says("Просування росіян загрожує Покровську.", "threat Pokrovsk ? asserted")),
    (
        "ru",
        says("Комбрига сняли после того, как бригада оставила Угледар.", "withdrawal Vuhledar ? background"),
    ),
    ("ru", says("Первая полоса: Харьков пал.")),
    ("ru", says("Херсон, освобождённый в 2022 году, ежедневно обстреливают.", "strike Kherson ? asserted")),
    (
        "ru",
        says(
            "Около 80% Купянска под контролем ВСУ, говорит комбат.", "control_reaffirmed Kupiansk UA asserted"
        ),
    ),
    ("ru", says("Приказа оставить Купянск не было.", "announced_withdrawal Kupiansk ? denied")),
    ("ru", says("Приказ покинуть Купянск не отдан.", "announced_withdrawal Kupiansk ? denied")),
    ("ru", says("В Покровске тихо. Российская армия наступала всё лето.")),
    ("ru", says("Трасса Покровск — Константиновка перекрыта для гражданских.")),
    ("ru", says("Трассу на Покровск перекрыла полиция.")),
    ("ru", says("Российские войска перекрыли трассу на Покровск.", "route_cut Pokrovsk RU asserted")),
    ("ru", says("В параллельной вселенной российские войска взяли Краматорск.")),
    ("ru", says("Российские войска берут Северск к первому июля.", "control_gained Siversk RU hypothetical")),
    ("ru", says("Захватив Купянск, войска получат дорогу.", "control_gained Kupiansk ? hypothetical")),
    ("ru", says("В горсовете сообщили, что россияне обстреляли Никополь.", "strike Nikopol RU asserted")),
)


@pytest.mark.parametrize("case", ENGLISH, ids=lambda case: case.text)
def test_an_english_sentence_says_no_more_than_it_does(case: Says, extractor: Extractor) -> None:
    """Neither what is claimed, unordered, at large, regulated, made up nor official is told as an event."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize(("language", "case"), OTHERS, ids=str)
def test_a_ukrainian_or_russian_sentence_says_no_more(
    language: str, case: Says, extractor: Extractor
) -> None:
    """The same constructions in the languages where word order is free."""
    assert lines(extractor, case.text, language) == case.claims


def test_a_council_that_speaks_is_named_without_its_town(extractor: Extractor) -> None:
    """ "The Kharkiv regional council" is a council, not somebody called The Kharkiv."""
    text = "The Kharkiv regional council said a missile struck Chuhuiv."
    claimant = extractor.extract(article(text)).claims[0].claimant
    assert claimant is not None
    assert (claimant.name, claimant.party) == ("regional council", "UA")
