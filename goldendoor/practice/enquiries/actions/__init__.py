"""Changing enquiries: one function, one verb."""

from goldendoor.practice.enquiries.actions.consulting import (
    draw_up_engagement,
    keep_screening,
    record_signed_engagement,
    sign_consultation,
    write_consultation,
)
from goldendoor.practice.enquiries.actions.opening import open_case
from goldendoor.practice.enquiries.actions.taking import (
    check_conflicts,
    close,
    note_contact,
    set_channels,
    set_people,
    settle_person,
    take,
)

__all__ = [
    "check_conflicts",
    "close",
    "draw_up_engagement",
    "keep_screening",
    "note_contact",
    "open_case",
    "record_signed_engagement",
    "set_channels",
    "set_people",
    "settle_person",
    "sign_consultation",
    "take",
    "write_consultation",
]
