"""What may be said of a site."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from gamma.ground.facts import Facts, ShortSlug, refuse
from gamma.instruments.audience.collecting.accepting import HOST
from gamma.instruments.audience.lists import Mode


def _host(text: str) -> str:
    """The host of an address, or of a host that is typed plainly; in lower case."""
    host = re.sub(r"^https?://", "", text.strip().lower()).split("/")[0]
    if not HOST.fullmatch(host):
        raise refuse("host", f"« {text[:60]} » n'est pas un nom d'hôte : écrire par exemple mon-service.fr")
    return host


Host = Annotated[str, AfterValidator(_host)]
Label = Annotated[str, Field(min_length=1, max_length=60)]


class SiteFacts(Facts):
    """Where the pages of a product are, which gestures are counted (slug → words), and whether visitors were asked."""

    mode: Mode
    hosts: Annotated[list[Host], Field(min_length=1, max_length=20)]
    actions: Annotated[dict[ShortSlug, Label], Field(max_length=30)] = {}
    open: bool = True
