"""Whether a run raised the alerts that it must raise, and none that it must not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from schemas.alerts import Alert, AlertState, MsgType
from schemas.articles import Article, Verdict
from schemas.places import Certainty
from schemas.topics import Worker
from schemas.watchlists import AlertEventType, AlertFamily
from workers.cli.mistakes import UsageError
from workers.cli.outcome import Judged, Outcome, latest


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    because: str = ""


class Fit(_Entry):
    """Which alerts an entry means: those that fit every key that it gives. `after` is `control.after`."""

    place: str
    place_id: str | None = None
    family: AlertFamily | None = None
    event_type: tuple[AlertEventType, ...] = ()
    certainty: Certainty | None = None
    msg_type: MsgType | None = None
    state: AlertState | None = None
    after: str | None = None

    @field_validator("event_type", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def concerns(self, alert: Alert) -> bool:
        """Whether the alert is about the place and, where one is given, of the family."""
        same = alert.place.place_id == self.place_id if self.place_id else alert.place.name == self.place
        return same and self.family in (None, alert.family)

    def fits(self, alert: Alert) -> bool:
        """Whether the alert has everything that the entry names."""
        after = alert.control.after if alert.control else None
        return (
            self.concerns(alert)
            and (not self.event_type or alert.event_type in self.event_type)
            and self.certainty in (None, alert.certainty)
            and self.msg_type in (None, alert.msg_type)
            and self.state in (None, alert.state)
            and self.after in (None, after)
        )

    def __str__(self) -> str:
        events = " or ".join(self.event_type)
        given = (self.family, events, self.certainty, self.msg_type, self.state, self.after)
        return " ".join([self.place, *(str(part) for part in given if part)])


class Must(Fit):
    """An alert whose last revision fits; with `only`, no second alert of that place and family exists."""

    family: AlertFamily
    only: bool = False


class Said(_Entry):
    """What dedupe must say of the article at `url`; `of` is the url that it copies or revises."""

    url: str
    verdict: Verdict
    of: str | None = None


class Expectations(_Entry):
    """The whole file. `dead_letters` says which worker must refuse what stands in which file."""

    must: tuple[Must, ...] = ()
    must_not: tuple[Fit, ...] = ()
    verdicts: tuple[Said, ...] = ()
    dead_letters: dict[str, Worker] = {}

    def __add__(self, other: "Expectations") -> "Expectations":
        """Both together."""
        return Expectations(
            must=self.must + other.must,
            must_not=self.must_not + other.must_not,
            verdicts=self.verdicts + other.verdicts,
            dead_letters=self.dead_letters | other.dead_letters,
        )

    def __len__(self) -> int:
        return len(self.must) + len(self.must_not) + len(self.verdicts) + len(self.dead_letters)


class BrokenInput(_Entry):
    """What must become of one broken file; what the cleaned text must look like is another test's matter."""

    dead_letter: Worker | None = None
    alerts: tuple[Must, ...] = ()
    no_alerts: tuple[Fit, ...] = ()
    survives: bool = False
    article: dict[str, Any] = {}
    text_has: tuple[str, ...] = ()
    text_lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disappointment:
    """One expectation that the run did not meet; `seen` is what came instead."""

    what: str
    because: str
    seen: tuple[str, ...] = ()


def load_expectations(path: Path) -> Expectations:
    """Raises UsageError for a file that cannot be read as expectations."""
    try:
        return Expectations.model_validate(_yaml(path))
    except ValidationError as error:
        raise UsageError(f"{path}: {error}") from error


def load_broken_expectations(path: Path) -> Expectations:
    """The same from a file that says for each broken input what must become of it."""
    try:
        inputs = {name: BrokenInput.model_validate(entry) for name, entry in _yaml(path).items()}
    except ValidationError as error:
        raise UsageError(f"{path}: {error}") from error
    return Expectations(
        must=tuple(alert for one in inputs.values() for alert in one.alerts),
        must_not=tuple(alert for one in inputs.values() for alert in one.no_alerts),
        dead_letters={name: one.dead_letter for name, one in inputs.items() if one.dead_letter},
    )


