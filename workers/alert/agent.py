"""The alert worker as a stage: reads observations and every watchlist, publishes alerts and beliefs."""

from pydantic import TypeAdapter, ValidationError

from schemas.alerts import Status
from schemas.envelopes import Arrival, Handled
from schemas.errors import PoisonError
from schemas.observations import MapChanged, PlaceReported
from schemas.topics import ALERT_PLACES, OBSERVATIONS, WATCHLISTS, Topic, Worker
from schemas.watchlists import Watchlist
from workers.alert.core import decide
from workers.alert.state import PlaceState
from workers.alert.watches import WatchIndex
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


class AlertStage(Stage[PlaceState]):
    """Decides place by place, by the watchlists that are known at that moment."""

    worker: Worker = "alert"
    sources: tuple[Topic, ...] = (OBSERVATIONS,)
    table = ALERT_PLACES
    state: TypeAdapter[PlaceState] = TypeAdapter(PlaceState)
    keeps_outputs = True
    broadcast = WATCHLISTS

    def __init__(self, status: Status = "actual") -> None:
        self._status = status
        self._watches = WatchIndex()

    def state_key(self, message: PlaceReported | MapChanged) -> str:
        """The place."""
        return message.place.place_id

    def handle(
        self, message: PlaceReported | MapChanged, state: PlaceState | None, arrival: Arrival
    ) -> Handled[PlaceState]:
        """Decide on one observation by the watchlists that are known at this moment."""
        return decide(state, message, self._watches, arrival.time, self._status)

    def broadcasted(self, key: str, value: bytes | None) -> None:
        """A watchlist, applied or deleted. Raises PoisonError for one that cannot be used."""
        if value is None:
            self._watches.drop(key)
        else:
            self._watches.put(_watchlist(key, value))


def _watchlist(key: str, value: bytes) -> Watchlist:
    try:
        watchlist = Watchlist.model_validate_json(value)
    except ValidationError as error:
        raise PoisonError("watchlist-schema", f"{key}: {error}") from error
    if watchlist.watchlist_id != key:
        raise PoisonError(
            "watchlist-key", f"the record's key is {key}, the watchlist's {watchlist.watchlist_id}"
        )
    return watchlist


def stage(settings: Settings) -> Stage[PlaceState]:
    """The alert worker's stage; its alerts bear the status of the settings."""
    return AlertStage(settings.status)
