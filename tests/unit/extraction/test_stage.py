"""The extraction worker as the runtime sees it."""

from datetime import timedelta

import pytest

from schemas.articles import DuplicateArticle
from schemas.topics import ARTICLES_DUPLICATES, ARTICLES_UNIQUE, EXTRACTION_SPOKEN
from tests.unit.extraction.articles import arrival, article
from workers.extraction import core
from workers.extraction.agent import ExtractionStage
from workers.extraction.agent import stage as stage_of
from workers.extraction.core import SpokenPlaces
from workers.extraction.extractor import Extractor
from workers.extraction.spoken import KEPT_FOR
from workers.runtime.settings import Settings

FIRST = article("Russian forces captured Toretsk.")
OTHER = article("Ukrainian troops recaptured Robotyne.", article_id="article-2")
COPY = DuplicateArticle(article=OTHER, verdict=OTHER.verdict)


@pytest.fixture
def stage(extractor: Extractor) -> ExtractionStage:
    return ExtractionStage(extractor)


def kept(extractor: Extractor) -> SpokenPlaces:
    state = core.handle(FIRST, None, arrival(), extractor).state
    assert state is not None
    return state


def test_it_reads_articles_and_copies_and_keeps_what_they_spoke_of() -> None:
    """One table, keyed by the article's id for copies too; handled again on redelivery, in a thread."""
    stage = stage_of(Settings(status="test"))
    assert (stage.worker, stage.table) == ("extraction", EXTRACTION_SPOKEN)
    assert stage.sources == (ARTICLES_UNIQUE, ARTICLES_DUPLICATES)
    assert (stage.keeps_outputs, stage.cpu_bound) == (False, True)
    assert (stage.state_key(FIRST), stage.state_key(COPY)) == ("article-1", "article-2")


def test_it_hands_on_what_the_core_makes_of_the_article(stage: ExtractionStage, extractor: Extractor) -> None:
    """Outputs and state are the core's."""
    handled = stage.handle(FIRST, None, arrival())
    assert handled == core.handle(FIRST, None, arrival(), extractor)


def test_what_expires_leaves_the_table_with_the_next_message(stage: ExtractionStage) -> None:
    """The entry of thirty days ago is forgotten once, by whatever message comes next."""
    stage.handle(FIRST, None, arrival())
    assert stage.handle(COPY, None, arrival(1, after=KEPT_FOR)).forgotten == ("article-1",)
    assert stage.handle(COPY, None, arrival(2, after=KEPT_FOR)).forgotten == ()


def test_a_message_does_not_forget_its_own_entry(stage: ExtractionStage, extractor: Extractor) -> None:
    """An expired entry that the message itself renews stays in the table."""
    stage.recovered(0, {"article-1": kept(extractor)})
    handled = stage.handle(FIRST, kept(extractor), arrival(1, after=KEPT_FOR + timedelta(days=1)))
    assert handled.forgotten == ()
    assert handled.state is not None


def test_a_recovered_table_expires_too(stage: ExtractionStage, extractor: Extractor) -> None:
    """What was written before a restart is forgotten in its time."""
    stage.recovered(0, {"article-1": kept(extractor)})
    assert stage.handle(COPY, None, arrival(1, after=KEPT_FOR)).forgotten == ("article-1",)


def test_a_partition_taken_away_is_left_alone(stage: ExtractionStage, extractor: Extractor) -> None:
    """Another replica now forgets its entries."""
    stage.recovered(0, {"article-1": kept(extractor)})
    stage.revoked(0)
    assert stage.handle(COPY, None, arrival(1, after=KEPT_FOR)).forgotten == ()
