"""The extraction worker's core: an article in, what it says and what it no longer says out."""

from schemas.articles import Article, DuplicateArticle
from schemas.envelopes import ORIGIN_HEADER, VERSION_HEADER, Arrival, Handled, Outgoing
from schemas.identity import observation_id
from schemas.observations import PlaceReported
from schemas.places import PlaceRef
from schemas.topics import ARTICLES_EXTRACTED, OBSERVATIONS
from workers.extraction.extractor import Extractor, Finder
from workers.extraction.reports import Report, reports
from workers.extraction.spoken import KEPT_FOR, SPOKEN, SpokenPlaces
from workers.extraction.tables.theatre import Theatre

__all__ = ["SPOKEN", "Extractor", "Finder", "SpokenPlaces", "handle"]


def handle(
    message: Article | DuplicateArticle, spoken: SpokenPlaces | None, arrival: Arrival, extractor: Extractor
) -> Handled[SpokenPlaces]:
    """Extract one version of an article.

    `spoken` is what the table holds under the article's id. Publishes the extracted article, one
    `PlaceReported` per place, and a withdrawn one for each place that the article's last version spoke of and
    this one does not. The same version again gives the same messages. A version older than the one already
    read is published as extracted and nothing else: the newer one speaks for the article.
    """
    article = message.article if isinstance(message, DuplicateArticle) else message
    known = spoken if spoken is not None and spoken.expires > arrival.time else None
    extracted = extractor.extract(article)
    said = reports(extracted, article.story_id)
    headers = {ORIGIN_HEADER: str(arrival.origin), VERSION_HEADER: article.version_id}
    published = Outgoing(ARTICLES_EXTRACTED, article.article_id, extracted, headers)
    if known is not None and known.version_id != article.version_id and known.revision > article.revision:
        return Handled(outputs=(published,))
    dropped = _dropped(known, article, said)
    observations = [_observation(article, report, extractor.theatre) for report in said]
    observations += [_withdrawal(article, place) for place in dropped]
    outputs = (
        published,
        *(Outgoing(OBSERVATIONS, each.place.place_id, each, headers) for each in observations),
    )
    repeated = known is not None and known.version_id == article.version_id
    if repeated or (known is None and not said and article.revision == 0):
        return Handled(outputs=outputs)  # of a first version without places there is nothing to take back
    state = SpokenPlaces(
        version_id=article.version_id,
        revision=article.revision,
        places=tuple(report.place for report in said),
        dropped=dropped,
        expires=arrival.time + KEPT_FOR,
    )
    return Handled(outputs=outputs, state=state)


def _dropped(known: SpokenPlaces | None, article: Article, said: tuple[Report, ...]) -> tuple[PlaceRef, ...]:
    if known is None:
        return ()
    if known.version_id == article.version_id:
        return known.dropped
    still = {report.place.place_id for report in said}
    return tuple(place for place in known.places if place.place_id not in still)


def _observation(article: Article, report: Report, theatre: Theatre) -> PlaceReported:
    return _reported(article, report.place).model_copy(
        update={"claims": report.claims, "parties": theatre.named_parties(report.parties())}
    )


def _withdrawal(article: Article, place: PlaceRef) -> PlaceReported:
    return _reported(article, place).model_copy(update={"withdrawn": True})


def _reported(article: Article, place: PlaceRef) -> PlaceReported:
    return PlaceReported(
        observation_id=observation_id(article.version_id, place.place_id),
        article_id=article.article_id,
        version_id=article.version_id,
        revision=article.revision,
        story_id=article.story_id,
        source=article.source,
        url=article.url,
        title=article.title,
        published_at=article.published_at,
        verdict=article.verdict.verdict,
        place=place,
    )
