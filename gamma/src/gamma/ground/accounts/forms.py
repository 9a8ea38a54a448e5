"""The forms of signing in, in our words; what they check is left to allauth."""

from typing import Any

from allauth.account import forms as account
from allauth.account.fields import EmailField
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount import forms as social
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 120


def address(hint: Any = "") -> EmailField:
    """An address, asked for as a browser can fill it in."""
    typed = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    return EmailField(label=_("Adresse électronique"), help_text=hint, widget=typed)


def code(hint: Any) -> forms.CharField:
    """A code of figures; a phone offers its figures, and the code itself when it has just received it."""
    typed = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(label=_("Code"), help_text=hint, max_length=40, widget=typed)


def named(**options: Any) -> forms.CharField:
    """The name of a person, as they want it read."""
    typed = forms.TextInput(attrs={"autocomplete": "name"})
    return forms.CharField(label=_("Nom"), max_length=LONGEST, widget=typed, **options)


LETTER = _("Huit chiffres, avec ou sans tiret.")
APPLICATION = _("Les chiffres que votre application montre en ce moment, ou un code de secours.")


class RequestLoginCode(account.RequestLoginCodeForm):
    email = address(_("Celle à laquelle vous avez été invité, ou celle de votre compte."))


class ConfirmLoginCode(account.ConfirmLoginCodeForm):
    code = code(LETTER)


class ConfirmAddress(account.ConfirmEmailVerificationCodeForm):
    code = code(LETTER)


class ConfirmAgain(account.ConfirmReauthenticationCodeForm):
    code = code(LETTER)


class Signup(account.SignupForm):
    email = address(_("Nous y envoyons un code pour vérifier qu'elle est à vous."))
    name = named(help_text=_("Tel que l'équipe du programme le lira."))
    field_order = ("name", "email")

    def __init__(self, *args: Any, **options: Any) -> None:
        """allauth would call the address otherwise than the other pages do."""
        super().__init__(*args, **options)
        self.fields["email"].label = _("Adresse électronique")


class ProviderSignup(social.SignupForm):
    email = address()
    name = named()
    field_order = ("name", "email")


class Disconnect(social.DisconnectForm):
    """The last provider may go as well: a code sent to its address always opens an account."""

    def clean(self) -> Any:
        return forms.Form.clean(self)


class ChangeAddress(account.AddEmailForm):
    email = address(_("Nous y envoyons un code ; l'adresse ne change qu'une fois ce code saisi."))


class Authenticate(factor.AuthenticateForm):
    code = code(APPLICATION)


class AuthenticateAgain(factor.ReauthenticateForm):
    code = code(APPLICATION)


class Activate(ActivateTOTPForm):
    code = code(_("Les six chiffres que l'application montre une fois l'image lue."))


class Name(forms.Form):
    """One's own name."""

    name = named(help_text=_("Tel que les personnes avec qui vous travaillez le lisent."))


class Erase(forms.Form):
    """What is asked before an account is erased."""

    sure = forms.BooleanField(label=_("J'ai compris que mon compte ne pourra pas être retrouvé"))
