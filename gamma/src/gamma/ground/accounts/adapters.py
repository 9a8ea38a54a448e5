"""Adapters: where allauth meets the house — its letters, its words, and what proves an address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from gamma.ground.accounts import actions
from gamma.ground.accounts.models import Person
from gamma.ground.mail.sending import send

REFUSALS = {
    "incorrect_code": _("Ce code n'est pas le bon : recopiez celui du dernier message reçu."),
    "too_many_login_attempts": _("Trop d'essais : par sécurité, demandez un nouveau code dans quelques minutes."),
    "rate_limited": _("Un message vient déjà de partir : attendez quelques instants avant d'en demander un autre."),
    "account_inactive": _("Ce compte est fermé."),
    "email_taken": _("Cette adresse est déjà celle d'un compte."),
    "duplicate_email": _("C'est déjà l'adresse de ce compte."),
    "same_as_current": _("C'est déjà l'adresse de ce compte."),
}
SAID = {
    "account/messages/email_confirmed.txt": _("Votre adresse est confirmée."),
    "mfa/messages/totp_activated.txt": _("Le second facteur est activé."),
    "mfa/messages/totp_deactivated.txt": _("Le second facteur est désactivé."),
    "mfa/messages/recovery_codes_generated.txt": _("De nouveaux codes de secours remplacent les précédents."),
    "socialaccount/messages/account_connected.txt": _("Ce fournisseur d'identité est relié à votre compte."),
    "socialaccount/messages/account_disconnected.txt": _("Ce fournisseur d'identité n'est plus relié à votre compte."),
}
"""What is said once a thing is done; of all else the page itself tells."""
NOTICES = {
    "account/email/email_changed": _("L'adresse de votre compte a été changée."),
    "mfa/email/totp_activated": _("Un second facteur a été activé sur votre compte."),
    "mfa/email/totp_deactivated": _("Le second facteur de votre compte a été désactivé."),
    "mfa/email/recovery_codes_generated": _("De nouveaux codes de secours ont été créés pour votre compte."),
    "socialaccount/email/account_connected": _("Un fournisseur d'identité a été relié à votre compte."),
    "socialaccount/email/account_disconnected": _("Un fournisseur d'identité n'est plus relié à votre compte."),
}


class Accounts(DefaultAccountAdapter):
    """Signing in by a code: letters wait in the queue of the house, and a code that came back proves its address."""

    error_messages = {**DefaultAccountAdapter.error_messages, **REFUSALS}

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a letter in the queue; addresses in it keep what the person came for."""
        signin, signup = self._leading("account_login", email), self._leading("account_signup", email)
        send(f"{template_prefix}.txt", to=email, **context | {"signin_url": signin, "signup_url": signup})

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell who signs up a second time; there is no password to offer to change."""
        self.send_mail("account/email/account_already_exists", email, {})

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person that the protection of their account changed."""
        if template_prefix in NOTICES:
            words = {"what": NOTICES[template_prefix], "account_url": self._leading("accounts:account")}
            send("account/email/notice.txt", to=email or user.email, **(context or {}) | words)

    def _leading(self, route: str, email: str = "") -> str:
        path = passthrough_next_redirect_url(self.request, reverse(route), "next")
        if email:
            path += ("&" if "?" in path else "?") + urlencode({"email": email})
        return self.request.build_absolute_uri(path)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done, in our words, or nothing: a message needs a session, which a visitor is not to have."""
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new person has the name that they gave."""
        user.name = form.cleaned_data.get("name", "") or user.name
        return super().save_user(request, user, form, commit)

    def pre_login(self, request: HttpRequest, user: Any, **hooks: Any) -> HttpResponse | None:
        """Who was invited has an address that nobody proved yet: the code that they just typed does."""
        proven = _proven(request, user, hooks)
        if user.is_active and proven == user.email:
            actions.prove(user, email=proven)
        return super().pre_login(request, user, **hooks)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor shows that it is them by it, and not by a letter that it is there to back."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa")] or methods

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # noqa: ARG002
        """Once an address is changed, one is back at one's account."""
        return reverse("accounts:account")


def _proven(request: HttpRequest, person: Person, hooks: dict[str, Any]) -> str:
    """The address that was proven on the way in: by a code, or by a provider that says it verified it."""
    social = (hooks.get("signal_kwargs") or {}).get("sociallogin")
    if social:
        return (getattr(social, "_did_authenticate_by_email", None) or "").lower()
    records = get_authentication_records(request, person)
    return next((one.get("email") or "" for one in reversed(records) if one["method"] == "code"), "").lower()


class Providers(DefaultSocialAccountAdapter):
    """Signing in by a provider of identity."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("Un compte a déjà cette adresse : connectez-vous d'abord par un code, puis reliez %s."),
    }

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """A new person has the name that the provider knows."""
        user = super().populate_user(request, sociallogin, data)
        full = " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
        user.name = (data.get("name") or full)[:120]
        return user


class SecondFactor(DefaultMFAAdapter):
    """The codes of an application."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Ce code n'est pas le bon : recopiez celui que l'application montre maintenant."),
        "unverified_email": _("Confirmez d'abord votre adresse, puis activez le second facteur."),
    }
