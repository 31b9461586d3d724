"""What "the town" means after a sentence that names more than one place, and what has happened since."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    says(
        "Hirnyk lies on the road to Kurakhove. Russian troops captured the town on Friday.",
        "control_gained Hirnyk RU asserted",
    ),
    says(
        "Russian troops entered Terny and moved on to Yampolivka. The Russians have captured the village.",
        "incursion Terny RU asserted",
        "advance Yampolivka RU asserted",
    ),
    says(
        "Russian troops entered Terny last week. Ukrainian troops have since retaken the village.",
        "incursion Terny RU asserted",
        "control_regained Terny UA asserted",
    ),
    says(
        "Russia said it had taken Hirnyk. Ukraine's General Staff said the town was under its control.",
        "control_gained Hirnyk RU asserted",
        "control_reaffirmed Hirnyk UA asserted",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_the_town_is_the_one_that_was_spoken_of(case: Says, extractor: Extractor) -> None:
    """Places that only say where another lies are not meant; where two may be meant, neither is."""
    assert lines(extractor, case.text) == case.claims
