"""The addresses of the curves beside those of the site."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.urls import clear_url_caches, include, path

from gamma.services.simulators import urls as simulators
from gamma.services.simulators.sweeping import urls as sweeping
from gamma.site import urls as site


@pytest.fixture(autouse=True)
def addresses(settings):
    both = (sweeping.urlpatterns + simulators.urlpatterns, "simulators")
    ours = i18n_patterns(path("simulateurs/", include(both)), prefix_default_language=False)
    settings.ROOT_URLCONF = (*ours, *site.urlpatterns)
    clear_url_caches()
    yield
    clear_url_caches()
