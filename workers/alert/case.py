"""A case: one thing that is happening at a place in one family, with all words for and against it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from propcache.api import cached_property

from schemas.claims import ClaimFamily
from schemas.places import Certainty
from schemas.watchlists import AlertEventType
from workers.alert.testimony import Testimony

_BY_ORDER = attrgetter("order")


@dataclass(frozen=True)
class Case:
    """What an alert should say, before it is compared with what the last revision said.

    `support` speaks for the event that names the case, `against` denies or contradicts it, `aligned` agrees
    without saying the same (the denial of an incursion beside a statement of holding), `others` is the rest
    of the episode. `before` and `after` are holders and only set in the family control; `believed` says that
    belief follows; `reversed_twice` that the place changed hands twice within a week. `raisers` are the
    articles whose words are worth an alert: neither late nor remembered nor routine. `over` marks a case that
    a later belief has superseded.
    """

    family: ClaimFamily
    event_type: AlertEventType
    actor: str | None
    certainty: Certainty
    origins: int
    support: tuple[Testimony, ...]
    against: tuple[Testimony, ...] = ()
    aligned: tuple[Testimony, ...] = ()
    others: tuple[Testimony, ...] = ()
    before: str | None = None
    after: str | None = None
    believed: bool = False
    reversed_twice: bool = False
    raisers: frozenset[str] = frozenset()
    over: bool = False

    @cached_property
    def testimonies(self) -> tuple[Testimony, ...]:
        """Every word in the case, those for it first."""
        return (*self.support, *self.against, *self.aligned, *self.others)

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles whose words these are."""
        return frozenset([each.report.article_id for each in self.testimonies])

    @cached_property
    def supporters(self) -> frozenset[str]:
        """The articles whose words are for it."""
        return frozenset([each.report.article_id for each in self.support])

    @property
    def begins(self) -> date:
        """The day of the first word for it."""
        return min(each.day for each in self.support)

    @property
    def until(self) -> date:
        """The last day of which a word in it says that something happened."""
        told = [each.day for each in self.testimonies if each.statement.modality != "denied"]
        return max(told, default=self.begins)

    @property
    def open_ended(self) -> bool:
        """A contested capture, which no silence closes."""
        if self.family != "control" or self.event_type == "control_reaffirmed":
            return False
        return self.after == "contested" or bool(self.against)


def raisers(testimonies: Iterable[Testimony], raises: Callable[[Testimony], bool]) -> frozenset[str]:
    """The articles of those of the words that may raise an alert."""
    return frozenset([each.report.article_id for each in testimonies if raises(each)])


def merged(one: Sequence[Testimony], other: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Both, each in order already and without a word in common, in one order."""
    return in_order((*one, *other)) if one and other else tuple(one or other)


def in_order(testimonies: Iterable[Testimony]) -> tuple[Testimony, ...]:
    """In order of event and publication."""
    return tuple(sorted(testimonies, key=_BY_ORDER))


def sort(testimonies: Iterable[Testimony]) -> tuple[Testimony, ...]:
    """In order, each once (a report makes each of its testimonies once)."""
    return in_order({id(each): each for each in testimonies}.values())


def without(testimonies: Iterable[Testimony], others: Iterable[Testimony]) -> list[Testimony]:
    """Those that are not among the others."""
    known = {id(each) for each in others}
    return [each for each in testimonies if id(each) not in known]
