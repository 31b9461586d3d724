"""Who may do what on the brokers: the access control list, from the table of topics."""

from dataclasses import dataclass
from typing import Literal

from schemas.topics import TABLES, WORKERS, Worker, all_topics, app_id

Role = Worker | Literal["users"]
ROLES: tuple[Role, ...] = (*WORKERS, "users")


@dataclass(frozen=True, slots=True)
class Grant:
    """One thing that a role may do. Kafka lets whoever may read or write a topic describe it too."""

    role: Role
    resource: Literal["topic", "group"]
    name: str
    operation: Literal["Read", "Write", "DescribeConfigs"]


def principal(role: Role) -> str:
    """The user name of a role: a worker's is its consumer group's, `frontwatch-dedupe`."""
    return "frontwatch-users" if role == "users" else app_id(role)


def grants() -> tuple[Grant, ...]:
    """All that the workers and users need, and nothing more. Users belong to no consumer group.

    Creating topics, changing them and giving rights stay with whoever administers the cluster.
    """
    found: list[Grant] = []
    for topic in all_topics():
        found += [Grant(role, "topic", topic.name, "Read") for role in ROLES if role in topic.read_by]
        found += [Grant(role, "topic", topic.name, "Write") for role in ROLES if role in topic.produced_by]
    for table in TABLES:
        found.append(Grant(table.worker, "topic", table.changelog.name, "DescribeConfigs"))
    return (*found, *(Grant(worker, "group", app_id(worker), "Read") for worker in WORKERS))
