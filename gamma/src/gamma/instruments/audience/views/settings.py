"""Settings: which products are measured, how; the sheet that justifies it; how those who visit them object."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gamma.cockpit.programme.access import Right, allowed
from gamma.ground.access import EVERYONE, access
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Crumb
from gamma.ground.forms.editing import Page, State, edit
from gamma.instruments.audience import actions, queries
from gamma.instruments.audience.forms import SiteForm, typed
from gamma.instruments.audience.lists import KEPT_DAYS, Mode
from gamma.instruments.audience.phrases import mode_said, told_at
from gamma.instruments.audience.sheet import sheet
from gamma.instruments.audience.views import around

OPPOSED = ("audience", "non")
A_YEAR = 395 * 24 * 3600


@allowed(Right.READING_WRITE, Right.READING_WRITE)
def open_site(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Begin to measure a product in a mode."""
    enrolment = around.enrolment_of(edition, product)

    def save(form: SiteForm) -> None:
        actions.open_site(form.described, enrolment=enrolment, by=person_of(request))

    title = _("Mesurer l'audience")
    crumbs = around.crumbs(enrolment, Crumb(title))
    page = Page(title, _("Ouvrir la mesure"), around.page_of(enrolment), _("La mesure est ouverte."), crumbs=crumbs)
    return edit(request, SiteForm, save, page)


@allowed(Right.READING_WRITE, Right.READING_WRITE)
def change_site(request: HttpRequest, edition: str, product: str, mode: str) -> HttpResponse:
    """Change where a product is measured, or which gestures are counted; the page gives what to put in its pages."""
    enrolment = around.enrolment_of(edition, product)
    site = around.site_of(enrolment, mode)

    def save(form: SiteForm) -> None:
        actions.change_site(site, form.described, enrolment=enrolment, by=person_of(request))

    title = _("Réglages de la mesure")
    crumbs = around.crumbs(enrolment, Crumb(mode_said(Mode(mode)), around.page_of(enrolment)), Crumb(title))
    page = Page(title, _("Enregistrer les réglages"), around.page_of(enrolment), _("C'est enregistré."), crumbs=crumbs)
    return edit(request, SiteForm, save, page, state=State(typed(site)))


@allowed(Right.PRODUCT_SEE)
@require_safe
def assessment(request: HttpRequest, edition: str, product: str, mode: str) -> HttpResponse:
    """The sheet of a site: criterion by criterion, what holds, from its settings; and what to put in its pages."""
    enrolment = around.enrolment_of(edition, product)
    site = around.site_of(enrolment, mode)
    words = {
        "enrolment": enrolment,
        "site": site,
        "mode": mode_said(Mode(mode)),
        "rows": sheet(site),
        "where": told_at(site.key),
        "crumbs": around.crumbs(enrolment, Crumb(mode_said(Mode(mode)), around.page_of(enrolment)), Crumb(_("Fiche"))),
    }
    return render(request, "audience/sheet.html", words)


@access(EVERYONE, EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def information(request: HttpRequest, key: str) -> HttpResponse:
    """What is measured of a site, for those who visit it; and how to be counted no more."""
    site = queries.measured(key)
    if site is None:
        raise Http404
    if request.method == "POST":
        return _chosen(request, lasts=0 if "reprendre" in request.POST else A_YEAR)
    opposed = request.COOKIES.get(OPPOSED[0]) == OPPOSED[1]
    words = {"site": site, "mode": mode_said(Mode(site.mode)), "opposed": opposed, "kept": KEPT_DAYS}
    return render(request, "audience/information.html", words)


def _chosen(request: HttpRequest, *, lasts: int) -> HttpResponse:
    """The page again, and the cookie of who objects; it also holds for pages of ours that other sites frame."""
    response, (name, value), safe = redirect(request.path), OPPOSED, request.is_secure()
    response.set_cookie(
        name,
        value if lasts else "",
        max_age=lasts,
        httponly=True,
        secure=safe,
        samesite="None" if safe else "Lax",  # a browser takes "None" over TLS only
    )
    return response
