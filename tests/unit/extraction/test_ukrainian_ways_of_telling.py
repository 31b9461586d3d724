"""The ways in which Ukrainian agencies, channels and papers tell each event, and what only sounds alike."""

import pytest

from tests.unit.extraction.articles import lines
from workers.extraction.extractor import Extractor

WAYS = [
    ("Росіяни дотиснули село Роботине.", "control_gained Robotyne RU asserted"),
    ("Окупанти забрали село Роботине.", "control_gained Robotyne RU asserted"),
    ("Росіяни відступають, але Часів Яр стоїть.", "control_reaffirmed Chasiv Yar UA asserted"),
    ("Кожен будинок у Торецьку переходить із рук у руки.", "contested Toretsk ? asserted"),
    ("Росіяни перетнули кордон поблизу Вовчанська.", "incursion Vovchansk RU asserted"),
    ("Ворог хазяйнує в Роботиному.", "incursion Robotyne RU asserted"),
    ("Росіяни форсували річку біля Вовчанська.", "incursion Vovchansk RU asserted"),
    ("Ворог пре на Торецьк.", "assault Toretsk RU asserted"),
    ("Ворог кинув на Торецьк дві роти мотопіхоти.", "assault Toretsk RU asserted"),
    ("На Торецьк росіяни сунуть бронетехнікою.", "assault Toretsk RU asserted"),
    ("Штурмову групу окупантів перебито під Торецьком.", "assault_repelled Toretsk UA asserted"),
    ("Біля Торецька атака ворога зазнала краху.", "assault_repelled Toretsk UA asserted"),
    ("Ворог відгриз кілометр посадок поблизу Торецька.", "advance Toretsk RU asserted"),
    ("Окупанти вийшли на південну околицю Торецька.", "advance Toretsk RU asserted"),
    ("З Торецька наші відтягнулися за канал.", "withdrawal Toretsk UA asserted"),
    ("Ворог підвозить піхоту до Липців.", "buildup Lyptsi RU asserted"),
    ("До Липців прибула свіжа дивізія росіян.", "buildup Lyptsi RU asserted"),
    ("Росіяни осідлали трасу на Костянтинівку.", "route_cut Kostiantynivka RU asserted"),
    ("Навколо Покровська росіяни стискають кліщі.", "encirclement Pokrovsk RU asserted"),
    ("По Херсону прилетіло тричі.", "strike Kherson ? asserted"),
    ("Балістика по Херсону: пошкоджено готель.", "strike Kherson ? asserted"),
    ("Уламки збитого шахеда впали на дах будинку в Херсоні.", "strike Kherson RU asserted"),
    ("З Куп'янська примусово вивозять дітей.", "evacuation_ordered Kupiansk UA asserted"),
]
ALIKE = [
    "Місто Торецьк стоїть на пагорбах.",
    "Бригада прибула з Торецька на відпочинок.",
    "Росіяни зупинили роботу шахти.",
    "На Торецьк упав туман.",
]


@pytest.mark.parametrize(("text", "claim"), WAYS)
def test_each_way_of_telling_is_read(extractor: Extractor, text: str, claim: str) -> None:
    """An event is known by whichever words reporters have for it."""
    assert claim in lines(extractor, text, "uk")


@pytest.mark.parametrize("text", ALIKE)
def test_what_sounds_alike_is_none(extractor: Extractor, text: str) -> None:
    """The same verbs of towns on hills, brigades at rest, work and weather tell of no event."""
    assert not lines(extractor, text, "uk")
