"""Sheet: the self-assessment of a site, one line a criterion, made of what the code and the settings really do.

The criteria are those by which a measure of audience may go without consent (CNIL, page of 4 July 2025).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.instruments.audience.lists import ID_DAYS, KEPT_DAYS, PRESENCE_DAYS, Mode
from gamma.instruments.audience.models import Site


@dataclass(frozen=True)
class Criterion:
    """A criterion, whether it holds, and by what."""

    text: str
    holds: bool
    how: str


def sheet(site: Site) -> list[Criterion]:
    """The fourteen lines, in their order."""
    return [*_purpose(site), *_means(site), *_people(site)]


def _purpose(site: Site) -> list[Criterion]:
    gestures, hosts = ", ".join(site.actions.values()) or _("aucun"), ", ".join(site.hosts)
    heard = _("Vues, gestes déclarés (%(list)s) et sorties : rien d'autre ne se reçoit.") % {"list": gestures}
    pages = _("Pages de %(hosts)s ; toute autre origine est refusée.") % {"hosts": hosts}
    apart = _("Aucune donnée de compte ; les deux modes sont dans des tables que la base refuse de joindre.")
    return [
        _held(_("La seule finalité est la mesure d'audience"), heard),
        _held(
            _("Pour le compte du seul éditeur"), _("Les comptes ne se montrent qu'à l'équipe ; rien ne va à un tiers.")
        ),
        _held(_("Limitée au site"), pages),
        _held(
            _("Aucun suivi d'un site à l'autre"), _("Une clé et un sel propres à ce site ; aucun identifiant partagé.")
        ),
        _held(_("Aucun croisement avec d'autres données"), apart),
        _held(
            _("Des statistiques anonymes seulement"), _("Les pages lisent des comptes par jour, jamais des visiteurs.")
        ),
    ]


def _means(site: Site) -> list[Criterion]:
    drawn = _("Un numéro tiré par le navigateur après accord, refusé au bout de %(days)s jours.") % {"days": ID_DAYS}
    nothing = _("Aucun cookie, rien n'est écrit dans le navigateur.")
    cut = _("Deux octets ôtés (IPv6 : 48 bits gardés) avant tout calcul ; elle n'est écrite nulle part.")
    plain = _("Ce qui suit le « ? » d'une adresse est ôté ; du site d'avant ne reste que l'hôte.")
    return [
        _held(_("Un traceur de 13 mois au plus, non prolongé"), nothing if _exempt(site) else drawn),
        _held(_("Adresse IP raccourcie, jamais conservée"), cut if _exempt(site) else _("Elle n'est pas conservée.")),
        _held(_("Aucune localisation plus fine que la ville"), _("Aucune localisation.")),
        _held(_("Ni campagnes ni canaux"), plain),
    ]


def _people(site: Site) -> list[Criterion]:
    objecting = _("GPC et « Ne pas me suivre » respectés ; un bouton de la page d'information.")
    kept = _("Détail : %(days)s jours, supprimé chaque nuit ; ensuite, des comptes par jour.") % {"days": KEPT_DAYS}
    days = _("Jours de visite d'un numéro : %(days)s jours.") % {"days": PRESENCE_DAYS}
    free = _("Oui : les critères qui précèdent tiennent.")
    asked = _("Non : ce mode ne compte que ceux dont la page a reçu l'accord.")
    return [
        _held(_("Les personnes sont informées"), _("Une page publique d'information, à lier depuis le service.")),
        _held(_("Chacun peut s'opposer"), objecting),
        _held(_("Données conservées 25 mois au plus"), kept if _exempt(site) else f"{kept} {days}"),
        Criterion(_("Dispensée de consentement"), _exempt(site), free if _exempt(site) else asked),
    ]


def _held(text: str, how: str) -> Criterion:
    return Criterion(text, True, how)


def _exempt(site: Site) -> bool:
    return site.mode == Mode.EXEMPT
