"""The tables of case types: what they are, how they are read, what is wrong with them."""

from goldendoor.cases.case_types.checking import check
from goldendoor.cases.case_types.reading import (
    OPPOSING,
    Action,
    CaseType,
    TaskRow,
    all_types,
    flag_kinds,
    get,
    merged,
    offered,
    stage_labels,
)

__all__ = [
    "OPPOSING",
    "Action",
    "CaseType",
    "TaskRow",
    "all_types",
    "check",
    "flag_kinds",
    "get",
    "merged",
    "offered",
    "stage_labels",
]
