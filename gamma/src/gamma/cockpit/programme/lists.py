"""The closed lists of the programme."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PhaseName(TextChoices):
    """Where a product stands in its life; a product may come back to a phase."""

    INVESTIGATION = "investigation", _("investigation")
    CONSTRUCTION = "construction", _("construction")
    ACCELERATION = "acceleration", _("accélération")
    TRANSFER = "transfer", _("pérennisation")
    SUCCESS = "success", _("réussite")
    ENDED = "ended", _("arrêt")


class Role(TextChoices):
    """What an organisation is to a product during an edition."""

    SPONSOR = "sponsor", _("administration porteuse")
    INCUBATOR = "incubator", _("incubateur")


class MemberRole(TextChoices):
    """What a person does in an edition, or for one of its products."""

    LEAD = "lead", _("responsable du programme")
    COACH = "coach", _("coach")
    PRODUCT_LEAD = "product_lead", _("responsable du service")
    DEPLOYMENT = "deployment", _("chargé·e de déploiement")
    DATA_OWNER = "data_owner", _("responsable des données")
    SPONSOR = "sponsor", _("commanditaire")
    COMMITTEE = "committee", _("membre du comité")
    EXPERT = "expert", _("expert·e")


class SourceKind(TextChoices):
    """What a figure was read in."""

    ARTICLE = "article", _("article publié")
    DRAFT = "draft", _("brouillon")
    DATASET = "dataset", _("jeu de données")
    REGISTER = "register", _("registre public")
    PICTURE = "picture", _("image d'un article")
    TYPED = "typed", _("saisie de l'équipe")
    MEASURED = "measured", _("mesure automatique")


class LeverKind(TextChoices):
    """What a team does to move an indicator."""

    DEPLOYMENT = "deployment_strategy", _("stratégie de déploiement")
    SPONSOR = "sponsor_relation", _("relation avec l'administration porteuse")
    RITUAL = "ritual", _("rituel d'équipe")
    SURVEY = "survey", _("questionnaire")
    NEWSLETTER = "newsletter", _("lettre d'information")
    EMAILING = "emailing", _("envoi de courriels")
    EMAIL_AUTOMATION = "email_automation", _("courriels automatiques")
    COLD_EMAILING = "cold_emailing", _("démarchage par courriel")
    EMBEDDING = "embedding", _("intégration sur d'autres sites")
    REUSE = "reuse", _("réutilisation")
    HIRING = "hiring", _("recrutement")
    PROMOTION = "promotion", _("promotion")
    OUTREACH = "outreach", _("démarchage")
    CRM = "crm_tooling", _("outil de suivi des contacts")
    PARTNERSHIP = "partnership", _("partenariat")
    PARTNER_CARE = "partner_care", _("accompagnement des partenaires")
    TEAM = "team_structuring", _("organisation de l'équipe")
    PRODUCT = "product_improvement", _("amélioration du produit")
    CONTENT = "content", _("contenu")
    PROCESS = "process", _("processus interne")
    PAID_SEARCH = "paid_search", _("publicité sur les moteurs de recherche")
    PRESS = "press", _("presse")
    MEASUREMENT = "measurement", _("mesure")
