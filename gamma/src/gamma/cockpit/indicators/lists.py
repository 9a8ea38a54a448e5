"""The closed lists of indicators, targets, readings and verdicts: here and nowhere else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gamma.ground.periods import Window


class Kind(TextChoices):
    """What sort of quantity an indicator is; it decides what may be added to what."""

    COUNT = "count", _("nombre sur une période (flux)")
    DISTINCT = "count_distinct", _("nombre de personnes ou d'objets différents")
    STOCK = "stock", _("stock à un instant")
    RATIO = "ratio", _("ratio")
    SURVEY_SHARE = "survey_share", _("part de réponses à un questionnaire")
    DURATION = "duration", _("durée")
    SCORE = "score", _("score")
    QUALITATIVE = "qualitative", _("qualitatif")


class Precision(TextChoices):
    """How precisely a figure was published."""

    EXACT = "exact", _("exact")
    APPROX = "approx", _("environ")
    AT_LEAST = "at_least", _("au moins")
    AT_MOST = "at_most", _("au plus")
    UNSTATED = "unstated", _("sans chiffre")


class Direction(TextChoices):
    """Which way is better."""

    UP = "up", _("à la hausse")
    DOWN = "down", _("à la baisse")
    HOLD = "hold", _("à maintenir")


class Stage(TextChoices):
    """The stage of the funnel an indicator looks at."""

    DISCOVERY = "discovery", _("découvrabilité")
    ACQUISITION = "acquisition", _("acquisition")
    ACTIVATION = "activation", _("activation")
    RETENTION = "retention", _("rétention")
    RECOMMENDATION = "recommendation", _("recommandation")


class Dimension(TextChoices):
    """The row of the impact matrix an indicator belongs to."""

    USABLE = "usable", _("utilisable")
    USED = "used", _("utilisé")
    USEFUL = "useful", _("utile")
    IMPACT = "impact", _("impactant")


class Aggregation(TextChoices):
    """How values of several periods make one of a longer period."""

    SUM = "sum", _("somme")
    LAST = "last", _("dernière valeur")
    MEAN = "mean", _("moyenne")
    DISTINCT = "distinct", _("recomptage des différents")
    CUMULATIVE = "cumulative", _("cumul")
    NONE = "none", _("ne s'additionne pas")


class Status(TextChoices):
    """The life of an indicator."""

    PROPOSED = "proposed", _("proposé")
    ACTIVE = "active", _("suivi")
    RETIRED = "retired", _("abandonné")


class SetAt(TextChoices):
    """The meeting at which a target was set; one set at kick-off with a number is an entry target."""

    KICKOFF = "kickoff", _("au lancement")
    CHECKPOINT = "checkpoint", _("à un point d'étape")
    MID_TERM = "mid_term", _("à mi-parcours")
    LATER = "later", _("en cours d'édition")
    UNSTATED = "unstated", _("date non publiée")


class Answer(TextChoices):
    """What became of a target that was proposed."""

    AWAITED = "awaited", _("en attente")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")


class Verdict(TextChoices):
    """What became of a target (the first six), or of an indicator without one."""

    EXCEEDED = "exceeded", _("dépassé")
    MET = "met", _("atteint")
    NEARLY = "nearly", _("presque atteint")
    MISSED = "missed", _("manqué")
    NOT_COMPUTABLE = "not_computable", _("non calculable")
    PENDING = "pending", _("à venir")
    NO_TARGET = "no_target", _("sans cible")
    NEVER_READ = "never_read", _("jamais mesuré")


class Preference(TextChoices):
    """Why one of two readings of the same period decides, in the order in which it is asked."""

    PRECISE = "precise", _("le plus précis")
    PUBLISHED = "published", _("publié, et non brouillon")
    FURTHER = "further", _("celui qui porte sur le jour le plus tardif")
    LATEST = "latest", _("le dernier relevé")
    RECORDED = "recorded", _("le dernier enregistré")


class Basis(TextChoices):
    """What a published change compares with."""

    YEAR_ON_YEAR = "year_on_year", _("sur un an")
    SINCE_KICKOFF = "since_kickoff", _("depuis le lancement")
    OVER_PERIOD = "over_period", _("sur la période")


MET = frozenset({Verdict.EXCEEDED, Verdict.MET})
MISSED = frozenset({Verdict.NEARLY, Verdict.MISSED})
SETTLED = MET | MISSED

WINDOW_LABELS = {
    Window.INSTANT: _("à un instant"),
    Window.DAY: _("par jour"),
    Window.WEEK: _("par semaine"),
    Window.MONTH: _("par mois"),
    Window.QUARTER: _("par trimestre"),
    Window.YEAR: _("par an"),
    Window.ROLLING: _("sur 12 mois glissants"),
    Window.SINCE_START: _("depuis l'ouverture"),
    Window.RANGE: _("sur une durée particulière"),
    Window.UNSTATED: _("période non précisée"),
}
