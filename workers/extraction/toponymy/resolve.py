"""Which of its namesakes a name means: all that the article says, weighed; nothing where it says too little.

Each candidate gets a sum of weights; the shares are the softmax of the sums, with one share for "none of
these". A name keeps one sense through the article. The weights are the author's judgement, set on his own
prose; `MIN_SHARE` decides when to abstain.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from workers.extraction.gazetteer.record import NO_BORDERS, Borders, Record
from workers.extraction.tables.frontline import Point, distance_km
from workers.extraction.toponymy.place_cues import PlaceCues
from workers.extraction.toponymy.toponyms import Candidate, Toponym
from workers.extraction.toponymy.weights import (
    KIND,
    closeness,
    great,
    prior,
    region_weight,
    same_spot_km,
    softmax,
)

MIN_SHARE = 0.7
_ANCHOR_SHARE = 0.85
_ROUNDS = 3
_MOST_CANDIDATES = 32
_MOST_MENTIONS = 12
_LINK_LENGTH = 24
_NOTABLE = 2.4
_PREFERRED = 4.5
_BY_NAME = 2.0
_FRONT = 1.6

_WIDTH = {"hromada": 1, "raion": 2, "oblast": 3}

_SENTENCE = re.compile(r"(?<!\b[A-ZА-ЯІЇЄҐ])(?<!\b\w\w)[.!?…]+[\"'”’»)]*\s+(?=[^a-zа-яіїєґ])|\n+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a toponym was taken for. `record` is None when the evidence is thin; `share` is 0..1."""

    record: Record | None
    share: float


