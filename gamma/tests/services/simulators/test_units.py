"""Units: as they are read after a number."""

import pytest

from gamma.services.simulators.units import counted


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        (1, "jour", "jour"),
        (1.99, "jour", "jour"),
        (3, "jour", "jours"),
        (-3, "jour", "jours"),
        (0, "employé", "employé"),
        (151.67, "heure/mois", "heures/mois"),
        (4, "trimestre validé/an", "trimestres validés/an"),
        (2, "an", "ans"),
        (12, "mois", "mois"),
        (84, "point", "points"),
        (3000, "€/mois", "€/mois"),
        (3000, "€/jour", "€/jour"),
        (191.43, "€HT", "€ HT"),
        (8, "titres-restaurant/mois", "titres-restaurant/mois"),
        (12, "kg", "kg"),
        (12, "", ""),
    ],
)
def test_a_unit_is_read_as_it_is_counted(value, unit, read):
    assert counted(unit, value) == read
