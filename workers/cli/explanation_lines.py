"""An explanation in the terminal: the text with its marks, and under each sentence what it came to."""

from rich.console import Console
from rich.text import Text

from workers.cli.console import cell
from workers.cli.explanation_words import UNREAD, claim_words, count_words, withheld_words
from workers.extraction.explanation import ExplainedSentence, Explanation, MarkKind, Outcome

STYLES: dict[MarkKind, str] = {
    "place": "bold green",
    "event": "bold red",
    "side": "bold cyan",
    "speaker": "bold magenta",
    "time": "bold yellow",
    "cue": "bold blue",
}


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print one article's explanation; nothing from the article reaches the terminal as a command."""
    console.print(Text("words", "bold") + Text(" are followed by what they were taken for: ") + _legend())
    for sentence in explanation.sentences:
        console.print()
        console.print(_marked(explanation.text, sentence))
        if not sentence.read:
            console.print(Text(f"  {UNREAD}", "dim"))
        for outcome in sentence.outcomes:
            _print_outcome(console, outcome)
    console.print()
    console.print(Text(f"{count_words(explanation)} in all.", "bold"))


def _legend() -> Text:
    return Text(" ").join(Text(kind, style) for kind, style in STYLES.items())


def _marked(text: str, sentence: ExplainedSentence) -> Text:
    line = Text()
    plain = "" if sentence.read else "dim"
    for piece, mark in sentence.pieces(text):
        line += cell(piece, STYLES[mark.kind] if mark else plain)
        if mark:
            line += cell(f"⟨{mark.label}⟩", "dim")
    return line


def _print_outcome(console: Console, outcome: Outcome) -> None:
    for claim in outcome.claims:
        console.print(Text("  + ", "bold green") + cell(claim_words(claim)))
    if not outcome.claims and outcome.refusal is not None:
        console.print(Text("  · ", "dim") + cell("".join(withheld_words(outcome)), "dim"))
