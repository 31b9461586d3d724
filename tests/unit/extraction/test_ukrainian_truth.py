"""What Ukrainian prose denies, plans, fears or nearly reaches is no fact, and whose it is stays right."""

import pytest

from tests.unit.extraction.articles import extract, lines
from workers.extraction.extractor import Extractor

DENIED = [
    ("«Про захоплення Торецька не йдеться», — каже речник бригади.", "control_gained Toretsk RU denied"),
    ("Жодного російського солдата в Куп'янську немає.", "incursion Kupiansk RU denied"),
    ("Ніякого прориву під Куп'янськом не сталося.", "incursion Kupiansk RU denied"),
    (
        "Інформація про відхід наших підрозділів із Торецька не відповідає дійсності.",
        "withdrawal Toretsk UA denied",
    ),
]
UNREAL = [
    ("Метою окупантів є вихід на околиці Костянтинівки.", "advance Kostiantynivka RU hypothetical"),
    ("Наступ на Покровськ може початися будь-коли.", "assault Pokrovsk ? hypothetical"),
    ("Відхід із Торецька розглядається як крайній варіант.", "withdrawal Toretsk ? hypothetical"),
    (
        "Щоб узяти Торецьк, командування РФ кинуло в бій резерви.",
        "control_gained Toretsk RU hypothetical",
    ),
    ("Існує ризик, що супротивник захопить Лиман.", "control_gained Lyman RU hypothetical"),
]
TOLD = [
    ("Росіяни взяли дорогу на Покровськ, саме місто тримаємо.", "control_reaffirmed Pokrovsk UA asserted"),
    (
        "Росіяни зайшли на околицю Лимана, закріпитися їм не дали.",
        "assault_repelled Lyman UA asserted",
    ),
    ("Ворога під Вовчанськом зупинили.", "assault_repelled Vovchansk UA asserted"),
    ("Авіаударів КАБами зазнали Білопілля й Вовчанськ.", "strike Vovchansk RU asserted"),
    ("Росіяни помічені на околиці Лимана.", "incursion Lyman RU asserted"),
    (
        "Бійці 3-ї штурмової зайшли в Торецьк, однак під тиском відійшли.",
        "withdrawal Toretsk UA asserted",
    ),
    ("ЗСУ вдарили дроном по адміністрації Енергодара.", "strike Enerhodar UA asserted"),
]
HISTORY = [
    ("Торік тут стояли росіяни; Лиман звільнили за три дні.", "control_regained Lyman UA background"),
]
SPEAKERS = [
    ("Речниця ОТУ «Луганськ» Анастасія Бобик каже, що росіяни атакують Торецьк.", "UA", "unit", ()),
    ("Росіяни атакують Торецьк, — сержант 31-ї бригади на псевдо «Тесля».", "UA", "unit", ()),
    ("Z-канали пишуть, що армія РФ взяла Торецьк.", "RU", "blogger", ()),
    ("Посилаючись на Генштаб, ISW пише, що росіяни атакують Торецьк.", "UA", "official", ("ISW",)),
    ("Військові підтвердили відхід із Торецька.", "UA", "official", ()),
    ("Глава так званої «ДНР» оголосив Торецьк «звільненим».", "RU", "occupation_authority", ()),
    ("За словами військового на псевдо Гном, росіяни атакують Торецьк.", "UA", "unit", ()),
]
SILENT = [
    "Торецьк перебуває в окупації з минулої зими.",
    "Командування РФ змінило генерала під Торецьком.",
]


@pytest.mark.parametrize(("text", "claim"), DENIED + UNREAL + HISTORY)
def test_no_fact_is_made_of_it(extractor: Extractor, text: str, claim: str) -> None:
    """What is denied, planned, feared or remembered keeps its event, its side and its stance, and nothing
    of the sentence is asserted."""
    said = lines(extractor, text, "uk")
    assert claim in said
    assert not [other for other in said if other.endswith(("asserted", "reported"))]


@pytest.mark.parametrize(("text", "claim"), TOLD)
def test_the_doer_is_whom_the_words_name(extractor: Extractor, text: str, claim: str) -> None:
    """ "We", whoever is stopped, what weapons only one side has: each gives the side."""
    assert claim in lines(extractor, text, "uk")


@pytest.mark.parametrize(("text", "party", "kind", "via"), SPEAKERS)
def test_speakers_with_their_side(
    extractor: Extractor, text: str, party: str, kind: str, via: tuple[str, ...]
) -> None:
    """Units with quoted names, call signs behind a dash, channels of one side, and whom a quoter quotes."""
    (claim,) = extract(extractor, text, "uk").claims
    assert claim.claimant is not None
    assert (claim.claimant.party, claim.claimant.kind, claim.claimant.via) == (party, kind, via)


def test_a_denied_claim_and_its_denial_are_two(extractor: Extractor) -> None:
    """Whose claims somebody calls a lie, his word stays beside the denial, as reported."""
    text = "Заяви росіян про контроль над Торецьком Генштаб назвав брехнею."
    claims = extract(extractor, text, "uk").claims
    spoken = {(c.modality, c.actor, c.claimant.party) for c in claims if c.claimant}
    assert spoken == {("denied", "RU", "UA"), ("reported", "RU", "RU")}


@pytest.mark.parametrize("text", SILENT)
def test_a_state_of_old_is_no_event(extractor: Extractor, text: str) -> None:
    """Being occupied is no incursion, and an office of one side is not the other's men."""
    assert not lines(extractor, text, "uk")
