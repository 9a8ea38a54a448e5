"""Import: add the readings of a CSV file to indicators that exist, all of them or none."""  # noqa: N999

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from gamma.cockpit.reports.actions import COLUMNS, NAMES, Layout, import_readings
from gamma.running.telling import told, whoever


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="un CSV de relevés (docs/season-file.md)")
    for name in NAMES[:-1]:
        parser.add_argument(f"--{name}", metavar="NOM", help=f"ce que vaut {name} à chaque ligne")
    for name in COLUMNS:
        option = f"--{name.replace('_', '-')}-column"
        parser.add_argument(option, metavar="COLONNE", help=f"la colonne du fichier qui dit {name}")


def run(options: argparse.Namespace) -> int:
    said = vars(options)
    fixed = {name: said[name] for name in NAMES[:-1] if said[name]}
    columns = {name: said[f"{name}_column"] for name in COLUMNS if said[f"{name}_column"]}
    layout = Layout(fixed, columns)
    tally = import_readings(options.file, by=whoever(), today=timezone.localdate(), layout=layout)
    sys.stdout.write(f"{options.file.name} : {told(tally)}\n")
    return 0
