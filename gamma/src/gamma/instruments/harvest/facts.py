"""What may be said of a feed and of a host."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from gamma.ground.facts import Facts, Line, Name, PeriodText, Slug, refuse
from gamma.instruments.harvest.fetching.guarding import NAME


class FeedFacts(Facts):
    """A feed; each kind adds its own `parameters`. `owner` is the key of a person."""

    title: Name
    indicator: Slug
    first: PeriodText | None = None
    delay: Annotated[int, Field(ge=1, le=60)] = 1
    patience: Annotated[int, Field(ge=1, le=90)] = 3
    owner: int | None = None
    parameters: Facts


def _host(value: str) -> str:
    name, _colon, port = value.lower().partition(":")
    if not NAME.fullmatch(name) or "." not in name or (port and not 0 < int(port) < 65_536):
        raise refuse("host", "écrire un nom d'hôte seul, par exemple stats.example.org, sans https:// ni chemin")
    return value.lower()


class HostFacts(Facts):
    """A host that may be asked, and why."""

    name: Annotated[str, StringConstraints(max_length=260, pattern=r"^[^:]+(:\d{1,5})?$"), AfterValidator(_host)]
    why: Line = ""
