"""Ukrainian and Russian: how far the war is, what was left lying, and whose men a strike hit."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

UKRAINIAN = (
    says("За 60 кілометрів від боїв, у Курчатові, росіяни посилили охорону станції."),
    says("Саперів чекають міни, які залишили російські війська біля Миколаєва."),
    says("Російські війська залишили Лиман.", "withdrawal Lyman RU asserted"),
    says(
        "Міноборони РФ заявило про захоплення ще двох міст, Лимана і Ямполя.",
        "control_gained Lyman RU asserted",
        "control_gained Yampil RU asserted",
    ),
    says(
        "Через російські обстріли загинули четверо людей: двоє в Краматорську і двоє в Дружківці.",
        "strike Kramatorsk RU asserted",
        "strike Druzhkivka RU asserted",
    ),
)
RUSSIAN = (
    says("В Курчатове, в 60 километрах от боёв, российские военные усилили охрану станции."),
    says("Выставка об освобождении Херсона открылась во Львове, о россиянах на ней ни слова."),
    says(
        "Войска РФ заняли более выгодные рубежи, нанесли поражение живой силе бригад ВСУ у Ямполя.",
        "strike Yampil RU asserted",
    ),
    says("Войска РФ заняли более выгодные рубежи у Ямполя.", "advance Yampil RU asserted"),
    says("По Горловке ударили ВСУ.", "strike Horlivka UA asserted"),
    says(
        "Минобороны РФ заявило о взятии ещё двух городов, Лимана и Ямполя.",
        "control_gained Yampil RU asserted",
        "control_gained Lyman RU asserted",
    ),
    says(
        "Минобороны России сообщило о решении перегруппировать войска, находящиеся в районе Балаклеи.",
        "announced_withdrawal Balakliia RU asserted",
    ),
)


@pytest.mark.parametrize(
    ("language", "case"),
    [("uk", case) for case in UKRAINIAN] + [("ru", case) for case in RUSSIAN],
    ids=lambda value: value.text if isinstance(value, Says) else value,
)
def test_each_event_stands_where_its_own_words_put_it(
    language: str, case: Says, extractor: Extractor
) -> None:
    """Nothing is claimed of a place that the sentence names for another reason."""
    assert lines(extractor, case.text, language) == case.claims
