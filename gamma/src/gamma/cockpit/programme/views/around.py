"""Around: what the pages of work share — what an address names, the way back, how a thing is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right, may, standing_of
from gamma.cockpit.programme.forms import ThingForm
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.ground import desk
from gamma.ground.design.shapes import Crumb
from gamma.ground.desk import Link, Place
from gamma.ground.facts import Facts
from gamma.ground.forms.described import initial
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen

At = Edition | Enrolment


def edition_at(slug: str) -> Edition:
    """The edition of an address, or a page that is not found."""
    return get_object_or_404(Edition, slug=slug)


def enrolment_at(edition: str, product: str) -> Enrolment:
    """The part of a product in an edition, or a page that is not found."""
    rows = Enrolment.objects.select_related("edition", "product")
    return get_object_or_404(rows, edition__slug=edition, product__slug=product)


def page_of(at: At) -> str:
    """Where one works on an edition, or on a product in it."""
    return reverse("programme:product" if isinstance(at, Enrolment) else "programme:edition", kwargs=words_of(at))


def words_of(at: At) -> dict[str, str]:
    """What addresses call an edition, or a product in it."""
    if isinstance(at, Edition):
        return {"edition": at.slug}
    return {"edition": at.edition.slug, "product": at.product.slug}


def way(request: HttpRequest, here: str, at: At | None = None) -> list[Crumb]:
    """The way back from a page, by those that the reader may open."""
    steps = [Crumb(_("Mon espace"), reverse("programme:desk"))]
    edition = at.edition if isinstance(at, Enrolment) else at
    if edition and may(request, Right.EDITION_SEE, edition.slug):
        steps.append(Crumb(chosen(edition.label), page_of(edition)))
    if isinstance(at, Enrolment):
        steps.append(Crumb(at.product.name, page_of(at)))
    return [*steps, Crumb(here)]


def links(request: HttpRequest, at: At) -> list[Link]:
    """The pages that the reader may open from the page of an edition or of a product."""
    words = words_of(at)
    roles = standing_of(request, dict(words)).roles
    found = desk.links(Place(words["edition"], words.get("product"), roles))
    return [link for link in found if link.href != page_of(at)]


@dataclass(frozen=True)
class Among:
    """What a thing may stand after, and what it stands after now: the last one, for a new thing."""

    choices: Sequence[tuple[str, Any]]
    now: str


def among(named: Sequence[tuple[str, Any]], own: str = "") -> Among:
    """The places of a thing among its like, each by its key and its name; `own` is the key of the thing itself."""
    keys = [key for key, _name in named]
    before = keys[: keys.index(own)] if own else keys
    return Among([one for one in named if one[0] != own], before[-1] if before else "")


@dataclass(frozen=True)
class Words:
    """What is said around the form of a thing; `removing` on the button that takes it away."""

    title: str
    verb: str
    saved: str
    removing: str = ""


@dataclass(frozen=True)
class Thing:
    """A thing to write: by which form, where it belongs and stands; `facts` are those of one that exists already."""

    form: type[ThingForm[Any]]
    at: At
    places: Among
    facts: Facts | None = None
    gone: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)


def write(request: HttpRequest, thing: Thing, save: Callable[[Any], Any], words: Words) -> HttpResponse:
    """Make a thing, or correct the one there is."""
    back, crumbs = page_of(thing.at), way(request, words.title, thing.at)
    page = Page(words.title, words.verb, back, words.saved, crumbs=crumbs, gone=thing.gone, removing=words.removing)
    now = {**shown(thing.form, thing.facts), "place": thing.places.now}
    return edit(
        request,
        thing.form,
        save,
        page,
        state=State(now) if thing.facts else None,
        initial=now,
        known=getattr(thing.facts, "id", ""),
        choices={**thing.choices, "place": thing.places.choices},
    )


def shown(form: type[ThingForm[Any]], facts: Facts | None) -> dict[str, Any]:
    """What a form shows of facts: those it asks for, and no others, so that these alone may be overtaken."""
    return {name: value for name, value in initial(facts or {}).items() if name in form.base_fields}
