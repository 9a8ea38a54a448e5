"""Measures: what surveys can count for an indicator. A period takes the answers given on its days, whatever their wave.

The detail names a survey, or one of its questions ("satisfaction", "satisfaction.nps"), or one of its choices
("satisfaction.use.pertinente"). The two definitions of a score are two measures: no indicator can mix them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted
from gamma.ground.measures import Count, Kind, Measure, declare
from gamma.ground.periods import Period
from gamma.ground.texts import chosen
from gamma.instruments.surveys import models, phrases
from gamma.instruments.surveys.lists import LISTED, Channel, QuestionKind
from gamma.instruments.surveys.models import Question, Survey, Wave
from gamma.instruments.surveys.queries.results import counts_of
from gamma.instruments.surveys.scores import DEFINITIONS, FEWEST, Share, score

POINTS, SCORE, PERCENT, ANSWERS = "points", "score", "%", "réponses"


def declare_all() -> None:
    """Tell the port what can be measured here."""
    for name, measure in MEASURES.items():
        declare(name, measure)


def nps(product: str, period: Period, detail: str) -> Count:
    """The standard NPS of the answers given in the period, from -100 to 100."""
    return _score(product, period, detail, QuestionKind.ZERO_TO_TEN, POINTS)


def nps_of_season_1(product: str, period: Period, detail: str) -> Count:
    """The score of season 1 of the answers given in the period, from -1 to 1."""
    return _score(product, period, detail, QuestionKind.ONE_TO_TEN, SCORE)


def share(product: str, period: Period, detail: str) -> Count:
    """The share of a choice among those who answered its question in the period."""
    name, _dot, choice = detail.rpartition(".")
    found = _given(product, period, name, LISTED)
    known = [one["id"] for one in found.question.choices] if found.question else []
    if found.question and choice not in known:
        raise UserError(_unknown(detail, {f"{name}.{one}": one for one in known}))
    told = Share(found.counts.get(choice, 0), found.n)
    if told.value is None or found.n < FEWEST:
        return _few(period, PERCENT, found.n)
    label = (
        next(chosen(one["label"]) for one in found.question.choices if one["id"] == choice) if found.question else ""
    )
    evidence = f"« {Truncator(label).chars(60)} » : {phrases.share(told)}. {found.sentence}"
    return Count(phrases.rounded(told.value, 1), PERCENT, period, "exact", found.n, evidence.strip())


def answers(product: str, period: Period, detail: str) -> Count:
    """The questionnaires that were filled in and sent in the period."""
    rows = _rows(product, period).filter(wave__survey__slug=detail, question=None)
    n = rows.aggregate(total=Sum("count", default=0))["total"]
    evidence = _("Questionnaires envoyés, comptés une fois chacun, le jour où ils sont arrivés. %(how)s") % {
        "how": _how(rows)
    }
    return Count(Decimal(n), ANSWERS, period, "exact", n, evidence.strip())


def _score(product: str, period: Period, detail: str, kind: QuestionKind, unit: str) -> Count:
    found = _given(product, period, detail, {kind})
    told = score(kind, found.counts)
    if told.value is None or told.n < FEWEST:
        return _few(period, unit, told.n)
    words = (DEFINITIONS[kind].label, phrases.score(told), phrases.parts(told), found.sentence)
    evidence = "{}. {} ; {}. {}".format(*words)
    value = phrases.rounded(told.value, phrases.DECIMALS[kind])
    return Count(value, unit, period, "exact", told.n, evidence.strip())


@dataclass(frozen=True)
class _Given:
    """The answers of a period to the last version of a question that it had; `sentence` says how they came."""

    question: Question | None
    counts: Mapping[str, int]
    n: int
    sentence: str


def _given(product: str, period: Period, detail: str, kinds: "frozenset[QuestionKind] | set[QuestionKind]") -> _Given:
    survey, _dot, name = detail.partition(".")
    asked = Q(question__survey__slug=survey, question__kind__in=[kind.value for kind in kinds])
    rows = _rows(product, period).filter(asked, **({"question__slug": name} if name else {}))
    last = rows.order_by("-question__version").select_related("question").first()
    if last is None or last.question is None:
        return _Given(None, {}, 0, "")
    mine = rows.filter(question=last.question)
    found = dict(mine.values_list("value").annotate(total=Sum("count")))
    return _Given(last.question, counts_of(last.question, found), found.get("", 0), f"{_how(mine)} {_left(rows, mine)}")


def _how(rows: "QuerySet[models.Count]") -> str:
    """By which channels these came, and how many of those who were asked answered, in words."""
    channels = sorted({Channel(one) for one in rows.values_list("channel", flat=True)})
    if not channels:
        return ""
    told = _("Canaux : %(channels)s.") % {"channels": ", ".join(str(one.label) for one in channels)}
    return f"{told} {_rate(rows)}"


def _rate(rows: "QuerySet[models.Count]") -> str:
    waves = list(Wave.objects.filter(pk__in=rows.values("wave")))
    if not waves or not all(wave.asked for wave in waves):
        return _("Taux de réponse inconnu.")
    asked = sum(wave.asked or 0 for wave in waves)
    came = models.Count.objects.filter(wave__in=waves, question=None)
    letters = Q(wave__channels__contains=[Channel.EMAIL.value])
    came = came.filter(~letters | Q(channel=Channel.EMAIL))
    total = came.aggregate(total=Sum("count", default=0))["total"]
    return _("%(came)s réponses de %(asked)s personnes interrogées.") % {"came": min(total, asked), "asked": asked}


def _left(rows: "QuerySet[models.Count]", mine: "QuerySet[models.Count]") -> str:
    """How many answers went to former versions of the question: they are to other words."""
    total = {"total": Sum("count", default=0)}
    left = rows.filter(value="").aggregate(**total)["total"] - mine.filter(value="").aggregate(**total)["total"]
    return _("%(left)s réponses à une version antérieure laissées de côté.") % {"left": left} if left else ""


def _rows(product: str, period: Period) -> "QuerySet[models.Count]":
    """What was answered to the surveys of a product on the days of a period."""
    found = models.Count.objects.filter(wave__survey__enrolment__product__slug=product)
    if period.first:
        found = found.filter(day__gte=period.first)
    return found.filter(day__lte=period.last) if period.last else found


def _few(period: Period, unit: str, n: int) -> Count:
    told = _("Aucune réponse pendant cette période.") if not n else ""
    words = told or _("Moins de %(fewest)s réponses : rien n'en est dit.") % {"fewest": FEWEST}
    return Count(None, unit, period, "unstated", 0, words)


def _unknown(detail: str, known: Mapping[str, str]) -> str:
    told = {"detail": quoted(detail), "mend": near(detail, known)}
    return _("%(detail)s ne désigne aucune réponse d'un questionnaire : %(mend)s") % told


def surveys_of(product: str) -> dict[str, str]:
    """The surveys of a product, by the detail that names them."""
    return {one.slug: chosen(one.title) for one in Survey.objects.filter(enrolment__product__slug=product)}


def _questions(product: str, kinds: "frozenset[QuestionKind] | set[QuestionKind]") -> list[Question]:
    """The questions of a product in all their versions, the last of each last: what was asked can still be counted."""
    rows = Question.objects.filter(survey__enrolment__product__slug=product, kind__in=[kind.value for kind in kinds])
    return list(rows.select_related("survey").order_by("survey", "rank", "version"))


def _named(question: Question) -> str:
    return f"{chosen(question.survey.title)} : {chosen(question.label)}"


def _marked(product: str, kind: QuestionKind) -> dict[str, str]:
    """The questions of one definition; the survey alone names the one that it has, if it has no other."""
    found = _questions(product, {kind})
    slugs = {(one.survey.slug, one.slug) for one in found}
    several = Counter(survey for survey, _slug in slugs)
    alone = {one.survey.slug: _named(one) for one in found if several[one.survey.slug] == 1}
    return alone | {f"{one.survey.slug}.{one.slug}": _named(one) for one in found}


def marks_of(product: str) -> dict[str, str]:
    """The questions that a standard NPS is made of, by the detail that names them."""
    return _marked(product, QuestionKind.ZERO_TO_TEN)


def marks_of_season_1(product: str) -> dict[str, str]:
    """The questions that a score of season 1 is made of, by the detail that names them."""
    return _marked(product, QuestionKind.ONE_TO_TEN)


def choices_of(product: str) -> dict[str, str]:
    """The choices of the questions of a product, by the detail that names them."""
    return {
        f"{question.survey.slug}.{question.slug}.{one['id']}": f"{_named(question)} – {chosen(one['label'])}"
        for question in _questions(product, LISTED)
        for one in question.choices
    }


SURVEY = gettext_lazy("questionnaire")
QUESTION = gettext_lazy("questionnaire, ou l'une de ses questions")
CHOICE = gettext_lazy("réponse d'une question")

MEASURES = {
    "survey-nps": Measure(gettext_lazy("NPS standard d'un questionnaire"), POINTS, Kind.SCORE, nps, QUESTION, marks_of),
    "survey-nps-season-1": Measure(
        gettext_lazy("Score d'un questionnaire, variante de la saison 1"),
        SCORE,
        Kind.SCORE,
        nps_of_season_1,
        QUESTION,
        marks_of_season_1,
    ),
    "survey-share": Measure(
        gettext_lazy("Part d'une réponse à un questionnaire"), PERCENT, Kind.SURVEY_SHARE, share, CHOICE, choices_of
    ),
    "survey-answers": Measure(
        gettext_lazy("Réponses à un questionnaire"), ANSWERS, Kind.COUNT, answers, SURVEY, surveys_of
    ),
}
