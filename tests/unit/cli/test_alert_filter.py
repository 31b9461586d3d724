"""A subscriber sees what was asked for."""

import pytest

from tests.unit.cli.alerts import make_alert
from workers.cli.alert_filter import AlertFilter, at_least, folded

ALERT = make_alert()


@pytest.mark.parametrize(
    "wanted",
    [
        AlertFilter(),
        AlertFilter(places=frozenset({folded("KUPIANSK")})),
        AlertFilter(places=frozenset({"UA63080090010026457"})),
        AlertFilter(areas=frozenset({folded("Kharkiv Oblast")})),
        AlertFilter(areas=frozenset({folded("kupiansk raion")})),
        AlertFilter(families=frozenset({"control", "combat"})),
        AlertFilter(event_types=frozenset({"control_reaffirmed"})),
        AlertFilter(least_certainty="likely"),
        AlertFilter(watchlists=frozenset({"eastern-towns"})),
    ],
)
def test_what_fits_is_admitted(wanted: AlertFilter) -> None:
    """Each field by itself, names in any case."""
    assert wanted.admits(ALERT)


@pytest.mark.parametrize(
    "wanted",
    [
        AlertFilter(places=frozenset({folded("Kupiansk-Vuzlovyi")})),
        AlertFilter(areas=frozenset({folded("Donetsk Oblast")})),
        AlertFilter(families=frozenset({"combat"})),
        AlertFilter(areas=frozenset({folded("Kupiansk Oblast")})),
        AlertFilter(event_types=frozenset({"control_gained"})),
        AlertFilter(least_certainty="observed"),
        AlertFilter(watchlists=frozenset({"monasteries"})),
        AlertFilter(families=frozenset({"control"}), watchlists=frozenset({"monasteries"})),
    ],
)
def test_one_field_that_does_not_fit_is_enough_to_refuse(wanted: AlertFilter) -> None:
    """Fields are joined by and."""
    assert not wanted.admits(ALERT)


def test_certainties_stand_in_caps_order() -> None:
    """CAP 1.2: observed, likely, possible, unlikely, unknown."""
    assert at_least("observed", "likely")
    assert at_least("possible", "possible")
    assert not at_least("unlikely", "possible")
    assert not at_least("unknown", "unlikely")
