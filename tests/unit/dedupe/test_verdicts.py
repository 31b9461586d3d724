"""Copies are recognised, later versions go through, and different stories stay different."""

import pytest

from tests.unit.dedupe import texts
from tests.unit.dedupe.desk import Desk, article, published

ORIGINALS = [texts.HOLDS, texts.LONG_RIVER, texts.UK_CROSSING, texts.RU_BRIDGE]
LANGUAGES = ["en", "en", "uk", "ru"]


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


@pytest.mark.parametrize("text", ORIGINALS)
def test_a_first_report_is_unique_and_names_its_story(desk: Desk, text: str) -> None:
    """Nothing known resembles it."""
    verdict = desk.judge(article(text))
    assert (verdict.verdict, verdict.duplicate_of, verdict.revision_of) == ("unique", None, None)


@pytest.mark.parametrize("text", ORIGINALS)
def test_an_exact_copy_under_another_headline_is_a_duplicate(desk: Desk, text: str) -> None:
    """Syndication changes the headline and the address, not the text."""
    first = article(text, url="https://northwire.example/a/1")
    story = desk.judge(first).story_id
    copy = desk.judge(
        article(text, title="Quite another headline", source="b.example", url="https://b.example/7")
    )
    assert (copy.verdict, copy.duplicate_of, copy.story_id) == ("duplicate", first.article_id, story)
    assert (copy.reason, copy.similarity) == ("same-text", 1.0)


BOILERPLATE = {
    "en": "Reporting by Ann Marlow; editing by Peter Voss\nSubscribe to our newsletter for more.\nRead also: "
    "Drones over the port: what is known",
    "uk": "Підписуйтесь на наш Telegram-канал.\nДжерело: Північ-Інформ\nЧитайте також: Дрони над портом",
    "ru": "Подписывайтесь на наш телеграм-канал.\nИсточник: Север-Информ\nЧитайте также: Дроны над портом",
}


@pytest.mark.parametrize(("text", "language"), list(zip(ORIGINALS, LANGUAGES, strict=True)))
def test_boilerplate_around_a_copy_does_not_hide_it(desk: Desk, text: str, language: str) -> None:
    """Credits, invitations to subscribe and links to other stories belong to the site."""
    first = article(text, url="https://northwire.example/a/1")
    desk.judge(first)
    copy = desk.judge(article(f"{text}\n{BOILERPLATE[language]}", source="b.example", title="Other"))
    assert (copy.verdict, copy.duplicate_of) == ("duplicate", first.article_id)


