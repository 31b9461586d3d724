"""The alert worker as a stage: reads observations, watchlists and fronts, publishes alerts and beliefs."""

from pydantic import TypeAdapter, ValidationError

from schemas.alerts import Status
from schemas.envelopes import Arrival, Handled
from schemas.errors import PoisonError
from schemas.maps import FrontLine
from schemas.observations import MapChanged, PlaceReported
from schemas.topics import ALERT_PLACES, FRONTS_CURRENT, OBSERVATIONS, WATCHLISTS, Topic, Worker
from workers.alert.core import decide
from workers.alert.state import PlaceState
from workers.alert.watches import WatchIndex, read_watchlist
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


class AlertStage(Stage[PlaceState]):
    """Decides place by place, by the watchlists and fronts that are known at that moment."""

    worker: Worker = "alert"
    sources: tuple[Topic, ...] = (OBSERVATIONS,)
    table = ALERT_PLACES
    state: TypeAdapter[PlaceState] = TypeAdapter(PlaceState)
    keeps_outputs = True
    broadcasts: tuple[Topic, ...] = (WATCHLISTS, FRONTS_CURRENT)

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

    def broadcasted(self, topic: Topic, key: str, value: bytes | None) -> None:
        """A watchlist or a front line, new or deleted. Raises PoisonError for one that cannot be used."""
        if topic is FRONTS_CURRENT:
            self._front(key, value)
        elif value is None:
            self._watches.drop(key)
        else:
            self._watches.put(read_watchlist(key, value))

    def _front(self, source: str, value: bytes | None) -> None:
        if value is None:
            self._watches.drop_front(source)
            return
        try:
            self._watches.put_front(FrontLine.model_validate_json(value, extra="ignore"))
        except ValidationError as error:
            raise PoisonError("front-schema", f"{source}: {error}") from error


def stage(settings: Settings) -> Stage[PlaceState]:
    """The alert worker's stage; its alerts bear the status of the settings."""
    return AlertStage(settings.status)
