"""Changing supervision: one function, one verb."""

from goldendoor.practice.supervision.actions.approving import approve, ask_approval, send_back
from goldendoor.practice.supervision.actions.commenting import answer, comment, resolve
from goldendoor.practice.supervision.actions.guiding import (
    change_mentorship,
    end_mentorship,
    name_mentor,
    record_training,
    remove_training,
)

__all__ = [
    "answer",
    "approve",
    "ask_approval",
    "change_mentorship",
    "comment",
    "end_mentorship",
    "name_mentor",
    "record_training",
    "remove_training",
    "resolve",
    "send_back",
]
