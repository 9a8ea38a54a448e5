"""The pages of one's own account; those of signing in are allauth's."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gamma.ground.access import SIGNED_IN, access
from gamma.ground.accounts import actions, forms, oidc, queries
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Crumb
from gamma.ground.forms.editing import Page, State, edit


@access(SIGNED_IN)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: who one is here, how it is protected, and what may be asked of it."""
    person = person_of(request)
    words = {"person": person, "security": queries.security(person), "provider": oidc.name()}
    return render(request, "accounts/account.html", words)


@access(SIGNED_IN, SIGNED_IN)
def name(request: HttpRequest) -> HttpResponse:
    """Change one's own name."""
    person = person_of(request)
    back = reverse("accounts:account")
    crumbs = [Crumb(_("Mon compte"), back), Crumb(_("Mon nom"))]
    page = Page(_("Mon nom"), _("Enregistrer"), back, _("Votre nom est enregistré."), crumbs=crumbs)
    return edit(
        request,
        forms.Name,
        lambda form: actions.rename(person, name=form.cleaned_data["name"], by=person),
        page,
        state=State({"name": person.name}),
    )


@access(SIGNED_IN, SIGNED_IN)
@require_POST
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out of every other browser."""
    person = person_of(request)
    actions.sign_out_everywhere(person)
    update_session_auth_hash(request, person)
    return render(request, "accounts/elsewhere.html")


@access(SIGNED_IN)
@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is held about oneself, as a file."""
    written = {"indent": 2, "ensure_ascii": False}
    answer = JsonResponse(queries.everything(person_of(request)), json_dumps_params=written)
    answer.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return answer


@access(SIGNED_IN, SIGNED_IN)
@reauthentication_required(app="gamma.ground.accounts")
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one's own account, once it is sure that it is oneself who asks."""
    form = forms.Erase(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.forget(person_of(request))
        logout(request)
        return redirect("accounts:erased")
    return render(request, "accounts/erase.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """What someone reads who just left."""
    return render(request, "accounts/erased.html")
