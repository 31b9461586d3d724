"""Real Apache Kafka on the user's own machine, without Docker and without a system Java."""

from workers.cli.broker.local import LocalBroker, free_port

__all__ = ["LocalBroker", "free_port"]
