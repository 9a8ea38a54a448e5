"""Lives: an indicator is proposed, accepted by another person, followed, then kept or retired; never silently."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.definitions import broken, columns, put_definitions
from gamma.cockpit.indicators.actions.indicators import put_indicator, put_life
from gamma.cockpit.indicators.actions.units import in_unit, known_units
from gamma.cockpit.indicators.actions.writing import refuse, writing
from gamma.cockpit.indicators.facts import DefinitionFacts, IndicatorFacts, UnitFacts
from gamma.cockpit.indicators.facts.checks import ill_lived
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import is_over
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import By, changing, made
from gamma.ground.errors import UserError
from gamma.ground.facts import Words
from gamma.ground.faults import quoted
from gamma.ground.rows import Tally

PAGES = ("importer", "proposer")  # that stand where those of the indicators do


def propose_indicator(
    facts: IndicatorFacts, *, enrolment: Enrolment, unit: UnitFacts | None = None, by: Person, today: date
) -> Indicator:
    """An indicator that waits to be accepted; a series beside one, or one of an edition that is over, does not wait."""
    with writing(enrolment) as scope:
        waits = facts.followed and not is_over(enrolment.edition, today)
        facts = facts.model_copy(update={"status": Status.PROPOSED if waits else Status.ACTIVE})
        kept = _siblings(facts, enrolment)
        row = put_indicator(facts, _last(enrolment) + 1, enrolment=enrolment, tally=Tally())
        definitions = [in_unit(said, unit, edition=enrolment.edition, by=by) for said in facts.definitions]
        put_definitions(definitions, row, known_units(enrolment.edition), Tally())
        put_life(facts, {**kept, facts.id: row}, Tally())
        row.refresh_from_db()
        row.proposed_by = by
        row.save(update_fields=["proposed_by"])
        made(row, by=by, scope=scope, verb="proposed" if waits else "made")
        for definition in row.definitions.all():
            made(definition, by=by, scope=scope)
    return row


def describe_indicator(
    indicator: Indicator, facts: DefinitionFacts, *, unit: UnitFacts | None = None, by: By
) -> Definition:
    """What an indicator means, said better; a new version, with what changed and why, when it means something else."""
    with writing(indicator.enrolment) as scope:
        last = indicator.definitions.select_related("unit").get(version=indicator.definitions.count())
        edition = indicator.enrolment.edition
        values = columns(in_unit(facts, unit, edition=edition, by=by), known_units(edition))
        if broken(last, values):
            if not facts.change or facts.change == last.change:
                raise UserError(
                    _(
                        "Des chiffres ont été relevés sous cette définition : dire ce qui change et pourquoi. "
                        "Une nouvelle version sera faite ; l'ancienne garde ses chiffres."
                    )
                )
            row = Definition.objects.create(indicator=indicator, version=last.version + 1, **values)
            made(row, by=by, scope=scope, verb="new version")
            return row
        with changing(last, by=by, scope=scope):
            for name, value in values.items():
                setattr(last, name, value)
            last.save()
        _propose_again(indicator, by, scope)
    return last


def accept_indicator(indicator: Indicator, *, by: Person) -> Indicator:
    """It is followed from now on: it has a source, an owner and a first reading, and another person proposed it."""
    with writing(indicator.enrolment) as scope:
        indicator.refresh_from_db()
        missing = lacking(indicator)
        if indicator.status != Status.PROPOSED:
            raise UserError(
                _("Cet indicateur n'attend pas d'être accepté : il est %(indicator)s.")
                % {"indicator": indicator.get_status_display()}
            )
        if missing:
            raise UserError(
                _("Il manque encore : %(missing)s. Les donner, puis accepter.") % {"missing": ", ".join(missing)}
            )
        if indicator.proposed_by_id == by.pk:
            raise UserError(_("Personne n'accepte ce qu'il a proposé : une autre personne doit l'accepter."))
        with changing(indicator, by=by, scope=scope, verb="accepted"):
            indicator.status, indicator.reason = Status.ACTIVE, {}
            indicator.save(update_fields=["status", "reason"])
    return indicator


def decline_indicator(indicator: Indicator, *, reason: Words, by: By) -> Indicator:
    """It is not accepted as it stands, for a reason; it waits to be described better."""
    with writing(indicator.enrolment) as scope:
        indicator.refresh_from_db()
        if indicator.status != Status.PROPOSED:
            raise UserError(
                _("Cet indicateur n'attend pas d'être accepté : il est %(indicator)s.")
                % {"indicator": indicator.get_status_display()}
            )
        if not reason:
            raise UserError(_("Un refus dit sa raison : l'équipe en a besoin pour proposer autre chose."))
        with changing(indicator, by=by, scope=scope, verb="declined"):
            indicator.reason = reason
            indicator.save(update_fields=["reason"])
    return indicator


def retire_indicator(
    indicator: Indicator, *, reason: Words, successor: Indicator | None, by: By, today: date
) -> Indicator:
    """It is followed no more, for a reason, and replaced by another or by none; its figures stay."""
    with writing(indicator.enrolment) as scope:
        indicator.refresh_from_db()
        _refuse_unretirable(indicator, successor)
        if not reason and not is_over(indicator.enrolment.edition, today):
            raise UserError(_("Un abandon dit sa raison : c'est ce qui se perd le plus vite."))
        with changing(indicator, by=by, scope=scope, verb="replaced" if successor else "retired"):
            indicator.status, indicator.reason, indicator.successor = Status.RETIRED, reason, successor
            indicator.save(update_fields=["status", "reason", "successor"])
    return indicator


def follow_again(indicator: Indicator, *, by: By) -> Indicator:
    """A review took back what it had decided: the indicator is followed as before."""
    with writing(indicator.enrolment) as scope, changing(indicator, by=by, scope=scope, verb="followed again"):
        indicator.status, indicator.reason, indicator.successor = Status.ACTIVE, {}, None
        indicator.save(update_fields=["status", "reason", "successor"])
    return indicator


def lacking(indicator: Indicator) -> list[str]:
    """What an indicator still needs before it can be accepted, in words."""
    definition = indicator.definitions.order_by("-version").first()
    read = current_readings().filter(definition__indicator=indicator)
    needed = {
        _("une source (d'où viennent les relevés)"): bool(definition and definition.origin),
        _("un responsable"): bool(definition and definition.owner),
        _("un premier relevé"): read.exists(),
    }
    return [name for name, there in needed.items() if not there]


def _siblings(facts: IndicatorFacts, enrolment: Enrolment) -> dict[str, Indicator]:
    """The indicators of the product by slug, once the new one goes with them."""
    refuse(ill_lived(facts))
    kept = {row.slug: row for row in enrolment.indicators.all()}
    if facts.id in kept or facts.id in PAGES:
        raise UserError(
            _("L'adresse %(id)s est déjà prise dans ce service : en choisir une autre.") % {"id": quoted(facts.id)}
        )
    if facts.supports and facts.supports not in kept:
        raise UserError(_("L'indicateur %(supports)s n'est pas de ce service.") % {"supports": quoted(facts.supports)})
    return kept


def _last(enrolment: Enrolment) -> int:
    last = enrolment.indicators.aggregate(last=Max("rank"))["last"]
    return -1 if last is None else int(last)


def _propose_again(indicator: Indicator, by: By, scope: str) -> None:
    """One that was declined and is described better waits anew."""
    if indicator.status == Status.PROPOSED and indicator.reason:
        with changing(indicator, by=by, scope=scope, verb="proposed again"):
            indicator.reason = {}
            indicator.save(update_fields=["reason"])


def _refuse_unretirable(indicator: Indicator, successor: Indicator | None) -> None:
    if not indicator.followed:
        raise UserError(_("Une série à l'appui ne s'abandonne pas : elle accompagne un indicateur."))
    if indicator.status == Status.RETIRED:
        raise UserError(_("Cet indicateur est déjà abandonné."))
    if indicator.status == Status.PROPOSED:
        raise UserError(_("Cet indicateur n'est pas encore suivi : ne pas l'accepter suffit."))
    if successor and successor.pk == indicator.pk:
        raise UserError(_("Un indicateur ne se remplace pas lui-même : en choisir un autre, ou aucun."))
    if successor and successor.enrolment_id != indicator.enrolment_id:
        raise UserError(_("Le remplaçant doit être un indicateur du même service."))
