"""What holds everywhere. Secrets and addresses come from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

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
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
    "gamma.ground.design",
    "gamma.ground.jobs",
    "gamma.cockpit.programme",
    "gamma.cockpit.indicators",
    "gamma.cockpit.reviews",
    "gamma.cockpit.reports",
    "gamma.services.simulators",
    "gamma.site",
]

MIDDLEWARE = [
    "gamma.site.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "gamma.site.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
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
            ],
            "builtins": ["gamma.ground.design.templatetags.design"],
        },
    }
]

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

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Rule models by name: npm packages, or any folder that publicodes reads. A newer model is another folder here.
RULE_MODELS = {"modele-social": ROOT / "node_modules" / "modele-social"}

# Each caller of the API has a share of the machine; `no` leaves it to what stands before the site, or to a bench.
API_LIMITED = os.environ.get("API_LIMITED", "yes") != "no"

# Who answers for the site: its legal pages say so.
OPERATOR = os.environ.get("OPERATOR", "")
CONTACT = os.environ.get("CONTACT", "")
