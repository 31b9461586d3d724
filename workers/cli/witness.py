"""Reading the topics of a run into its outcome; the same for a broker's records and for a replay's."""

from contextlib import suppress

from schemas import cloudevents, topics
from schemas.alerts import Alert
from schemas.dead_letters import DeadLetter
from schemas.topics import Topic
from workers.cli.outcome import Outcome
from workers.runtime.decode import Message, arrival_of, decode, raw_headers

DEAD_LETTERS = tuple(topics.dead_letters(worker) for worker in topics.WORKERS)
WITNESSED: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        topics.ARTICLES_UNIQUE,
        topics.ARTICLES_DUPLICATES,
        topics.ARTICLES_EXTRACTED,
        topics.ALERTS,
        *DEAD_LETTERS,
    )
}


def read_event(message: Message) -> tuple[Alert, str]:
    """The alert in a record of the alert topics, and the deployment that raised it.

    Raises ValueError for a record that is no alert.
    """
    return cloudevents.from_record(dict(raw_headers(message)), message.value or b"")


def witness(outcome: Outcome, message: Message) -> Alert | None:
    """Count the record; the alert in it, where it is an alert revision not seen before."""
    topic = WITNESSED.get(message.topic)
    if topic is None:
        return None
    if topic in DEAD_LETTERS:
        # A mark of `dead-letters redrive` lies in the same topic and is no letter.
        with suppress(ValueError):
            outcome.see_dead_letter(DeadLetter.parse(raw_headers(message)), message.key or b"")
    elif topic is topics.ALERTS:
        alert, _ = read_event(message)
        return alert if outcome.see_alert(alert) else None
    elif topic is topics.ARTICLES_EXTRACTED:
        outcome.see_extracted(decode(message, topic))
    else:
        outcome.see_article(decode(message, topic), str(arrival_of(message, topic).origin))
    return None