def _yaml(path: Path) -> dict[str, Any]:
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: {error}") from error
    return document if isinstance(document, dict) else {}


def check(expected: Expectations, outcome: Outcome) -> tuple[Disappointment, ...]:
    """Every expectation that was not met, in the order of the file; none: the run is as it must be."""
    current = latest(outcome.alerts)
    return (
        *(found for must in expected.must for found in _unmet(must, current)),
        *(found for fit in expected.must_not for found in _forbidden(fit, outcome.alerts)),
        *(found for said in expected.verdicts for found in _misjudged(said, outcome.judged)),
        *(found for file, worker in expected.dead_letters.items() for found in _alive(file, worker, outcome)),
    )


def _unmet(must: Must, current: Iterable[Alert]) -> Iterable[Disappointment]:
    concerned = [alert for alert in current if must.concerns(alert)]
    if not any(must.fits(alert) for alert in concerned):
        yield Disappointment(f"missing: {must}", must.because, tuple(map(describe, concerned)))
    elif must.only and len(concerned) > 1:
        what = f"{len(concerned)} alerts where one must stand: {must}"
        yield Disappointment(what, must.because, tuple(map(describe, concerned)))


def _forbidden(fit: Fit, revisions: Iterable[Alert]) -> Iterable[Disappointment]:
    raised = tuple(describe(alert) for alert in revisions if fit.fits(alert))
    if raised:
        yield Disappointment(f"must never appear: {fit}", fit.because, raised)


def _misjudged(said: Said, judged: Mapping[tuple[str, str], Judged]) -> Iterable[Disappointment]:
    about = [one.article for one in judged.values() if one.article.url == said.url]
    urls = {
        identity: one.article.url
        for one in judged.values()
        for identity in (one.article.article_id, one.article.version_id)
    }
    fits = any(
        article.verdict.verdict == said.verdict and said.of in (None, _source(article, urls))
        for article in about
    )
    if not fits and not _one_story_told_in_another_order(said, about, judged):
        of = f" of {said.of}" if said.of else ""
        seen = tuple(
            f"{article.verdict.verdict} ({article.verdict.reason}) {_source(article, urls) or ''}".rstrip()
            for article in about
        )
        yield Disappointment(f"dedupe: {said.url} must be {said.verdict}{of}", said.because, seen)


def _source(article: Article, urls: Mapping[str, str | None]) -> str | None:
    """The address of what the article copies or revises."""
    return urls.get(article.verdict.duplicate_of or article.verdict.revision_of or "")


def _one_story_told_in_another_order(
    said: Said, about: Iterable[Article], judged: Mapping[tuple[str, str], Judged]
) -> bool:
    """Copies sent in one breath may overtake the original: then it is one story in which one is unique."""
    if said.verdict != "duplicate" or said.of is None:
        return False
    stories = {one.article.story_id for one in judged.values() if one.article.url == said.of}
    told = [one.article for one in judged.values() if one.article.story_id in stories]
    unique = sum(article.verdict.verdict == "unique" for article in told)
    return unique == 1 and any(article in told for article in about)


def _alive(file: str, worker: Worker, outcome: Outcome) -> Iterable[Disappointment]:
    """A broken file's records bear its path, and the line, as their key."""
    named = [died for died in outcome.dead.values() if Path(died.key.split(":")[0]).name == file]
    if not any(died.letter.worker == worker for died in named):
        yield Disappointment(f"{file} must end among the dead letters of {worker}", "")


def describe(alert: Alert) -> str:
    """An alert in one line, for a list of them."""
    after = f" -> {alert.control.after}" if alert.control and alert.control.after else ""
    return (
        f"{alert.place.name} {alert.family} {alert.event_type}{after} {alert.certainty} "
        f"{alert.msg_type}/{alert.state} r{alert.revision}: {alert.headline}"
    )
