"""Editing: one way to fill in a form, for all rooms. What is typed is kept as a draft field by field; a form sent on a
state that somebody changed in between is not recorded, and shows both; what is refused stays in its fields."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gamma.ground.accounts.models import Person
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Change, Crumb
from gamma.ground.drafts import actions as drafts
from gamma.ground.drafts.queries import draft
from gamma.ground.errors import UserError
from gamma.ground.texts import chosen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Page:
    """What stands around a form. `back` is where one goes once it is sent, `saved` what is said there.

    `gone` is the address that takes away what the form changes, and `removing` what its button says ("Retirer").
    """

    title: str
    verb: str
    back: str
    saved: "StrOrPromise" = ""
    lead: str = ""
    kicker: str = ""
    crumbs: Sequence[Crumb] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    gone: str = ""
    removing: "StrOrPromise" = ""


@dataclass(frozen=True)
class State:
    """What is recorded now of what the form changes: field by field; and who wrote it, when that is known."""

    values: Mapping[str, Any]
    who: str = ""

    @property
    def seal(self) -> str:
        """A short name of this state: another one means that somebody wrote in between."""
        told = json.dumps({name: said(value) for name, value in self.values.items()}, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def edit(
    request: HttpRequest,
    form: Callable[..., Form],
    save: Callable[[Any], object],
    page: Page,
    *,
    state: State | None = None,
    template: str = "design/editing.html",
    **options: Any,
) -> HttpResponse:
    """Show a form, or take what it says: `form(data, initial=…, **options)` makes it, `save(form)` writes.

    `save` refuses by raising UserError; it returns where to go, or nothing for `page.back`.
    """
    if request.method == "POST":
        return _sent(request, form, save, page, state, template, options)
    kept = draft(request.path, person_of(request))
    shown = {**(state.values if state else {}), **options.pop("initial", {})}
    filled = form(None, initial=shown, **options)
    if kept:
        filled.initial.update(_typed(filled, kept.fields))
    seal = (kept.fields.get("seal") or [""])[0] if kept else state.seal if state else ""
    return _page(request, template, filled, page, seal=seal, draft=kept)


def resume(form: Form, *, path: str, by: Person) -> bool:
    """Put into a form, shown on another page than its own, what a person typed there and did not send."""
    kept = draft(path, by)
    if kept:
        form.initial.update(_typed(form, kept.fields))
    return kept is not None


def _sent(
    request: HttpRequest,
    form: Callable[..., Form],
    save: Callable[[Any], object],
    page: Page,
    state: State | None,
    template: str,
    options: dict[str, Any],
) -> HttpResponse:
    options.pop("initial", None)
    filled = form(request.POST, initial=state.values if state else {}, **options)
    if request.FILES:
        filled.files = request.FILES
    if state and request.POST.get("seal", "") != state.seal:
        return _page(request, template, filled, page, seal=state.seal, overtaken=_overtaken(filled, state), status=409)
    if filled.is_valid():
        try:
            where = save(filled)
        except UserError as refused:
            filled.add_error(None, str(refused))
        else:
            drafts.drop(path=request.path, by=person_of(request))
            if page.saved:
                messages.success(request, page.saved)
            return redirect(where if isinstance(where, str) else page.back)
    return _page(request, template, filled, page, seal=state.seal if state else "", status=422)


def _page(
    request: HttpRequest, template: str, form: Form, page: Page, *, seal: str, status: int = 200, **more: Any
) -> HttpResponse:
    return render(request, template, {"form": form, "page": page, "seal": seal, **page.more, **more}, status=status)


def _typed(form: Form, fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """What a draft says of each field of a form."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return {name: one.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, one in form.fields.items()}


@dataclass(frozen=True)
class Overtaken:
    """What somebody recorded while a form was open: each field that differs, as it is now and as it was typed."""

    who: str
    changes: list[Change]


def _overtaken(form: Form, state: State) -> Overtaken:
    pairs = (
        (str(bound.label), state.values.get(bound.name), bound.data) for bound in form if bound.name in state.values
    )
    return Overtaken(state.who, [Change(label, now, mine) for label, now, mine in _told(pairs) if now != mine])


def _told(pairs: Iterable[tuple[str, Any, Any]]) -> Iterable[tuple[str, str, str]]:
    return ((label, said(now), said(mine)) for label, now, mine in pairs)


def said(value: Any) -> str:
    """A value as it is compared and shown: one way to write the same."""
    if value is None or value == {}:
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, Mapping):
        return " / ".join(str(one).strip() for one in value.values() if str(one).strip()) or chosen(value)
    if isinstance(value, list | tuple):
        return ", ".join(sorted(str(one) for one in value))
    return str(value).replace("\r\n", "\n").strip()