@dataclass(slots=True)
class _Group:
    """All mentions of one name in the article."""

    members: list[int] = field(default_factory=list)
    candidates: dict[int, Candidate] = field(default_factory=dict)
    attached: Counter[int] = field(default_factory=Counter)
    near: set[int] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)
    base: dict[int, float] = field(default_factory=dict)
    shares: dict[int, float] = field(default_factory=dict)
    best: tuple[Record | None, float] = (None, 0.0)


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Positions of settled groups, and the groups of each sentence."""

    points: Mapping[int, Point]
    by_sentence: Mapping[int, Sequence[int]]

    def around(self, number: int, sentences: Iterable[int]) -> tuple[list[Point], list[Point]]:
        """Positions of other names in the same sentences, and in the rest of the article."""
        close: dict[int, Point] = {}
        for sentence in sorted(sentences)[:_MOST_MENTIONS]:
            for other in self.by_sentence.get(sentence, ())[:_MOST_MENTIONS]:
                if other != number:
                    close[other] = self.points[other]
        far = [
            point
            for other, point in islice(self.points.items(), 2 * _MOST_MENTIONS)
            if other != number and other not in close
        ]
        return list(close.values())[:_MOST_MENTIONS], far


@dataclass(frozen=True, slots=True)
class Leanings:
    """What speaks for a record whatever the article says: `front` gives kilometres to the line of contact,
    `preferred` the records that a theatre's alias means here, by folded name, `notable` the small places
    that war news has made known."""

    front: Callable[[Point], float]
    preferred: Mapping[str, frozenset[int]]
    notable: frozenset[int]
    borders: Borders = NO_BORDERS


class Resolution:
    """The state of choosing for one article."""

    def __init__(self, text: str, toponyms: Sequence[Toponym], leanings: Leanings, cues: PlaceCues) -> None:
        self.text = text
        self.toponyms = toponyms
        self.front = leanings.front
        self.preferred = leanings.preferred
        self.notable = leanings.notable
        self.borders = leanings.borders
        self.cues = cues
        breaks = [m.end() for m in _SENTENCE.finditer(text)]
        self.sentence = _positions(breaks, [t.start for t in toponyms])
        self.groups = self._grouped()
        self.group_of = {m: g for g, group in enumerate(self.groups) for m in group.members}
        self._gloss()
        self.regions = [i for i, t in enumerate(toponyms) if t.role == "region"]
        self.regions_by_sentence: dict[int, list[int]] = {}
        for region in self.regions:
            self.regions_by_sentence.setdefault(self.sentence[region], []).append(region)
        self.named_regions = {r.number: r for r in map(self._region_record, self.regions)}
        self._attach()
        self._link()

    def choices(self) -> list[Choice]:
        """One choice per toponym, in their order."""
        for group in self.groups:
            group.base = self._base(group)
        anchors = _Anchors({}, {})
        for _ in range(_ROUNDS):
            for number, group in enumerate(self.groups):
                group.shares = softmax(self._with_neighbours(number, group, anchors))
                group.best = self._best(group)
            settled = self._settled()
            if settled == anchors:
                break
            anchors = settled
        return [self._choice(i) for i in range(len(self.toponyms))]

    def _choice(self, mention: int) -> Choice:
        record, share = self.groups[self.group_of[mention]].best
        return Choice(record if share >= MIN_SHARE else None, share)

    def _settled(self) -> "_Anchors":
        """The names that are as good as known, which others may be near to."""
        points: dict[int, Point] = {}
        by_sentence: dict[int, list[int]] = {}
        for number, group in enumerate(self.groups):
            record, share = group.best
            if record is None or share < _ANCHOR_SHARE or record.position is None:
                continue
            if record.precision in ("admin1", "raion", "river"):
                continue
            points[number] = record.position
            for sentence in group.sentences:
                by_sentence.setdefault(sentence, []).append(number)
        return _Anchors(points, by_sentence)

    def _grouped(self) -> list[_Group]:
        by_key: dict[tuple[str, str], _Group] = {}
        for i, toponym in enumerate(self.toponyms):
            group = by_key.setdefault(self._key(toponym), _Group())
            group.members.append(i)
            group.sentences.add(self.sentence[i])
            for c in toponym.candidates:
                known = group.candidates.get(c.record.number)
                if known is None or KIND[c.kind] > KIND[known.kind]:
                    group.candidates[c.record.number] = c
        return list(by_key.values())

    def _key(self, toponym: Toponym) -> tuple[str, str]:
        """The same for all forms of a name, apart for regions and rivers of that name."""
        if not toponym.candidates:
            return "unknown", toponym.folded
        own = [c for c in toponym.candidates if c.kind in "pi"] or list(toponym.candidates)
        role = toponym.role if toponym.role in ("region", "river") else "place"
        likeliest = max(own, key=lambda c: (prior(c, self.borders), -c.record.number))
        return role, likeliest.record.name

    def _gloss(self) -> None:
        """`Красный Лиман (Лиман)`: both names mean a place that has both."""
        for first, second in pairwise(range(len(self.toponyms))):
            a, b = self.toponyms[first], self.toponyms[second]
            between = self.text[a.end : b.start]
            if len(between) > 40 or "(" not in between or ")" in between or not self._closes(b.end):
                continue
            one, other = self.groups[self.group_of[first]], self.groups[self.group_of[second]]
            both = one.candidates.keys() & other.candidates.keys()
            if one is not other and both:
                for group in (one, other):
                    group.candidates = {i: c for i, c in group.candidates.items() if i in both}

    def _closes(self, end: int) -> bool:
        return self.text[end : end + 2].lstrip(" ")[:1] == ")"

    def _attach(self) -> None:
        """Regions named right beside a name: `X, Kharkiv region`, `село X Харківської області`."""
        self.taken: set[int] = set()
        for region in self.regions:
            r = self.toponyms[region]
            for index in (region - 1, region - 2):
                if (
                    index >= 0
                    and self._may_lie_in(index, region)
                    and self._beside(self.toponyms[index].end, r.start, self.cues.before_region)
                ):
                    self.groups[self.group_of[index]].attached[region] += 1
                    self.taken.add(region)
                    break
            after = region + 1
            if (
                after < len(self.toponyms)
                and self._may_lie_in(after, region)
                and self._beside(r.end, self.toponyms[after].start, self.cues.after_region)
            ):
                self.groups[self.group_of[after]].attached[region] += 1
                self.taken.add(region)

    def _may_lie_in(self, mention: int, region: int) -> bool:
        """Whether a name can be that of a part of the region: no oblast lies in a community."""
        if self.toponyms[mention].role != "region":
            return True
        wide = [_WIDTH.get(self.toponyms[i].candidates[0].record.feature, 0) for i in (mention, region)]
        return wide[0] < wide[1]

    def _link(self) -> None:
        """Groups of which one is said to lie near the other: `Костянтинівка біля Вугледара`."""
        for first, second in pairwise(range(len(self.toponyms))):
            between = self.text[self.toponyms[first].end : self.toponyms[second].start].lower()
            if len(between) < _LINK_LENGTH and between.strip(" ,\u00a0\n") in self.cues.near_links:
                one, other = self.group_of[first], self.group_of[second]
                if one != other:
                    self.groups[one].near.add(other)
                    self.groups[other].near.add(one)

    def _beside(self, start: int, end: int, pattern: re.Pattern[str]) -> bool:
        return 0 <= end - start <= 45 and pattern.fullmatch(self.text, start, end) is not None

    def _best(self, group: _Group) -> tuple[Record | None, float]:
        """The likeliest record, with the shares of rivals at the same spot added to its own."""
        if not group.shares:
            return None, 0.0
        top = max(group.shares, key=lambda i: (group.shares[i], -i))
        record = group.candidates[top].record
        share = group.shares[top]
        if record.position:
            for index, value in group.shares.items():
                place = group.candidates[index].record
                if (
                    index != top
                    and place.precision == record.precision
                    and place.position
                    and distance_km(place.position, record.position) <= same_spot_km(record)
                ):
                    share += value
        return record, min(1.0, share)

    def _base(self, group: _Group) -> dict[int, float]:
        """The sums of the likeliest candidates, but for their distances to other names."""
        said, nearby, elsewhere = self._said_regions(group)
        folded = {self.toponyms[m].folded for m in group.members[:_MOST_MENTIONS]}
        preferred = frozenset().union(*(self.preferred.get(name, frozenset()) for name in folded))
        has_great = any(great(c) for c in group.candidates.values())
        sums = {}
        for number, candidate in self._likeliest(group, [*said, *nearby, *elsewhere]).items():
            record = candidate.record
            total = prior(candidate, self.borders) + region_weight(record, said, nearby, elsewhere)
            total += (_PREFERRED if number in preferred else 0.0) + (
                _NOTABLE if number in self.notable else 0.0
            )
            total -= _BY_NAME if has_great and candidate.kind in "ok" else 0.0
            if record.position and record.tier == "theatre":
                total += _FRONT * math.exp(-self.front(record.position) / 40.0)
            sums[number] = total
        return sums

    def _with_neighbours(self, number: int, group: _Group, anchors: "_Anchors") -> dict[int, float]:
        linked = [anchors.points[n] for n in group.near if n in anchors.points]
        close, far = anchors.around(number, group.sentences)
        sums = dict(group.base)
        for index in sums:
            position = group.candidates[index].record.position
            if position:
                sums[index] += closeness(position, close, 3.2, 22.0) + closeness(position, far, 1.6, 45.0)
                sums[index] += closeness(position, linked, 4.0, 18.0)
        return sums

    def _likeliest(self, group: _Group, regions: Iterable[Record]) -> dict[int, Candidate]:
        """All candidates, or of very many those in the named regions and the likeliest others."""
        if len(group.candidates) <= _MOST_CANDIDATES:
            return group.candidates
        oblasts = {r.oblast for r in regions}
        front = self.front

        def rank(item: tuple[int, Candidate]) -> tuple[float, int]:
            record = item[1].record
            nearness = math.exp(-front(record.position) / 60.0) if record.position else 0.0
            return -(
                prior(item[1], self.borders)
                + 3.0 * (record.oblast in oblasts)
                + 2.0 * nearness
                + _NOTABLE * (item[0] in self.notable)
            ), item[0]

        return dict(sorted(group.candidates.items(), key=rank)[:_MOST_CANDIDATES])

    def _said_regions(self, group: _Group) -> tuple[list[Record], list[Record], list[Record]]:
        """Regions attached to the name, in its sentences, elsewhere in the article; each once."""
        said = {self._region_record(r).number: self._region_record(r) for r in group.attached}
        nearby: dict[int, Record] = {}
        for sentence in sorted(group.sentences)[:_MOST_MENTIONS]:
            for region in self.regions_by_sentence.get(sentence, [])[:_MOST_MENTIONS]:
                record = self._region_record(region)
                if region not in self.taken and self.group_of[region] != self.group_of[group.members[0]]:
                    nearby[record.number] = record
        elsewhere = [r for n, r in self.named_regions.items() if n not in said and n not in nearby]
        return list(said.values()), list(nearby.values()), elsewhere[:_MOST_MENTIONS]

    def _region_record(self, region: int) -> Record:
        candidates = self.groups[self.group_of[region]].candidates.values()
        return max(candidates, key=lambda c: (prior(c, self.borders), -c.record.number)).record


def _positions(breaks: Sequence[int], starts: Sequence[int]) -> list[int]:
    """For each start, how many breaks lie at or before it."""
    result = []
    passed = 0
    for start in starts:
        while passed < len(breaks) and breaks[passed] <= start:
            passed += 1
        result.append(passed)
    return result
