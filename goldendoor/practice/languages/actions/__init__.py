"""Changing translations, the roster and bookings: one function, one verb."""

from goldendoor.practice.languages.actions.booking import (
    add_interpreter,
    book,
    change_interpreter,
    set_booking,
    tie,
    untie,
)
from goldendoor.practice.languages.actions.translating import (
    ask,
    cancel,
    certify,
    change_job,
    take_back,
)

__all__ = [
    "add_interpreter",
    "ask",
    "book",
    "cancel",
    "certify",
    "change_interpreter",
    "change_job",
    "set_booking",
    "take_back",
    "tie",
    "untie",
]
