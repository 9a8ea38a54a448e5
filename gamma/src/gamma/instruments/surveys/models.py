"""Models. What people answer is only counted, by day, channel and value: no row is the answer of someone.

Who was invited is known until the end of the wave, and that they answered; never what.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from gamma.cockpit.programme.models import Enrolment
from gamma.ground.constraints import among
from gamma.instruments.surveys.lists import LISTED, Channel, QuestionKind, Review

ALONE = Func(F("survey"), F("survey"), Value("[]"), function="int8range")


class Survey(models.Model):
    """The questionnaire of a product in an edition. `slug` is its address, and how a measure names it."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="surveys")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField(default=dict)
    intro = models.JSONField(default=dict)
    thanks = models.JSONField(default=dict)
    public = models.BooleanField(default=False)  # whether anyone may read the results of waves that are over

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.slug


class Question(models.Model):
    """A version of a question: once answered it does not change any more, and the next version takes its place.

    `choices` are `{"id": …, "label": {"fr": …, "en": …}}`, from the lowest to the highest for a scale.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    slug = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)  # whether it is asked
    rank = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind)
    label = models.JSONField(default=dict)
    choices = models.JSONField(default=list)
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            among("kind", QuestionKind),
            models.UniqueConstraint(fields=["survey", "slug", "version"], name="surveys_question_version"),
            models.UniqueConstraint(
                fields=["survey", "slug"], condition=Q(current=True), name="surveys_question_one_is_asked"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(LISTED)) ^ Q(choices=[]), name="surveys_question_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} · {self.slug}"


class Wave(models.Model):
    """Days on which a survey is asked, by which channels, of whom. Two waves of a survey share no day.

    `asked` is how many people were asked (letters sent, where there are invitations), `population` how many there are;
    None where it is not known.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="waves")
    slug = models.SlugField(max_length=40)
    opens = models.DateField()
    closes = models.DateField()
    reminds = models.DateField(null=True, blank=True)
    channels = ArrayField(models.CharField(max_length=10, choices=Channel))
    who = models.JSONField(default=dict)
    asked = models.PositiveIntegerField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opens"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "slug"], name="surveys_wave_slug"),
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="surveys_wave_in_order"),
            models.CheckConstraint(
                condition=Q(channels__contained_by=Channel.values) & Q(channels__len__gt=0),
                name="surveys_wave_channels",
            ),
            ExclusionConstraint(
                name="surveys_wave_one_at_a_time",
                expressions=[
                    (ALONE, RangeOperators.OVERLAPS),
                    (
                        Func(F("opens"), F("closes"), Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} · {self.slug}"


class Count(models.Model):
    """How many gave an answer, on a day, by a channel.

    Without `question` it counts questionnaires; with an empty `value`, those who answered the question at all.
    """

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="counts")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="counts")
    channel = models.CharField(max_length=10, choices=Channel)
    day = models.DateField()
    value = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            among("channel", Channel),
            models.UniqueConstraint(
                fields=["wave", "question", "channel", "day", "value"],
                name="surveys_count_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.question} {self.channel} {self.day} {self.value}: {self.count}"


class Comment(models.Model):
    """A free answer. Before it is reviewed `text` may name people; after, it is what the reviewer left of it."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="comments")
    question = models.ForeignKey(Question, models.PROTECT, related_name="comments")
    day = models.DateField(db_index=True)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=Review, default=Review.WAITING)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [among("state", Review)]

    def __str__(self) -> str:
        return f"{self.wave} · {self.pk}"


class Invitation(models.Model):
    """Someone who is asked by e-mail, and once reminded. `answered` says that they answered, not when nor what."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    sent_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["wave", "email"], name="surveys_invitation_once")]

    def __str__(self) -> str:
        return f"{self.wave} · {self.pk}"


class Link(models.Model):
    """What opens an invitation, as a digest: one was drawn for the letter, one for the reminder."""

    digest = models.CharField(max_length=64, primary_key=True)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="links")

    def __str__(self) -> str:
        return self.digest[:8]


class Opposition(models.Model):
    """Someone who wants no invitation any more, as a keyed digest of their address: it only serves to recognise it."""

    digest = models.CharField(max_length=64, primary_key=True)
    since = models.DateField()

    def __str__(self) -> str:
        return self.digest[:8]


class Sheet(models.Model):
    """A page of a survey that was sent: sent again, it is not counted again. It is drawn at random for each page."""

    digest = models.CharField(max_length=64, primary_key=True)
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]