@pytest.mark.parametrize("text", ORIGINALS)
@pytest.mark.parametrize("cut_first", [False, True])
def test_a_cut_copy_tells_the_same_story_whichever_comes_first(
    desk: Desk, text: str, cut_first: bool
) -> None:
    """Half of the paragraphs is a duplicate of the whole; the whole after its half has grown."""
    paragraphs = text.split("\n")
    cut = article("\n".join(paragraphs[: len(paragraphs) // 2]), source="b.example", title="Cut")
    whole = article(text, title="Whole")
    first, second = (cut, whole) if cut_first else (whole, cut)
    story = desk.judge(first).story_id
    verdict = desk.judge(second)
    assert verdict.story_id == story
    assert verdict.verdict == ("revision" if cut_first else "duplicate")
    assert verdict.reason == ("grown" if cut_first else "contained")


REWRITES = {
    texts.HOLDS: [
        ("still hold", "continue to hold"),
        ("told reporters", "said to journalists"),
        ("took two apartment buildings", "seized two residential buildings"),
        ("driven them out of", "pushed them out of"),
        ("most of them in basements", "mostly in cellars"),
        ("have not been able to", "could not"),
    ],
    texts.LONG_RIVER: [
        ("said on Friday", "stated on Friday"),
        ("Nobody was in the school at the time", "The school was empty at the time"),
        ("taken to hospital", "hospitalised"),
        ("Utility crews restored power", "Workers brought back electricity"),
    ],
    texts.UK_CROSSING: [
        ("намагалися переправитися", "спробували переправитися"),
        ("повідомив речник", "заявив речник"),
        ("решта повернулася", "інші повернулися"),
        ("закликала жителів", "попросила мешканців"),
    ],
    texts.RU_BRIDGE: [
        ("заявило, что", "сообщило, что"),
        ("Украинская сторона это опровергла", "Украинская сторона опровергает это"),
        ("осталось около сорока человек", "остаётся порядка сорока жителей"),
    ],
}


@pytest.mark.parametrize("text", list(REWRITES))
def test_a_light_rewrite_is_a_duplicate(desk: Desk, text: str) -> None:
    """A desk that changes a phrase in every other sentence has not reported anything of its own."""
    first = article(text)
    desk.judge(first)
    rewritten = text
    for before, after in REWRITES[text]:
        assert before in rewritten
        rewritten = rewritten.replace(before, after)
    copy = desk.judge(article(rewritten, source="b.example", title="Another"))
    assert (copy.verdict, copy.duplicate_of) == ("duplicate", first.article_id)


def test_a_doubled_body_is_the_same_text(desk: Desk) -> None:
    """Feeds that send a body twice send nothing new."""
    desk.judge(article(texts.HOLDS))
    copy = desk.judge(article(f"{texts.HOLDS}\n{texts.HOLDS}", source="b.example", title="Twice"))
    assert (copy.verdict, copy.reason) == ("duplicate", "same-text")


def test_a_correction_is_a_revision_of_the_latest_version_and_lists_what_changed(desk: Desk) -> None:
    """The article keeps its id and story, counts its versions and says what is new, a sentence each."""
    url = "https://northwire.example/a/1"
    first = article(texts.HOLDS, url=url)
    second = article(texts.HOLDS.replace("18,000 residents", "21,000 residents"), url=url)
    third = article(
        texts.HOLDS.replace("18,000 residents", "21,000 residents").replace("4 November", "6 November"),
        url=url,
        title="Corrected: from the front",
    )
    story = desk.judge(first).story_id
    article_one, article_two = published(desk.take(second)), published(desk.take(third))
    assert [a.revision for a in (article_one, article_two)] == [1, 2]
    assert [a.story_id for a in (article_one, article_two)] == [story, story]
    assert [a.verdict.revision_of for a in (article_one, article_two)] == [
        first.version_id,
        second.version_id,
    ]
    added = [change for change in article_one.verdict.changes if change.startswith("+")]
    assert added == [
        "+ The town in the Donetsk region had about 21,000 residents before the full-scale invasion."
    ]
    assert article_one.verdict.changes[1:] == ("- 1 sentence(s) of the earlier version",)
    assert article_two.verdict.changes[0] == "+ Corrected: from the front"
    assert [change[:60] for change in article_two.verdict.changes[1:]] == [
        "+ Evacuation buses have not been able to reach the town sinc",
        "- 1 sentence(s) of the earlier version",
    ]


def test_the_changes_of_a_revision_are_bounded(desk: Desk) -> None:
    """A text that was replaced whole lists some of what came, and counts what went."""
    url = "https://northwire.example/a/1"

    def text(crop: str) -> str:
        return "\n".join(
            f"Field number {i} of the valley bears {crop} {'again ' * 90}this year." for i in range(60)
        )

    desk.judge(article(text("wheat"), url=url))
    changes = desk.judge(article(text("maize"), url=url)).changes
    assert [change[0] for change in changes] == ["+"] * 20 + ["-"]
    assert changes[-1] == "- 60 sentence(s) of the earlier version"
    assert max(map(len, changes)) <= 500
    assert max(map(len, desk.table.values())) < 8_000


def test_the_same_address_under_another_article_id_is_the_same_article(desk: Desk) -> None:
    """A sender's own ids do not make two articles of one page that was rewritten."""
    url = "https://northwire.example/a/1"
    mine = article(texts.HOLDS, url=url)
    theirs = article(texts.HOLDS_OTHERWISE_TOLD, url=url + "?utm_source=feed").model_copy(
        update={"article_id": "feed-42", "version_id": "feed-42-v1"}
    )
    story = desk.judge(mine).story_id
    verdict = desk.judge(theirs)
    assert (verdict.verdict, verdict.reason, verdict.story_id) == ("revision", "same-address", story)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (texts.HOLDS, texts.HOLDS_OTHERWISE_TOLD),
        (texts.BULLETIN_THURSDAY, texts.BULLETIN_FRIDAY),
        (texts.UK_BULLETIN_MORNING, texts.UK_BULLETIN_NEXT),
        (texts.QUOTING_FROM_KYIV, texts.QUOTING_FROM_BRUSSELS),
    ],
    ids=["two outlets on one event", "two days' bulletins", "two days' bulletins uk", "one statement quoted"],
)
def test_different_pieces_are_not_copies_of_each_other(desk: Desk, one: str, other: str) -> None:
    """In either order both are unique and tell two stories."""
    for first, second in ((one, other), (other, one)):
        desk = Desk()
        stories = {
            desk.judge(article(first, title="Morning", source="a.example")).story_id,
            desk.judge(article(second, title="Evening", source="b.example")).story_id,
        }
        assert len(stories) == 2


def test_a_bulletin_that_differs_in_its_date_alone_is_not_a_copy(desk: Desk) -> None:
    """A quiet sector's text returns word for word the next day, and is news all the same."""
    desk.judge(article(texts.UK_BULLETIN_MORNING, title="Зранку"))
    next_day = texts.UK_BULLETIN_MORNING.replace("14 листопада", "15 листопада")
    assert desk.judge(article(next_day, title="Наступного дня")).verdict == "unique"


def test_two_bulletins_of_one_day_that_differ_in_numbers_are_not_copies(desk: Desk) -> None:
    """Counts at 08:00 and at 16:00 of the same places are two reports."""
    desk.judge(article(texts.BULLETIN_THURSDAY, title="16:00"))
    later = texts.BULLETIN_THURSDAY
    for before, after in [("16:00", "22:00"), (" 96", " 131"), (" 8 ", " 12 "), ("11 att", "15 att")]:
        assert before in later
        later = later.replace(before, after)
    for before, after in [("27 assaults", "40 assaults"), ("33 attacks", "41 attacks")]:
        later = later.replace(before, after)
    assert desk.judge(article(later, title="22:00")).verdict == "unique"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kupiansk: explosions heard", "Kharkiv: explosions heard"),
        ("Вибухи у Харкові", "Вибухи у Сумах"),
        ("Взрывы в Херсоне", "Взрывы в Харькове"),
        ("Air raid alert in Sumy region, take shelter.", "Air raid alert in Odesa region, take shelter."),
    ],
)
def test_flashes_merge_only_when_they_are_equal(desk: Desk, one: str, other: str) -> None:
    """A few words more or less are another town; the same words are the same flash."""
    story = desk.judge(article(one, title=one, source="a.example")).story_id
    assert desk.judge(article(other, title=other, source="b.example")).verdict == "unique"
    again = desk.judge(article(one, title=one, source="c.example"))
    assert (again.verdict, again.story_id) == ("duplicate", story)


def test_one_instruction_sent_for_two_towns_is_two_stories(desk: Desk) -> None:
    """A text that names nothing is about what its headline names."""
    desk.judge(article(texts.SHELTER, title="Air raid alert in Sumy", source="a.example"))
    other = desk.judge(article(texts.SHELTER, title="Air raid alert in Odesa", source="a.example"))
    same = desk.judge(article(texts.SHELTER, title="Air raid alert in Sumy", source="b.example"))
    assert (other.verdict, same.verdict) == ("unique", "duplicate")


def test_a_copy_of_the_grown_version_is_a_duplicate_and_not_grown_again(desk: Desk) -> None:
    """It adds nothing to what is known, though it adds to the first version."""
    paragraphs = texts.HOLDS.split("\n")
    desk.judge(article("\n".join(paragraphs[:3]), title="Flash"))
    whole = article(texts.HOLDS, title="Story", source="b.example")
    assert desk.judge(whole).verdict == "revision"
    copy = desk.judge(article(texts.HOLDS, title="Copy", source="c.example"))
    assert (copy.verdict, copy.duplicate_of) == ("duplicate", whole.article_id)
