"""Russian wordings of presence, control, orders, fire and evacuation, each with what must not be read."""

import pytest

from tests.unit.extraction.articles import lines
from workers.extraction.extractor import Extractor

SAID = {
    "presence without a verb": ("Оккупанты уже в Торецке.", "incursion Toretsk RU asserted"),
    "presence of an adjective's men": (
        "Российские военные уже в центре Торецка.",
        "incursion Toretsk RU asserted",
    ),
    "seen": ("В Торецке замечены российские военные.", "incursion Toretsk RU asserted"),
    "flag": ("Над сельсоветом в Торецке поднят российский флаг.", "incursion Toretsk RU asserted"),
    "counted men": (
        "В Торецк переправились примерно полторы роты украинских военных.",
        "incursion Toretsk UA asserted",
    ),
    "moved up": ("Под Покровск переброшены морпехи РФ.", "buildup Pokrovsk RU asserted"),
    "gathered": ("Россия собрала под Покровском до 100 тысяч солдат.", "buildup Pokrovsk RU asserted"),
    "moved there": (
        "ВСУ атакуют в районе Покровска и перебрасывают туда бригаду.",
        "buildup Pokrovsk UA asserted",
    ),
    "whose fire control": (
        "Дорога на Покровск под огневым контролем российских войск.",
        "route_cut Pokrovsk RU asserted",
    ),
    "not let in": (
        "Украинские войска не дали россиянам прорваться в Часов Яр.",
        "assault_repelled Chasiv Yar UA asserted",
    ),
    "speaker left out": (
        "Минобороны РФ утверждает, что отразило украинское наступление на Торецк.",
        "assault_repelled Toretsk RU asserted",
    ),
    "decided": (
        "Сырский принял решение отвести войска из Авдеевки.",
        "announced_withdrawal Avdiivka UA asserted",
    ),
    "ordered to begin": (
        "Шойгу приказал приступить к выводу войск из Херсона.",
        "announced_withdrawal Kherson RU asserted",
    ),
    "against the fact": (
        "Если бы ВСУ тогда не ушли из Соледара, их бы там и закопали.",
        "withdrawal Soledar UA background",
    ),
    "under fire": ("Под огнём оказались Горловка и Донецк.", "strike Horlivka ? asserted"),
    "bombs fell": ("Вчера авиабомбы падали на Константиновку.", "strike Kostiantynivka ? asserted"),
    "asked to leave": ("Жителей Глушково просят выехать.", "evacuation_ordered Glushkovo ? asserted"),
    "evacuation for": (
        "Оперштаб объявил обязательную эвакуацию для Глушково.",
        "evacuation_ordered Glushkovo ? asserted",
    ),
    "left under control": (
        "Под контролем ВСУ остаются Торецк и Курахово.",
        "control_reaffirmed Toretsk UA asserted",
    ),
    "marines drive out": (
        "Морпехи 155-й бригады выбили ВСУ из Торецка.",
        "control_gained Toretsk RU asserted",
    ),
    "a division": ("Десантники 76-й дивизии взяли Торецк.", "control_gained Toretsk RU asserted"),
    "a road by both ends": (
        "Трасса Покровск — Павлоград перерезана российскими войсками.",
        "route_cut Pavlohrad RU asserted",
    ),
    "euphemism": ("Минобороны РФ объявило о перегруппировке войск из Изюма.", "withdrawal Izium RU asserted"),
    "under a side's control": (
        "Торецк перешёл под российский контроль.",
        "control_gained Toretsk RU asserted",
    ),
    "the occupied are the enemy's": (
        "DeepState сообщил об оккупации Торецка.",
        "control_gained Toretsk RU asserted",
    ),
    "broken attacks": (
        "Россияне трижды штурмовали Торецк, все атаки отбиты.",
        "assault_repelled Toretsk UA asserted",
    ),
    "encircled on a side's word": (
        "Герасимов заявил об окружении Торецка.",
        "encirclement Toretsk RU asserted",
    ),
    "a flag that flies": ("Над Торецком по-прежнему украинский флаг.", "incursion Toretsk UA asserted"),
    "no order": ("Из Торецка ВСУ отступать приказа не было.", "withdrawal Toretsk UA denied"),
}
UNSAID = {
    "under the gun": ("Трассу у Торецка держат под прицелом украинские дроны.", "control_reaffirmed"),
    "measured": ("Российские подразделения находятся в 18 км от Торецка.", "incursion"),
    "told to be a lie": (
        "Кто пишет, что Торецк взят российскими войсками, врёт.",
        "control_gained Toretsk RU asserted",
    ),
    "a matter of time": ("Пушилин: освобождение Торецка — вопрос времени.", "asserted"),
    "driven out": ("Морпехи выбили ВСУ из Торецка.", "UA"),
    "exaggerated": ("Слухи об окружении Торецка сильно преувеличены, сообщили в ВСУ.", "asserted"),
    "the verdict": (
        "Слухи о сдаче Торецка ВСУ — враньё, российские войска там не стоят.",
        "asserted",
    ),
    "nobody managed": ("На окраине Торецка закрепиться не удалось никому, сообщили в ВСУ.", "asserted"),
    "nothing to hold": ("Торецк ВСУ пришлось оставить, держать там было нечего.", "control_reaffirmed"),
    "the road": ("Бои за Торецк и дорога на Сумы.", "contested Sumy"),
    "on the way out": ("Мост в Торецке взорван при отступлении.", "withdrawal"),
    "a far genitive": (
        "В случае прорыва к Сумам позиция Киева ослабнет, считают в армии.",
        "UA",
    ),
    "whose men": ("Наши зашли в Торецк, враг огрызается.", "incursion"),
    "a mere taunt": ("Торецк «взят» третий раз за месяц, поздравляю ВСУ.", "control_gained"),
    "another place's event": (
        "ВСУ заявили, что продвижение противника остановлено и что Торецк освобождён.",
        "advance",
    ),
    "a fact behind the colon": (
        "Сообщения о прорыве россиян у Торецка назвали вбросом: штурм отбит украинскими военными.",
        "assault_repelled Toretsk UA denied",
    ),
}


@pytest.mark.parametrize(("text", "claim"), SAID.values(), ids=SAID)
def test_the_wording_says_it(extractor: Extractor, text: str, claim: str) -> None:
    """The event, its side and how far the speaker stands behind it."""
    assert claim in lines(extractor, text, "ru")


@pytest.mark.parametrize(("text", "claim"), UNSAID.values(), ids=UNSAID)
def test_the_wording_does_not_say_it(extractor: Extractor, text: str, claim: str) -> None:
    """What looks like the event and is none, or is of a side that nothing tells."""
    assert not [said for said in lines(extractor, text, "ru") if claim in said]
