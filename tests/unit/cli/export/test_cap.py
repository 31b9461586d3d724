"""Every exported message is one that the OASIS schema accepts and that says what CAP's words mean."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from lxml import etree

from schemas import alerts as contract
from schemas.alerts import Alert
from schemas.places import Certainty, PlaceRef
from schemas.watchlists import AlertFamily
from tests.unit.alert.told import GENERAL_STAFF, ISW, MINISTRY, NOWHERE, Desk, claim, report
from tests.unit.cli.alerts import KUPIANSK, NOON, make_alert
from tests.unit.cli.export.hostile import alerts, controls
from workers.cli.commands.alerts import with_times
from workers.cli.export.cap import NAMESPACE, cap_message, identifier, moment

DATA = Path(__file__).parents[3] / "data"
SCHEMA = etree.XMLSchema(etree.parse(DATA / "cap" / "CAP-v1.2.xsd"))
POINT = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [37.61, 49.71]}, "properties": {}}


def message(alert: Alert, source: str = "desk.example") -> Element:
    """The exported message, held to the schema first."""
    document = cap_message(alert, source)
    SCHEMA.assertValid(etree.fromstring(document))
    return fromstring(document)


def texts(root: Element, name: str) -> list[str]:
    return [each.text or "" for each in root.iter(f"{{{NAMESPACE}}}{name}")]


def story() -> Sequence[Alert]:
    """A capture that is claimed, disputed, contradicted, and another that is taken back."""
    desk = Desk()
    desk.live(
        report("ministry", claim("control_gained", "RU", MINISTRY)),
        report("staff", claim("control_reaffirmed", "UA", GENERAL_STAFF), day=1),
        report("monitor", claim("control_reaffirmed", "UA", ISW), day=2),
    )
    desk.live(report("rumour", claim("strike", "RU", MINISTRY), day=3))
    desk.live(report("rumour", day=3.5, revision=1, withdrawn=True))
    return desk.alerts


def test_each_revision_is_a_valid_message_that_names_the_one_before() -> None:
    """Alert, updates and cancellation of real episodes; `references` as CAP writes them."""
    told = story()
    kinds = [texts(message(alert), "msgType")[0] for alert in told]
    assert {"Alert", "Update", "Cancel"} <= set(kinds)
    sent = {texts(message(alert), "identifier")[0]: texts(message(alert), "sent")[0] for alert in told}
    for alert in told:
        root = message(alert)
        if alert.revision == 0:
            assert texts(root, "references") == []
            continue
        before = f"{alert.alert_id}.{alert.revision - 1}"
        assert texts(root, "references") == [f"desk.example,{before},{sent[before]}"]
        assert texts(root, "incidents") == [alert.alert_id]


WORDS: dict[str, tuple[str, Any]] = {
    "status": ("status", contract.Status),
    "msg_type": ("msgType", contract.MsgType),
    "certainty": ("certainty", Certainty),
    "severity": ("severity", contract.Severity),
    "urgency": ("urgency", contract.Urgency),
}


@pytest.mark.parametrize(
    ("field", "element", "word"),
    [(field, element, word) for field, (element, kind) in WORDS.items() for word in get_args(kind)],
)
def test_our_words_are_caps_words(field: str, element: str, word: str) -> None:
    """Every value that an alert can have, one for one."""
    assert texts(message(make_alert(**{field: word})), element) == [word.capitalize()]


@pytest.mark.parametrize("family", get_args(AlertFamily))
def test_every_family_has_a_category(family: str) -> None:
    """An evacuation concerns safety, too."""
    found = texts(message(make_alert(family=family)), "category")
    assert found == (["Safety", "Security"] if family == "civil" else ["Security"])


def test_an_exercise_says_that_it_is_one() -> None:
    """CAP wants it in the note."""
    assert texts(message(make_alert(status="exercise")), "note")[0].startswith("Exercise")
    assert texts(message(make_alert(status="actual")), "note") == []


@pytest.mark.parametrize(
    ("precision", "relation", "circle"),
    [
        ("settlement", "in", "49.71,37.61 5"),
        ("settlement", "near", "49.71,37.61 10"),
        ("admin1", "near", "49.71,37.61 84"),
    ],
)
def test_a_point_becomes_a_circle_as_wide_as_what_is_known(
    precision: str, relation: str, circle: str
) -> None:
    """Latitude first, then the radius in kilometres."""
    place = KUPIANSK.model_copy(update={"precision": precision})
    root = message(make_alert(place=place, relation=relation, feature=POINT))
    assert texts(root, "circle") == [circle]
    assert texts(root, "areaDesc")[0].endswith("Kupiansk, Kupiansk Raion, Kharkiv Oblast")


def test_a_changed_front_becomes_polygons() -> None:
    """Closed, latitude first; a hole cannot be said in CAP."""
    square = [[37.0, 49.0], [38.0, 49.0], [38.0, 50.0], [37.0, 49.0]]
    hole = [[37.5, 49.4], [37.6, 49.4], [37.6, 49.5], [37.5, 49.4]]
    geometry = {"type": "MultiPolygon", "coordinates": [[square, hole], [square]]}
    feature = {"type": "Feature", "geometry": geometry, "properties": {}}
    root = message(make_alert(family="map", event_type="map_moved", feature=feature))
    assert texts(root, "polygon") == ["49.0,37.0 49.0,38.0 50.0,38.0 49.0,37.0"] * 2
    assert texts(root, "circle") == []


def test_an_unresolved_place_has_a_name_and_no_shape() -> None:
    """No coordinates are invented."""
    root = message(make_alert(place=NOWHERE))
    assert texts(root, "areaDesc") == ["Ivanivka (it is not known which place of this name)"]
    assert texts(root, "circle") + texts(root, "polygon") == []


def test_place_codes_bear_the_name_of_their_scheme() -> None:
    """KATOTTH and GeoNames."""
    geonames = PlaceRef(place_id="gn:702550", name="Lviv", precision="settlement")
    katottg = KUPIANSK.model_copy(update={"katottg": "UA63080090010026457"})
    assert "KATOTTG" in texts(message(make_alert(place=katottg)), "valueName")
    assert "702550" in texts(message(make_alert(place=geonames)), "value")


def test_times_have_an_offset_and_no_letter() -> None:
    """CAP 1.2, section 3.3.2: UTC is -00:00."""
    assert moment(datetime(2024, 11, 14, 12, 0, 0, 123, tzinfo=UTC)) == "2024-11-14T12:00:00-00:00"
    east = timezone(timedelta(hours=2))
    assert moment(datetime(2024, 11, 14, 12, 0, tzinfo=east)) == "2024-11-14T12:00:00+02:00"


def test_senders_and_identifiers_have_nothing_that_cap_forbids() -> None:
    """No spaces, commas, `<` or `&`, so that references can be taken apart."""
    root = message(make_alert(alert_id="a b,c", revision=1), source="desk <one>, & two")
    for name in (*texts(root, "sender"), *texts(root, "identifier")):
        assert not set(name) & set(" ,<&")
    assert identifier("frontwatch/kyiv:1") == "frontwatch/kyiv:1"


@given(alerts())
def test_whatever_an_article_says_the_message_is_valid_and_inert(alert: Alert) -> None:
    """One line, no control character, nothing that breaks out of its element."""
    document = cap_message(alert, alert.headline).decode()
    SCHEMA.assertValid(etree.fromstring(document.encode()))
    assert not controls(document)
    assert len(texts(fromstring(document), "identifier")) == 1


def test_the_schema_would_notice(tmp_path: Path) -> None:
    """The check can fail: a word that is not CAP's is refused."""
    document = cap_message(make_alert(), "desk").replace(b">Likely<", b">Probably<")
    assert not SCHEMA.validate(etree.fromstring(document))


def test_an_alert_of_an_older_version_finds_the_times_of_what_it_follows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Among the messages that are exported with it; else it says which are missing and names none."""
    path = DATA.parent / "contract" / "examples" / "0.1.0" / "alerts" / "cancel.json"
    old = Alert.model_validate_json(path.read_bytes())
    known = with_times(old, dict.fromkeys(old.references, NOON))
    assert len(texts(message(known), "references")[0].split()) == len(old.references)
    assert texts(message(with_times(old, {})), "references") == []
    assert "follows messages whose times are not known" in capsys.readouterr().err
