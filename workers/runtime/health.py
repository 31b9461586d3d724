"""/live, /ready and /metrics over HTTP."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from workers.runtime.metrics import Metrics

Conditions = Callable[[], Mapping[str, bool]]


class HealthServer:
    """Answers 200 while all conditions hold, else 503, with the conditions as JSON."""

    def __init__(
        self, host: str, port: int, *, live: Conditions, ready: Conditions, metrics: Metrics
    ) -> None:
        self._host = host
        self._port = port
        self._metrics = metrics
        app = web.Application()
        app.router.add_get("/live", _answers(live))
        app.router.add_get("/ready", _answers(ready))
        app.router.add_get("/metrics", self._show_metrics)
        self._runner = web.AppRunner(app, access_log=None)

    async def start(self) -> None:
        """Listen. Raises OSError for a port that is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        shown = generate_latest(self._metrics.registry)
        return web.Response(body=shown, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _answers(conditions: Conditions) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_request: web.Request) -> web.Response:
        found = dict(conditions())
        return web.json_response(found, status=200 if all(found.values()) else 503)

    return answer
