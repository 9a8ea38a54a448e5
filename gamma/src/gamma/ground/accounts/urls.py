"""Addresses of accounts. Those of signing in lead to allauth's views, under the names it knows them by."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import include, path

from gamma.ground.access import SIGNED_IN, access, everyone
from gamma.ground.accounts import oidc, views

mine = access(SIGNED_IN, SIGNED_IN)

OWN = [
    path("", views.account, name="account"),
    path("nom/", views.name, name="name"),
    path("ailleurs/", views.elsewhere, name="elsewhere"),
    path("donnees/", views.data, name="data"),
    path("effacer/", views.erase, name="erase"),
    *everyone([path("efface/", views.erased, name="erased")]),
]
ENTRANCE = everyone(
    [
        path("connexion/", account.request_login_code, name="account_request_login_code"),
        path("connexion/", account.request_login_code, name="account_login"),
        path("connexion/code/", account.confirm_login_code, name="account_confirm_login_code"),
        path("connexion/application/", factor.authenticate, name="mfa_authenticate"),
        path("inscription/", account.signup, name="account_signup"),
        path("inscription/code/", account.email_verification_sent, name="account_email_verification_sent"),
        path("deconnexion/", account.logout, name="account_logout"),
        path("ferme/", account.account_inactive, name="account_inactive"),
        path("fournisseur/inscription/", social.signup, name="socialaccount_signup"),
        path("fournisseur/annule/", social.login_cancelled, name="socialaccount_login_cancelled"),
        path("fournisseur/erreur/", social.login_error, name="socialaccount_login_error"),
        path("fournisseur/<slug:provider_id>/", oidc.leave, name="openid_connect_login"),
        path("fournisseur/<slug:provider_id>/retour/", oidc.come_back, name="openid_connect_callback"),
    ],
    write=True,
)
PROTECTION = [
    path("adresse/", mine(account.email), name="account_email"),
    path("fournisseurs/", mine(social.connections), name="socialaccount_connections"),
    path(
        "confirmation/",
        mine(account.request_reauthentication_code),
        name="account_request_reauthentication_code",
    ),
    path(
        "confirmation/code/", mine(account.confirm_reauthentication_code), name="account_confirm_reauthentication_code"
    ),
    path("confirmation/application/", mine(factor.reauthenticate), name="mfa_reauthenticate"),
    path("second-facteur/", views.account, name="mfa_index"),
    path("second-facteur/activer/", mine(totp.activate_totp), name="mfa_activate_totp"),
    path("second-facteur/desactiver/", mine(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-facteur/secours/", mine(spare.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-facteur/secours/refaire/", mine(spare.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-facteur/secours/fichier/", mine(spare.download_recovery_codes), name="mfa_download_recovery_codes"),
]

urlpatterns = [path("", include((OWN, "accounts"))), *ENTRANCE, *PROTECTION]
