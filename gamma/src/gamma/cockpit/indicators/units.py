"""The units known everywhere; a season file declares those of its own domain under `units`."""

UNITS: dict[str, dict[str, list[str]]] = {
    "percent": {"fr": ["%", "%"], "en": ["%", "%"]},
    "points": {"fr": ["point", "points"], "en": ["point", "points"]},
    "factor": {"fr": ["fois", "fois"], "en": ["times", "times"]},
    "euros": {"fr": ["€", "€"], "en": ["€", "€"]},
    "minutes": {"fr": ["minute", "minutes"], "en": ["minute", "minutes"]},
    "hours": {"fr": ["heure", "heures"], "en": ["hour", "hours"]},
    "days": {"fr": ["jour", "jours"], "en": ["day", "days"]},
    "people": {"fr": ["personne", "personnes"], "en": ["person", "people"]},
    "organisations": {"fr": ["organisation", "organisations"], "en": ["organisation", "organisations"]},
    "visits": {"fr": ["visite", "visites"], "en": ["visit", "visits"]},
    "visitors": {"fr": ["visiteur", "visiteurs"], "en": ["visitor", "visitors"]},
    "nps": {"fr": ["point de NPS", "points de NPS"], "en": ["NPS point", "NPS points"]},
}
