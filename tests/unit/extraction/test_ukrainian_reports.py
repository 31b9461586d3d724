"""How Ukrainian agencies, spokesmen, channels and papers report, class by class."""

import pytest

from tests.unit.extraction.articles import extract, line
from workers.extraction.core import Extractor

Said = tuple[str, tuple[str, ...]]

FIGHTING: list[Said] = [
    ("У Торецьку не вщухають бої за центр міста.", ("contested Toretsk ? asserted",)),
    ("Бої в Торецьку не припиняються другий тиждень.", ("contested Toretsk ? asserted",)),
    ("Під Покровськом не припиняються атаки російської піхоти.", ("assault Pokrovsk RU asserted",)),
    ("Бої йдуть уже в самому місті Торецьк.", ("contested Toretsk ? asserted",)),
    ("Ворог тисне на Лиман із трьох боків.", ("assault Lyman RU asserted",)),
    ("Противник отримав відсіч біля Куп'янська.", ("assault_repelled Kupiansk UA asserted",)),
    ("Штурм Торецька захлинувся.", ("assault_repelled Toretsk UA asserted",)),
]
NOT_THERE: list[Said] = [
    ("Росіян у Куп'янську немає.", ("incursion Kupiansk RU denied",)),
    ("Не вірте: ворога в Костянтинівці наразі немає.", ("incursion Kostiantynivka RU denied",)),
    ("У Селидовому вже чужі.", ("incursion Selydove RU asserted",)),
    ("Ніхто Покровськ не здавав, запевнили в Генштабі.", ("control_lost Pokrovsk UA denied",)),
]
LISTS: list[Said] = [
    (
        "Росіяни захопили два села: Роботине та Вербове.",
        ("control_gained Robotyne RU asserted", "control_gained Verbove RU asserted"),
    ),
    (
        "Примусову евакуацію оголосили в таких населених пунктах: Білозерське та Шахове.",
        ("evacuation_ordered Bilozerske UA asserted", "evacuation_ordered Shakhove UA asserted"),
    ),
]
UNDONE: list[Said] = [
    ("Говорити про втрату Торецька зарано.", ("control_lost Toretsk UA denied",)),
    ("Про вихід українських військ із Торецька не йдеться.", ("withdrawal Toretsk UA denied",)),
    ("Противник не полишає спроб увійти в Костянтинівку.", ("assault Kostiantynivka RU asserted",)),
    ("Росіяни просунулися від Очеретиного до Покровська.", ("advance Pokrovsk RU asserted",)),
]
SPEAKERS: list[tuple[str, str | None, str | None]] = [
    ("У Москві заявили про взяття Курахового.", "RU", "official"),
    ("Росіян у Куп'янську немає, повідомили в угрупованні Об'єднаних сил.", "UA", "unit"),
    ("Командир батальйону 90-ї танкової дивізії РФ доповів про взяття Курахового.", "RU", "unit"),
    ("Командир батальйону 47-ї бригади підтвердив, що росіяни взяли Курахове.", "UA", "unit"),
    ("Російський генштаб доповів про захоплення Сіверська.", "RU", "official"),
    ("Гайдай: Сєвєродонецьк під контролем України.", "UA", "official"),
]
SILENT = [
    "Наші дрони тримають дорогу на Часів Яр.",
    "Артилерія тримає під прицілом в'їзд у Покровськ.",
    "Після падіння Бахмута ворог зосередився на Часовому Яру.",
    "Торецьк тримається на волонтерах.",
]


def _lines(extractor: Extractor, text: str) -> set[str]:
    return {line(claim) for claim in extract(extractor, text, "uk").claims}


@pytest.mark.parametrize(("text", "claims"), FIGHTING + NOT_THERE + LISTS + UNDONE)
def test_a_report_says_so_much_and_no_more(text: str, claims: tuple[str, ...], extractor: Extractor) -> None:
    """Fighting that goes on, men who are not there, places that a colon lists."""
    assert _lines(extractor, text) == set(claims)


@pytest.mark.parametrize(("text", "party", "kind"), SPEAKERS)
def test_the_speaker_has_his_side(
    text: str, party: str | None, kind: str | None, extractor: Extractor
) -> None:
    """A capital that announces, a staff behind the comma, a commander of either army."""
    claimants = {
        (c.claimant.party, c.claimant.kind) for c in extract(extractor, text, "uk").claims if c.claimant
    }
    assert claimants == {(party, kind)}


