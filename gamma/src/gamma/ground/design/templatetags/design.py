"""Filters and components, in every template without `{% load %}`.

A component is one template of `design/components/`; the comment at its top says what it takes. Shapes such as
`Tile` or `Event` are in `gamma.ground.design.shapes`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gamma.ground import texts, wording
from gamma.ground.design import charts, menus, numbers, prose, typography
from gamma.ground.figures import Figure

register = template.Library()
Renders = Callable[..., dict[str, Any]]

MARKS = {
    "exceeded": "▲",
    "met": "✓",
    "nearly": "≈",
    "missed": "✗",
    "not_computable": "?",
    "pending": "…",
    "no_target": "–",
    "never_read": "∅",
}


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """`{{ 17936|number }}`; a text, or nothing, is shown as it is."""
    return numbers.number(value, decimals) if _is_number(value) else str(value or "")


@register.filter
def percent(value: Any, decimals: int | None = None) -> str:
    """`{{ 119.6|percent:1 }}`: the value is already in percent."""
    return numbers.percent(value, decimals) if _is_number(value) else str(value or "")


@register.filter
def signed(value: Any, decimals: int | None = None) -> str:
    """`{{ change|signed:1 }}`: with its sign, and a true minus."""
    return numbers.signed(value, decimals) if _is_number(value) else str(value or "")


@register.filter
def quantity(value: Any, unit: str) -> str:
    """`{{ 12000|quantity:"€" }}`: the number and its unit, kept together."""
    return numbers.quantity(value, unit) if _is_number(value) else str(value or "")


@register.filter
def day(value: date | str | None) -> str:
    """A date, also one known to the month or the year ("2020-09"), in words."""
    if isinstance(value, date):
        return wording.day(value)
    return wording.partial(value) if value else ""


@register.filter
def local(text: Mapping[str, str] | None) -> str:
    """The words of a text in two languages, in the active language or in the one there is."""
    return texts.chosen(text or {})


@register.filter
def markdown(text: str) -> SafeString:
    """A text of others in Markdown as HTML: what is HTML in it is shown, not obeyed."""
    return prose.html(text)


@register.filter(is_safe=True)
def typo(text: str) -> str:
    """French typography, in French; the base page applies it to all its prose."""
    return typography.french(text) if numbers.language() == "fr" else text


def component(name: str, **options: Any) -> Callable[[Renders], Renders]:
    """A tag that renders the template of the same name with the context its function returns."""
    tag: Callable[[Renders], Renders] = register.inclusion_tag(f"design/components/{name}.html", name=name, **options)
    return tag


def _plain(name: str, *parameters: str, **defaults: Any) -> None:
    """A component with nothing to prepare: what it is given, by place or by name, is its context."""

    def context(*values: Any, **named: Any) -> dict[str, Any]:
        return defaults | dict(zip(parameters, values, strict=False)) | named

    component(name)(context)


_plain("heading", "title", "lead", "kicker")
_plain("crumbs", "crumbs")
_plain("tiles", "tiles")
_plain("definitions", "items")
_plain("difference", "changes")
_plain("timeline", "dated", "undated")
_plain("tag", "text", "tone")
_plain("errors", "form")
_plain("notice", "kind", "title", "text", "mend", "href", "action")
_plain("finding", "title", "text", "mend", "links")
_plain("downloads", "files", "title")
_plain("action", "label", "href", "secondary")
_plain("table", "label", "columns", "rows", "figures")
_plain("series", "title", "src", "alt", "caption", "columns", "rows", "csv", "svg")
_plain("evidence", "how", "when", "who", "source", "href", "tool", "n", "precision", "note")


@component("figure")
def figure(figure: Figure, compact: bool = False) -> dict[str, Any]:
    """A number with all that must travel with it."""
    return {"figure": figure, "compact": compact, "number": _number_of(figure), "sign": _is_sign(figure.unit)}


@component("verdict")
def verdict(value: str, label: str) -> dict[str, Any]:
    """The word of a verdict and a mark that does not rely on colour."""
    return {"value": value, "label": label, "mark": MARKS.get(value, "–")}


@component("attainment")
def attainment(percent: Decimal | float, label: str = "") -> dict[str, Any]:
    """How much of the way to its target a figure has gone; past the target, the bar goes past the mark."""
    whole = max(float(percent), 100.0)
    filled = max(float(percent), 0.0)
    # Widths are attributes, written with a dot whatever the language: they are read by a machine.
    return {
        "percent": percent,
        "label": label,
        "filled": f"{filled / whole * 100:.1f}",
        "mark": f"{100 / whole * 100:.1f}",
    }


@component("spark")
def spark(values: Sequence[float | int | None]) -> dict[str, Any]:
    """The shape of a series beside its figure."""
    lines, last = charts.spark(values)
    return {"lines": lines, "last": last}


@component("say")
def say(text: Mapping[str, str]) -> dict[str, Any]:
    """A text in two languages, marked with its language when it is not that of the page."""
    words = texts.chosen(text)
    written = next((code for code, value in text.items() if value == words), "")
    return {"text": words, "language": "" if written == numbers.language() else written}


@component("pagination", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> dict[str, Any]:
    """Links to the pages of a list, keeping the sort and the filters of the address."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "page": page, "pages": pages, "gap": page.paginator.ELLIPSIS}


@component("sort", takes_context=True)
def sort(context: Context, key: str, label: str, numeric: bool = False) -> dict[str, Any]:
    """A column heading that sorts by link: `?tri=name`, then `?tri=-name`."""
    request = context["request"]
    now = request.GET.get("tri", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    then = f"-{key}" if now == key else key
    return {"request": request, "label": label, "order": order, "then": then, "numeric": numeric}


@component("waiting")
def waiting(title: str, done: int, total: int, left: str = "", href: str = "") -> dict[str, Any]:
    """A long work in progress, which may be left and found again."""
    percent = round(done / total * 100) if total else 0
    return {"title": title, "done": done, "total": total, "left": left, "href": href, "percent": percent}


@component("form", takes_context=True)
def form(context: Context, form: BaseForm, verb: str, method: str = "post") -> dict[str, Any]:
    """A form in one column, its errors listed on top; what was typed stays in its fields."""
    return {"form": form, "verb": verb, "method": method, "csrf_token": context.get("csrf_token")}


@component("field")
def field(field: BoundField) -> dict[str, Any]:
    """A form field: label above, hint, error beside."""
    return {"field": field}


@register.simple_tag(takes_context=True)
def menu(context: Context, name: str) -> list[dict[str, Any]]:
    """The links of a menu, the current one marked."""
    path = getattr(context.get("request"), "path", "")
    links = [(str(entry.label), reverse(entry.route)) for entry in menus.MENUS[name]]
    return [{"label": label, "href": href, "current": path.startswith(href)} for label, href in links]


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> dict[str, str]:
    """The same page in the other language: its code, its name in itself, its address."""
    code = "en" if (get_language() or "fr")[:2] == "fr" else "fr"
    request = context.get("request")
    address = request.get_full_path() if request else "/"
    return {"code": code, "name": {"fr": "Français", "en": "English"}[code], "href": translate_url(address, code)}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _number_of(figure: Figure) -> str:
    return "" if figure.value is None else numbers.number(figure.value)


def _is_sign(unit: str) -> bool:
    return unit in ("%", "€")
