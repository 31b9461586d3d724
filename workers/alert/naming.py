"""`location_named`: a watched place is named, and no other alert of the same article says so."""

from dataclasses import replace

from schemas.alerts import Alert, AlertEvidence, Corroboration
from schemas.identity import alert_id
from schemas.observations import PlaceReported
from workers.alert.feature import feature_of
from workers.alert.headline import naming_headline
from workers.alert.policy.events import EVENTS
from workers.alert.policy.windows import LATE, NAMING_WINDOW
from workers.alert.revision import Desk, end, lean
from workers.alert.severity import is_past, urgency_of
from workers.alert.state import Episode, PlaceState


def name_or_take_back(
    state: PlaceState, before: PlaceState, observation: PlaceReported, desk: Desk, *, told: bool
) -> tuple[Episode | None, tuple[Alert, ...]]:
    """The place's naming episode and what to publish.

    `told`: an alert of this place rests on this article. A naming is raised once in 24 hours by record time,
    not for an article that is history already nor for a direction ("the X axis"), and is taken back with the
    article that it came from.
    """
    named = before.named
    if observation.withdrawn:
        if named is not None and named.running and observation.article_id in named.articles:
            alert = end(desk, named, "Taken back")
            return replace(named, state="retracted", published=lean(alert)), (alert,)
        return named, ()
    if observation.place.precision == "axis":
        return named, ()
    if told or _recently(named, desk) or _is_history(before, observation):
        return named, ()
    watchlists = desk.watches.matching(desk.place, "naming", "location_named")
    if not watchlists:
        return named, ()
    alert = _alert(observation, desk, watchlists)
    episode = Episode(
        family="naming",
        name=observation.observation_id,
        state="open",
        articles=(observation.article_id,),
        support=(observation.article_id,),
        active_at=desk.now,
        open_ended=False,
        published=lean(alert),
    )
    return episode, (alert,)


def _recently(named: Episode | None, desk: Desk) -> bool:
    return named is not None and desk.now - named.active_at < NAMING_WINDOW


def _is_history(before: PlaceState, observation: PlaceReported) -> bool:
    newest, published = before.newest_word, observation.published_at
    return newest is not None and published is not None and published < newest - LATE


def _alert(observation: PlaceReported, desk: Desk, watchlists: tuple[str, ...]) -> Alert:
    past = observation.published_at if is_past(observation.published_at, desk.now) else None
    headline = naming_headline(desk.place.name, observation.source, observation.title, past)
    identity = alert_id(desk.place.place_id, "naming", observation.observation_id)
    return Alert(
        alert_id=identity,
        revision=0,
        msg_type="alert",
        status=desk.status,
        state="open",
        family="naming",
        event_type="location_named",
        place=desk.place,
        certainty="observed",
        severity=EVENTS["location_named"].severity,
        urgency=urgency_of("location_named", observation.published_at, desk.now),
        headline=headline,
        corroboration=Corroboration(origins=1, publishers=1),
        evidence=(_exhibit(observation),),
        feature=feature_of(
            desk.place, identity, desk.now, family="naming", event_type="location_named", headline=headline
        ),
        watchlists=watchlists,
        first_reported_at=observation.published_at or desk.now,
        changed_at=desk.now,
        expires_at=desk.now + NAMING_WINDOW,
    )


def _exhibit(observation: PlaceReported) -> AlertEvidence:
    return AlertEvidence(
        source=observation.source,
        url=observation.url,
        title=observation.title,
        published_at=observation.published_at,
        claimant=None,
        event_type="location_named",
        modality="asserted",
        sentence="",
    )
