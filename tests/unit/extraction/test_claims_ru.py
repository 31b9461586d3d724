"""What Russian prose claims: who did what, where, and how far the speaker stands behind it."""

import pytest

from tests.unit.extraction.articles import Says, extract, ground, lines, says
from workers.extraction.extractor import Extractor

EVENTS: dict[str, Says] = {
    "fighting for": says("Бои за Торецк продолжаются.", "contested Toretsk ? asserted"),
    "active": says("Российские войска захватили Торецк.", "control_gained Toretsk RU asserted"),
    "passive": says(
        "Торецк захвачен российскими войсками после месяцев уличных боёв.",
        "control_gained Toretsk RU asserted",
    ),
    "liberated is captured": says(
        "Минобороны РФ заявило об освобождении Курахово.", "control_gained Kurakhove RU asserted"
    ),
    "retaken": says(
        "Украинские военные освободили Работино от российских войск.", "control_regained Robotyne UA asserted"
    ),
    "took control": says(
        "ВС РФ взяли под контроль Великую Новосёлку, сообщило Минобороны России.",
        "control_gained Velyka Novosilka RU asserted",
    ),
    "postposed attribution": says(
        "Украинские десантники освободили Работино, сообщили в Генштабе ВСУ.",
        "control_regained Robotyne UA asserted",
    ),
    "according to": says(
        "По данным DeepState, российские войска вошли в Торецк.", "incursion Toretsk RU asserted"
    ),
    "repelled": says(
        "Украинские военные отразили российский штурм близ Северска.",
        "assault_repelled Siversk UA asserted",
    ),
    "tried to": says("Россияне пытались прорваться в Северск.", "assault Siversk RU asserted"),
    "failed to": says("Россиянам не удалось захватить Часов Яр.", "assault Chasiv Yar RU asserted"),
    "remains under control": says(
        "Купянск остаётся под контролем Украины.", "control_reaffirmed Kupiansk UA asserted"
    ),
    "withdrew": says(
        "Украинские подразделения отошли из Великой Новосёлки.",
        "withdrawal Velyka Novosilka UA asserted",
    ),
    "shelled": says(
        "Россияне обстреляли Константиновку из артиллерии, два человека погибли.",
        "strike Kostiantynivka RU asserted",
    ),
    "two places and two sides": says(
        "Россияне захватили Торецк, а украинские военные освободили Работино.",
        "control_gained Toretsk RU asserted",
        "control_regained Robotyne UA asserted",
    ),
    "list of places": says(
        "Российские войска захватили Торецк, Курахово и Великую Новосёлку.",
        "control_gained Toretsk RU asserted",
        "control_gained Kurakhove RU asserted",
        "control_gained Velyka Novosilka RU asserted",
    ),
    "the city by discourse": says(
        "В Покровске неделю было тихо. В воскресенье российские войска вошли в город.",
        "incursion Pokrovsk RU asserted",
    ),
    "advance": says("Противник продвинулся близ Северска.", "advance Siversk ? asserted"),
}

NOT_ASSERTED: dict[str, Says] = {
    "denied": says(
        "Генштаб ВСУ опроверг захват Купянска российскими войсками.",
        "control_gained Kupiansk RU denied",
    ),
    "is not true that": says(
        "Неправда, что российские войска захватили Лиман, заявили в бригаде.",
        "control_gained Lyman RU denied",
    ),
    "did not enter": says("Российские войска не заходили в Купянск.", "incursion Kupiansk RU denied"),
    "no confirmation": says(
        "Подтверждений того, что россияне захватили Северск, нет.", "control_gained Siversk RU reported"
    ),
    "could": says("Россияне могут захватить Покровск к зиме.", "control_gained Pokrovsk RU hypothetical"),
    "plans": says(
        "Россия планирует захватить Славянск до конца года.", "control_gained Sloviansk RU hypothetical"
    ),
    "fears": says(
        "Жители боятся, что россияне захватят Константиновку.",
        "control_gained Kostiantynivka RU hypothetical",
    ),
    "if": says(
        "Если россияне захватят Покровск, зима будет тяжёлой для всего региона.",
        "control_gained Pokrovsk RU hypothetical",
    ),
    "in 2022": says("В мае 2022 года россияне захватили Лиман.", "control_gained Lyman RU background"),
}

NOTHING: dict[str, str] = {
    "politics": "Верховная рада в Киеве приняла закон о пенсиях.",
    "sport": "Донецкий «Шахтёр» атаковал с первых минут и одержал победу во Львове.",
    "business": "Польская сеть захватила рынок стройматериалов во Львове и вышла на рынок Одессы.",
    "possession as attribute": "В оккупированном Токмаке сгорела нефтебаза, говорят жители.",
}

GROUNDS: dict[str, Says] = {
    "direction": says(
        "Российские войска атаковали на Покровском направлении.", "assault Pokrovsk axis unknown"
    ),
    "near": says("Россияне атаковали близ Северска.", "assault Siversk near unknown"),
    "outskirts": says("Российские войска вошли на окраину Северска.", "incursion Siversk edge presence"),
    "in": says("Россияне захватили Торецк.", "control_gained Toretsk in whole"),
}


@pytest.mark.parametrize("case", EVENTS.values(), ids=EVENTS.keys())
def test_an_event_has_its_place_its_side_and_its_stance(case: Says, extractor: Extractor) -> None:
    """Each way of telling an event gives that event, and no other."""
    assert lines(extractor, case.text, "ru") == case.claims


@pytest.mark.parametrize("case", NOT_ASSERTED.values(), ids=NOT_ASSERTED.keys())
def test_what_is_denied_feared_planned_or_past_is_not_asserted(case: Says, extractor: Extractor) -> None:
    """Denials, doubts, fears, plans, conditions and history keep their event and say what they are."""
    assert lines(extractor, case.text, "ru") == case.claims


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_no_event_of_the_war_gives_no_claim(text: str, extractor: Extractor) -> None:
    """The words of war in politics, sport and business claim nothing."""
    assert not lines(extractor, text, "ru")


@pytest.mark.parametrize("case", GROUNDS.values(), ids=GROUNDS.keys())
def test_only_in_a_place_is_the_whole_place(case: Says, extractor: Extractor) -> None:
    """Near, at the edge and on an axis never speak of the place as a whole."""
    assert {ground(claim) for claim in extract(extractor, case.text, "ru").claims} == case.claims
