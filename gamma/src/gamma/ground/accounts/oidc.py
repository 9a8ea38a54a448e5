"""Signing in by a provider of identity (OpenID Connect), when the settings name one."""

from typing import Any

import jwt
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")


class Provider(OpenIDConnectOAuth2Adapter):
    """A provider whose word is checked: its signature, its audience, its hour, and that both tell of one person."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **words: Any) -> Any:
        if "id_token" not in words["response"]:
            raise OAuth2Error("the provider sent no id_token")
        login = super().complete_login(request, app, token, **words)
        told = login.account.extra_data
        if told["userinfo"].get("sub") != told["id_token"].get("sub"):
            raise OAuth2Error("the id_token and the userinfo are of two persons")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            if jwt.get_unverified_header(id_token)["alg"] not in SIGNED_BY:
                raise OAuth2Error("the id_token bears no signature of a key pair")
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, jwt.PyJWTError) as wrong:
            raise OAuth2Error("the id_token cannot be read") from wrong


def name() -> str:
    """What the provider of the settings is called; empty when there is none."""
    return str(settings.OIDC["name"]) if settings.OIDC else ""


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider: by a page of our own, as no form of the site may be sent elsewhere, even redirected."""
    provider = _provider(request, provider_id)
    try:
        answer: HttpResponse = OAuth2LoginView.adapter_view(provider)(request)
    except RequestException as silent:
        return render_authentication_error(request, provider.get_provider(), exception=silent)
    if request.method == "POST" and answer.status_code == 302 and answer["Location"].startswith("http"):
        return render(request, "accounts/leaving.html", {"where": answer["Location"], "provider": name()})
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends a person back to."""
    answer: HttpResponse = OAuth2CallbackView.adapter_view(_provider(request, provider_id))(request)
    return answer


def _provider(request: HttpRequest, provider_id: str) -> Provider:
    if not settings.OIDC or provider_id != settings.OIDC["id"]:
        raise Http404
    return Provider(request, provider_id)
