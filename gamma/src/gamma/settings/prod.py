"""A server: everything that differs between two servers comes from the environment."""

import logging
import os

from gamma.ground import logs
from gamma.settings.base import *  # noqa: F403

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"https://{ALLOWED_HOSTS[0]}")
COLLECTOR_URL = os.environ.get("COLLECTOR_URL", PUBLIC_URL).rstrip("/")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
SECURE_REDIRECT_EXEMPT = [r"^healthz"]  # asked from this machine, not through the proxy
# The caller, of the API as of the pages of accounts, is the one that the proxy in front tells of.
NINJA_NUM_PROXIES = 1
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_HSTS_SECONDS = 31_536_000
LOGGING = logs.settings("Lines")
logging.captureWarnings(True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The carrier of letters: smtp://user:password@host:587 (STARTTLS), or smtps:// on 465.
vars().update(carrier(os.environ["MAIL_URL"]))  # noqa: F405
