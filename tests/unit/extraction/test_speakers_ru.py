"""Who speaks in Russian prose: names in the nominative, roles of a side, offices by the article's voice."""

import pytest

from schemas.claims import Claimant
from tests.unit.extraction.articles import extract
from workers.extraction.extractor import Extractor

WORD = "ВСУ отошли из Торецка"
SPEAKERS = {
    "genitive of a name": (f"По словам Сергея Лебедева, {WORD}.", ("Сергей Лебедев", None, "witness")),
    "instrumental": (f"{WORD}, что подтверждено Андреем Власовым.", None),
    "role of a side": (f"{WORD}, сообщил сотрудник ФСБ.", ("сотрудник ФСБ", "RU", "official")),
    "head of a group": (f"{WORD}, сообщил командующий «Запада».", ("командующий Запада", "RU", "unit")),
    "brigade's officer": (f"{WORD}, сказал командир бригады терробороны.", ("UA", "unit")),
    "surname before the verb": (f"Береговский сообщил, что {WORD}.", ("Береговский", None, "witness")),
    "a bulletin": (f"По сводке Минобороны РФ, {WORD}.", ("Russian Ministry of Defence", "RU", "official")),
    "the department": (
        f"Минобороны РФ опубликовало сводку о боях за Курахово. Как уточнили в ведомстве, {WORD}.",
        ("Russian Ministry of Defence", "RU", "official"),
    ),
}


def _last(extractor: Extractor, text: str) -> Claimant | None:
    claims = [c for c in extract(extractor, text, "ru").claims if c.event_type == "withdrawal"]
    return claims[-1].claimant if claims else None


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS)
def test_the_speaker_has_his_name_his_side_and_his_kind(
    extractor: Extractor, text: str, speaker: tuple[str | None, ...] | None
) -> None:
    """A title as tables list it, the side of whom the role serves, the department named before."""
    said = _last(extractor, text)
    told = (said.name, said.party, said.kind) if said else None
    assert told == speaker or (told is not None and speaker is not None and told[-len(speaker) :] == speaker)


def test_a_bare_office_is_of_the_side_whose_words_the_article_uses(extractor: Extractor) -> None:
    """ "The General Staff" in an article of occupiers is Ukraine's; elsewhere it is nobody's."""
    told = "В Генштабе сообщили, что российские войска вошли в Торецк."
    ours = extract(extractor, f"Оккупанты обстреляли Никополь. {told}", "ru").claims
    bare = extract(extractor, told, "ru").claims
    assert [c.claimant.party for c in ours if c.claimant] == ["UA"]
    assert [c.claimant.party for c in bare if c.claimant] == [None]


def test_kyiv_that_speaks_is_no_place_of_the_war(extractor: Extractor) -> None:
    """A capital in which something is thought, hoped or admitted is a government."""
    text = "В Киеве по-прежнему считают это успехом. Это признают и в Москве."
    assert not [p for p in extract(extractor, text, "ru").places if p.name in ("Kyiv", "Moscow")]
