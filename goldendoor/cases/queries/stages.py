"""Conditions on cases that follow from the tables of their types."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q

from goldendoor.cases import case_types

NOTHING = Q(pk__in=[])


def where(holds: Callable[[case_types.CaseType, str], bool]) -> Q:
    """Cases at a stage for which `holds(type, stage)`: by stage alone where all types agree."""
    yes: dict[str, list[str]] = {}
    no: set[str] = set()
    for kind in case_types.all_types().values():
        for stage in kind.stages:
            if holds(kind, stage):
                yes.setdefault(stage, []).append(kind.id)
            else:
                no.add(stage)
    plain = sorted(set(yes) - no)
    mixed = [Q(stage=stage, type_id__in=types) for stage, types in yes.items() if stage in no]
    return reduce(or_, mixed, Q(stage__in=plain) if plain else NOTHING)
