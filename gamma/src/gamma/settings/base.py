"""What holds everywhere. Secrets and addresses come from the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from psycopg.conninfo import make_conninfo

from gamma.ground import logs

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = Path(os.environ.get("GAMMA_ROOT", PACKAGE.parents[2]))
VAR = ROOT / "var"


def database(url: str) -> dict[str, object]:
    """Read a `postgresql://user:password@host:port/name?host=/socket&sslmode=require` address into Django's words."""
    parts = urlsplit(url)
    told = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "gamma",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": told.pop("host", parts.hostname or ""),
        "PORT": told.pop("port", str(parts.port or "")),
        "OPTIONS": told,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def dsn(words: Mapping[str, Any]) -> str:
    """Django's words as an address again, for programs that know nothing of Django."""
    told = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT", "dbname": "NAME"}
    return make_conninfo(**{name: words[word] for name, word in told.items() if words[word]}, **words["OPTIONS"])


def carrier(url: str) -> dict[str, object]:
    """Read an `smtp://user:password@host:port` address (smtps:// for TLS from the start) into Django's words."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }


def identity(environment: Mapping[str, str]) -> dict[str, str]:
    """The provider of identity (OpenID Connect) that the environment names; nothing when it names none."""
    if not environment.get("OIDC_SERVER_URL"):
        return {}
    return {
        "id": "oidc",
        "name": environment.get("OIDC_NAME") or "OpenID Connect",
        "server": environment["OIDC_SERVER_URL"],
        "client": environment["OIDC_CLIENT_ID"],
        "secret": environment["OIDC_CLIENT_SECRET"],
    }


def providers(oidc: Mapping[str, str]) -> dict[str, object]:
    """The same in allauth's words."""
    if not oidc:
        return {}
    app = {
        "provider_id": oidc["id"],
        "name": oidc["name"],
        "client_id": oidc["client"],
        "secret": oidc["secret"],
        "settings": {"server_url": oidc["server"]},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///gamma"))}
# What must be known to all processes (attempts to sign in, codes already used) is in the base; what is computed
# is kept in each process, under a name that changes when what it was computed of does.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cache"},
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "gamma.ground.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
    "gamma.ground.audit",
    "gamma.ground.design",
    "gamma.ground.drafts",
    "gamma.ground.jobs",
    "gamma.ground.mail",
    "gamma.cockpit.programme",
    "gamma.cockpit.selection",
    "gamma.cockpit.indicators",
    "gamma.cockpit.reviews",
    "gamma.cockpit.reports",
    "gamma.instruments.audience",
    "gamma.instruments.harvest",
    "gamma.instruments.surveys",
    "gamma.services.simulators",
    "gamma.site",
]

MIDDLEWARE = [
    "gamma.site.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "gamma.site.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

LOGGING = logs.settings("Words")

ROOT_URLCONF = "gamma.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["gamma.ground.design.templatetags.design"],
        },
    }
]

# Persons sign in by a code sent to their address; a second factor is theirs to add. There is no password anywhere.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "programme:desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "gamma.ground.accounts.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60  # of all steps together: a code, perhaps a second one, then that of the application
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_METHODS = {"code", "mfa"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "request_login_code": "gamma.ground.accounts.forms.RequestLoginCode",
    "confirm_login_code": "gamma.ground.accounts.forms.ConfirmLoginCode",
    "confirm_email_verification_code": "gamma.ground.accounts.forms.ConfirmAddress",
    "confirm_reauthentication_code": "gamma.ground.accounts.forms.ConfirmAgain",
    "signup": "gamma.ground.accounts.forms.Signup",
    "add_email": "gamma.ground.accounts.forms.ChangeAddress",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
MFA_ADAPTER = "gamma.ground.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gamma"
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute late
MFA_FORMS = {
    "authenticate": "gamma.ground.accounts.forms.Authenticate",
    "reauthenticate": "gamma.ground.accounts.forms.AuthenticateAgain",
    "activate_totp": "gamma.ground.accounts.forms.Activate",
}
# A provider of identity opens the account that has the address it says it verified, and no other.
OIDC = identity(os.environ)
SOCIALACCOUNT_PROVIDERS = providers(OIDC)
SOCIALACCOUNT_ADAPTER = "gamma.ground.accounts.adapters.Providers"
SOCIALACCOUNT_FORMS = {
    "signup": "gamma.ground.accounts.forms.ProviderSignup",
    "disconnect": "gamma.ground.accounts.forms.Disconnect",
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = VAR / "static"
STATICFILES_DIRS = [("pico", ROOT / "node_modules" / "@picocss" / "pico" / "css")]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Where the site answers: what the links of letters begin with.
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
# Where pages reach the collector of the audience: the address of the site, once a proxy brings both together.
COLLECTOR_URL = os.environ.get("COLLECTOR_URL", f"http://localhost:{int(os.environ.get('PORT') or '8000') + 1}").rstrip(
    "/"
)
# Our own services that are measured: the key of an exempt site for each, shown on its sheet.
AUDIENCES = {"simulators": os.environ.get("SIMULATORS_AUDIENCE", "")}
# Letters wait in the queue of the jobs; `False`, in the tests, hands them to the carrier at once.
MAIL_DEFERRED = True
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Gamma <gamma@localhost>")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Rule models by name: npm packages, or any folder that publicodes reads. A newer model is another folder here.
RULE_MODELS = {"modele-social": ROOT / "node_modules" / "modele-social"}

# Each caller of the API has a share of the machine; `no` leaves it to what stands before the site, or to a bench.
API_LIMITED = os.environ.get("API_LIMITED", "yes") != "no"

# What the harvest may ask, whatever the edition: hosts of the outside, and those of our own network ("internal"), which
# nothing else lets it reach. Keys of its secrets, the first one encrypts (without them, `SECRET_KEY` does). Where files
# are put for it.
HARVEST_HOSTS = [host for host in os.environ.get("HARVEST_HOSTS", "").split(",") if host]
HARVEST_INTERNAL = [host for host in os.environ.get("HARVEST_INTERNAL", "").split(",") if host]
HARVEST_KEYS = [key for key in os.environ.get("HARVEST_KEYS", "").split(",") if key]
HARVEST_ROOT = Path(os.environ["HARVEST_ROOT"]) if "HARVEST_ROOT" in os.environ else None

# Who answers for the site: its legal pages say so.
OPERATOR = os.environ.get("OPERATOR", "")
CONTACT = os.environ.get("CONTACT", "")
