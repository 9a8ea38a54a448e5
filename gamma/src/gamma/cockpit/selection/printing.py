"""Printing: the minutes as a Markdown file, that any tool keeps."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from gamma.cockpit.selection.queries.minutes import Line, Minutes
from gamma.ground.design.numbers import number
from gamma.ground.texts import chosen
from gamma.ground.wording import day

SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(minutes: Minutes) -> str:
    """The minutes, whole: the digest is that of what was recorded."""
    return "\n\n".join(_blocks(minutes)) + "\n"


def _blocks(minutes: Minutes) -> Iterator[str]:
    yield f"# {_('Procès-verbal de sélection')} – {plain(chosen(minutes.label))}"
    yield _("Décision du {day}.").format(day=day(minutes.decided_on))
    yield _counts(minutes)
    yield f"## {_('Présents')}"
    yield "\n".join(f"- {plain(one)}" for one in minutes.present)
    yield f"## {_('Décisions')}"
    yield from (_decision(line) for line in minutes.lines)
    title = _("Moyennes par critère (grille, version {version})").format(version=minutes.version)
    yield f"## {title}"
    yield "\n".join(_criteria(minutes))
    yield "\n".join(_table(minutes))
    yield _("Enregistré par {who}. Empreinte SHA-256 : {digest}").format(
        who=plain(minutes.recorded_by), digest=f"`{minutes.digest}`"
    )


def _counts(minutes: Minutes) -> str:
    told = _("Candidatures : {sent} ; recevables : {preselection} ; auditionnées : {hearing} ; retenues : {selected}.")
    return told.format(**minutes.counts)


def _decision(line: Line) -> str:
    recused = [
        _("{who} s'est récusé·e ({reason}).").format(who=plain(one["who"]), reason=plain(one["reason"]))
        for one in line.recused
    ]
    return "\n\n".join([f"### {plain(line.product)} – {line.outcome}", plain(line.reason), *recused])


def _criteria(minutes: Minutes) -> Iterator[str]:
    for rank, one in enumerate(minutes.criteria, 1):
        yield f"{rank}. {plain(chosen(one['text']))} ({_('poids')} {one['weight']})"


def _table(minutes: Minutes) -> Iterator[str]:
    heads = [_("Critère {n}").format(n=rank) for rank in range(1, len(minutes.criteria) + 1)]
    yield _row([_("Service"), *heads, _("Moyenne")])
    yield _row(["---"] * (len(heads) + 2))
    for line in minutes.lines:
        means = [number(mean, 2) if mean is not None else "–" for mean in (*line.means, line.mean)]
        yield _row([plain(line.product), *means])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """What a person typed, on one line, none of its signs taken for Markdown."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))
