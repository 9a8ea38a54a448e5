"""Sentences: what is wrong in a season file; a field that the format does not know is told with the nearest one."""

from typing import Any, get_args

from pydantic import BaseModel

from gamma.cockpit.reports.season.schema import Season
from gamma.ground import sentences
from gamma.ground.faults import Fault, near, quoted


def sentence(told: sentences.Told) -> Fault:
    """Turn one error of the description into what and mend."""
    if told["type"] == "extra_forbidden":
        name = told["loc"][-1]
        return Fault(f"champ {quoted(name)} inconnu", near(str(name), _fields_at(told["loc"][:-1])))
    return sentences.sentence(told)


def _fields_at(place: tuple[str | int, ...]) -> list[str]:
    """The fields that exist at a place of the format, to name the nearest one."""
    model: type[BaseModel] | None = Season
    for step in place:
        if model and isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation)
    return list(model.model_fields) if model else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
