"""The filters of the bilan's templates: runs of words, and charts, as HTML."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gamma.cockpit.reports.bilan.document import Chart, Emphasis, Link, Mark, Quoted, Run, Strong
from gamma.cockpit.reports.bilan.printing.pictures import picture
from gamma.ground.design.templatetags.design import verdict

register = template.Library()


@register.filter
def runs(words: Iterable[Run]) -> SafeString:
    """Words, links, figures and verdicts, in line."""
    return format_html_join("", "{}", ((_run(run),) for run in words))


@register.filter
def drawn(chart: Chart) -> SafeString:
    """The picture of a chart, to stand in the page itself."""
    return mark_safe(picture(chart))  # noqa: S308 - drawn by us, its texts are escaped there


@register.filter
def quoted(figure: Quoted) -> SafeString:
    """A figure, with the place where its correction would stand."""
    words = format_html('<a class="quoted" href="{}">{}</a>', figure.href, figure.text) if figure.href else figure.text
    return format_html("{}{}", words, place(figure.key))


@register.filter
def place(key: str) -> SafeString | str:
    """Where the notice that corrects a figure or a text would stand."""
    return format_html("<!--notice:{}-->", key) if key else ""


def _run(run: Run) -> SafeString | str:
    if isinstance(run, Quoted):
        return quoted(run)
    if isinstance(run, Strong):
        return format_html("<strong>{}</strong>", run.text)
    if isinstance(run, Emphasis):
        return format_html("<em>{}</em>", run.text)
    if isinstance(run, Link):
        return format_html('<a href="{}">{}</a>', run.href, run.text)
    if isinstance(run, Mark):
        said = render_to_string("design/components/verdict.html", verdict(run.verdict, run.text))
        return format_html("{}{}", said, place(run.key))
    return run
