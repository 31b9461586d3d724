"""A second war is a folder of tables: what English prose says of Sudan is read by the same code."""

from pathlib import Path

import pytest

from tests.unit.extraction.articles import extract, lines
from workers.cli.agents import build_stage
from workers.extraction.agent import ExtractionStage
from workers.extraction.extractor import Extractor
from workers.runtime.settings import Settings

EXTRACTION = Path(__file__).parents[3] / "workers" / "extraction"


@pytest.fixture(scope="module")
def sudan() -> Extractor:
    return Extractor.load("sudan")


SAID = [
    (
        "The Rapid Support Forces have captured El Fasher, the last army stronghold in Darfur.",
        {"control_gained El Fasher RSF asserted"},
    ),
    ("The army denied that El Fasher had fallen to the RSF.", {"control_gained El Fasher RSF denied"}),
    (
        "The Sudanese army recaptured Wad Medani on Saturday, driving the paramilitary Rapid Support Forces "
        "out of the city.",
        {"control_regained Wad Madani SAF asserted"},
    ),
    (
        "The RSF withdrew from Wad Madani as army troops entered the city from the east.",
        {"withdrawal Wad Madani RSF asserted", "incursion Wad Madani SAF asserted"},
    ),
    (
        "RSF drones struck Port Sudan for a third day, hitting a fuel depot.",
        {"strike Port Sudan RSF asserted"},
    ),
    ("Drones hit Port Sudan on Sunday, the army said.", {"strike Port Sudan ? asserted"}),
    (
        "The joint forces repelled an RSF attack on Malha, a spokesman for the Joint Force said.",
        {"assault_repelled Malha SAF asserted", "assault Malha RSF asserted"},
    ),
    ("The RSF plans to attack El Obeid, analysts fear.", {"assault El Obeid RSF hypothetical"}),
    (
        "In April 2023, the RSF seized Khartoum airport and much of the capital.",
        {"control_gained Khartoum RSF background"},
    ),
    (
        "The RSF claimed it had taken full control of Babanusa.",
        {"control_gained Babanusa RSF asserted"},
    ),
    (
        "The RSF said its fighters had captured Al-Nuhud in West Kordofan.",
        {"control_gained An Nahud RSF asserted"},
    ),
    ("Hemedti said his forces had withdrawn from Omdurman.", {"withdrawal Omdurman RSF asserted"}),
    ("Residents fear the RSF will storm El Obeid within days.", {"assault El Obeid RSF hypothetical"}),
    ("RSF fighters are besieging El Fasher.", {"encirclement El Fasher RSF asserted"}),
    ("The RSF has besieged El-Fashir since May 2024.", {"encirclement El Fasher RSF asserted"}),
    (
        "RSF shelling of Abu Shouk camp killed at least 14 people, Emergency Lawyers said.",
        {"strike Abu Shouk RSF asserted"},
    ),
    (
        "According to Sudan War Monitor, the army regained control of Bara in North Kordofan.",
        {"control_regained Bara SAF asserted"},
    ),
    ("The SPLM-N shelled Kadugli, killing five people.", {"strike Kadugli SPLM-N asserted"}),
    (
        "If Al Ubayyid falls, the road to the capital would be open, a western diplomat warned.",
        {"control_lost El Obeid ? hypothetical"},
    ),
    (
        "The army said it had repelled an attack by the Janjaweed militia on Um Keddada.",
        {"assault_repelled Umm Keddada SAF asserted", "assault Umm Keddada RSF asserted"},
    ),
    ("Army forces advanced towards Bara on Thursday.", {"advance Bara SAF asserted"}),
    ("Al-Burhan said the army would retake Nyala.", {"control_regained Nyala SAF hypothetical"}),
    ("The RSF announced its withdrawal from Heglig.", {"announced_withdrawal Heglig RSF asserted"}),
    (
        "Sudanese troops pulled out of Babanusa after a months-long siege.",
        {"withdrawal Babanusa SAF asserted"},
    ),
    (
        "The army remains in control of Kadugli, the governor said.",
        {"control_reaffirmed Kadugli SAF asserted"},
    ),
    (
        "Zalingei, which the RSF captured in October 2023, has no hospital left.",
        {"control_gained Zalingei RSF background"},
    ),
    ("The army bombed Nyala airport on Friday night.", {"strike Nyala SAF asserted"}),
    (
        "Fighting broke out in Dilling between the army and the SPLM-N.",
        {"contested Dilling ? asserted"},
    ),
    (
        "The RSF took the town of Al-Fula without a fight, Sudan Tribune reported.",
        {"control_gained El Fula RSF asserted"},
    ),
    ("The RSF entered Tina, on the border with Chad, witnesses said.", {"incursion Tina RSF asserted"}),
    (
        "The Rapid Support Forces said on Sunday they had captured El Fasher.",
        {"control_gained El Fasher RSF asserted"},
    ),
    ("The army broke the siege of El Obeid on Sunday.", set()),
    ("Life in RSF-held Nyala is hard, traders told Radio Dabanga.", set()),
    ("The Sudanese national team will play a friendly in Port Sudan in May.", set()),
    ("Burhan met the Saudi envoy in Port Sudan to discuss aid.", set()),
]


