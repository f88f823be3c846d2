"""Changing deadlines: one function, one verb."""

from goldendoor.deadlines.actions.changing import (
    cancel,
    correct,
    end_priority_date,
    reassign,
    record_printed_date,
    record_priority_date,
    satisfy,
    snooze,
    start,
)
from goldendoor.deadlines.actions.feeding import make_feed, note_reading, revoke_feed
from goldendoor.deadlines.actions.recomputing import Applied, confirm, discard, recompute
from goldendoor.deadlines.actions.reminding import note_mailed, remind, see_reminders

__all__ = [
    "Applied",
    "cancel",
    "confirm",
    "correct",
    "discard",
    "end_priority_date",
    "make_feed",
    "note_mailed",
    "note_reading",
    "reassign",
    "recompute",
    "record_printed_date",
    "record_priority_date",
    "remind",
    "revoke_feed",
    "satisfy",
    "see_reminders",
    "snooze",
    "start",
]
