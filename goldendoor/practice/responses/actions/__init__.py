"""Changing answers: one function, one verb."""

from goldendoor.practice.responses.actions.answering import (
    attach,
    detach,
    move_enclosure,
    write_paragraph,
)
from goldendoor.practice.responses.actions.sending import drop, record_sent
from goldendoor.practice.responses.actions.working import (
    add_items,
    change_item,
    change_response,
    move_item,
    remove_item,
    start,
)

__all__ = [
    "add_items",
    "attach",
    "change_item",
    "change_response",
    "detach",
    "drop",
    "move_enclosure",
    "move_item",
    "record_sent",
    "remove_item",
    "start",
    "write_paragraph",
]
