"""Ids are deterministic, and variants of one address are one article."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import identity


@pytest.mark.parametrize(
    "variant",
    [
        "https://www.northwire.example/world/kupiansk-2/?utm_source=feed&id=7",
        "http://northwire.example:80/world/kupiansk-2?id=7#comments",
        "https://m.northwire.example/world/kupiansk-2/amp?id=7&fbclid=abc",
        "https://amp.northwire.example/amp/world/kupiansk-2?id=7&outputType=amp",
        "HTTPS://NORTHWIRE.EXAMPLE/world/kupiansk-2?id=7",
        "  https://northwire.example:443/world/kupiansk-2?id=7&ref=home ",
    ],
)
def test_variants_of_an_address_are_one_article(variant: str) -> None:
    """Tracking, AMP, mobile, scheme, port, fragment and a trailing slash do not make another article."""
    assert identity.canonical_url(variant) == "https://northwire.example/world/kupiansk-2?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "https://northwire.example/world/kupiansk-3?id=7",
        "https://northwire.example/world/kupiansk-2?id=8",
        "https://northwire.example/World/kupiansk-2?id=7",
        "https://northwire.example:8443/world/kupiansk-2?id=7",
        "https://news.northwire.example/world/kupiansk-2?id=7",
    ],
)
def test_other_addresses_stay_other_articles(other: str) -> None:
    """A path, a parameter that selects content, a port or a subdomain does."""
    assert identity.canonical_url(other) != "https://northwire.example/world/kupiansk-2?id=7"


@given(st.text(max_size=300))
def test_an_address_is_canonical_once_and_for_all(url: str) -> None:
    """Whatever was sent as an address gives one canonical form, and that form is its own."""
    once = identity.canonical_url(url)
    assert identity.canonical_url(once) == once


def test_without_an_address_source_title_and_time_make_the_id() -> None:
    """Spacing and case of the title do not matter, the time does."""
    at = datetime(2024, 11, 14, 9, 0, tzinfo=UTC)
    first = identity.article_id(None, "t.me/example", "Kupiansk  holds", at)
    assert first == identity.article_id(None, "T.me/Example", "kupiansk holds", at)
    assert first != identity.article_id(None, "t.me/example", "Kupiansk holds", None)


pairs = st.lists(st.text(max_size=20), min_size=2, max_size=2)


@given(pairs, pairs)
def test_ids_do_not_run_together(left: list[str], right: list[str]) -> None:
    """Two different pairs never give the same id, however their parts join ("a","bc" and "ab","c")."""
    same = identity.observation_id(*left) == identity.observation_id(*right)
    assert same == (left == right)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_an_id_is_a_uuid_of_version_5(place: str, episode: str) -> None:
    """What anybody's library makes of the same name in the same namespace (RFC 9562)."""
    name = f"alert|{len(place)}:{place}|6:combat|{len(episode)}:{episode}"
    namespace = uuid5(NAMESPACE_URL, "https://frontwatch.example/ids")
    assert identity.alert_id(place, "combat", episode) == str(uuid5(namespace, name))


def test_ids_stay_what_they_were() -> None:
    """An id that changes between releases would double every alert: these are written down."""
    assert identity.observation_id("v", "p") == "dddaefa1-2fc2-56ea-a8e4-353f7797055e"
    assert identity.alert_id("UA63080090010026457", "control", "1") == "9313c9cc-894b-5ef8-a9a1-b7fdee6ad946"
    assert identity.text_hash("A  text\nof two lines") == identity.text_hash("a text of TWO lines")
