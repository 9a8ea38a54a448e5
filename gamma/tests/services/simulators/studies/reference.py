"""Reference: npm `publicodes` on `modele-social`, in one Node process for the whole study."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from gamma.services.simulators.catalogue.shapes import Situation

SCRIPT = Path(__file__).with_name("reference.mjs")


@dataclass(frozen=True)
class Answer:
    """What the reference says of a rule."""

    state: str
    value: float | bool | str | None = None
    unit: str | None = None


class Reference:
    """Answers of the reference engine, as long as it is open."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [shutil.which("node") or "node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> "Reference":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None):
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait(timeout=10)

    def ask(self, situation: Situation, targets: Iterable[str], *, apart: bool = False) -> Mapping[str, Answer]:
        """The targets evaluated one after the other, or each as if it were alone. Raises when the process is gone."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the reference has no pipes")
        stdin.write(json.dumps({"situation": situation, "targets": list(targets), "apart": apart}) + "\n")
        stdin.flush()
        return {name: Answer(**one) for name, one in json.loads(stdout.readline()).items()}
