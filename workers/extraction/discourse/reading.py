"""Reads an article from top to bottom: each sentence with its mentions, its times and its speakers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.claims import ClaimTime
from schemas.places import Place
from workers.extraction.dates.time_mentions import TimeMention, find_times
from workers.extraction.discourse.act import Act
from workers.extraction.discourse.attribution import Attribution, attribute
from workers.extraction.discourse.history_told_on import recalling
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.scene import Scene, scene_after, scene_of_names
from workers.extraction.discourse.speech_acts import find_acts
from workers.extraction.discourse.topic import Topic, continued, topic_of
from workers.extraction.sentences.mentions import annotate
from workers.extraction.sentences.pronouns import FOUGHT_OVER, names_a_thing
from workers.extraction.sentences.segment import Stretch, Word, tokenizer, words_of
from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Language, Trigger
from workers.extraction.tables.lexicon import Match, fold
from workers.extraction.tables.theatre import Speaker, Theatre

WORD_LIMIT = 250
"""Words of one sentence that are read; nobody writes longer ones for readers."""
_DATED_WITHIN = 4
"""Words between an event and the day that is its own alone ("liberated by Ukraine in 2022")."""
_QUALIFYING = ("attributive", "participle", "past")
AT_THE_FRONT_KM = 25.0
"""A settlement this near to the line of contact is spoken of because of the war."""


@dataclass(frozen=True)
class ReadSentence:
    """A sentence, understood as far as it goes without deciding on claims.

    `quoted` is the speaker of a quotation that runs over the sentence; `standing` the one who speaks where
    the sentence names nobody. `verdict` is what a word ahead makes of all of it ("Fake: …").
    `recalls`: it tells on a history that the sentence before began. `scene`: where the article stood.
    """

    annotated: Annotated
    acts: tuple[Act, ...]
    times: tuple[TimeMention, ...]
    quoted: Attribution | None
    number: int
    topic: Topic | None = None
    verdict: str | None = None
    recalls: bool = False
    scene: Scene | None = None

    def continued(self, trigger: Match[Trigger]) -> Actor | None:
        """Who does it, where only the sentence before tells."""
        return continued(self.topic, trigger, self.annotated)

    def attribution(self, position: int) -> Attribution | None:
        """On whose word the sentence says what stands at the position."""
        return attribute(position, self.annotated, self.acts) or self.quoted

    def time_of(self, position: int) -> TimeMention | None:
        """The expression of time nearest to a position in its clause.

        Without one there, the only one in the clauses that it continues, acts of speech aside.
        """
        clause = self.annotated.clause_of(position)
        inside = set(clause.words)
        here = [t for t in self.times if t.start in inside and not self._dates_an_aside(t, position)]
        if here:
            return min(here, key=lambda t: abs(t.start - position))
        speaking = {act.clause for act in self.acts}
        rest = [
            t for t in self.times_around(position) if self.annotated.clause_at.get(t.start) not in speaking
        ]
        parents = self._lineage(clause.index)
        rest = [t for t in rest if self.annotated.clause_at.get(t.start) in parents]
        return rest[-1] if len(rest) == 1 else None

    def times_around(self, position: int) -> tuple[TimeMention, ...]:
        """The expressions of time of the sentence that may date what stands at the position."""
        return tuple(t for t in self.times if not self._dates_an_aside(t, position))

    def _dates_an_aside(self, time: TimeMention, position: int) -> bool:
        """ "K, liberated by X in 2022, comes under fire": a day behind another event, before a comma."""
        lowers = self.annotated.lowers
        told = [(t.start, t.end) for t in self.annotated.triggers]
        near = range(max(0, time.start - _DATED_WITHIN - 1), time.start)
        form = self.annotated.language.form
        told += [(at, at + 1) for at in near if form(lowers[at]) in _QUALIFYING]
        beside = any(
            0 <= time.start - end <= _DATED_WITHIN
            and "," not in lowers[end : time.start]
            and (start == 0 or self.annotated.is_a(start - 1, "comma"))
            for start, end in told
        )
        return beside and position >= time.end and "," in lowers[time.end : position]

    def said_on(self, position: int) -> TimeMention | None:
        """The only time that dates a statement of the sentence ("said on Sunday that …")."""
        speaking = {act.clause for act in self.acts if not act.noun}
        said = [t for t in self.times if self.annotated.clause_at.get(t.start) in speaking and not t.since]
        return said[0] if len(said) == 1 and self.attribution(position) is not None else None

    def is_older_than(self, war: date, time: ClaimTime) -> bool:
        """Whether an event of the sentence, of that time, was before the war: itself, all days that the
        sentence names, or an army of another age in it."""
        ends = [t.time.end for t in self.times] if time.basis in ("none", "publication") else [time.end]
        dated = bool(ends) and all(end is not None and end < war for end in ends)
        return dated or any(m.payload.value.family == "history" for m in self.annotated.found("cue"))

    def _lineage(self, index: int) -> set[int]:
        """The clauses whose time holds for this one too: those it continues."""
        lineage: set[int] = set()
        at: int | None = index
        while at is not None and self.annotated.clauses[at].kind in (
            "coordination",
            "comma",
            "complement",
            "aside",
            "adversative",
        ):
            at = self.annotated.clauses[at].parent
            if at is not None:
                lineage.add(at)
        return lineage


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence before the rest of its paragraph is known; `scene` is where the article stood before it."""

    annotated: Annotated
    acts: tuple[Act, ...]
    times: tuple[TimeMention, ...]
    quoted: bool
    number: int
    scene: Scene | None


