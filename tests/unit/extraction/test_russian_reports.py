"""How Russian ministries, agencies, channels, exiled papers and border governors report, class by class."""

import pytest

from tests.unit.extraction.articles import extract, line, lines
from workers.extraction.extractor import Extractor

RYBAR = "t.me/rybar"
UNKNOWN = "gorod.example"
MARKED = [
    (
        UNKNOWN,
        "Нанесено поражение живой силе бригады ВСУ в районе Волчанска.",
        "strike Vovchansk RU asserted",
    ),
    (
        UNKNOWN,
        "Военные нанесли поражение технике противника у Волчанска.",
        "strike Vovchansk ? asserted",
    ),
    (RYBAR, "Отбита атака у Торецка.", "assault_repelled Toretsk RU asserted"),
    (RYBAR, "Наши штурмовики уже на окраине Лимана.", "incursion Lyman RU asserted"),
    (RYBAR, "Наши взяли в клещи Курахово.", "encirclement Kurakhove RU asserted"),
    (RYBAR, "Противник бросил Торецк.", "withdrawal Toretsk UA asserted"),
    (RYBAR, "К Липцам стягиваются части противника.", "buildup Lyptsi UA asserted"),
    (RYBAR, "Хохлы атакуют под Торецком.", "assault Toretsk UA asserted"),
    (
        UNKNOWN,
        "Кадры показывают российских солдат в центре Торецка.",
        "incursion Toretsk RU asserted",
    ),
    (
        UNKNOWN,
        "Минобороны РФ утверждает, что отбило Дарьино.",
        "control_regained Darino RU asserted",
    ),
    (UNKNOWN, "От разрыва снаряда в Шебекино повреждены пять домов.", "strike Shebekino ? asserted"),
]
SPEAKERS = [
    (UNKNOWN, "❗️Минобороны РФ: взят Торецк.", "RU", "official"),
    (UNKNOWN, "⚡️Генштаб ВСУ: отбита атака у Торецка.", "UA", "official"),
    (UNKNOWN, "Россияне вошли в Торецк, сообщил ТАСС источник в силовых структурах.", "RU", "unnamed"),
    (UNKNOWN, "Армия РФ вошла в Торецк, пишут военкоры.", "RU", "blogger"),
    ("unian.net", "Россияне атакуют Торецк, сообщили в Минобороны.", "UA", "official"),
    ("tass.ru", "Россияне атакуют Торецк, сообщили в Генштабе.", "RU", "official"),
    (UNKNOWN, "В ФСБ заявили, что ВСУ атакуют Тёткино.", "RU", "official"),
    (UNKNOWN, "В пресс-службе группировки «Восток» сообщили, что взяли Торецк.", "RU", "unit"),
    (UNKNOWN, "Депутат Госдумы заявил, что Торецк взят.", "RU", "official"),
    (UNKNOWN, "Украинский телеграм-канал пишет, что россияне взяли Торецк.", "UA", "blogger"),
    (UNKNOWN, "Глава ДНР заявил, что российские войска взяли Торецк.", "RU", "occupation_authority"),
]
NOWHERE = [
    ("Взята Камышевка (ДНР).", "Komyshivka"),
    ("ВС РФ взяли Камышевку в ДНР — Минобороны.", "Komyshivka"),
]


@pytest.mark.parametrize(("source", "text", "claim"), MARKED)
def test_what_happened_and_who_did_it(extractor: Extractor, source: str, text: str, claim: str) -> None:
    """Bulletins name whose men were hit, channels say "ours" and "theirs", papers what pictures show."""
    assert claim in {line(found) for found in extract(extractor, text, "ru", source=source).claims}


@pytest.mark.parametrize(("source", "text", "party", "kind"), SPEAKERS)
def test_speakers_behind_emoji_agencies_and_bare_ministries(
    extractor: Extractor, source: str, text: str, party: str, kind: str
) -> None:
    """An emoji hides nobody, the agency that is told is not who tells, and a bare ministry is that of the
    outlet's side."""
    (claim,) = extract(extractor, text, "ru", source=source).claims
    assert claim.claimant is not None
    assert (claim.claimant.party, claim.claimant.kind) == (party, kind)


@pytest.mark.parametrize(("text", "name"), NOWHERE)
def test_the_occupiers_republics_say_where_a_village_lies(extractor: Extractor, text: str, name: str) -> None:
    """ "ДНР" is the region of Donetsk for whoever resolves names, and no place of a claim itself."""
    claims = extract(extractor, text, "ru").claims
    assert [claim.place.name for claim in claims] == [name]


def test_an_attack_that_may_begin_is_a_plan(extractor: Extractor) -> None:
    """What stands behind a noun says how sure its event is, as what stands before it does."""
    assert lines(extractor, "Наступление на Торецк может начаться весной.", "ru") == {
        "assault Toretsk ? hypothetical"
    }
