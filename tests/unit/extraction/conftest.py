"""The extractor of the Ukrainian theatre, read once for all tests."""

import pytest

from workers.extraction.extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load("ukraine")
