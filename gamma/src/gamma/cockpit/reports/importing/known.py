"""Known: the names a CSV may use — indicators, sources — found in the base in a few questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gamma.cockpit.indicators.models import Definition
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Source
from gamma.ground.faults import Fault, near, quoted

Address = tuple[str, str, str]


@dataclass
class Known:
    """The indicators and sources of the editions that a file names."""

    definitions: dict[Address, list[int]] = field(default_factory=dict)
    sources: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    measured: set[tuple[str, str]] = field(default_factory=set)

    def indicator(self, address: Address, version: str) -> int | tuple[str, Fault]:
        """The definition that a row names, or the column at fault and why."""
        versions = self.definitions.get(address)
        if versions is None:
            return self._stranger(address)
        if not version and len(versions) > 1:
            return "version", Fault(f"l'indicateur a {len(versions)} définitions", f"écrire de 1 à {len(versions)}")
        number = int(version) if version.isascii() and version.isdigit() else 0
        if version and not 1 <= number <= len(versions):
            return "version", Fault(f"la définition {quoted(version)} n'existe pas", f"écrire de 1 à {len(versions)}")
        return versions[(number or 1) - 1]

    def source(self, edition: str, name: str) -> tuple[int, str] | Fault:
        """The source that a row names with its date of publication, or why there is none."""
        if (edition, name) in self.measured:
            return Fault(f"la source {quoted(name)} se prend toute seule", "écrire la source que vous avez lue")
        found = self.sources.get((edition, name))
        names = [slug for of, slug in self.sources if of == edition]
        return found or Fault(f"source {quoted(name)} inconnue dans {edition}", near(name, names))

    def _stranger(self, address: Address) -> tuple[str, Fault]:
        """Which of the three names is the first that is not known."""
        for rank, column in enumerate(("edition", "product", "indicator")):
            names = {known[rank] for known in self.definitions if known[:rank] == address[:rank]}
            if address[rank] not in names:
                return column, Fault(f"{quoted(address[rank])} : ce nom n'est pas connu", near(address[rank], names))
        raise AssertionError(address)


def known(editions: Iterable[str]) -> Known:
    """All that may be named of these editions; the names of the others, so that the nearest can be told."""
    found = Known()
    for edition, product, slug, key in _definitions():
        found.definitions.setdefault((edition, product, slug), []).append(key)
    rows = Source.objects.filter(edition__slug__in=list(editions))
    read, measured = rows.exclude(kind=SourceKind.MEASURED), rows.filter(kind=SourceKind.MEASURED)
    for edition, slug, key, published in read.values_list("edition__slug", "slug", "pk", "published"):
        found.sources[edition, slug] = key, published
    found.measured.update(measured.values_list("edition__slug", "slug"))
    return found


def _definitions() -> Sequence[tuple[str, str, str, int]]:
    path = "indicator__enrolment__"
    rows = Definition.objects.order_by("indicator_id", "version")
    return list(rows.values_list(f"{path}edition__slug", f"{path}product__slug", "indicator__slug", "pk"))
