"""Frames that assert nothing of what they frame: denied, planned, feared, conditional, past, asked."""

from itertools import product

import pytest

from tests.unit.extraction.articles import extract, line
from workers.extraction.extractor import Extractor

FRAMES: dict[str, tuple[str, ...]] = {
    "en": (
        "The General Staff denied that Russian forces had {event}.",
        "The brigade called reports that Russian forces had {event} untrue.",
        "It is not true that Russian forces have {event}.",
        "There was no confirmation that Russian forces had {event}.",
        "Kyiv rejected claims that Russian forces had {event}.",
        "If Russian forces had {event}, the road would have been cut.",
        "Residents fear that Russian forces will have {event} by winter.",
        "Russian forces have not {event}.",
        "Russian forces have never {event}.",
        "Have Russian forces {event}?",
        "Russian forces had {event} in March 2022.",
        "Russian forces could have {event} by autumn, analysts warn.",
        "The ministry says that no Russian forces have {event}.",
        "Nobody could confirm that Russian forces had {event}.",
        "Russian forces once {event}.",
        "Russian forces will have {event} next Friday.",
    ),
    "uk": (
        "Генштаб заперечив, що російські війська {event}.",
        "Неправда, що російські війська {event}.",
        "Підтверджень того, що російські війська {event}, немає.",
        "Якби російські війська {event}, дорога була б перерізана.",
        "Російські війська не {event}.",
        "Чи російські війська {event}?",
        "У березні 2022 року російські війська {event}.",
        "Російські війська нібито {event}.",
    ),
    "ru": (
        "Генштаб опроверг, что российские войска {event}.",
        "Неправда, что российские войска {event}.",
        "Подтверждений того, что российские войска {event}, нет.",
        "Если бы российские войска {event}, дорога была бы перерезана.",
        "Российские войска не {event}.",
        "В марте 2022 года российские войска {event}.",
        "Российские войска якобы {event}.",
    ),
}

EVENTS: dict[str, tuple[str, ...]] = {
    "en": ("captured Siversk", "entered Lyman", "surrounded Pokrovsk", "seized Kostiantynivka"),
    "uk": ("захопили Сіверськ", "увійшли до Лимана", "оточили Покровськ", "окупували Костянтинівку"),
    "ru": ("захватили Северск", "вошли в Лиман", "окружили Покровск", "заняли Константиновку"),
}

CASES = [
    pytest.param(language, frame.format(event=event), id=f"{language} {frame.format(event=event)}")
    for language in FRAMES
    for frame, event in product(FRAMES[language], EVENTS[language])
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_nothing_is_asserted(language: str, text: str, extractor: Extractor) -> None:
    """Whatever a frame takes back, doubts, fears or remembers is not asserted."""
    claims = extract(extractor, text, language).claims
    assert [line(claim) for claim in claims if claim.modality == "asserted"] == []


@pytest.mark.parametrize("language", FRAMES)
def test_the_same_events_without_a_frame_are_asserted(language: str, extractor: Extractor) -> None:
    """It is the frames that hold the claims back, and not the words inside."""
    subject = {"en": "Russian forces have", "uk": "Російські війська", "ru": "Российские войска"}[language]
    for event in EVENTS[language]:
        claims = extract(extractor, f"{subject} {event}.", language).claims
        assert [claim.modality for claim in claims] == ["asserted"], event
