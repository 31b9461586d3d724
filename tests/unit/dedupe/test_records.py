"""What a record of dedupe leaves: outputs, the table, headers; the same again changes nothing."""

from datetime import timedelta

import orjson

from schemas.articles import DuplicateArticle
from schemas.topics import ARTICLES_DUPLICATES, ARTICLES_UNIQUE
from tests.unit.dedupe import texts
from tests.unit.dedupe.desk import Desk, article, published, verdict_of
from workers.dedupe.core import PACKED, Entry


def test_unique_articles_go_on_under_their_article_id() -> None:
    """With the raw record's origin and the version in the headers."""
    message = article(texts.HOLDS)
    (outgoing,) = Desk().take(message, origin=7).outputs
    assert (outgoing.topic, outgoing.key, outgoing.partition_key) == (
        ARTICLES_UNIQUE,
        message.article_id,
        None,
    )
    assert dict(outgoing.headers) == {"origin": "articles.raw/0/7", "version_id": message.version_id}


def test_copies_go_to_the_duplicates_under_their_story_beside_their_article() -> None:
    """Keyed by story, placed by article id."""
    desk = Desk()
    story = desk.judge(article(texts.HOLDS)).story_id
    copy = article(texts.HOLDS, title="Other", source="b.example")
    (outgoing,) = desk.take(copy).outputs
    assert (outgoing.topic, outgoing.key, outgoing.partition_key) == (
        ARTICLES_DUPLICATES,
        story,
        copy.article_id,
    )
    assert isinstance(outgoing.value, DuplicateArticle)
    assert outgoing.value.verdict == outgoing.value.article.verdict


def test_the_same_record_again_gives_the_same_outputs_and_changes_nothing() -> None:
    """Also when it is a revision, whose changes are told again word for word."""
    desk = Desk()
    url = "https://northwire.example/a/1"
    versions = [article(texts.HOLDS, url=url), article(texts.HOLDS.replace("79th", "33rd"), url=url)]
    firsts = [desk.take(version, origin=i) for i, version in enumerate(versions)]
    desk.take(article(texts.LONG_RIVER), origin=5)
    table, size = dict(desk.table), len(desk.index)
    for i, version in enumerate(versions):
        again = desk.take(version, origin=i)
        assert (again.outputs, again.state, again.forgotten) == (firsts[i].outputs, None, ())
    assert (desk.table, len(desk.index)) == (table, size)


def test_a_redelivery_after_a_restart_gives_the_same_outputs() -> None:
    """The entry, not the index, holds the verdict."""
    desk = Desk()
    desk.take(article(texts.HOLDS), origin=1)
    copy = article(texts.HOLDS, title="Other", source="b.example")
    first = desk.take(copy, origin=2)
    desk.recover()
    assert desk.take(copy, origin=2).outputs == first.outputs


def test_a_record_whose_entry_was_not_yet_written_is_handled_as_before() -> None:
    """Handled, then tried again before the table took the entry: the index knows it, the table gets it."""
    desk = Desk()
    message = article(texts.HOLDS)
    first = desk.take(message, origin=1)
    del desk.table[message.version_id]
    again = desk.take(message, origin=1)
    assert (again.outputs, again.state) == (first.outputs, first.state)
    assert len(desk.index) == 1


def test_the_same_version_as_another_record_is_a_duplicate_of_itself() -> None:
    """A sender that sends twice; the first verdict stays, and the table does not change."""
    desk = Desk()
    message = article(texts.HOLDS)
    story = desk.judge(message).story_id
    entry = desk.table[message.version_id]
    again = desk.take(message)
    verdict = verdict_of(again)
    assert (verdict.verdict, verdict.reason, verdict.similarity) == ("duplicate", "same-version", 1.0)
    assert (verdict.duplicate_of, verdict.story_id) == (message.article_id, story)
    assert (again.state, desk.table[message.version_id]) == (None, entry)


