"""What users send is read tolerantly, and never as something that it is not."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from schemas.articles import RawArticle
from schemas.identity import article_id, source_key
from schemas.model import MAX_BODY_BYTES


def test_unknown_fields_are_ignored() -> None:
    """A feed that sends more than we ask for works."""
    article = RawArticle.model_validate({"source": "northwire.example", "body": "Text.", "sentiment": 0.3})
    assert article.body == "Text."


@pytest.mark.parametrize(
    "written",
    [
        "the day before yesterday",
        "2024-11-14T09:00:00",
        "",
        17,
        None,
        [],
        "9" * 400,
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_an_unreadable_time_is_missing_and_never_now(written: object) -> None:
    """A time without a zone, in words or of another type becomes null; the article is kept."""
    article = RawArticle.model_validate(
        {"source": "northwire.example", "body": "Text.", "published_at": written, "fetched_at": written}
    )
    assert article.published_at is None
    assert article.fetched_at is None


def test_times_are_kept_in_utc() -> None:
    """09:00 in Kyiv's winter is 07:00 UTC."""
    article = RawArticle.model_validate(
        {"source": "s", "body": "Text.", "published_at": "2024-11-14T09:00:00+02:00"}
    )
    assert article.published_at == datetime(2024, 11, 14, 7, tzinfo=UTC)


def test_a_body_at_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    """The limit counts bytes of UTF-8, not characters, and the error names both sizes."""
    assert RawArticle(source="s", body="x" * MAX_BODY_BYTES)
    with pytest.raises(ValidationError, match=f"{MAX_BODY_BYTES + 2} bytes; the limit is {MAX_BODY_BYTES}"):
        RawArticle(source="s", body="ж" * (MAX_BODY_BYTES // 2 + 1))


def test_blanks_and_case_do_not_make_another_publisher() -> None:
    """Blanks go at the edge; two spellings have one key, and an article without an address one id."""
    spelt = [RawArticle(source=name, body="Text.").source for name in ("North  Wire ", "\tnorth wire")]
    assert spelt == ["North Wire", "north wire"]
    assert len({source_key(name) for name in spelt}) == 1
    assert len({article_id(None, name, "Title", None) for name in spelt}) == 1
    with pytest.raises(ValidationError, match="it is blank"):
        RawArticle(source="  ", body="Text.")


@pytest.mark.parametrize("body", ["", "   \n\t "])
def test_an_empty_body_is_refused_with_what_to_do(body: str) -> None:
    """The message says what to send."""
    with pytest.raises(ValidationError, match="send the article's text"):
        RawArticle(source="s", body=body)
