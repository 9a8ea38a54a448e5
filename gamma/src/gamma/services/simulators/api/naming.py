"""Naming: the names that rules go by – full, short (`identifiant court`), or as a path (`salarié/contrat`)."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal, Refused, refused
from gamma.services.simulators.catalogue import renamed, simulators
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.rules import Model, engine, model
from publicodes import PublicodesError

SHORT = "identifiant court"


@cache
def shorts(name: str) -> Mapping[str, str]:
    """The short names of a model, each with its rule."""
    rules = engine(name).rules
    return {str(rule.raw[SHORT]): full for full, rule in rules.items() if SHORT in rule.raw}


@cache
def paths(name: str) -> Mapping[str, str]:
    """The paths of the rules of a model: « a . b c » is `a/b-c`."""
    return {full.replace(" . ", "/").replace(" ", "-"): full for full in engine(name).rules}


def full(name: str, written: str) -> str:
    """The full name that is meant, or what was written when no rule is known by it."""
    if written in engine(name).rules:
        return written
    return shorts(name).get(written) or paths(name).get(written.strip("/"), written)


def rule_named(name: str, written: str, where: str = "", status: int = 422) -> str:
    """The full name of a public rule. Raises Refused, with the nearest names."""
    found = full(name, written)
    try:
        return engine(name).rule(found).name
    except PublicodesError as error:
        (told,) = sentences(error)
        raise Refused(Refusal(told.what, where, told.mend), status=status) from None


def model_named(name: str, version: str | None = None) -> Model:
    """A model that is served, in the version that is asked for, if any. Raises Refused."""
    if name not in settings.RULE_MODELS:
        known = ", ".join(settings.RULE_MODELS)
        told = _("Aucun modèle ne s'appelle « {name} ».").format(name=name)
        raise refused(told, "model", _("Modèles servis : {known}.").format(known=known))
    found = model(name)
    if version is not None and version != found.version:
        told = _("La version {version} de {name} n'est pas servie ici.").format(version=version, name=name)
        raise refused(told, "version", _("Version servie : {known}.").format(known=found.version), status=409)
    return found


def simulator_named(slug: str, status: int = 404) -> Simulator:
    """A simulator, by its name or a former one. Raises Refused."""
    slug = slug.strip("/")
    found = simulators().get(renamed().get(slug, slug))
    if found is None:
        told = _("Aucun simulateur ne s'appelle « {slug} ».").format(slug=slug)
        raise refused(told, "simulator", _("Cherchez son nom dans la liste des simulateurs."), status=status)
    return found
