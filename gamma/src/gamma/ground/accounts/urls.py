"""Addresses of accounts: the views are those of allauth, under the names it knows them by. None asks for a password."""

from allauth.account import views as account
from django.urls import include, path

from gamma.ground.access import everyone

urlpatterns = everyone(
    [
        path("connexion/", account.request_login_code, name="account_request_login_code"),
        path("connexion/", account.request_login_code, name="account_login"),
        path("connexion/code/", account.confirm_login_code, name="account_confirm_login_code"),
        path("inscription/", account.signup, name="account_signup"),
        path("inscription/code/", account.email_verification_sent, name="account_email_verification_sent"),
        path("deconnexion/", account.logout, name="account_logout"),
        path("inactif/", account.account_inactive, name="account_inactive"),
        path("confirmation/", account.reauthenticate, name="account_reauthenticate"),
        path(
            "confirmation/envoyer/", account.request_reauthentication_code, name="account_request_reauthentication_code"
        ),
        path("confirmation/code/", account.confirm_reauthentication_code, name="account_confirm_reauthentication_code"),
        path("second-facteur/", include("allauth.mfa.urls")),
        path("fournisseur/", include("allauth.socialaccount.urls")),
        path("fournisseur/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ],
    write=True,
)
