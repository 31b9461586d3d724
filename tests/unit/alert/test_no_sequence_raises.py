"""What no sequence of observations may do to a belief or to a sleeper. Hypothesis looks for one that does."""

from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas.alerts import Alert
from schemas.claims import Claim
from schemas.identity import article_id, observation_id, version_id
from schemas.observations import PlaceReported
from tests.unit.alert.drawn import (
    NAMED,
    NEVER,
    PARTIES,
    Step,
    Watcher,
    articles,
    claims,
    maps,
    opened,
    sequences,
)
from tests.unit.alert.told import GENERAL_STAFF, ISW, KUPIANSK, MINISTRY, Desk, at, claim, report
from workers.alert.policy.agreement import LADDER
from workers.alert.policy.windows import LATE

never = claims(NEVER)


@given(st.lists(articles(claim=never), min_size=1, max_size=6))
@settings(max_examples=100)
def test_hypothetical_background_and_denied_claims_raise_nothing(told: list[PlaceReported]) -> None:
    """By themselves they make neither an alert nor a belief, however many they are."""
    desk = Desk()
    desk.hear(*told)
    assert desk.alerts == []
    assert desk.beliefs == []


@given(
    sequences(), st.lists(never, min_size=1, max_size=4), st.integers(0, 260), st.sampled_from((0.1, 30, 400))
)
@settings(max_examples=200)
def test_they_open_no_alert_after_anything_else_either(
    steps: list[Step], said: list[Claim], tenths: int, hours: float
) -> None:
    """Whatever was told before: a denial may lower or dispute an alert, and none of them opens one."""
    watcher = Watcher()
    watcher.hear(*steps)
    assert opened(watcher.hear(Step(report("never", *said, day=tenths / 10), hours))) == []


@given(sequences(), st.lists(claims(NEVER[2:]), min_size=1, max_size=4), st.integers(0, 260))
@settings(max_examples=100)
def test_what_is_supposed_or_remembered_changes_no_belief(
    steps: list[Step], said: list[Claim], tenths: int
) -> None:
    """A claimant's own later denial may take his word back; a plan, a fear or a memory takes nothing."""
    watcher = Watcher()
    watcher.hear(*steps)
    before = watcher.belief
    watcher.hear(Step(report("never", *said, day=tenths / 10)))
    assert watcher.belief is before


def repeated(told: PlaceReported, outlet: str, *, same_story: bool) -> PlaceReported:
    """The same article at another site."""
    article = article_id(f"https://{outlet}.example/copy", outlet, "", None)
    version = version_id(article, "0")
    changes = {
        "observation_id": observation_id(version, KUPIANSK.place_id),
        "article_id": article,
        "version_id": version,
        "revision": 0,
        "source": f"{outlet}.example",
        "url": f"https://{outlet}.example/copy",
    }
    return told.model_copy(update=changes if same_story else {**changes, "story_id": f"story-of-{outlet}"})


@given(sequences(), st.data(), st.lists(st.booleans(), min_size=1, max_size=4), st.sampled_from((0.1, 30)))
@settings(max_examples=200)
def test_no_repeat_of_an_origin_raises_certainty(
    steps: list[Step], data: st.DataObject, copies: list[bool], hours: float
) -> None:
    """Whatever was told before, an article that other sites carry, as one story or many, adds nothing."""
    watcher = Watcher()
    watcher.hear(*steps)
    told = [each.observation for each in steps if isinstance(each.observation, PlaceReported)]
    assume(told)
    original = data.draw(st.sampled_from(told))
    latest = max(each.revision for each in told if each.article_id == original.article_id)
    assume(original.revision == latest and original.published_at is not None)
    known = {alert.alert_id: alert for alert in watcher.desk.alerts}
    for number, same_story in enumerate(copies):
        alerts = watcher.hear(Step(repeated(original, f"copy{number}", same_story=same_story), hours))
        assert opened(alerts) == []
        for alert in alerts:
            if alert.family != "naming":
                assert not _rose(known[alert.alert_id], alert)
        known |= {alert.alert_id: alert for alert in alerts}


def _rose(before: Alert, after: Alert) -> bool:
    return (
        LADDER.index(after.certainty) > LADDER.index(before.certainty)
        or after.corroboration.origins > before.corroboration.origins
    )


@given(sequences(days=12), st.data(), st.booleans())
@settings(max_examples=150)
def test_what_was_published_long_ago_overrides_no_newer_word(
    steps: list[Step], data: st.DataObject, first: bool
) -> None:
    """A monitor's word of today stands, whatever was published weeks before, and whenever that arrives."""
    newest = Step(report("newest", claim("control_gained", "RU", ISW), day=30))
    dated = [s for s in steps if not isinstance(s.observation, PlaceReported) or s.observation.published_at]
    watcher = Watcher()
    watcher.hear(*((*dated, newest) if first else (newest, *dated)))
    assert watcher.held == ("held", "RU")


