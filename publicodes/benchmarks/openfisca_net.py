"""OpenFisca: times its net salary on columns of households; runs in an environment of its own and prints JSON."""

import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_france import FranceTaxBenefitSystem

MONTH = "2026-07"


def main() -> None:
    """Arguments: a JSON file of columns, then numbers of rows. Seconds of the load, then of every calculation."""
    columns = {
        name: np.array(values) for name, values in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")).items()
    }
    start = time.perf_counter()
    system = FranceTaxBenefitSystem()
    load = time.perf_counter() - start
    _net(system, columns, 1)
    times = {rows: [_net(system, columns, int(rows)) for _ in range(3)] for rows in sys.argv[2:]}
    told = {rows: {"seconds": [one[0] for one in runs], "net": runs[0][1][:20]} for rows, runs in times.items()}
    print(json.dumps({"load": load, "rows": told, "month": MONTH, "variables": _variables(system, columns)}))


def _variables(system: FranceTaxBenefitSystem, columns: dict[str, np.ndarray]) -> int:
    """How many variables the calculation goes through."""
    simulation = SimulationBuilder().build_default_simulation(system, count=1)
    simulation.trace = True
    _calculated(simulation, columns, 1)
    return len({str(key).split("<")[0] for key in simulation.tracer.get_flat_trace()})


def _net(system: FranceTaxBenefitSystem, columns: dict[str, np.ndarray], rows: int) -> tuple[float, list[float]]:
    """Seconds of the calculation, inputs set and no simulation built; the households are repeated as needed."""
    simulation = SimulationBuilder().build_default_simulation(system, count=rows)
    return _calculated(simulation, columns, rows)


def _calculated(simulation: Simulation, columns: dict[str, np.ndarray], rows: int) -> tuple[float, list[float]]:
    given = {name: np.resize(values, rows) for name, values in columns.items()}
    category = np.where(given["executive"], "prive_cadre", "prive_non_cadre")
    start = time.perf_counter()
    simulation.set_input("salaire_de_base", MONTH, given["amount"])
    simulation.set_input("categorie_salarie", MONTH, category)
    simulation.set_input("effectif_entreprise", MONTH, given["staff"])
    net = simulation.calculate("salaire_net", MONTH)
    return time.perf_counter() - start, net.astype(float).tolist()


if __name__ == "__main__":
    main()