class Reader:
    """Reads one article; keeps what it has spoken of so far in `discourse`."""

    def __init__(
        self,
        text: str,
        places: Sequence[Place],
        language: Language,
        theatre: Theatre,
        published: date | None,
        channel: Speaker | None,
        voice: str | None = None,
    ) -> None:
        self.discourse = Discourse(voice=voice, is_seat=self._is_seat)
        self._text, self._language, self._theatre = text, language, theatre
        self._places, self._next = places, 0
        self._tokenize, self._published = tokenizer(language.code), published
        self._channel = Attribution(channel.claimant()) if channel else None
        self._number = 0
        self._read: set[str] = set()

    def pass_over(self, paragraph: Sequence[Stretch]) -> None:
        """Note the places of a paragraph in which nothing happens."""
        for stretch in paragraph:
            self._number += 1
            places = self._places_in(stretch)
            self.discourse.saw(self._number, places)
            if places:
                plain = self._text[stretch.start : stretch.end]
                self.discourse.scene = scene_of_names(
                    places, plain, self._number, stretch.paragraph, self._is_seat
                )
        self.discourse.carried = None

    def read(self, paragraph: Sequence[Stretch]) -> list[ReadSentence]:
        """The paragraph's sentences, in order."""
        read: list[_Heard] = []
        quotes = 0
        for stretch in paragraph:
            self._number += 1
            plain = self._text[stretch.start : stretch.end]
            if plain in self._read:
                self.discourse.saw(self._number, self._places_in(stretch))
                continue
            scene = self.discourse.scene
            self._read.add(plain)
            inside = quotes % 2 == 1
            quotes += plain.count('"')
            annotated = self._annotate(stretch, plain)
            self.discourse.at_war = self.discourse.at_war or self._speaks_of_war(annotated)
            self.discourse.fighting += any(a.fights and a.view is None for a in annotated.actors)
            self.discourse.elsewhere += annotated.off_topic
            acts = find_acts(annotated, self._theatre, self.discourse)
            for act in acts:
                self._hear(act)
            times = self._times(annotated)
            quoted = inside or plain.lstrip().startswith('"')
            read.append(_Heard(annotated, acts, times, quoted, self._number, scene))
        recalls = recalling(((each.annotated, each.times) for each in read), self._published)
        sentences = [
            ReadSentence(
                each.annotated,
                each.acts,
                each.times,
                self._standing(read, at),
                each.number,
                topic_of(read[at - 1].annotated) if at else None,
                verdict_on(each.annotated, read[0].annotated if at == 1 else None),
                recalls[at],
                each.scene,
            )
            for at, each in enumerate(read)
        ]
        if sentences:
            self._carry(paragraph, sentences)
        return sentences

    def _hear(self, act: Act) -> None:
        """Remember who spoke last, if he has a name by which "he" may call him back."""
        speaker = act.speaker
        if speaker is not None and speaker.kind not in ("unnamed", "witness") and not act.noun:
            self.discourse.speaker = speaker

    def _annotate(self, stretch: Stretch, plain: str) -> Annotated:
        places = self._places_in(stretch)
        words: tuple[Word, ...] = words_of(plain, stretch.start, places, self._tokenize)[:WORD_LIMIT]
        number = self._number
        annotated = annotate(
            stretch,
            words,
            self._language,
            lambda earlier, count, pronoun: self.discourse.meant(number, earlier, count, pronoun=pronoun),
        )
        self.discourse.scene = scene_after(self.discourse.scene, annotated, number, self._is_seat)
        aside = {p.start for g in annotated.groups if g.reference for p in g.places}
        self.discourse.saw(number, places, aside | _only_locating(annotated))
        fought = any(trigger.payload.event in FOUGHT_OVER for trigger in annotated.triggers)
        if fought and not names_a_thing(annotated.lowers, self._language):
            self.discourse.fought_over(number, [p for group in annotated.groups for p in group.places])
        return annotated

    def _places_in(self, stretch: Stretch) -> list[Place]:
        while self._next and self._places[self._next - 1].start >= stretch.start:
            self._next -= 1
        found: list[Place] = []
        while self._next < len(self._places) and self._places[self._next].start < stretch.end:
            place = self._places[self._next]
            if place.start >= stretch.start and place.end <= stretch.end and not self._is_adjective(place):
                found.append(place)
            self._next += 1
        return found

    def _is_adjective(self, place: Place) -> bool:
        """Whether the name is only a party's adjective at the head of a sentence ("Українські війська")."""
        words = tuple(fold(place.surface).split())
        return any(
            m.payload.kind == "party" and m.payload.value.form == "adjective"
            for m in self._language.phrases.find(words)
        )

    def _is_seat(self, place: Place) -> bool:
        """Whether the name is that of a capital that stands for its government ("Kyiv says")."""
        words = tuple(fold(place.surface).split())
        return any(
            m.payload.kind == "party" and m.payload.value.form == "name"
            for m in self._language.phrases.find(words)
        )

    def _times(self, annotated: Annotated) -> tuple[TimeMention, ...]:
        if not annotated.triggers:
            return ()
        earlier: ClaimTime | None = self.discourse.time
        times = find_times(
            annotated.words, annotated.lowers, annotated.tags, self._language, self._published, earlier
        )
        if times:
            self.discourse.time = times[-1].time
        return times

    def _speaks_of_war(self, sentence: Annotated) -> bool:
        """Whether a sentence names a party, its men, its arms, one of the war's known speakers, or tells of
        an event at a settlement where the armies face each other."""
        if sentence.actors or sentence.found("claimant") or sentence.found("troops"):
            return True
        if any(group.relation == "axis" for group in sentence.groups):
            return True
        families = {m.payload.value.family for m in sentence.found("cue")}
        if families & {"ranged", "war"}:
            return True
        return bool(sentence.triggers) and not sentence.off_topic and self._at_the_front(sentence)

    def _at_the_front(self, sentence: Annotated) -> bool:
        settlements = [p for g in sentence.groups for p in g.places if p.precision == "settlement"]
        away = [self._theatre.km_from_front(place, self._published) for place in settlements]
        return any(km is not None and km <= AT_THE_FRONT_KM for km in away)

    def _standing(
        self,
        read: Sequence[_Heard],
        at: int,
    ) -> Attribution | None:
        """Who speaks where nobody is named: a quotation's speaker, or the one whom a colon announced."""
        if read[at].quoted:
            before = [act for each in read[:at] for act in each.acts if act.speaker]
            after = [act for each in read[at + 1 : at + 4] for act in each.acts if act.speaker]
            act = before[-1] if before else (after[0] if after else None)
            if act is not None:
                return Attribution(act.speaker)
        events = {t.payload.event for t in read[at].annotated.triggers}
        told = _told_of_in_the_next(read[at + 1 : at + 2], struck=events == {"strike"})
        if told is not None:
            return told
        if self.discourse.carried is not None:
            return Attribution(self.discourse.carried)
        opened = next((act for act in read[0].acts if act.at == 0 and act.end == 1), None)
        if at and opened is not None and not read[at].acts and self._language.postposed_subject:
            return Attribution(opened.speaker)  # "Гладков: ранены двое. В К загорелся дом."
        return self._channel

    def _carry(self, paragraph: Sequence[Stretch], sentences: Sequence[ReadSentence]) -> None:
        """A paragraph that ends in a colon lends its speaker to the lines below it."""
        last = self._text[paragraph[-1].start : paragraph[-1].end].rstrip()
        speakers = [act.speaker for act in sentences[-1].acts if act.speaker]
        if last.endswith(":") and speakers:
            self.discourse.carried = speakers[-1]
        elif not last.endswith(";") and not self._is_bullet(paragraph):
            self.discourse.carried = None

    def _is_bullet(self, paragraph: Sequence[Stretch]) -> bool:
        return self._text[paragraph[0].start] in "-•—*▪️●◾"


