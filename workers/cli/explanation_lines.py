"""An explanation in the terminal: the text with its marks, and under each sentence what it came to."""

from rich.console import Console
from rich.text import Text

from workers.cli.console import cell
from workers.cli.explanation_words import claim_words
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
            console.print(Text("  not read: no words of an event in this paragraph", "dim"))
        for outcome in sentence.outcomes:
            _print_outcome(console, outcome)
    console.print()
    count = len(explanation.claims)
    console.print(Text(f"{count} claim{'' if count == 1 else 's'} in all.", "bold"))


def _legend() -> Text:
    return Text(" ").join(Text(kind, style) for kind, style in STYLES.items())


def _marked(text: str, sentence: ExplainedSentence) -> Text:
    line = Text()
    at = sentence.start
    plain = "" if sentence.read else "dim"
    for mark in sentence.marks:
        line += cell(text[at : mark.start], plain)
        line += cell(text[mark.start : mark.end], STYLES[mark.kind])
        line += cell(f"⟨{mark.label}⟩", "dim")
        at = mark.end
    return line + cell(text[at : sentence.end], plain)


def _print_outcome(console: Console, outcome: Outcome) -> None:
    for claim in outcome.claims:
        console.print(Text("  + ", "bold green") + cell(claim_words(claim)))
    if not outcome.claims and outcome.refusal is not None:
        what = f"{outcome.words}" + (f" ({outcome.event_type})" if outcome.event_type else "")
        console.print(Text("  · ", "dim") + cell(f"{what}: no claim, {outcome.refusal}", "dim"))
