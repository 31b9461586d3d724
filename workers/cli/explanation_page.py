"""Explanations as one self-contained HTML page: no script, no address, nothing from an article as markup."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from workers.cli.explanation_words import claim_words
from workers.cli.inert import inert
from workers.extraction.explanation import MARK_KINDS, ExplainedSentence, Explanation, Outcome


def page(explanations: Sequence[Explanation]) -> str:
    """The page of one or more articles, in order."""
    skeleton = Template(files("workers.cli").joinpath("explanation_page.html").read_text("utf-8"))
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in MARK_KINDS)
    return skeleton.substitute(legend=legend, articles="\n".join(_article(each) for each in explanations))


def _article(explanation: Explanation) -> str:
    sentences = "\n".join(_sentence(explanation.text, each) for each in explanation.sentences)
    count = len(explanation.claims)
    summary = f"{_safe(explanation.source)} · {count} claim{'' if count == 1 else 's'}"
    return f"<article><h2>{_safe(explanation.title)}</h2><p class='source'>{summary}</p>{sentences}</article>"


def _sentence(text: str, sentence: ExplainedSentence) -> str:
    pieces: list[str] = []
    at = sentence.start
    for mark in sentence.marks:
        pieces.append(_safe(text[at : mark.start]))
        words, label = _safe(text[mark.start : mark.end]), _safe(mark.label)
        pieces.append(f'<mark class="{mark.kind}">{words}<small>{label}</small></mark>')
        at = mark.end
    pieces.append(_safe(text[at : sentence.end]))
    if not sentence.read:
        why = "<ul><li class='none'>not read: no words of an event in this paragraph</li></ul>"
        return f"<section class='unread'><p>{''.join(pieces)}</p>{why}</section>"
    outcomes = "".join(_outcome(each) for each in sentence.outcomes)
    listed = f"<ul>{outcomes}</ul>" if outcomes else ""
    return f"<section><p>{''.join(pieces)}</p>{listed}</section>"


def _outcome(outcome: Outcome) -> str:
    if outcome.claims:
        return "".join(
            f"<li class='{claim.modality}'>{_safe(claim_words(claim))}</li>" for claim in outcome.claims
        )
    event = f" ({outcome.event_type})" if outcome.event_type else ""
    return (
        f"<li class='none'><b>{_safe(outcome.words)}</b>{event}: no claim, {_safe(str(outcome.refusal))}</li>"
    )


def _safe(text: str) -> str:
    return escape(inert(text))