def test_an_old_version_that_comes_again_keeps_its_number() -> None:
    """A late copy of version 0 is not version 2."""
    desk = Desk()
    url = "https://northwire.example/a/1"
    old = article(texts.HOLDS, url=url)
    desk.take(old)
    desk.take(article(texts.HOLDS.replace("79th", "33rd"), url=url))
    late = published(desk.take(old))
    assert (late.verdict.verdict, late.revision) == ("duplicate", 0)


def test_an_entry_survives_the_changelog() -> None:
    """What is written is what is read, and takes less than the bound for a whole story's entry."""
    desk = Desk()
    url = "https://northwire.example/a/1"
    for text in (texts.HOLDS, texts.HOLDS.replace("79th", "33rd")):
        desk.take(article(text, url=url))
    desk.take(article(texts.HOLDS, source="b.example", title="Copy"))
    for packed in desk.table.values():
        written = orjson.dumps(PACKED.dump_python(packed, mode="json"))
        assert PACKED.validate_python(orjson.loads(written)) == packed
        assert Entry.unpack(packed).pack() == packed
        assert len(written) < 1500


def test_signatures_of_another_algorithm_are_not_compared() -> None:
    """After an upgrade a near copy of an old entry is unique; the very same text is still recognised."""
    desk = Desk()
    old = article(texts.HOLDS)
    signature = old.signature.model_copy(update={"algorithm": "an-earlier-one"})
    desk.judge(old.model_copy(update={"signature": signature}))
    near = article(texts.HOLDS.replace("79th", "33rd"), title="Near", source="b.example")
    same = article(texts.HOLDS, title="Same", source="c.example")
    assert desk.judge(near).verdict == "unique"
    assert desk.judge(same).reason == "same-text"


def test_entries_leave_after_the_window_with_their_keys() -> None:
    """By record time, when new records come; the copy of a forgotten story is a story of its own."""
    desk = Desk(window=timedelta(hours=72))
    message = article(texts.HOLDS)
    desk.take(message, at=timedelta(0))
    within = desk.take(article(texts.LONG_RIVER), at=timedelta(hours=72))
    assert within.forgotten == ()
    after = desk.take(article(texts.RU_BRIDGE), at=timedelta(hours=72, seconds=1))
    assert after.forgotten == (message.version_id,)
    assert message.version_id not in desk.table
    assert desk.judge(article(texts.HOLDS, title="Late"), at=timedelta(hours=73)).verdict == "unique"


def test_expiry_is_bounded_per_message_and_expired_entries_are_not_found_meanwhile() -> None:
    """After a quiet weekend a thousand expired entries do not stall the first message."""
    desk = Desk(window=timedelta(hours=1))
    for i in range(150):
        desk.take(article(f"Flash number {i}", title=f"Flash {i}"), at=timedelta(0))
    late = timedelta(hours=5)
    first = desk.take(article("Flash number 149", title="Flash 149", source="b.example"), at=late)
    assert verdict_of(first).verdict == "unique"
    forgotten = [len(first.forgotten)]
    while len(desk.index) > len(forgotten):
        forgotten.append(len(desk.take(article("Again", title=f"A {len(forgotten)}"), at=late).forgotten))
    assert forgotten == [64, 64, 22]


def test_a_record_time_that_goes_back_moves_no_clock() -> None:
    """A new leader's clock may be behind: what was known stays known."""
    desk = Desk(window=timedelta(hours=72))
    desk.take(article(texts.HOLDS), at=timedelta(hours=10))
    clock = desk.index.clock_ms
    handled = desk.take(article(texts.LONG_RIVER), at=timedelta(hours=-200))
    assert (desk.index.clock_ms, handled.forgotten) == (clock, ())
    assert desk.judge(article(texts.LONG_RIVER, title="Copy"), at=timedelta(hours=11)).verdict == "duplicate"


def test_a_wrong_date_in_an_article_never_empties_the_window() -> None:
    """Years 1970, 2099 and the far past of an article move nothing."""
    desk = Desk()
    story = desk.judge(article(texts.HOLDS)).story_id
    for date in ("2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"):
        assert desk.take(article(texts.LONG_RIVER, title=date, published_at=date)).forgotten == ()
    assert desk.judge(article(texts.HOLDS, title="Copy", source="b.example")).story_id == story
