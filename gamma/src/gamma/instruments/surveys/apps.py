from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import desk, personal


class SurveysConfig(AppConfig):
    name = "gamma.instruments.surveys"

    def ready(self) -> None:
        """Say what can be measured here, what is kept of people, which pages open, how the journal names things."""
        from gamma.ground.audit.words import declare, declare_verbs
        from gamma.instruments.surveys import forms, measures, retention
        from gamma.instruments.surveys.desk import asks, opens
        from gamma.instruments.surveys.personal import HOLDING

        measures.declare_all()
        retention.declare_all()
        personal.declare("surveys", HOLDING)
        desk.asking(asks)
        desk.opening(opens)
        declare("surveys.survey", _("questionnaire"), forms.SurveyForm)
        declare("surveys.question", _("question"), forms.QuestionForm, {"version": _("Version"), "rank": _("Rang")})
        declare(
            "surveys.wave", _("vague"), forms.WaveForm, {"closed_at": _("Close le"), "invited": _("Personnes invitées")}
        )
        declare("surveys.comment", _("réponse libre"), labels={"masked": _("Passages masqués")})
        declare_verbs(invited=_("a invité"), shown=_("a montré"), erased=_("a effacé"))
