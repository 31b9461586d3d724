"""One raw article gives one fingerprinted article: with stable ids, honest dates and its place."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.articles import FingerprintedArticle, RawArticle
from schemas.envelopes import Arrival, Origin
from schemas.errors import PoisonError
from schemas.identity import usable_address
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_RAW, LANGUAGE_PARTITIONS
from tests.unit.dedupe import texts
from workers.fingerprint.core import handle, partition_of
from workers.fingerprint.signature import ALGORITHM, sign

NOW = datetime(2024, 11, 14, 12, tzinfo=UTC)
ORIGIN = Origin(ARTICLES_RAW.name, 4, 17)
ARRIVAL = Arrival(ARTICLES_RAW.name, 4, 17, NOW, ORIGIN)

GOLDEN_MINHASH = "TELCSj2HF89N2CB6tn2k8zwW"
GOLDEN_SENTENCES = ("1b83af60",)
GOLDEN_MARKERS = ("n34a8cc6d", "d44debb05", "p8e555f0f", "pbe7480a4")


def fingerprinted(**fields: object) -> FingerprintedArticle:
    """What the worker publishes for an article with these fields."""
    raw = RawArticle.model_validate(
        {"source": "northwire.example", "title": "T", "body": texts.HOLDS} | fields
    )
    (outgoing,) = handle(raw, ARRIVAL).outputs
    assert isinstance(outgoing.value, FingerprintedArticle)
    return outgoing.value


@pytest.mark.parametrize(
    ("body", "language"), [(texts.HOLDS, "en"), (texts.UK_CROSSING, "uk"), (texts.RU_BRIDGE, "ru")]
)
def test_articles_of_a_language_meet_in_its_partition(body: str, language: str) -> None:
    """With the raw record's origin and the version in the headers."""
    (outgoing,) = handle(RawArticle(source="s", body=body), ARRIVAL).outputs
    assert isinstance(outgoing.value, FingerprintedArticle)
    assert (outgoing.topic, outgoing.key) == (ARTICLES_FINGERPRINTS, language)
    assert outgoing.partition == LANGUAGE_PARTITIONS[language]
    assert dict(outgoing.headers) == {"origin": str(ORIGIN), "version_id": outgoing.value.version_id}


def test_other_languages_share_the_partitions_that_are_left() -> None:
    """None of them lands in a shard of its own, none outside the topic."""
    taken = set(LANGUAGE_PARTITIONS.values())
    for language in ("pl", "de", "fr", "ar", "und", "be"):
        assert partition_of(language) in set(range(ARTICLES_FINGERPRINTS.partitions)) - taken


def test_the_same_article_gets_the_same_ids() -> None:
    """A redelivery, tracking parameters and odd white space change nothing; a word does."""
    url = "https://www.northwire.example/war/kurakhove?utm_source=feed"
    one = fingerprinted(url=url)
    two = fingerprinted(url="https://northwire.example/war/kurakhove", body=texts.HOLDS.replace(" ", "  "))
    other = fingerprinted(url=url, body=texts.HOLDS.replace("79th", "33rd"))
    assert (one.article_id, one.version_id) == (two.article_id, two.version_id)
    assert other.article_id == one.article_id
    assert other.version_id != one.version_id


def test_another_headline_is_another_version() -> None:
    """The headline is a sentence like any other."""
    url = "https://northwire.example/war/kurakhove"
    assert fingerprinted(url=url).version_id != fingerprinted(url=url, title="U").version_id


@pytest.mark.parametrize(
    "url", ["https://northwire.example/", "https://northwire.example", "http://[bad", "n/a"]
)
def test_an_address_that_names_no_article_makes_no_id(url: str) -> None:
    """A feed that gives its home page for every item must not turn all items into versions of one."""
    one, two = fingerprinted(url=url, title="One"), fingerprinted(url=url, title="Two")
    assert usable_address(url) is None
    assert one.article_id != two.article_id


def test_untitled_posts_without_an_address_stay_apart() -> None:
    """Two posts of one channel at an unknown time are two articles."""
    one = fingerprinted(title="", body="Kupiansk: explosions heard in the north of the city.")
    two = fingerprinted(title="", body="Izium: explosions heard near the bridge.")
    assert one.article_id != two.article_id


@pytest.mark.parametrize(
    "published",
    [datetime(1989, 12, 31, tzinfo=UTC), NOW + timedelta(days=1, seconds=1), datetime(1, 1, 2, tzinfo=UTC)],
)
def test_an_absurd_date_becomes_null_and_never_now(published: datetime) -> None:
    """Before 1990, or more than a day after the arrival."""
    article = fingerprinted(published_at=published, fetched_at=published)
    assert (article.published_at, article.fetched_at) == (None, None)


@pytest.mark.parametrize("published", [datetime(1990, 1, 1, tzinfo=UTC), NOW + timedelta(days=1), NOW])
def test_a_plausible_date_is_kept(published: datetime) -> None:
    """A clock a day ahead is a time zone, not a lie."""
    assert fingerprinted(published_at=published).published_at == published


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "\u200b\u00ad", "***", "<p></p>", "<!-- x -->"]
)
def test_an_article_without_text_is_poison_and_the_message_says_what_to_do(body: str) -> None:
    """Its sender reads the reason in the dead letters."""
    with pytest.raises(PoisonError, match="send the article's text in `body`") as caught:
        handle(RawArticle(source="s", url="https://s.example/a", body=body), ARRIVAL)
    assert caught.value.error_type == "empty-text"
    assert "https://s.example/a" in str(caught.value)


def test_a_signature_does_not_change_unnoticed() -> None:
    """Stored entries are compared with new ones: a change here needs another ALGORITHM."""
    signature = sign(
        "Ukrainian troops still hold the centre of Kurakhove, the commander said on 14 November."
    )
    assert signature.algorithm == ALGORITHM == "minhash128x8-content2-crc32-v2/rensa2"
    assert signature.minhash[:24] == GOLDEN_MINHASH
    assert signature.sentences == GOLDEN_SENTENCES
    assert signature.markers == GOLDEN_MARKERS


def test_sentence_spans_point_at_the_sentences() -> None:
    """As many as hashes, in the order of the text."""
    signature = sign(texts.LONG_RIVER)
    assert len(signature.spans) == len(signature.sentences)
    assert texts.LONG_RIVER[slice(*signature.spans[0])].startswith("The governor of Kherson region")
    assert all(texts.LONG_RIVER[start:end].rstrip("\"'”»)").endswith(".") for start, end in signature.spans)


def test_spelling_variants_sign_alike() -> None:
    """Apostrophes, quotation marks, ё and separators of thousands differ between sites."""
    one = sign("На Куп'янському напрямку ворог втратив 1,200 бійців, заявив речник «Хортиці» у четвер.")
    two = sign('На Куп’янському напрямку ворог втратив 1200 бійців, заявив речник "Хортиці" у четвер.')
    assert one.minhash == two.minhash
    assert one.sentences == two.sentences
    assert one.markers == two.markers


def test_a_very_long_article_keeps_a_bounded_signature() -> None:
    """The same sentences of every copy are kept."""
    sentences = [f"Sentence number {i} tells of village number {i * 7} in some detail." for i in range(3000)]
    signature = sign("\n".join(sentences))
    shuffled = sign("\n".join(reversed(sentences)))
    assert len(signature.sentences) == len(signature.markers) == 512
    assert set(signature.sentences) == set(shuffled.sentences)
    assert signature.markers == shuffled.markers
