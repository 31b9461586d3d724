"""What is denied by somebody unnamed, kept back, rumoured or scorned is not told as fact; its twins are."""

import pytest

from tests.unit.extraction.articles import Says, extract, lines, says
from workers.extraction.extractor import Extractor

NOT_SAID = (
    "The brigade asked the media not to report the liberation of Klishchiivka yet.",
    "The command urged journalists not to write about the capture of Selydove.",
    "The unit appealed to bloggers to refrain from announcing the liberation of Robotyne.",
    "The brigade called on the public not to spread rumours about the fall of Toretsk.",
    "Please do not announce the liberation of Andriivka before we do, the brigade's press officer wrote.",
    "Reporters were told not to mention the loss of Velyka Novosilka.",
    "The army told the public to wait before celebrating the liberation of Urozhaine.",
    "The General Staff said nothing about the loss of Vuhledar.",
    "The evening bulletin made no mention of the loss of Vuhledar.",
    "The ministry was silent on the withdrawal from Kherson.",
    "The spokesman declined to comment on the reported capture of Toretsk.",
    "The spokesman refused to discuss the loss of Toretsk.",
    "There was no word from Kyiv on the capture of Toretsk.",
    "Ukraine's army has not commented on the fall of Selydove.",
    "The Kremlin's spokesman would neither confirm nor deny that Ukrainians were in Sudzha.",
    "The General Staff declined to confirm or deny that its troops had left Selydove.",
    "The brigade did not deny or confirm the loss of Selydove.",
    "The General Staff avoided any mention of the withdrawal from Vuhledar.",
)

CASES = (
    # twins that do say it
    says("The General Staff reported the liberation of Robotyne.", "control_regained Robotyne UA asserted"),
    says(
        "The army, which had asked reporters to keep quiet, announced the liberation of Robotyne on Monday.",
        "control_regained Robotyne ? asserted",
    ),
    says("The General Staff confirmed the withdrawal from Siversk.", "withdrawal Siversk UA asserted"),
    # denied by somebody whom the sentence does not name
    says("He denied that Kostiantynivka had been encircled.", "encirclement Kostiantynivka ? denied"),
    says("She rejected reports that Toretsk had fallen.", "control_lost Toretsk UA denied"),
    says(
        "They denied that Russian troops had entered Pokrovsk, and asked for patience.",
        "incursion Pokrovsk RU denied",
    ),
    says(
        "He would not confirm that Russian troops had taken Vovchansk.",
        "control_gained Vovchansk RU reported",
    ),
    says("He confirmed that Russian troops had taken Vovchansk.", "control_gained Vovchansk RU asserted"),
    # hearsay
    says("There was talk in the queue that Kupiansk had fallen.", "control_lost Kupiansk UA reported"),
    says("Word went round that the Russians had taken Siversk.", "control_gained Siversk RU reported"),
    says("Everyone in the shelter had heard that Lyman was lost.", "control_lost Lyman UA reported"),
    says("Officers in the brigade admit that Lyman is lost.", "control_lost Lyman UA asserted"),
    # who believes it is mistaken
    says(
        "Whoever believes that Russian troops have taken Toretsk should come and look, the soldier said.",
        "control_gained Toretsk RU denied",
    ),
    says(
        "Anyone who tells you that Toretsk has fallen is lying, the brigade commander said.",
        "control_lost Toretsk UA denied",
    ),
    says(
        "Those who say that Kupiansk is lost have never been there, he said.",
        "control_lost Kupiansk UA denied",
    ),
    says(
        "Soldiers who left Toretsk say that Russian troops have entered Kupiansk.",
        "incursion Kupiansk RU asserted",
    ),
    # what is said beside a denial is not denied
    says(
        "Kyiv denied that it had been driven out, saying its units still operated in parts of Kursk region.",
        "incursion Kursk Oblast UA asserted",
    ),
    says(
        "Moscow rejected the report, saying Russian troops had entered Siversk.",
        "incursion Siversk RU asserted",
    ),
    says(
        "The army dismissed Moscow's announcement as theatre and said fighting for Siversk goes on.",
        "contested Siversk ? asserted",
    ),
    says(
        "Kyiv rejected the claim as propaganda and said its forces had repelled an assault on Toretsk.",
        "assault_repelled Toretsk UA asserted",
    ),
    says(
        "Ukraine denied that Toretsk had fallen and that Russian troops had entered Pokrovsk.",
        "control_lost Toretsk UA denied",
        "incursion Pokrovsk RU denied",
    ),
    # who does not hold what was not his has not taken it
    says(
        "Russian forces do not yet have full control of Selydove, the spokesman said.",
        "control_gained Selydove RU denied",
    ),
    says("Russian forces have full control of Selydove.", "control_reaffirmed Selydove RU asserted"),
)


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_somebody_keeps_back_is_no_news(text: str, extractor: Extractor) -> None:
    """Silence, a refusal to speak and a plea not to report say nothing of the event."""
    assert not [c for c in extract(extractor, text).claims if c.modality in ("asserted", "reported")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_denial_reaches_what_it_denies(case: Says, extractor: Extractor) -> None:
    """All of what is denied, scorned or only heard, and nothing beside it."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize(
    "text",
    [
        "The governor withdrew his statement that Russian troops had entered Yampil.",
        "The agency corrected its report that Lyman had fallen.",
        "The channel deleted a post saying that Russian troops had taken Siversk.",
        "Residents of Kupiansk woke up to a false alert that Russian tanks had entered the city.",
        "A hacked radio station announced that Russian troops had entered Kupiansk.",
        "Soldiers joked that Russian troops had captured Siversk for the fifth time.",
        "The exercise began with the capture of Kupiansk by the enemy.",
        "An inquiry into how Siversk was captured has begun.",
        "Parliament wants to know why Ukrainian troops left Siversk.",
        "Moscow insists on the withdrawal of Ukrainian troops from Kramatorsk.",
        "Under the draft, Ukrainian troops pull out of Kramatorsk and Russian troops leave Kupiansk.",
        "The brigade posted an old video of Russian troops leaving Kupiansk.",
    ],
)
def test_what_is_taken_back_played_or_asked_after_is_no_news(text: str, extractor: Extractor) -> None:
    """A retraction, a hoax, a joke, an exercise and an inquiry tell of no event of today."""
    assert not [c for c in extract(extractor, text).claims if c.modality in ("asserted", "reported")]


@pytest.mark.parametrize(
    ("text", "modality", "party"),
    [
        ("According to the Kremlin's version, Kupiansk is already Russian.", "asserted", "RU"),
        ("According to Kyiv's own figures, Russian troops have captured Kupiansk.", "asserted", "UA"),
        ("According to a note pinned to the door, Russian troops have captured Kupiansk.", "reported", None),
        ("The governor said that Russian troops had entered Yampil.", "asserted", "UA"),
        ("Moscow insists that Russian troops have left Kupiansk.", "asserted", "RU"),
        ("Video shows how Russian troops entered Siversk.", "asserted", None),
        ("A report on Sunday said Russian troops had captured Siversk.", "asserted", None),
    ],
)
def test_a_version_is_its_owners(text: str, modality: str, party: str | None, extractor: Extractor) -> None:
    """Whose version it is speaks; what nobody is known to say is only reported."""
    (claim,) = extract(extractor, text).claims
    assert (claim.modality, claim.claimant and claim.claimant.party) == (modality, party)