@given(sequences(days=12), st.lists(st.one_of(articles(undated=False), maps()), min_size=1, max_size=3))
@settings(max_examples=150)
def test_what_was_published_long_ago_wakes_nobody(steps: list[Step], old: list[PlaceReported]) -> None:
    """Published over 14 days before the newest word: history is corrected in silence, no alert opens."""
    watcher = Watcher()
    watcher.hear(*steps, Step(report("newest", claim("strike", "RU", ISW), day=24 + LATE.days + 1)))
    told = {each.observation.observation_id for each in steps}
    for number, each in enumerate(old):
        assume(each.observation_id not in told)
        if isinstance(each, PlaceReported):
            each = repeated(each, f"old{number}", same_story=True)  # noqa: PLW2901 - no revision of one before
        assert opened(watcher.hear(Step(each))) == []


flips = st.lists(
    st.tuples(st.sampled_from(PARTIES), st.integers(0, 70), st.sampled_from((ISW, "admitted", "map"))),
    min_size=3,
    max_size=9,
)


@given(flips, st.lists(st.one_of(articles(8, undated=False)), max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_a_village_that_flips_twice_in_a_week_wakes_nobody_a_third_time(
    drawn: list[tuple[str, int, object]], noise: list[PlaceReported], random: object
) -> None:
    """Once an alert says that it changed hands twice within a week, no further turn of that week is told.

    By monitors, admissions or maps, in any order, among whatever else is told of the place.
    """
    turns = [_turn(number, *each) for number, each in enumerate(drawn)]
    told = [*turns, *(Step(each) for each in noise)]
    random.shuffle(told)  # type: ignore[attr-defined]
    watcher = Watcher()
    contested = False
    for step in told:
        alerts = [each for each in watcher.hear(step) if each.family == "control"]
        if contested and step in turns:
            assert alerts == []
        contested = contested or any("changed hands twice" in each.headline for each in alerts)


def _turn(number: int, holder: str, tenths: int, speaker: object) -> Step:
    """The place goes over to the holder, on a strong word."""
    loser = "UA" if holder == "RU" else "RU"
    staff = {"RU": MINISTRY, "UA": GENERAL_STAFF}[loser]
    said = claim("control_gained", holder, staff if speaker == "admitted" else ISW)
    return Step(report(f"flip{number}", said, day=tenths / 10))


@given(flips)
@settings(max_examples=100)
def test_turns_within_a_week_are_one_alert_and_one_update_at_most(
    drawn: list[tuple[str, int, object]],
) -> None:
    """The first turn wakes, the second says that the place is contested, and that is all."""
    watcher = Watcher()
    watcher.hear(*(_turn(number, *each) for number, each in enumerate(sorted(drawn, key=lambda d: d[1]))))
    alerts = [each for each in watcher.desk.alerts if each.family == "control"]
    changes = [each for each in alerts if each.msg_type == "alert" or each.event_type != alerts[0].event_type]
    assert len([each for each in alerts if each.msg_type == "alert"]) == 1
    assert len(changes) <= 2


def holdings() -> st.SearchStrategy[list[Step]]:
    """Statements that somebody holds the place, told after all that `sequences` draw."""
    said = st.tuples(st.sampled_from(PARTIES), st.sampled_from(NAMED), st.integers(240, 300))
    return st.lists(said, min_size=1, max_size=4).map(
        lambda drawn: [
            Step(report(f"holding{n}", claim("control_reaffirmed", holder, speaker), day=tenths / 10))
            for n, (holder, speaker, tenths) in enumerate(drawn)
        ]
    )


@given(sequences(), holdings())
@settings(max_examples=150)
def test_a_statement_of_holding_alone_changes_no_belief(steps: list[Step], said: list[Step]) -> None:
    """Where somebody is believed to hold the place he still is, however many say "we hold it" afterwards.

    One that is older than what is believed may show that the place was held before: then it is where belief
    starts, and what has happened since is read against it.
    """
    watcher = Watcher()
    watcher.hear(*steps)
    before = watcher.held
    watcher.hear(*said)
    if before[0] != "unknown":
        assert watcher.held == before


def test_a_week_is_a_week() -> None:
    """The windows that the sequences above are drawn around are those of the policy."""
    assert timedelta(days=14) == LATE
    assert at(30) - at(12) > LATE
