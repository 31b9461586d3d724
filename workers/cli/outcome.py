"""What came of a run: every message that left the workers, counted once however often it was delivered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.table import Table

from schemas.alerts import Alert
from schemas.articles import Article, DuplicateArticle, ExtractedArticle
from schemas.dead_letters import DeadLetter
from workers.cli.console import cell


@dataclass(frozen=True, slots=True)
class Judged:
    """What dedupe said of one version of an article."""

    article: Article
    kind: str


@dataclass(frozen=True, slots=True)
class Died:
    """A dead letter and the key of the record that died."""

    letter: DeadLetter
    key: str


@dataclass
class Outcome:
    """Collects the messages of a run. Delivery is at least once, so everything is kept under its id."""

    sent: int = 0
    judged: dict[tuple[str, str], Judged] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    extracted: set[str] = field(default_factory=set)
    revisions: dict[tuple[str, int], Alert] = field(default_factory=dict)
    dead: dict[tuple[str, str, int, int], Died] = field(default_factory=dict)

    def see_article(self, message: Article | DuplicateArticle, origin: str) -> None:
        """A verdict of dedupe; `origin` is the raw record, as the header of that name says it."""
        article = message.article if isinstance(message, DuplicateArticle) else message
        self.judged[origin, article.version_id] = Judged(article, article.verdict.verdict)

    def see_extracted(self, message: ExtractedArticle) -> None:
        """What an article says."""
        self.extracted.add(message.version_id)
        self.claims.update((claim.claim_id, claim.event_type) for claim in message.claims)

    def see_alert(self, alert: Alert) -> bool:
        """An alert revision; whether it had not been seen before."""
        key = (alert.alert_id, alert.revision)
        new = key not in self.revisions
        self.revisions[key] = alert
        return new

    def see_dead_letter(self, letter: DeadLetter, key: bytes) -> None:
        """What a worker could not use."""
        where = (letter.worker, letter.topic, letter.partition, letter.offset)
        self.dead[where] = Died(letter, key.decode("utf-8", "replace"))

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Every revision, in the order of arrival."""
        return tuple(self.revisions.values())

    @property
    def current(self) -> tuple[Alert, ...]:
        """The highest revision of each alert: what a subscriber goes by."""
        return latest(self.revisions.values())

    def table(self) -> Table:
        """The figures of the run, for a person."""
        table = Table(title="Summary", show_header=False, title_justify="left")
        table.add_column(style="bold")
        table.add_column(justify="right")
        table.add_column()
        for name, number, parts in self._figures():
            table.add_row(cell(name), cell(number), cell(parts))
        return table

    def _figures(self) -> Iterable[tuple[str, int, str]]:
        kinds = Counter(judged.kind for judged in self.judged.values())
        yield "articles", self.sent, _parts(kinds, ("unique", "revision"))
        yield "duplicates", kinds["duplicate"], ""
        yield "claims", len(self.claims), _parts(Counter(self.claims.values()))
        yield "alerts", len(self.current), _parts(Counter(alert.family for alert in self.current))
        yield "alert revisions", len(self.revisions), _parts(Counter(a.msg_type for a in self.alerts))
        dead = Counter(f"{died.letter.worker}: {died.letter.error_type}" for died in self.dead.values())
        yield "dead letters", len(self.dead), _parts(dead)


def latest(revisions: Iterable[Alert]) -> tuple[Alert, ...]:
    """The highest revision of each alert, in the order in which the alerts first appeared."""
    found: dict[str, Alert] = {}
    for alert in revisions:
        held = found.get(alert.alert_id)
        if held is None or alert.revision > held.revision:
            found[alert.alert_id] = alert
    return tuple(found.values())


def _parts(counts: Counter[str], order: tuple[str, ...] = ()) -> str:
    names = [name for name in order if counts[name]] or [name for name, _ in counts.most_common(6)]
    shown = ", ".join(f"{counts[name]} {name}" for name in names)
    left = 0 if order else len(counts) - len(names)
    return f"{shown} and {left} {'kind' if left == 1 else 'kinds'} more" if left else shown
