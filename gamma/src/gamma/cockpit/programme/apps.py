from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import desk, personal


class ProgrammeConfig(AppConfig):
    name = "gamma.cockpit.programme"

    def ready(self) -> None:
        """Say what awaits a person here, what is held about them, and how the journal names what is written."""
        from gamma.cockpit.programme import forms
        from gamma.cockpit.programme.desk import asks, opens
        from gamma.cockpit.programme.personal import HOLDING
        from gamma.ground.audit.words import declare, declare_verbs

        desk.asking(asks)
        desk.opening(opens)
        declare_verbs(made=_("a créé"), changed=_("a modifié"), removed=_("a retiré"))
        declare("programme.edition", _("édition"), forms.EditionForm)
        declare("programme.criterion", _("critère"), forms.CriterionForm)
        declare("programme.source", _("source"), forms.SourceForm)
        declare("programme.enrolment", _("service"), forms.ProductForm)
        declare("programme.phase", _("phase"), forms.PhaseForm)
        declare("programme.lever", _("levier"), forms.LeverForm)
        declare("programme.membership", _("part"), forms.InvitationForm, {"place": _("Pour")})
        personal.declare("programme", HOLDING)
