"""What holds everywhere. Secrets and addresses come from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = Path(os.environ.get("GAMMA_ROOT", PACKAGE.parents[2]))
VAR = ROOT / "var"


def database(url: str) -> dict[str, object]:
    """Read a `postgresql://user:password@host:port/name?host=/socket` address into Django's words."""
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "gamma",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


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


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///gamma"))}
# What is computed of the facts is kept in the process, by version of the facts: a large portfolio has many pages.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
    "gamma.ground.accounts",
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
    "gamma.services.simulators",
    "gamma.site",
]

MIDDLEWARE = [
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
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gamma"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
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