def verdict_on(sentence: Annotated, opening: Annotated | None) -> str | None:
    """The family of cues of a word ahead that judges the sentence: "Fake: …", or a paragraph's "Fake." """
    for judged, whole in ((sentence, False), (opening, True)):
        for m in judged.found("cue") if judged else ():
            after = judged.lowers[m.end : m.end + 1] if judged else ()
            parted = after[:1] == (":",) or (after and after[0] in ("—", "-", "!", "."))
            alone = judged is not None and m.end + (whole and bool(after)) >= len(judged.lowers)
            if m.payload.value.scope == "verdict" and m.start <= 1 and (alone if whole else parted):
                return str(m.payload.value.family)
    return None


def _tells_harm(sentence: Annotated) -> bool:
    """Whether a sentence tells of the killed, the hurt and the damage."""
    return any(m.payload.value.family == "harm" for m in sentence.found("cue"))


def _told_of_in_the_next(following: Sequence[_Heard], struck: bool) -> Attribution | None:
    """ "Об этом сообщило министерство", of a strike also "ранены двое, написал губернатор": the next
    sentence, without an event of its own, says who said it."""
    for each in following:
        annotated = each.annotated
        if not annotated.triggers and (annotated.found("refers_back") or (struck and _tells_harm(annotated))):
            act = next((act for act in each.acts if act.speaker is not None and act.act == "say"), None)
            return Attribution(act.speaker) if act else None
    return None


def _only_locating(annotated: Annotated) -> set[int]:
    """ "K lies on the road to L": where nothing happens, places behind the first only say where it is."""
    first = next(iter(annotated.groups), None)
    if first is None or first.role is not None or annotated.triggers or annotated.language.postposed_subject:
        return set()
    locating = ("to", "toward", "from", "between", "near")
    return {p.start for g in annotated.groups[1:] if g.role in locating for p in g.places}
