"""What may be written of units, indicators, targets and readings. Targets and readings are only ever added to.

A file and a person write by the same ways: what is described is checked, put or appended, noted in the journal.
"""

from gamma.cockpit.indicators.actions.bindings import bind, unbind
from gamma.cockpit.indicators.actions.claims import correct_claim, record_claim, remove_claim
from gamma.cockpit.indicators.actions.closing import close
from gamma.cockpit.indicators.actions.indicators import record_indicators
from gamma.cockpit.indicators.actions.lives import (
    accept_indicator,
    decline_indicator,
    describe_indicator,
    follow_again,
    propose_indicator,
    retire_indicator,
)
from gamma.cockpit.indicators.actions.proposals import accept_target, next_name, propose_target, refuse_target
from gamma.cockpit.indicators.actions.readings import AGAIN, correct_reading, record_reading, withdraw_reading
from gamma.cockpit.indicators.actions.taking import NothingRead, take_reading
from gamma.cockpit.indicators.actions.targets import record_target
from gamma.cockpit.indicators.actions.undoing import make_batch, undo_batch
from gamma.cockpit.indicators.actions.units import make_unit, record_units
from gamma.cockpit.indicators.actions.uploads import forget_uploads, keep_upload, lay_upload
from gamma.cockpit.indicators.facts.proofs import Proof, proved

__all__ = [
    "AGAIN",
    "NothingRead",
    "Proof",
    "accept_indicator",
    "accept_target",
    "bind",
    "close",
    "correct_claim",
    "correct_reading",
    "decline_indicator",
    "describe_indicator",
    "follow_again",
    "forget_uploads",
    "keep_upload",
    "lay_upload",
    "make_batch",
    "make_unit",
    "next_name",
    "propose_indicator",
    "propose_target",
    "proved",
    "record_claim",
    "record_indicators",
    "record_reading",
    "record_target",
    "record_units",
    "refuse_target",
    "remove_claim",
    "retire_indicator",
    "take_reading",
    "unbind",
    "undo_batch",
    "withdraw_reading",
]
