"""What may be written of the programme: editions, sources, products, levers, and the parts persons take."""

from gamma.cockpit.programme.actions.editions import (
    change_criterion,
    change_edition,
    make_criterion,
    make_edition,
    publish_criteria,
    record_edition,
    remove_criterion,
)
from gamma.cockpit.programme.actions.levers import change_lever, make_lever, remove_lever
from gamma.cockpit.programme.actions.people import change_part, invite, invite_by_name, remove_part, resend
from gamma.cockpit.programme.actions.products import (
    change_phase,
    change_product,
    enrol,
    make_phase,
    record_enrolment,
    remove_phase,
)
from gamma.cockpit.programme.actions.sources import (
    TYPED,
    change_source,
    make_source,
    measured_source,
    record_sources,
    remove_source,
    typed_source,
)
from gamma.cockpit.programme.actions.writing import hold_facts, rewriting, touch_edition, when_touched, writing

__all__ = [
    "TYPED",
    "change_criterion",
    "change_edition",
    "change_lever",
    "change_part",
    "change_phase",
    "change_product",
    "change_source",
    "enrol",
    "hold_facts",
    "invite",
    "invite_by_name",
    "make_criterion",
    "make_edition",
    "make_lever",
    "make_phase",
    "make_source",
    "measured_source",
    "publish_criteria",
    "record_edition",
    "record_enrolment",
    "record_sources",
    "remove_criterion",
    "remove_lever",
    "remove_part",
    "remove_phase",
    "remove_source",
    "resend",
    "rewriting",
    "touch_edition",
    "typed_source",
    "when_touched",
    "writing",
]