@pytest.mark.parametrize("text", SILENT)
def test_words_of_war_that_name_no_event(text: str, extractor: Extractor) -> None:
    """Drones hold a road under fire, and an army turns its mind to a town."""
    assert not {c.event_type for c in extract(extractor, text, "uk").claims} & {
        "control_reaffirmed",
        "buildup",
    }


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_until_says_neither_that_it_happened_nor_that_it_did_not(language: str, extractor: Extractor) -> None:
    """ "… поки росіяни не захопили К": the "not" is no denial."""
    text = {
        "uk": "Авдіївка два роки була фортецею, поки росіяни не захопили її.",
        "ru": "Авдеевка два года была крепостью, пока россияне не захватили её.",
    }[language]
    assert not extract(extractor, text, language).claims


@pytest.mark.parametrize("text", ["Траса Покровськ — Костянтинівка під вогневим контролем росіян."])
def test_a_road_is_cut_at_both_ends(text: str, extractor: Extractor) -> None:
    """A dash between two towns names the road."""
    cut = {c.place.name for c in extract(extractor, text, "uk").claims if c.event_type == "route_cut"}
    assert cut == {"Pokrovsk", "Kostiantynivka"}


HEADLINES: list[Said] = [
    ("Часів Яр: бої в центрі.", ("contested Chasiv Yar ? asserted",)),
    ("Гродівка — окупована.", ("control_gained Hrodivka RU asserted",)),
    ("Роботине — наше!", ("control_reaffirmed Robotyne UA asserted",)),
    ("Торецьк уже не наш.", ("control_lost Toretsk UA asserted",)),
    ("Наступ на Вовчанськ провалився.", ("assault_repelled Vovchansk UA asserted",)),
    ("Український наступ на Токмак захлинувся.", ("assault_repelled Tokmak RU asserted",)),
    ("Бердянськ окупований із лютого 2022 року.", ("control_gained Berdiansk RU background",)),
    ("Росіяни підійшли до Мирнограда. Бої за місто ще попереду.", ("advance Myrnohrad RU asserted",)),
]


@pytest.mark.parametrize(("text", "claims"), HEADLINES)
def test_headlines_leave_out_the_verb(text: str, claims: tuple[str, ...], extractor: Extractor) -> None:
    """A dash or a colon says "is"; "ours" is the speaker's; what is said to come has not come."""
    found = {claim for claim in _lines(extractor, text) if "hypothetical" not in claim}
    assert found == set(claims)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "У Торецьку вже росіяни, повідомив Генштаб, наголосивши, що місто не здано.",
            "General Staff of Ukraine",
        ),
        ("Росіяни, як пише Bild, захопили 60% Торецька.", "Bild"),
        (
            "Росія рапортує про успіхи, однак у Генштабі кажуть: бої в Торецьку тривають.",
            "General Staff of Ukraine",
        ),
        (
            "Зеленський сказав, що ворог кинув сюди тисячі солдатів, але Торецьк не взяв.",
            "Volodymyr Zelensky",
        ),
    ],
)
def test_a_speaker_reaches_as_far_as_his_words(text: str, name: str, extractor: Extractor) -> None:
    """Behind a comma, between commas, before a colon, and over a "but" that has no subject of its own."""
    assert {c.claimant and c.claimant.name for c in extract(extractor, text, "uk").claims} >= {name}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Путін збрехав про оточення Куп'янська.", {"encirclement Kupiansk RU denied"}),
        (
            "Українські воїни контролюють Куп'янськ, росіяни брешуть.",
            {"control_reaffirmed Kupiansk UA asserted"},
        ),
        ("Росіяни майже оточили Вугледар.", {"encirclement Vuhledar RU reported"}),
        (
            "Наші бійці звільнили Роботине, підняли прапор над селом.",
            {"control_regained Robotyne UA asserted"},
        ),
        ("Росіяни підняли прапор у Вугледарі.", {"incursion Vuhledar RU asserted"}),
    ],
)
def test_lies_near_misses_and_flags(text: str, claims: set[str], extractor: Extractor) -> None:
    """Who lies denies nothing else; "almost" is not yet; a liberator's flag is no second event."""
    assert _lines(extractor, text) == claims
