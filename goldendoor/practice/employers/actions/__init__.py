"""Every change of employers, their people and the season."""

from goldendoor.practice.employers.actions.companies import (
    add_contact,
    add_employee,
    add_employer,
    add_worksite,
    change_access_file,
    change_employee,
    change_employer,
    end_contact,
    invite,
    start_access_file,
)
from goldendoor.practice.employers.actions.season import (
    add_registrant,
    bring_sheet,
    change_registrant,
    clear_double,
    move,
    open_case,
    open_cases,
    open_season,
    take_sheet,
)

__all__ = [
    "add_contact", "add_employee", "add_employer", "add_registrant", "add_worksite",
    "bring_sheet", "change_access_file", "change_employee", "change_employer",
    "change_registrant", "clear_double", "end_contact", "invite", "move", "open_case",
    "open_cases", "open_season", "start_access_file", "take_sheet",
]  # fmt: skip
