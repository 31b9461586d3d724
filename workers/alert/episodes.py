"""Episodes: which alert a case belongs to, and whether its next revision is worth publishing.

An episode opens with the first observation that gives its case something to raise, and is named after that
observation. It is found again by the articles that its words come from. It closes when superseded (a later
belief, or a claimant's later word), when taken back (the last article that supported it dropped its claim),
or after 14 quiet days by record time: silently, for `expires_at` has told everybody. Closed episodes stay
closed, but for one that was superseded by something since taken back. An episode that only history brings to
light (a word published long ago makes news of another) is closed from the start, and nothing is published;
so is every one but the latest of those that one observation would open.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, count
from typing import NamedTuple

from schemas.alerts import Alert
from schemas.claims import FAMILIES, ClaimFamily
from workers.alert.case import Case
from workers.alert.headline import Ending
from workers.alert.policy.windows import QUIET, REFRESH
from workers.alert.revision import Desk, end, is_news, lean, write
from workers.alert.state import Change, Episode
from workers.alert.testimony import Testimony

MOST_CLOSED = 8
"""Closed episodes that are remembered per family."""
STRONG = ("likely", "observed")


class Cause(NamedTuple):
    """The article at hand, what became of what it said before, and how things stand after it.

    `holder` is who is believed to hold the place; `late` says that the article was published long before the
    newest word, `asserts` that it says of something that it happened; `kept` are the articles in memory.
    """

    article_id: str
    change: Change
    holder: str
    late: bool
    asserts: bool
    kept: frozenset[str]

    @property
    def takes_back(self) -> bool:
        """Whether the article no longer says what it said."""
        return self.change in ("replaced", "withdrawn")


def expire(episodes: Sequence[Episode], desk: Desk) -> tuple[Episode, ...]:
    """Close what has been quiet for 14 days, but never a contested capture."""
    return tuple(
        replace(each, state="expired")
        if each.running and not each.open_ended and desk.now - each.active_at > QUIET
        else each
        for each in episodes
    )


def reconcile(
    episodes: Sequence[Episode],
    cases: Sequence[Case],
    families: Collection[ClaimFamily],
    cause: Cause,
    desk: Desk,
) -> tuple[tuple[Episode, ...], tuple[Alert, ...]]:
    """The episodes after the observation, and the revisions to publish, family by family.

    `families` are those that the observation concerns; the episodes of the others stay as they are.
    """
    after: list[Episode] = []
    alerts: list[Alert] = []
    for family in FAMILIES:
        own = [each for each in episodes if each.family == family]
        if family not in families:
            after += own
            continue
        kept, published = _reconcile_family(
            own, [each for each in cases if each.family == family], cause, desk
        )
        after += kept
        alerts += published
    return tuple(after), tuple(alerts)


def _reconcile_family(
    episodes: Sequence[Episode], cases: Sequence[Case], cause: Cause, desk: Desk
) -> tuple[list[Episode], list[Alert]]:
    matched = _match(episodes, cases, cause)
    revised: list[Episode] = []
    alerts: list[Alert] = []
    for number, episode in enumerate(episodes):
        case = matched.get(number)
        outcome = _revise(episode, case, cause, desk) if case else _orphan(episode, cases, cause, desk)
        revised.append(outcome[0])
        alerts += outcome[1]
    if any(alert.state == "retracted" for alert in alerts):
        return _forget(revised), alerts
    if not cause.asserts and not cause.takes_back:
        return _forget(revised), alerts
    housed = {id(case) for case in matched.values()}
    fresh = [
        case
        for number, case in enumerate(cases)
        if id(case) not in housed and _opens(case, cases[number + 1 :], revised)
    ]
    for case in fresh:
        superseded = [alert for alert in alerts if alert.state == "superseded"]
        name = _name(revised, desk.observation_id)
        alert = write(desk, case, name, None, superseded)
        episode = _episode(case, name, alert, desk)
        if cause.late or case is not fresh[-1]:
            revised.append(replace(episode, state="expired"))
            continue
        revised.append(episode)
        alerts.append(alert)
    return _forget(revised), alerts


def _match(episodes: Sequence[Episode], cases: Sequence[Case], cause: Cause) -> dict[int, Case]:
    """Each case's episode, by index: the latest that shares an article with it and can still change.

    The newest case chooses first. Two episodes that a late word would merge stay two. An article that takes
    back a change of control does not turn its alert into one of holding: that alert is cancelled.
    """
    matched: dict[int, Case] = {}
    for case in reversed(cases):
        for number in reversed(range(len(episodes))):
            episode = episodes[number]
            if number in matched or not _may_change(episode, case) or _recants(episode, case, cause):
                continue
            if case.supporters.intersection(episode.articles) or case.articles.intersection(episode.support):
                matched[number] = case
                break
    return matched


def _may_change(episode: Episode, case: Case) -> bool:
    if episode.running:
        return True
    return episode.state == "superseded" and episode.family == "control" and not case.over


def _recants(episode: Episode, case: Case, cause: Cause) -> bool:
    if case.event_type != "control_reaffirmed" or episode.published.event_type == "control_reaffirmed":
        return False
    return cause.takes_back and cause.article_id in episode.articles


def _revise(episode: Episode, case: Case, cause: Cause, desk: Desk) -> tuple[Episode, tuple[Alert, ...]]:
    """The episode with its case's words in it, and the next revision where there is news.

    An alert that goes on is published again before it would expire, so that `expires_at` tells the truth.
    """
    active = cause.article_id in case.articles
    grown = replace(
        episode,
        articles=tuple(sorted(case.articles)),
        support=tuple(sorted(case.supporters)),
        active_at=desk.now if active else episode.active_at,
        until=max(case.until, episode.until),
        open_ended=case.open_ended,
    )
    ongoing = active and not case.open_ended and episode.published.expires_at - desk.now < REFRESH
    if not ongoing and not is_news(case, episode.published):
        return grown, ()
    alert = write(desk, case, episode.name, episode.published)
    return replace(grown, state=alert.state, published=lean(alert)), (alert,)


def _orphan(
    episode: Episode, cases: Sequence[Case], cause: Cause, desk: Desk
) -> tuple[Episode, tuple[Alert, ...]]:
    """An episode without a case: taken back, no longer so, known before, or merely bridged by a late word.

    One whose articles have left memory closes as if by time. A word that was published long ago corrects
    silently and does not end an alert that is still right.
    """
    if not episode.running:
        return episode, ()
    if cause.takes_back and cause.article_id in episode.articles:
        ending: Ending = "Taken back"
    elif not cause.kept.intersection(episode.support):
        return replace(episode, state="expired"), ()
    elif episode.family != "control" and any(case.articles.intersection(episode.articles) for case in cases):
        return episode, ()
    elif not _still_so(episode, cause):
        ending = "No longer so"
    elif cause.late:
        return episode, ()
    else:
        ending = "Known before"
    alert = end(desk, episode, ending)
    return replace(episode, state=alert.state, published=lean(alert)), (alert,)


def _still_so(episode: Episode, cause: Cause) -> bool:
    """Whether what the alert says is believed all the same: an older word has shown it to be no news."""
    control = episode.published.control
    return control is not None and control.after == cause.holder


def _opens(case: Case, later: Sequence[Case], episodes: Sequence[Episode]) -> bool:
    """Whether a case without an episode is worth an alert.

    Not if it is history by now, or if an episode that time has closed has told the same. An article raises
    one alert of a family at most: that of the latest case that it speaks of.
    """
    elsewhere = frozenset(article for each in later for article in each.raisers)
    if case.over or not case.raisers - elsewhere:
        return False
    closed = [
        each for each in episodes if each.state == "expired" and case.supporters.intersection(each.support)
    ]
    return all(case.believed and each.published.certainty not in STRONG for each in closed)


def _name(episodes: Sequence[Episode], observation: str) -> str:
    """The observation's id; with a number where an earlier episode of the family bears it already."""
    names = {each.name for each in episodes}
    numbered = (f"{observation}:{number}" for number in count(2))
    return next(name for name in chain((observation,), numbered) if name not in names)


def _episode(case: Case, name: str, alert: Alert, desk: Desk) -> Episode:
    return Episode(
        family=case.family,
        name=name,
        state=alert.state,
        articles=tuple(sorted(case.articles)),
        support=tuple(sorted(case.supporters)),
        active_at=desk.now,
        open_ended=case.open_ended,
        published=lean(alert),
        until=case.until,
    )


def _forget(episodes: Sequence[Episode]) -> list[Episode]:
    """Keep all that run and the latest that are closed."""
    closed = [each for each in episodes if not each.running][-MOST_CLOSED:]
    return [each for each in episodes if each.running or any(each is kept for kept in closed)]


def is_closed(episodes: Sequence[Episode], family: ClaimFamily) -> Callable[[Testimony], bool]:
    """A test of one word: has it had its episode, or is it of the time of one that silence has closed?

    Such words continue nothing and open nothing: a copy of what was told weeks ago is no news.
    """
    own = [each for each in episodes if each.family == family]
    told = {a for each in own if each.state in ("expired", "superseded") for a in each.articles}
    until = max((each.until for each in own if each.state == "expired"), default=date.min)
    return lambda word: word.day <= until or word.report.article_id in told
