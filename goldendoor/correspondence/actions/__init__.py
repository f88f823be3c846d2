"""Changing correspondence: one function, one verb."""

from goldendoor.correspondence.actions.incoming import (
    confirm,
    correct_reading,
    record_mail,
    record_reading,
    record_unreadable,
    set_aside,
    take_in,
    take_up_again,
)
from goldendoor.correspondence.actions.statuses import (
    ask_soon,
    count_request,
    note_movement,
    record_answer,
    record_pasted,
    record_trouble,
    track,
)

__all__ = [
    "ask_soon",
    "confirm",
    "correct_reading",
    "count_request",
    "note_movement",
    "record_answer",
    "record_mail",
    "record_pasted",
    "record_reading",
    "record_trouble",
    "record_unreadable",
    "set_aside",
    "take_in",
    "take_up_again",
    "track",
]
