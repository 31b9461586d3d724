"""How Ukrainian bulletins, channels and headlines say what happened: one row for each construction."""

import pytest

from tests.unit.extraction.articles import extract
from workers.extraction.core import Extractor

Row = tuple[str, str, str | None, str]

PREDICATES: list[Row] = [
    ("Село Роздолівка окуповане.", "control_gained", "RU", "asserted"),
    ("Торецьк захоплений російськими військами.", "control_gained", "RU", "asserted"),
    ("Усі атаки в районі Торецька відбиті.", "assault_repelled", "UA", "asserted"),
    ("Кліщіївка звільнена!", "control_regained", "UA", "asserted"),
    ("Дорога на Костянтинівку не перерізана.", "route_cut", "RU", "denied"),
    ("Торецьк уже під росіянами.", "control_gained", "RU", "asserted"),
    ("Росіяни вже у Покровську.", "incursion", "RU", "asserted"),
    ("Мирноград в оперативному оточенні.", "encirclement", "RU", "asserted"),
]
SIDES_BY_WORD: list[Row] = [
    ("Велику Новосілку окуповано.", "control_gained", "RU", "asserted"),
    ("Аналітики DeepState підтвердили окупацію Курахового.", "control_gained", "RU", "asserted"),
    ("Звільнення Кліщіївки підтвердив Генштаб.", "control_regained", "UA", "asserted"),
    ("Міноборони РФ повідомило про «звільнення» Торецька.", "control_gained", "RU", "asserted"),
    ("Генштаб спростував захоплення Куп'янська.", "control_gained", "RU", "denied"),
    ("Відбито п'ять атак біля Торецька.", "assault_repelled", "UA", "asserted"),
    ("Тримаємо Родинське.", "control_reaffirmed", "UA", "asserted"),
    ("У Краматорську оголошено примусову евакуацію.", "evacuation_ordered", "UA", "asserted"),
]
OUTCOMES: list[Row] = [
    ("Росіяни зайшли на околицю Торецька, закріпитися не змогли.", "assault", "RU", "asserted"),
    ("Ворогові не вдалося перерізати дорогу на Костянтинівку.", "route_cut", "RU", "denied"),
    ("Ніякого оточення Покровська немає.", "encirclement", "RU", "denied"),
    ("У Покровську перебуває близько двохсот росіян.", "incursion", "RU", "asserted"),
    ("Ворог стягує сили в район Роботиного.", "buildup", "RU", "asserted"),
    ("Антонівка зазнала обстрілу.", "strike", None, "asserted"),
]
NOT_OF_THE_WAR = [
    "Тролейбус у Полтаві сьогодні штурмують пасажири.",
    "Окупована Велика Новосілка живе без світла.",
    "Атаку на мера Кременчука відбито, підсумував секретар ради.",
    "Фестиваль знову захопив Полтаву.",
]


@pytest.mark.parametrize(("text", "event", "actor", "modality"), PREDICATES + SIDES_BY_WORD + OUTCOMES)
def test_what_happened_is_read_whatever_the_wording(
    text: str, event: str, actor: str | None, modality: str, extractor: Extractor
) -> None:
    """Participles without "is", words that only one side uses, numbers before men, failures behind a verb."""
    found = [(c.event_type, c.actor, c.modality) for c in extract(extractor, text, "uk").claims]
    assert (event, actor, modality) in found


@pytest.mark.parametrize("text", NOT_OF_THE_WAR)
def test_the_same_words_elsewhere_say_nothing(text: str, extractor: Extractor) -> None:
    """Before a noun a participle only qualifies it, and towns have other crowds and attacks."""
    assert not extract(extractor, text, "uk").claims


@pytest.mark.parametrize(
    ("text", "name", "party", "kind"),
    [
        (
            "Підрозділ ЗСУ вийшов з Вугледара, підтвердили в ОСУВ «Хортиця».",
            "Khortytsia group of forces",
            "UA",
            "unit",
        ),
        ("Росіяни зайшли в Торецьк, повідомив Владислав Волошин.", "Vladyslav Voloshyn", "UA", "unit"),
        (
            "Волошин підтвердив, що росіяни підійшли до Оріхова, але спростував захоплення Малинівки.",
            "Vladyslav Voloshyn",
            "UA",
            "unit",
        ),
    ],
)
def test_spokesmen_are_known_and_stay_the_speakers(
    text: str, name: str, party: str, kind: str, extractor: Extractor
) -> None:
    """Names in quotation marks, and a speaker whom the second verb leaves out."""
    claimants = {claim.claimant for claim in extract(extractor, text, "uk").claims}
    assert {(c.name, c.party, c.kind) for c in claimants if c} == {(name, party, kind)}


def test_a_speaker_by_title_is_named_in_the_nominative(extractor: Extractor) -> None:
    """ "за словами речниці": an alert begins with "Речниця", and no side is guessed for her."""
    found = extract(extractor, "За словами речниці, росіяни зайшли в Торецьк.", "uk").claims
    assert [(c.claimant.name, c.claimant.party) for c in found if c.claimant] == [("речниця", None)]
