"""History told as context is background; news in the past tense, or beside history, is current."""

import pytest

from tests.unit.extraction.articles import extract
from tests.unit.extraction.test_modality_en import RAISING, modalities
from workers.extraction.core import Extractor


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces took Avdiivka after nearly four months of fighting in February 2024.",
        "Since its capture in May 2023, Bakhmut has had no water.",
        "Marinka, which Russia seized last year, lies in ruins.",
        "Ukrainian forces had held Vuhledar for more than two years.",
        "Bucha was occupied for 33 days until Russian troops withdrew.",
        "The 2022 siege of Mariupol ended when the last defenders left Azovstal.",
        "At one time Russian forces held Lyman.",
        "Mariupol fell two years ago.",
        "Ever since Ukraine recaptured Kupiansk in September 2022, Russia has tried to come back.",
        "It was the biggest city to fall since Bakhmut, which Russia captured in May 2023.",
        "After the fall of Bakhmut, the front moved west.",
        "She left Sievierodonetsk before it fell to Russian troops.",
        "Following Russia's capture of Avdiivka, Kyiv asked for shells.",
        "Kupiansk fell to the Russians in the first week of the invasion, when its then mayor gave it up.",
        "Russian forces seized Enerhodar in the early days of Russia's full-scale invasion.",
        "Kherson, the first regional capital to fall, lies on the west bank.",
    ],
)
def test_history_is_background(text: str, extractor: Extractor) -> None:
    """Old dates, anniversaries, past years and ended states."""
    assert not modalities(text, extractor) & RAISING


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday Russian troops entered Kupiansk, which was liberated in 2022.",
        "After the capture of Kurakhove on Monday, Russian troops moved on.",
        "Russian troops entered Kupiansk, which was liberated in 2022.",
        "Russian forces have retaken Kupiansk two years after losing it.",
        "Russian troops captured Selydove, the largest town to fall since Avdiivka in February.",
        "Russian forces captured Selydove two weeks ago.",
        "Russian forces captured Selydove in the first week of their offensive.",
        "Kostiantynivka is the first large town to fall to Russian forces.",
        "Two years after the invasion began, Russian troops entered Kupiansk on Wednesday.",
        "Once a mining town of 20,000, Selydove was captured by Russian forces on Sunday.",
    ],
)
def test_news_beside_history_is_current(text: str, extractor: Extractor) -> None:
    """A date of another clause, or a comparison with the past, does not make news old."""
    assert "asserted" in modalities(text, extractor)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ukraine's offensive of 2023 nearly reached Tokmak. It reached Robotyne and took it.", "background"),
        (
            "In October 2022 Ukrainian troops freed Lyman. Then they turned east. They entered Torske.",
            "background",
        ),
        ("In 2022 Russia shelled the town daily. On Monday Russian troops entered Siversk.", "asserted"),
        ("In 2022 Russia shelled the town daily. Russian troops entered Siversk.", "asserted"),
        ("Russian troops shelled Siversk on Monday. They entered Serebrianka.", "asserted"),
    ],
)
def test_a_story_of_old_goes_on_as_one(text: str, modality: str, extractor: Extractor) -> None:
    """ "It" and "they" without a day of their own go on with the history of the sentence before."""
    last = max(extract(extractor, text).claims, key=lambda claim: claim.evidence.start)
    assert last.modality == modality
