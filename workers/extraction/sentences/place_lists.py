"""Joins the places of a sentence into lists ("in A, B and near C", "A, a village north of Z, and B")."""

from dataclasses import replace

from workers.extraction.sentences.sentence import PlaceGroup, Scan

_LIST_GAP = 6
"""Words that may stand between two members of a list ("A and in the neighbouring village of B")."""


def add_to_lists(groups: list[PlaceGroup], group: PlaceGroup, scan: Scan) -> None:
    """Add a sentence's next place: to the list before it, joined to that list, or by itself."""
    last = groups[-1] if groups else None
    if last is None or not _is_listed(last.end, group.start, scan):
        groups.append(group)
    elif group.reference:
        linked = not last.reference and _by_and_alone(last.end, group.start, scan)
        groups.append(replace(group, joined=linked))
    elif last.reference and _resumes(groups, group, scan):
        groups.append(replace(group, joined=True))
    elif (
        group.role in (None, last.role)
        and group.locality is None
        and group.extent in (None, last.extent)  # "A and most of B"
        and (last.administrative == group.administrative or _adds_a_community(last, group, scan))
    ):
        groups[-1] = replace(last, end=group.end, places=last.places + group.places)
    else:
        groups.append(replace(group, joined=True))


def _is_listed(end: int, start: int, scan: Scan) -> bool:
    between = range(end, start)
    return (
        0 < len(between) <= _LIST_GAP
        and all(scan.is_a(at, "listed") for at in between)
        and any(scan.is_a(at, "comma", "and") for at in between)
    )


def _adds_a_community(last: PlaceGroup, group: PlaceGroup, scan: Scan) -> bool:
    """ "A and the B community" lists both; "A, B community" says where A lies."""
    joins = any(scan.is_a(at, "and") for at in range(last.end, group.start))
    return joins and "hromada" in (last.places[-1].precision, group.places[0].precision)


def _by_and_alone(end: int, start: int, scan: Scan) -> bool:
    """ "near A and west of B" names two places; "A, west of B" only says where A is."""
    return start - end <= 2 and scan.is_a(start - 1, "and")


def _resumes(groups: list[PlaceGroup], group: PlaceGroup, scan: Scan) -> bool:
    """ "A, a village north of Z, and B": behind the comma the list goes on that the apposition broke."""
    if len(groups) < 2 or not scan.is_a(groups[-1].end, "comma"):
        return False
    return scan.is_a(groups[-2].end, "comma") and group.role is None
