"""Changing hearings: one function, one verb."""

from goldendoor.practice.hearings.actions.keeping import (
    cancel,
    change_details,
    move,
    prepare,
    record_outcome,
    schedule,
    start_filing_days,
)
from goldendoor.practice.hearings.actions.listing import (
    add_witness,
    change_witness,
    list_exhibits,
    remove_witness,
)

__all__ = [
    "add_witness",
    "cancel",
    "change_details",
    "change_witness",
    "list_exhibits",
    "move",
    "prepare",
    "record_outcome",
    "remove_witness",
    "schedule",
    "start_filing_days",
]
