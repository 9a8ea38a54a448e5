from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import desk, personal


class ReviewsConfig(AppConfig):
    name = "gamma.cockpit.reviews"

    def ready(self) -> None:
        """Say what awaits a person here, which pages they may open, how the journal names things, what is kept."""
        from gamma.cockpit.reviews import forms, retention
        from gamma.cockpit.reviews.desk import asks, opens
        from gamma.cockpit.reviews.personal import HOLDING
        from gamma.ground.audit.words import declare, declare_verbs

        personal.declare("reviews", HOLDING)
        retention.declare_all()
        desk.asking(asks)
        desk.opening(opens)
        declare("reviews.review", _("réunion"), forms.ReviewForm)
        declare("reviews.decision", _("décision sur un indicateur"), forms.DecisionForm)
        declare("reviews.checkin", _("point"), labels={"closed_at": _("Clos"), "begun_at": _("Commencé")})
        declare("reviews.agreed", _("décision"), forms.AgreedForm)
        declare("reviews.action", _("action"), forms.ActionForm, {"done_on": _("Fait le")})
        declare("reviews.blocker", _("blocage"), forms.BlockerForm, {"how": _("Levé"), "lifted_on": _("Levé le")})
        declare("reviews.note", _("note"), forms.NoteForm)
        declare("reviews.slot", _("jour du point"), forms.SlotForm)
        declare("reviews.charter", _("charte"), forms.CharterForm, {"agreed_on": _("Validée le")})
        declare("reviews.forecast", _("prévision"))
        declare_verbs(begun=_("a commencé"), closed=_("a clos"), done=_("a fait"), lifted=_("a levé"))
        declare_verbs(reopened=_("a rouvert"), agreed=_("a validé"))
        declare_verbs(kept=_("a gardé"), added=_("a choisi"), reported=_("a publié"))
        declare_verbs(replaced=_("a remplacé"), retired=_("a abandonné"))
        declare_verbs(**{"not done": _("n'a pas fait"), "followed again": _("suit à nouveau")})
