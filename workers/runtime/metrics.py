"""Every metric of a worker."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

disable_created_metrics()  # type: ignore[no-untyped-call]

_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_AGES = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600, 86400)


class Metrics:
    """The metrics of one worker process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.handled = self._counter("messages", "Messages, by what became of them.", "topic", "outcome")
        self.published = self._counter("published", "Records that the broker confirmed.", "topic")
        self.dead_letters = self._counter("dead_letters", "Messages dead-lettered, by reason.", "reason")
        self.passed_over = self._counter(
            "passed_over", "Sound messages that were not used, by reason.", "reason"
        )
        self.retries = self._counter("retries", "Attempts that a fault outside made necessary.", "what")
        self.regressions = self._counter("stale_records_rewritten", "Stale changelog records mended.")
        self.recovered = self._counter("recovered_records", "Changelog records read in recovery.")
        self.left = self._gauge("recovery_left", "Changelog records that recovery has yet to read.")
        self.broadcast = self._counter("broadcast_records", "Broadcast records read, by verdict.", "verdict")
        self.caught_up = self._gauge(
            "broadcast_caught_up", "1 when a broadcast topic was read to its end.", "topic"
        )
        self.rebalances = self._counter("rebalances", "Assignments of partitions received.")
        self.handling = self._histogram("handling_seconds", "Time that the core took.", _SECONDS)
        self.age = self._histogram("age_seconds", "Time from a record's arrival to its end.", _AGES)
        self.alert_age = self._gauge(
            "alert_age_seconds", "Age of the newest alert: from its article's or map's arrival to its own."
        )
        self.lag = self._gauge("lag", "Records that wait in a partition.", "topic", "partition")
        self.in_flight = self._gauge("in_flight", "Messages taken and not yet acknowledged.")
        self.in_flight_bytes = self._gauge(
            "in_flight_bytes", "Their bytes, with those of the records that came of them."
        )
        self.entries = self._gauge("table_entries", "Keys that the table holds.", "partition")
        self.idle = self._gauge("seconds_since_progress", "Time since work was done or none was waiting.")
        self.lease = self._gauge("lease_seconds", "Time until the right to publish ends without a heartbeat.")
        self.ready = self._gauge("ready", "1 when the worker is ready, else 0.")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"frontwatch_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"frontwatch_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"frontwatch_{name}", text, buckets=buckets, registry=self.registry)
