"""Changing cases: one function, one verb. A stage changes only through `perform`."""

from goldendoor.cases.actions.bulk import add_task_to_many, assign_many, flag_many
from goldendoor.cases.actions.filings import (
    add_filing,
    change_filing,
    remove_filing,
    reorder_filings,
)
from goldendoor.cases.actions.filters import delete_filter, rename_filter, save_filter
from goldendoor.cases.actions.handing_over import hand_over
from goldendoor.cases.actions.holds import clear_flag, hold, raise_flag, release
from goldendoor.cases.actions.linking import link_cases, unlink_cases
from goldendoor.cases.actions.many import Result
from goldendoor.cases.actions.notes import add_note, end_privilege, make_privileged, pin_note
from goldendoor.cases.actions.opening import change_case, open_case
from goldendoor.cases.actions.parties import add_party, change_role, remove_party, replace_party
from goldendoor.cases.actions.performing import perform
from goldendoor.cases.actions.tasks import add_task, change_task, finish_task, plan

__all__ = [
    "Result",
    "add_filing",
    "add_note",
    "add_party",
    "add_task",
    "add_task_to_many",
    "assign_many",
    "change_case",
    "change_filing",
    "change_role",
    "change_task",
    "clear_flag",
    "delete_filter",
    "end_privilege",
    "finish_task",
    "flag_many",
    "hand_over",
    "hold",
    "link_cases",
    "make_privileged",
    "open_case",
    "perform",
    "pin_note",
    "plan",
    "raise_flag",
    "release",
    "remove_filing",
    "remove_party",
    "rename_filter",
    "reorder_filings",
    "replace_party",
    "save_filter",
    "unlink_cases",
]
