"""The labelled set: articles with the cluster that each belongs to. See tests/data/dedupe/README.md."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from schemas.articles import RawArticle
from tests.unit.dedupe import texts

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "dedupe"
SAMPLES = ROOT / "samples" / "articles"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article; `edit` says how it was made of its cluster's piece, `language` is the piece's."""

    cluster: str
    edit: str
    language: str
    raw: RawArticle


def labelled_set() -> list[Labelled]:
    """All articles in the order in which they arrive: originals and copies of all clusters mixed."""
    articles = [*_edited_pieces(), *_bulletins(), *_flashes()]
    return sorted(articles, key=lambda labelled: _shuffled(f"{labelled.cluster}/{labelled.edit}"))


def _shuffled(name: str) -> int:
    """A fixed order that has nothing to do with the names."""
    number = 0
    for letter in name.encode():
        number = (number * 1_000_003 + letter) % 2_147_483_647
    return number


def _article(cluster: str, edit: str, language: str, title: str, body: str) -> Labelled:
    outlet = f"outlet-{_shuffled(cluster + edit) % 100_000}.example"
    raw = RawArticle(source=outlet, url=f"https://{outlet}/a/{edit}", title=title, body=body)
    return Labelled(cluster, edit, language, raw)


def _edited_pieces() -> Iterator[Labelled]:
    edits = yaml.safe_load((DATA / "edits.yaml").read_text("utf-8"))
    for cluster, (language, title, body) in _pieces().items():
        for edit, (headline, text) in _edits(title, body, language, edits).items():
            yield _article(cluster, edit, language, headline, text)


def _pieces() -> dict[str, tuple[str, str, str]]:
    """The samples, but for those that expected.yaml calls copies or versions of others."""
    verdicts = yaml.safe_load((SAMPLES.parent / "expected.yaml").read_text("utf-8"))["verdicts"]
    made_of_others = {verdict["url"] for verdict in verdicts if verdict["verdict"] != "unique"}
    pieces: dict[str, tuple[str, str, str]] = {}
    for path in sorted(SAMPLES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            sample: Mapping[str, Any] = json.loads(line)
            if sample.get("url") in made_of_others or "<" in sample["body"]:
                continue
            pieces[f"{path.stem}#{number}"] = (sample["language"], sample["title"], sample["body"])
    return pieces | _written_for_tests()


def _written_for_tests() -> dict[str, tuple[str, str, str]]:
    english = ("HOLDS", "HOLDS_OTHERWISE_TOLD", "LONG_RIVER", "QUOTING_FROM_KYIV", "QUOTING_FROM_BRUSSELS")
    languages = dict.fromkeys(english, "en") | {"UK_CROSSING": "uk", "RU_BRIDGE": "ru"}
    return {name: (language, name.title(), getattr(texts, name)) for name, language in languages.items()}


def _edits(title: str, body: str, language: str, edits: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    paragraphs = [paragraph for paragraph in re.split(r"\n+", body) if paragraph]
    made = {"original": (title, body), "exact": (title, body), "headline": (f"{title[:12]} | news", body)}
    for i, credit in enumerate(edits["credits"].get(language, ())):
        made[f"boilerplate-{i}"] = (title, f"{body}\n{credit}")
    made["doubled"] = (title, f"{body}\n{title}\n{body}")
    rewritten = _rewritten(body, edits["phrases"].get(language, {}))
    if rewritten != body:
        made["rewrite"] = (f"{title} (upd.)", rewritten)
    if len(paragraphs) >= 3 and len(" ".join(paragraphs[:2]).split()) >= 45:
        made["cut"] = (title, "\n".join(paragraphs[: max(2, (2 * len(paragraphs)) // 3)]))
    return made


def _rewritten(body: str, phrases: Mapping[str, str]) -> str:
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, phrases))})\b")
    return pattern.sub(lambda phrase: phrases[phrase.group()], body) if phrases else body


def _templates() -> Mapping[str, Any]:
    templates: Mapping[str, Any] = yaml.safe_load((DATA / "templates.yaml").read_text("utf-8"))
    return templates


def _bulletins() -> Iterator[Labelled]:
    for kind, bulletin in enumerate(_templates()["bulletins"]):
        for number, filling in enumerate(bulletin["fillings"]):
            cluster, text = f"bulletin-{kind}-{number}", bulletin["text"].format(**filling)
            for edit in ("original", "exact"):
                title = f"{text.splitlines()[0]} {edit if edit == 'exact' else ''}"
                yield _article(cluster, edit, bulletin["language"], title, text)


def _flashes() -> Iterator[Labelled]:
    for kind, flash in enumerate(_templates()["flashes"]):
        for form, text in enumerate(flash["texts"]):
            for place in flash["places"]:
                words = text.format(p=place)
                for edit in ("original", "exact"):
                    yield _article(f"flash-{kind}-{form}-{place}", edit, flash["language"], words, words)
