"""The addresses of the what-ifs beside those of the site."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.urls import clear_url_caches, include, path

from gamma.services.simulators import urls as simulators
from gamma.services.simulators.reforming import urls as reforming
from gamma.site import urls as site


@pytest.fixture(autouse=True)
def addresses(settings):
    both = (reforming.urlpatterns + simulators.urlpatterns, "simulators")
    ours = i18n_patterns(path("simulateurs/", include(both)), prefix_default_language=False)
    settings.ROOT_URLCONF = (*ours, *site.urlpatterns)
    clear_url_caches()
    yield
    clear_url_caches()
