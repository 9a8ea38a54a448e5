"""Journal: how what is written of the bilan, of keys and of letters is named there."""

from django.utils.translation import gettext_lazy as _

from gamma.cockpit.reports.bilan.writing.forms import NoteForm, ReasonForm, TextForm
from gamma.ground.audit.words import declare, declare_verbs

VERBS = {
    "written": _("a écrit"),
    "answered for": _("répond de"),
    "publication asked for": _("a demandé la publication de"),
    "publication confirmed": _("a confirmé la publication de"),
    "publication refused": _("a refusé la publication de"),
    "published": _("a publié"),
    "text corrected": _("a corrigé"),
    "note added": _("a ajouté"),
    "key made": _("a créé"),
    "key revoked": _("a fermé"),
    "letter stopped": _("ne reçoit plus"),
}


def tell() -> None:
    """Say the words of this room."""
    digest = {"digest": _("Empreinte du contenu")}
    declare("reports.passage", _("texte du bilan"), TextForm)
    declare("reports.acknowledgement", _("nombre assumé"), ReasonForm, {"typed": _("Nombre"), "sentence": _("Phrase")})
    declare("reports.asked", _("publication"), ReasonForm, digest)
    declare("reports.report", _("publication"), labels=digest)
    declare("reports.correctionnotice", _("avis de correction"), NoteForm, {"reason": _("Raison")})
    declare("reports.key", _("clé de l'API"), labels={"name": _("Nom"), "revoked_at": _("Fermée")})
    declare("reports.stopped", _("lettre"), labels={"since": _("Depuis")})
    declare_verbs(**VERBS)
