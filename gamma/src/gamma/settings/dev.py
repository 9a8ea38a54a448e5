"""A developer's or a newcomer's machine: `make start`."""

import os
import secrets

from gamma.settings.base import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# Nothing signed outlives a start here, so that no key needs to be kept; a server sets its own in `prod`.
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50)

# Static files are served from where they are: nothing to collect.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True

# Letters are written in `var/mail/`, one file each: the code to sign in with is there.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"  # noqa: F405
