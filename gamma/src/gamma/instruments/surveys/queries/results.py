"""What was answered: of each wave, the counts of each question, with its score or its shares."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from gamma.ground.texts import chosen
from gamma.instruments.surveys.lists import LISTED, SCORED, Channel, QuestionKind
from gamma.instruments.surveys.models import Count, Question, Survey, Wave
from gamma.instruments.surveys.scores import DEFINITIONS, FEWEST, Counts, Score, Share, hidden, score


@dataclass(frozen=True)
class Answered:
    """A version of a question in a wave: `n` who answered it, `counts` by value, in the order of its values."""

    question: Question
    n: int
    counts: Counts
    population: int | None = None

    @property
    def kind(self) -> QuestionKind:
        return QuestionKind(self.question.kind)

    @cached_property
    def score(self) -> Score | None:
        return score(self.kind, self.counts, self.population) if self.kind in SCORED else None

    @property
    def shares(self) -> dict[str, Share]:
        """Of each choice, among those who answered; several choices add up to more than all."""
        return {value: Share(count, self.n) for value, count in self.counts.items()} if self.kind in LISTED else {}

    @property
    def labels(self) -> dict[str, str]:
        """Each value in words."""
        said = {one["id"]: chosen(one["label"]) for one in self.question.choices}
        return {value: said.get(value, value) for value in self.counts}

    @property
    def shown(self) -> dict[str, int | None]:
        """The counts as anyone may read them."""
        return hidden(self.counts)


@dataclass(frozen=True)
class Result:
    """A wave: how many questionnaires came, by channel, and what each question was answered."""

    wave: Wave
    by_channel: Mapping[str, int]
    questions: Sequence[Answered]

    @property
    def n(self) -> int:
        return sum(self.by_channel.values())

    @property
    def enough(self) -> bool:
        """Whether there are enough answers for anyone to read them."""
        return self.n >= FEWEST

    @property
    def rate(self) -> Share | None:
        """How many of those who were asked answered; where letters were sent, by letter. None when it is not known."""
        if not self.wave.asked:
            return None
        letters = Channel.EMAIL in self.wave.channels
        came = self.by_channel.get(Channel.EMAIL, 0) if letters else self.n
        return Share(min(came, self.wave.asked), self.wave.asked)

    @property
    def channels(self) -> str:
        """By which channels it asked, with how many came by each, in words."""
        words = (f"{Channel(one).label} ({self.by_channel.get(one, 0)})" for one in self.wave.channels)
        return ", ".join(words)


def results(survey: Survey) -> list[Result]:
    """Every wave of a survey, the oldest first, in three queries."""
    found = _counts(survey)
    questions = list(survey.questions.all())
    return [_result(wave, questions, found[wave.pk]) for wave in survey.waves.all()]


Found = dict[tuple[int | None, str], int]
"""By question (None: whole questionnaires) and value; of whole questionnaires, by channel."""


def _counts(survey: Survey) -> dict[int, Found]:
    rows = Count.objects.filter(wave__survey=survey).values_list("wave", "question", "channel", "value")
    found: dict[int, Found] = defaultdict(lambda: defaultdict(int))
    for wave, question, channel, value, count in rows.annotate(total=Sum("count")):
        found[wave][question, channel if question is None else value] += count
    return found


def _result(wave: Wave, questions: Sequence[Question], found: Found) -> Result:
    channels = {one: found[None, one] for one in Channel.values if found.get((None, one))}
    answered = [
        Answered(one, found[one.pk, ""], counts_of(one, _of(one, found)), wave.population)
        for one in questions
        if found.get((one.pk, ""))
    ]
    return Result(wave, channels, answered)


def _of(question: Question, found: Found) -> dict[str, int]:
    return {value: n for (key, value), n in found.items() if key == question.pk}


def counts_of(question: Question, found: Counts) -> dict[str, int]:
    """The counts of a question for each of its values, none left out, in their order."""
    kind = QuestionKind(question.kind)
    marks = [str(mark) for mark in DEFINITIONS[kind].marks] if kind in SCORED else []
    values = marks or [one["id"] for one in question.choices]
    return {value: found.get(value, 0) for value in values}
