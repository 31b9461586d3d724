"""Explanations as one self-contained HTML page: no script, no address, nothing from an article as markup."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from workers.cli.explanation_words import UNREAD, claim_words, count_words, withheld_words
from workers.cli.inert import inert
from workers.extraction.explanation import MARK_KINDS, ExplainedSentence, Explanation, Mark, Outcome


def page(explanations: Sequence[Explanation]) -> str:
    """The page of one or more articles, in order."""
    skeleton = Template(files("workers.cli").joinpath("explanation_page.html").read_text("utf-8"))
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in MARK_KINDS)
    return skeleton.substitute(legend=legend, articles="\n".join(_article(each) for each in explanations))


def _article(explanation: Explanation) -> str:
    sentences = "\n".join(_sentence(explanation.text, each) for each in explanation.sentences)
    summary = f"{_safe(explanation.source)} · {count_words(explanation)}"
    return f"<article><h2>{_safe(explanation.title)}</h2><p class='source'>{summary}</p>{sentences}</article>"


def _sentence(text: str, sentence: ExplainedSentence) -> str:
    pieces = [_piece(words, mark) for words, mark in sentence.pieces(text)]
    if not sentence.read:
        why = f"<ul><li class='none'>{UNREAD}</li></ul>"
        return f"<section class='unread'><p>{''.join(pieces)}</p>{why}</section>"
    outcomes = "".join(_outcome(each) for each in sentence.outcomes)
    listed = f"<ul>{outcomes}</ul>" if outcomes else ""
    return f"<section><p>{''.join(pieces)}</p>{listed}</section>"


def _piece(words: str, mark: Mark | None) -> str:
    if mark is None:
        return _safe(words)
    return f'<mark class="{mark.kind}">{_safe(words)}<small>{_safe(mark.label)}</small></mark>'


def _outcome(outcome: Outcome) -> str:
    if outcome.claims:
        return "".join(
            f"<li class='{claim.modality}'>{_safe(claim_words(claim))}</li>" for claim in outcome.claims
        )
    words, why = withheld_words(outcome)
    return f"<li class='none'><b>{_safe(words)}</b>{_safe(why)}</li>"


def _safe(text: str) -> str:
    return escape(inert(text))