@pytest.mark.parametrize(("text", "claims"), SAID)
def test_what_is_said_of_sudan(text: str, claims: set[str], sudan: Extractor) -> None:
    """Captures, denials, sieges, drones, plans, fears and history, with sides that the theatre names."""
    said = lines(sudan, text)
    extra = {line for line in said - claims if not line.startswith("assault ")}
    assert {line for line in claims if not line.startswith("assault ")} - said == set()
    assert not extra
    assert not any(line.startswith("assault ") and "SAF" in line for line in said)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Emergency Lawyers said the RSF shelled Abu Shouk camp.", ("Emergency Lawyers", None, "monitor")),
        ("The RSF captured Bara, the Yale HRL said.", ("Humanitarian Research Lab", None, "monitor")),
        (
            "Army spokesman Nabil Abdallah said troops had retaken Singa.",
            ("Sudanese army spokesman's office", "SAF", "official"),
        ),
        (
            "The Sovereignty Council said the army had captured Bara.",
            ("Sovereignty Council", "SAF", "official"),
        ),
        ("RSF says it has taken El Fasher.", ("Rapid Support Forces", "RSF", "official")),
        ("The army says it has taken Bara.", ("Sudanese Armed Forces", "SAF", "official")),
        ("An RSF commander said his fighters had captured Bara.", ("RSF commander", "RSF", "unit")),
        ("RSF commander Hemedti said they had captured Bara.", ("Mohamed Hamdan Dagalo", "RSF", "official")),
        ("The RSF took Babanusa, Hemedti said.", ("Mohamed Hamdan Dagalo", "RSF", "official")),
        ("The RSF captured Malha, according to IOM.", ("IOM", None, "third_state")),
        ("The RSF captured Mellit, residents said.", ("residents", None, "witness")),
    ],
)
def test_who_speaks_in_sudan(text: str, speaker: tuple[str, str | None, str], sudan: Extractor) -> None:
    """The theatre's speakers are known by name, side and kind."""
    spoken = {
        (c.claimant.name, c.claimant.party, c.claimant.kind)
        for c in extract(sudan, text).claims
        if c.claimant
    }
    assert spoken == {speaker}


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Al Fashir", "El Fasher"),
        ("El-Fasher", "El Fasher"),
        ("Al Junaynah", "El Geneina"),
        ("Geneina", "El Geneina"),
        ("Al-Ubayyid", "El Obeid"),
        ("Wad Medani", "Wad Madani"),
        ("Ad Du'ayn", "Ed Daein"),
        ("Umm Ruwaba", "Um Rawaba"),
        ("Al Qadarif", "Gedaref"),
        ("Khartoum North", "Khartoum North"),
        ("Bahri", "Khartoum North"),
        ("Zamzam camp", "Zamzam"),
    ],
)
def test_arabic_names_in_their_romanisations(surface: str, name: str, sudan: Extractor) -> None:
    """El or Al, Fasher or Fashir, Geneina or Junaynah: one place."""
    places = extract(sudan, f"The RSF shelled {surface} on Friday.").places
    assert [place.name for place in places] == [name]


def test_a_state_is_no_town(sudan: Extractor) -> None:
    """Khartoum State is not Khartoum; North Darfur needs no "state" behind it."""
    places = extract(sudan, "The army advanced in Gedaref state and in North Darfur.").places
    assert [(place.name, place.precision) for place in places] == [
        ("Gedaref State", "admin1"),
        ("North Darfur", "admin1"),
    ]


def test_the_setting_chooses_the_theatre() -> None:
    """A worker reads Sudan with `FRONTWATCH_THEATRE=sudan`, nothing else changed."""
    stage = build_stage("extraction", Settings(theatre="sudan"))
    assert isinstance(stage, ExtractionStage)
    assert stage._extractor.theatre.name == "sudan"


def test_no_code_knows_sudan() -> None:
    """The theatre is tables alone: no module names it, its parties or its places."""
    code = "\n".join(path.read_text("utf-8") for path in EXTRACTION.rglob("*.py"))
    assert not [word for word in ("sudan", "Sudan", '"SAF"', '"RSF"', "Darfur") if word in code]


def test_a_town_across_the_border_is_known_but_gives_no_claim(sudan: Extractor) -> None:
    """Abéché is a neighbour's: the finder knows the larger towns there, the war is not fought there."""
    read = extract(sudan, "RSF fighters captured Abéché, the Chadian city, a rumour has it.")
    assert [(place.name, place.country) for place in read.places] == [("Abéché", "TD")]
    assert not read.claims
