"""Editions and what belongs to them. Texts in two languages are mappings `{"fr": …, "en": …}`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gamma.cockpit.programme.lists import LeverKind, MemberRole, PhaseName, Role, SourceKind
from gamma.ground.constraints import among, partial_date, partial_date_field

PRODUCT_ROLES = [MemberRole.PRODUCT_LEAD, MemberRole.DEPLOYMENT, MemberRole.DATA_OWNER]
EDITION_ROLES = [MemberRole.LEAD, MemberRole.COMMITTEE]


class Organisation(models.Model):
    """A public body: it carries a product, or hosts its team."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """A digital public service."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    site = models.URLField(blank=True)
    statistics = models.URLField(blank=True, help_text="its public statistics page")

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """One stay of a product in a phase, as a source tells it; the same phase may come back."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="phases")
    rank = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20, choices=PhaseName)
    starts = partial_date_field()
    ends = partial_date_field()
    note = models.JSONField(default=dict)

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("name", PhaseName),
            partial_date("starts"),
            partial_date("ends"),
            models.UniqueConstraint(fields=["product", "rank"], name="programme_phase_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.name}"


class Edition(models.Model):
    """One season of the programme. `facts_version` grows with every write, so that what is computed can be kept."""

    slug = models.SlugField(max_length=80, unique=True)
    label = models.JSONField(default=dict)
    operator = models.CharField(max_length=200, blank=True)
    purpose = models.JSONField(default=dict)
    starts = partial_date_field()
    ends = partial_date_field()
    facts_version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [partial_date("starts"), partial_date("ends")]

    def __str__(self) -> str:
        return self.slug

    @property
    def scope(self) -> str:
        """Where the journal notes what concerns it."""
        return self.slug


class Criterion(models.Model):
    """What a product must show to be selected for an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="criteria")
    slug = models.SlugField(max_length=80)
    rank = models.PositiveSmallIntegerField()
    text = models.JSONField(default=dict)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="programme_criterion_slug")]

    def __str__(self) -> str:
        return self.slug


class Source(models.Model):
    """What figures were read in. A draft names the published text it became, when there is one."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sources")
    slug = models.SlugField(max_length=80)
    rank = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)
    kind = models.CharField(max_length=20, choices=SourceKind)
    published = partial_date_field()
    url = models.URLField(blank=True)
    became = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="drafts")
    note = models.JSONField(default=dict)

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("kind", SourceKind),
            partial_date("published"),
            models.UniqueConstraint(fields=["edition", "slug"], name="programme_source_slug"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def draft(self) -> bool:
        return self.kind == SourceKind.DRAFT


class Enrolment(models.Model):
    """A product's part in an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="enrolments")
    product = models.ForeignKey(Product, models.PROTECT, related_name="enrolments")
    rank = models.PositiveSmallIntegerField()
    problem = models.JSONField(default=dict, help_text="the public problem it works on")
    goal = models.JSONField(default=dict, help_text="what the edition should change for it")
    note = models.JSONField(default=dict, help_text="what a reader must know of its figures")

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["edition", "product"], name="programme_enrolment_once")]

    def __str__(self) -> str:
        return f"{self.edition} · {self.product}"

    @property
    def scope(self) -> str:
        """Where the journal notes what concerns the product in the edition."""
        return f"{self.edition.slug}/{self.product.slug}"


class Sponsorship(models.Model):
    """The part of an organisation in an enrolment."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="sponsorships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sponsorships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ["-role", "pk"]
        constraints = [
            among("role", Role),
            models.UniqueConstraint(fields=["enrolment", "organisation", "role"], name="programme_sponsorship_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.role}"


class Lever(models.Model):
    """What a team did to move its indicators. Many are published without a date."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="levers")
    slug = models.SlugField(max_length=80)
    rank = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=LeverKind)
    text = models.JSONField(default=dict)
    starts = partial_date_field()
    ends = partial_date_field()
    frequency = models.JSONField(default=dict)
    sources = models.ManyToManyField(Source, related_name="levers")

    class Meta:
        ordering = ["rank"]
        constraints = [
            among("kind", LeverKind),
            partial_date("starts"),
            partial_date("ends"),
            models.UniqueConstraint(fields=["enrolment", "slug"], name="programme_lever_slug"),
        ]

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """The part a person takes: for one product of an edition, for a whole edition, or, as lead, for the programme.

    Without `enrolment` it holds for the whole edition; a lead without `edition` is one of every edition.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="memberships")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=MemberRole)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            among("role", MemberRole),
            models.UniqueConstraint(
                fields=["person", "edition", "enrolment", "role"],
                nulls_distinct=False,
                name="programme_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False) | Q(role=MemberRole.LEAD, enrolment=None),
                name="programme_membership_of_an_edition",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=PRODUCT_ROLES) | Q(enrolment__isnull=False),
                name="programme_membership_of_a_product",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=EDITION_ROLES) | Q(enrolment=None), name="programme_membership_of_a_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"
