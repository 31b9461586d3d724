"""Prints the figures as one table, and, for development items only, each error."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from schemas.claims import Claim
from tests.quality.gold import GoldClaim
from tests.quality.intervals import Estimate
from tests.quality.match import Outcome
from tests.quality.score import Figure, Violation


def figures_table(columns: Mapping[str, Sequence[Figure]]) -> Table:
    """One row a figure, one column a set: value, 95 % interval, and the number it rests on."""
    table = Table(title="Extraction quality (95 % intervals)")
    table.add_column("figure")
    for name in columns:
        table.add_column(name, justify="right")
    for rows in zip(*columns.values(), strict=True):
        table.add_row(rows[0].name, *(_cell(figure) for figure in rows))
    return table


def events_table(name: str, rows: Iterable[tuple[str, Estimate, Estimate]]) -> Table:
    """Precision and recall of each event type in one set."""
    table = Table(title=f"Event types, {name}")
    for column in ("event type", "precision", "recall"):
        table.add_column(column, justify="left" if column == "event type" else "right")
    for event, precision, recall in rows:
        table.add_row(event, _share(precision), _share(recall))
    return table


def print_errors(console: Console, outcomes: Iterable[Outcome]) -> None:
    """Each wrong or missed claim and each misread place, under the text it comes from."""
    for outcome in outcomes:
        lines = [
            *(f"  + {_found(claim)}" for claim in outcome.wrong),
            *(f"  - {_label(label)}" for label in outcome.missed),
            *(f"  ! wrong side: {_found(claim)}" for claim in outcome.wrong_sides),
            *(f"  + place {place.surface}" for place in outcome.places.spurious),
            *(f"  - place {place.surface}" for place in outcome.places.missed),
        ]
        if lines:
            _print_item(console, outcome.item.id, outcome.item.labelled_text, lines)


def print_violations(console: Console, found: Iterable[Violation]) -> None:
    """Each safety item in which something was asserted."""
    for violation in found:
        item = violation.item
        _print_item(console, f"{item.id} ({item.frame})", item.text, [f"  + {_found(violation.claim)}"])


def _print_item(console: Console, title: str, text: str, lines: Iterable[str]) -> None:
    console.print(f"{title}: {text}", markup=False, highlight=False)
    for line in lines:
        console.print(line, markup=False, highlight=False)


def _cell(figure: Figure) -> str:
    met = figure.meets_aim
    style = {None: "", True: "green", False: "red"}[met]
    text = _share(figure.estimate)
    return f"[{style}]{text}[/{style}]" if style else text


def _share(estimate: Estimate) -> str:
    if estimate.count == 0:
        return "-"
    return f"{estimate.value:.3f} ({estimate.low:.3f}-{estimate.high:.3f}) n={estimate.count}"


def _found(claim: Claim) -> str:
    speaker = claim.claimant.name if claim.claimant else "-"
    return f"{claim.event_type} {claim.actor} {claim.modality} {claim.place.surface} [{speaker}]"


def _label(label: GoldClaim) -> str:
    readings = "/".join(f"{event}:{actor}" for event, actor in label.readings)
    return f"{readings} {'/'.join(label.modalities)} {label.place.surface} [{label.claimant or '-'}]"
