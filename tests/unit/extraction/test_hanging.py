"""What hangs on words that no table knows is not asserted; the same event told plainly is."""

import pytest

from tests.unit.extraction.articles import article
from workers.extraction.extractor import Extractor

HANGING = {
    "en": (
        "The porter was paid to shout that Pokrovsk has fallen.",
        "The colonel winced at the notion that his men had abandoned Toretsk.",
        "Moscow would love you to believe that its marines have captured Huliaipole.",
        "Who gains when a channel writes that Lyman has fallen is a matter for the police.",
        "The announcement of Pokrovsk's capture unravelled within hours.",
        "Rumours of the capture of Lyman are, to put it politely, ahead of the evidence.",
        "The baker's wife swears the Russians are in Lyman already.",
        "It was the ministry's picture of Ukrainian troops fleeing Lyman that made him laugh.",
        "One can write the communique already: Russian forces liberate Kostiantynivka.",
        "Has Chasiv Yar fallen or has it not, a caller wanted to know.",
        "Without the two bridges, Siversk falls.",
        "Give them another month of fog and they take Lyman.",
        "Take Siversk.",
        "Russia is days away from the capture of Toretsk, bloggers claim.",
        "Russian troops stand one street from the capture of Toretsk.",
        "The road to the capture of Toretsk is open, the channel wrote.",
        "He is said to have asked for more men for the capture of Toretsk.",
        "Kyiv responded to the capture of Toretsk with a statement.",
        "Talks on the withdrawal from Toretsk went on in Kyiv.",
        "Russian forces continue the liberation of Toretsk, the ministry said.",
        "The row over the loss of Vuhledar has not ended.",
        "Nothing in the footage shows that Kurakhove has been taken.",
        "None of the pictures proves that Kurakhove has been taken.",
        "An officer killed in the liberation of Kherson was buried on Monday.",
        "The 79th Brigade was rotated out of Kurakhove and replaced by fresh units.",
        "The brigade left Chasiv Yar for rest and refit on Monday; another took over its trenches.",
    ),
    "uk": (
        "Мер лише знизав плечима, почувши, що росіяни зайшли в Лиман.",
        "Сусідів папуга навчився кричати, що Покровськ упав.",
        "Штаб покепкував з допису, у якому російські війська входять до Покровська.",
        "Уявіть собі мапу, на якій Костянтинівку захоплено.",
        "Кому вигідно писати, що Лиман захоплено, нехай з'ясовує поліція.",
        "Війська продовжують звільнення Торецька, заявив речник.",
        "Переговори про відведення військ із Торецька тривають.",
        "79-та бригада вийшла з Курахового на ротацію.",
        "Суд покарав чоловіка за допис про обстріл Маріуполя.",
        "Бійці жартують, що Вовчанськ звільняли вже тричі.",
        "До взяття Покровська, каже речник, росіянам ще далеко.",
        "Забудьте, що цей канал писав про росіян у Мирнограді.",
    ),
    "ru": (
        "Мэр лишь пожал плечами, услышав, что россияне зашли в Лиман.",
        "Попугай соседа научился кричать, что Покровск пал.",
        "Военкор поиздевался над постом, в котором ВСУ входят в Волноваху.",
        "«Центр» продолжает освобождение Торецка, сообщило Минобороны.",
        "Переговоры об отводе войск из Торецка продолжаются.",
        "Бригаду вывели из Часова Яра на отдых, её позиции заняла другая.",
        "Суд оштрафовал москвича за пост об обстреле Мариуполя.",
        "Никто в штабе не подтверждает, что Торецк потерян.",
        "Говорить о наступлении на Краматорск рано, считает эксперт.",
        "Солдаты шутят, что Волчанск освобождали уже трижды.",
        "По словам Ходаковского, до взятия Покровска ещё далеко.",
        "Армии дали время до января для взятия Торецка, пишет канал.",
        "Кто рассказывает, что Северск захвачен, пусть приедет к нам на кофе.",
        "Кума пекарши божится, что россияне уже в Лимане.",
        "Захватив Константиновку, российские войска получат дорогу на Краматорск.",
    ),
}
REMINDED = {
    "en": (
        "Back when the Russians seized Selydove, the front ran forty kilometres further east.",
        "Her last photograph is from the morning Russian troops marched into Toretsk.",
        "He dates everything from the month Russian soldiers occupied Kupiansk.",
        "After Toretsk was lost the staff learned to count its drones.",
        "She was asleep when Russian troops entered Lyman.",
        "A senior officer was dismissed after Kurakhove fell.",
    ),
    "uk": (
        "Того ранку, коли росіяни заходили в Торецьк, вона сфотографувала театр.",
        "Брошура розбирає, чому росіяни захопили Торецьк.",
        "Батальйон, який узяв Роботине, стереже водосховище.",
    ),
    "ru": (
        "В то утро, когда россияне входили в Торецк, она сфотографировала театр.",
        "Брошюра разбирает, почему россияне захватили Торецк.",
        "Батальон, который взял Работино, сторожит водохранилище.",
    ),
}
TOLD = {
    "en": (
        "The mayor said that Russian troops had entered Lyman.",
        "It is clear that Russian troops have entered Lyman.",
        "Footage published on Tuesday shows Russian troops entering Siversk.",
        "It was the first time that Russian soldiers had set foot in Lyman.",
        "After a night of shelling, Russian troops took Lyman.",
        "A week of bombardment led to the capture of Toretsk, ISW said.",
        "None of the defenders is left, and footage shows that Kurakhove has been taken.",
        "Russian forces completed the capture of Toretsk, the ministry said.",
        "A month of fighting ended in the capture of Toretsk, ISW said.",
        "Putin thanked the brigade for the liberation of Toretsk.",
        "Lyman fell on Tuesday when Russian troops entered it from the north.",
        "Russian troops, who entered Lyman on Tuesday, hold the station.",
    ),
    "uk": (
        "Мер сказав, що росіяни зайшли в Лиман.",
        "Відомо, що росіяни зайшли в Лиман.",
        "Росіяни зайшли в Лиман.",
    ),
    "ru": (
        "Мэр сказал, что россияне зашли в Лиман.",
        "Известно, что россияне зашли в Лиман.",
        "Россияне зашли в Лиман.",
        "Украинские войска вывели из Лимана.",
        "Захватив Константиновку, российские войска повернули на Краматорск.",
    ),
}


def _modalities(text: str, extractor: Extractor, language: str) -> set[str]:
    return {claim.modality for claim in extractor.extract(article(text, language=language)).claims}


def _of(sentences: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in sentences.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _of(HANGING))
def test_nobody_known_says_what_unknown_words_hold(language: str, text: str, extractor: Extractor) -> None:
    """An unknown word may mock, order or fear what follows it: nothing is claimed that raises an alert."""
    assert not _modalities(text, extractor, language) & {"asserted", "reported"}


@pytest.mark.parametrize(("language", "text"), _of(REMINDED))
def test_clauses_that_say_when_or_who_tell_no_news(language: str, text: str, extractor: Extractor) -> None:
    """Without a day of its own, what only dates, explains or tells which is meant is background."""
    assert not _modalities(text, extractor, language) & {"asserted", "reported"}


@pytest.mark.parametrize(("language", "text"), _of(TOLD))
def test_what_somebody_known_says_or_the_writer_tells_is_asserted(
    language: str, text: str, extractor: Extractor
) -> None:
    """A known verb of speech, pictures, a day, or a main clause entitle the sentence to its claim."""
    assert "asserted" in _modalities(text, extractor, language)
