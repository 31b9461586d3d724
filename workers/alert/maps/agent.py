"""The maps worker as a stage: reads snapshots and every watchlist, publishes what a map changes."""

from collections.abc import Callable, Mapping

from pydantic import TypeAdapter

from schemas.alerts import Status
from schemas.envelopes import Arrival, Handled
from schemas.identity import source_key
from schemas.maps import ControlMap
from schemas.topics import CONTROL_MAPS, MAPS_SNAPSHOTS, WATCHLISTS, Topic, Worker
from schemas.watchlists import Watchlist
from workers.alert.maps.core import Office, Remembered, receive
from workers.alert.maps.terrain import Terrain
from workers.alert.watches import read_watchlist
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


class MapStage(Stage[Remembered]):
    """Compares map by map. The outputs of one may be thousands, so they are made again, not kept.

    `terrain` is called with the first map. Maps are handled in a thread, watchlists come from outside it:
    their mapping is replaced, never changed.
    """

    worker: Worker = "maps"
    sources: tuple[Topic, ...] = (CONTROL_MAPS,)
    table = MAPS_SNAPSHOTS
    state: TypeAdapter[Remembered] = TypeAdapter(Remembered)
    keeps_outputs = False
    cpu_bound = True
    broadcasts: tuple[Topic, ...] = (WATCHLISTS,)

    def __init__(self, terrain: Callable[[], Terrain], settings: Settings) -> None:
        self._terrain = terrain
        self._status: Status = settings.status
        self._most_at_once = settings.map_most_at_once
        self._watchlists: Mapping[str, Watchlist] = {}

    def state_key(self, message: ControlMap) -> str:
        """The source."""
        return source_key(message.source)

    def key_today(self, key: str) -> str:
        """Before, the source as it spells itself."""
        return source_key(key)

    def handle(self, message: ControlMap, state: Remembered | None, arrival: Arrival) -> Handled[Remembered]:
        """Compare one snapshot with the last of its source."""
        watchlists = self._watchlists.values()
        office = Office(self._terrain(), watchlists, self._status, self._most_at_once)
        return receive(message, state, arrival, office)

    def broadcasted(self, topic: Topic, key: str, value: bytes | None) -> None:
        """A watchlist, applied or deleted. Raises PoisonError for one that cannot be used."""
        others = {each: kept for each, kept in self._watchlists.items() if each != key}
        self._watchlists = others if value is None else {**others, key: read_watchlist(key, value)}
