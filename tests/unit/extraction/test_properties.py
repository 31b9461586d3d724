"""What holds for any text, however odd: no error, evidence where it points, nothing said twice."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.articles import ExtractedArticle
from tests.unit.extraction.articles import extract, line
from workers.extraction.extractor import Extractor

FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

LANGUAGES = st.sampled_from(["en", "uk", "ru", "en-GB", "de", "und"])
MOMENTS = st.none() | st.datetimes(
    datetime(1, 1, 2, tzinfo=UTC).replace(tzinfo=None),
    datetime(9999, 12, 30, tzinfo=UTC).replace(tzinfo=None),
    timezones=st.just(UTC),
)
FRAGMENTS = st.sampled_from(
    [
        "Russian forces", "captured", "Toretsk", "Pokrovsk", "Куп’янськ", "Торецк", "росіяни", "захопили",
        "вошли в", "denied that", "said", "according to", "DeepState", "if", "якщо", "не", "not", "who",
        "in 2022", "31 February", "99.99.9999", "0000-00-00", "seven months later", "999 years ago", "вчора",
        "near", "10 km north of", "the city", "Kyivський", "Росiя", "\u00ad", "\u200b", "\u0301", "\u202e",
        "—", ",", ";", ":", ".", "?", "…", "“", "”", "«", "»", '"', "(", ")", "’", "\n", "\n\n", "\t", "\x00",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS | st.text(max_size=12), max_size=40).map(" ".join)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Russian forces captured Toretsk.",
            "The General Staff denied that Russian forces had captured Kupiansk.",
            "Ukrainian troops repelled a Russian assault near Siversk on Sunday.",
            "Russia could capture Pokrovsk by winter.",
            "“Russian troops have not entered Lyman,” the brigade said.",
            "Residents queued for bread.",
        ]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


def points_at_its_words(extracted: ExtractedArticle) -> bool:
    """Whether all offsets, of mentions and evidence, give the words that they stand for."""
    text = extracted.text
    mentions = [(p.surface, p.start, p.end) for p in extracted.places]
    mentions += [(c.place.surface, c.place.start, c.place.end) for c in extracted.claims]
    mentions += [(c.evidence.sentence, c.evidence.start, c.evidence.end) for c in extracted.claims]
    return all(text[start:end] == words for words, start, end in mentions)


@FEW
@given(text=TEXTS, title=TEXTS, language=LANGUAGES, published=MOMENTS)
def test_any_text_is_read_without_an_error(
    text: str, title: str, language: str, published: datetime | None, extractor: Extractor
) -> None:
    """No mixture of scripts, quotes, dates and control characters raises, and all offsets are right."""
    extracted = extract(extractor, text, language, title[:200], published=published)
    assert points_at_its_words(extracted)


@FEW
@given(text=st.text(max_size=300), language=LANGUAGES)
def test_any_characters_are_read_without_an_error(text: str, language: str, extractor: Extractor) -> None:
    """No sequence of characters raises."""
    assert points_at_its_words(extract(extractor, text, language))


@FEW
@given(sentences=SENTENCES)
def test_text_repeated_says_what_it_said(sentences: list[str], extractor: Extractor) -> None:
    """A body that comes twice, as feeds deliver it, gives the claims of one."""
    once = extract(extractor, "\n".join(sentences))
    twice = extract(extractor, "\n".join(sentences + sentences))
    assert [line(claim) for claim in twice.claims] == [line(claim) for claim in once.claims]
    assert points_at_its_words(twice)


@FEW
@given(sentences=SENTENCES)
def test_the_same_version_gives_the_same_claims(sentences: list[str], extractor: Extractor) -> None:
    """Extraction has no memory and no chance in it: ids included, twice is once."""
    text = "\n".join(sentences)
    assert extract(extractor, text) == extract(extractor, text)


@FEW
@given(sentences=SENTENCES)
def test_claim_ids_are_one_each(sentences: list[str], extractor: Extractor) -> None:
    """No two claims of a version bear one id."""
    ids = [claim.claim_id for claim in extract(extractor, "\n".join(sentences)).claims]
    assert len(ids) == len(set(ids))
