"""What holds for any articles in any order: one story per piece, verdicts for good, no merging afterwards."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.articles import FingerprintedArticle
from schemas.envelopes import Outgoing
from tests.unit.dedupe import texts
from tests.unit.dedupe.desk import Desk, article, published, verdict_of
from workers.dedupe.core import Entry

PIECES = [
    texts.HOLDS,
    texts.HOLDS_OTHERWISE_TOLD,
    texts.LONG_RIVER,
    texts.UK_CROSSING,
    texts.RU_BRIDGE,
    texts.BULLETIN_THURSDAY,
    texts.BULLETIN_FRIDAY,
    texts.QUOTING_FROM_KYIV,
    texts.QUOTING_FROM_BRUSSELS,
]
CREDITS = [
    "",
    "\nSubscribe to our newsletter.",
    "\nДжерело: Північ-Інформ",
    "\nReporting by Ann Marlow; editing by Peter Voss",
]


def copy_of(
    piece: int, outlet: int, credit: str, *, drop_last: bool, page: int | None = None
) -> FingerprintedArticle:
    """The piece as an outlet carries it: own headline, own credits, perhaps a paragraph less.

    What comes under one `page` are versions of one article.
    """
    paragraphs = PIECES[piece].split("\n")
    body = "\n".join(paragraphs[:-1] if drop_last else paragraphs) + credit
    url = None if page is None else f"https://northwire.example/{page}"
    return article(body, title=f"Headline {outlet}", source=f"outlet-{outlet}.example", url=url)


copies = st.builds(
    copy_of,
    st.integers(0, len(PIECES) - 1),
    st.integers(0, 400),
    st.sampled_from(CREDITS),
    drop_last=st.booleans(),
    page=st.none() | st.integers(0, 1),
)


@settings(max_examples=60)
@given(st.data())
def test_copies_of_a_piece_make_one_story_in_any_order_of_arrival(data: st.DataObject) -> None:
    """Among other pieces, and whichever copy comes first."""
    piece = data.draw(st.integers(0, len(PIECES) - 1))
    outlets = data.draw(st.lists(st.integers(0, 400), min_size=2, max_size=5, unique=True))
    mine = [
        copy_of(piece, outlet, data.draw(st.sampled_from(CREDITS)), drop_last=data.draw(st.booleans()))
        for outlet in outlets
    ]
    others = [
        copy_of(other, 500 + other, "", drop_last=False) for other in range(len(PIECES)) if other != piece
    ]
    order = data.draw(st.permutations(mine + others))
    desk = Desk()
    story_of = {message.version_id: desk.judge(message).story_id for message in order}
    stories = {story_of[message.version_id] for message in mine}
    assert len(stories) == 1
    assert not stories & {story_of[message.version_id] for message in others}


@settings(max_examples=40)
@given(st.lists(copies, min_size=2, max_size=8), st.booleans())
def test_a_verdict_once_given_never_changes(messages: list[FingerprintedArticle], recover: bool) -> None:
    """Each record handled again, whatever came in between and after a recovery, gives the same outputs."""
    desk = Desk()
    given_outputs: dict[int, tuple[Outgoing, ...]] = {}
    entries: dict[str, bytes] = {}
    for i, message in enumerate(messages):
        handled = desk.take(message, origin=i)
        given_outputs[i] = handled.outputs
        entries.setdefault(message.version_id, desk.table[message.version_id])
    if recover:
        desk.recover()
    for i, message in enumerate(messages):
        again = desk.take(message, origin=i)
        assert again.outputs == given_outputs[i]
        assert again.state is None
    assert desk.table == entries


@settings(max_examples=40)
@given(st.lists(copies, min_size=1, max_size=8))
def test_recovery_changes_no_later_verdict(messages: list[FingerprintedArticle]) -> None:
    """An index built again from the table judges as the one that grew with it."""
    grown, rebuilt = Desk(), Desk()
    for message in messages:
        rebuilt.recover()
        assert grown.judge(message) == rebuilt.judge(message)


@settings(max_examples=40)
@given(st.lists(copies, min_size=2, max_size=8))
def test_stories_never_merge(messages: list[FingerprintedArticle]) -> None:
    """A later article joins a story or begins one; it never moves an entry to another."""
    desk = Desk()
    story_of: dict[str, str] = {}
    for message in messages:
        desk.take(message)
        now = {version: Entry.unpack(packed).story_id for version, packed in desk.table.items()}
        assert {version: now[version] for version in story_of} == story_of
        story_of = now


@settings(max_examples=40)
@given(
    st.lists(st.tuples(copies, st.integers(-400, 400)), min_size=1, max_size=8),
    st.datetimes(timezones=st.just(UTC)),
)
def test_no_date_in_an_article_empties_the_window(
    records: list[tuple[FingerprintedArticle, int]], absurd: datetime
) -> None:
    """What is remembered depends on the records' times alone."""
    plain, dated = Desk(window=timedelta(hours=72)), Desk(window=timedelta(hours=72))
    for message, hours in records:
        odd = message.model_copy(update={"published_at": absurd, "fetched_at": absurd})
        first, second = (
            plain.take(message, at=timedelta(hours=hours)),
            dated.take(odd, at=timedelta(hours=hours)),
        )
        assert first.forgotten == second.forgotten
        assert verdict_of(first) == verdict_of(second)
        assert plain.index.clock_ms == dated.index.clock_ms
    assert list(plain.table) == list(dated.table)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 10), st.integers(0, 100)), min_size=1, max_size=6))
def test_what_has_left_the_window_leaves_table_and_index(bursts: list[tuple[int, int]]) -> None:
    """Bursts of flashes, hours apart: what is held is what came within the window, in both."""
    desk = Desk(window=timedelta(hours=72))
    arrived: list[tuple[str, int]] = []
    hour = 0
    for burst, (count, hours_later) in enumerate(bursts):
        hour += hours_later
        for number in range(count):
            message = article(f"Flash {burst} number {number} of the hour {hour}.", title=f"{burst}/{number}")
            desk.take(message, at=timedelta(hours=hour))
            arrived.append((message.version_id, hour))
    assert list(desk.table) == [version for version, at in arrived if at >= hour - 72]
    assert len(desk.index) == len(desk.table)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["79th", "33rd", "54th", "10th", "24th"]), min_size=1, max_size=6))
def test_versions_of_an_article_are_counted_in_the_order_they_came(brigades: list[str]) -> None:
    """A text that was there before is a duplicate and takes no number."""
    desk = Desk()
    seen: dict[str, int] = {}
    for brigade in brigades:
        text = texts.HOLDS.replace("79th", brigade)
        judged = published(desk.take(article(text, url="https://northwire.example/a/1")))
        expected = seen.setdefault(brigade, len(seen))
        assert judged.revision == expected
