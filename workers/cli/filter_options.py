"""The options by which a command chooses alerts, the same for each, and what they mean together."""

from typing import Annotated, get_args

import typer

from schemas import claims
from schemas.places import Certainty
from schemas.watchlists import AlertEventType, AlertFamily
from workers.cli.alert_filter import AlertFilter, folded
from workers.cli.choices import one_of
from workers.cli.console import say, warn
from workers.cli.place_names import Gazetteer, UnknownPlaceError, areas_meant, load_gazetteer, resolve_place
from workers.runtime.settings import Settings

FAMILIES = get_args(AlertFamily)
EVENT_TYPES = (*claims.EVENT_TYPES, *get_args(get_args(AlertEventType)[1]))

Several = list[str] | None
PlaceOption = Annotated[Several, typer.Option("--place", help="A place, by name or id; repeatable.")]
AreaOption = Annotated[
    Several,
    typer.Option("--area", help='An oblast or raion ("Kharkiv Oblast", "Kupiansk Raion"); repeatable.'),
]
FamilyOption = Annotated[
    Several,
    typer.Option(
        "--family", help=f"{', '.join(FAMILIES)}; repeatable.", callback=one_of(FAMILIES), show_default=False
    ),
]
TypeOption = Annotated[
    Several,
    typer.Option(
        "--type",
        help="An event type such as control_gained; repeatable.",
        callback=one_of(EVENT_TYPES),
        show_default=False,
    ),
]
CertaintyOption = Annotated[Certainty, typer.Option("--certainty", help="The least certainty that is shown.")]


def wanted_alerts(
    settings: Settings,
    *,
    place: Several,
    area: Several,
    family: Several,
    event_type: Several,
    certainty: Certainty,
    watchlist: str | None,
) -> AlertFilter:
    """The filter that the options ask for. Raises UsageError for an area that does not exist."""
    atlas = load_gazetteer(settings.theatre) if place or area else None
    return AlertFilter(
        places=frozenset().union(*(places_meant(name, atlas) for name in place or () if atlas)),
        areas=frozenset().union(*(areas_meant(name, atlas) for name in area or () if atlas)),
        families=frozenset(family or ()),
        event_types=frozenset(event_type or ()),
        least_certainty=certainty,
        watchlists=frozenset([watchlist] if watchlist else ()),
    )


def places_meant(name: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The name itself and the ids of the places that bear it in any language; warns where none does."""
    itself = frozenset((name, folded(name)))
    try:
        return itself | {resolve_place(name, gazetteer, say).place_id}
    except UnknownPlaceError as error:
        bearers = {place.place_id for place in gazetteer.bearing(name)}
        if not bearers:
            warn(f"{error}; only alerts of an unresolved place that is called exactly so are shown")
        return itself | bearers
