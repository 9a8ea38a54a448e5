"""The test suite: no network, plain static files, the logs that pytest gathers."""

from gamma.settings.base import *  # noqa: F403

SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MAIL_DEFERRED = False
LOGGING = {}

# Attempts are counted in the process: a test that has no base may read a page, and each begins anew.
CACHES = {"default": CACHES["process"], "process": CACHES["process"]}  # noqa: F405
