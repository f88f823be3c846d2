"""Opening a case and changing what it says of itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goldendoor.cases import case_types, rules
from goldendoor.cases.actions import handing_over, recording, tasks
from goldendoor.cases.models import Case, CaseNumber, CaseWord
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.people.rules import check_storable

CHANGEABLE = {"title", "filing_date", "assigned_to", "data", "compartment", "open_compartments"}


@transaction.atomic
def open_case(
    *,
    access: Access,
    type_id: str,
    title: str,
    today: date,
    filing_date: date | None = None,
    data: Mapping[str, Any] | None = None,
    compartment: str = "",
    open_compartments: Sequence[str] = (),
) -> Case:
    """A new case at the first stage of its type, with the next number of the year."""
    registries.demand("cases.open", access)
    kind = case_types.get(type_id)
    if not title.strip():
        raise BadInput("A case needs a title, such as the family's name.")
    check_storable("data", dict(data or {}))
    for key in (compartment, *open_compartments):
        recording.need_open(access, key)
    number = _next_number(access.organisation_id, today.year)
    case = Case.objects.create(
        organisation_id=access.organisation_id,
        number=number,
        type_id=type_id,
        title=title.strip()[:200],
        search_key=rules.search_key(number, title),
        stage=kind.stages[0],
        stage_since=today,
        filing_date=filing_date,
        assigned_to_id=access.user_id,
        data=dict(data or {}),
        compartment=compartment,
        open_compartments=sorted(open_compartments),
    )
    _index(case)
    told = {"number": number, "type": type_id, "title": case.title, "on": today.isoformat()}
    recording.record(access, case, "case.opened", told)
    tasks.plan(access=access, case=case, opened=today)
    return case


@transaction.atomic
def change_case(
    *, access: Access, case: Case, changes: Mapping[str, Any], version: int | None = None
) -> Case:
    """Change title, filing_date, assigned_to, data, compartment or open_compartments.

    Raises NotAllowed, BadInput for other fields, Conflict with both versions.
    """
    registries.demand("cases.change", access, case)
    if unknown := set(changes) - CHANGEABLE:
        raise BadInput(f"A case has no changeable {', '.join(sorted(unknown))}.")
    for key in (changes.get("compartment") or "", *(changes.get("open_compartments") or ())):
        recording.need_open(access, key)
    check_storable("data", changes.get("data"))
    if changes.get("assigned_to") is not None:
        handing_over.need_able(access, case, changes["assigned_to"])
    columns = dict(changes)
    if "title" in columns:
        columns["search_key"] = rules.search_key(case.number, columns["title"])
    told = change(case, version=version, changes=columns, what=str(case))
    if told.pop("search_key", None):
        _index(case)
    if told:
        _tell_of_compartments(access, case, told)
        if told:
            recording.record(access, case, "case.changed", {"changes": recording.plain(told)})
        recording.touch(case)
    if "filing_date" in told:
        tasks.plan(access=access, case=case)
    return case


def _index(case: Case) -> None:
    """The words by which it is found, anew."""
    case.words.all().delete()
    CaseWord.objects.bulk_create(
        CaseWord(organisation_id=case.organisation_id, word=word, case=case)
        for word in rules.search_words(case.number, case.title)
    )


def _tell_of_compartments(access: Access, case: Case, told: dict[str, list[Any]]) -> None:
    """Which compartments a case is in or opens is told within each of them, and nowhere else."""
    if "compartment" in told:
        moved = told.pop("compartment")
        for key in sorted({*moved} - {""}):
            recording.record(access, case, "case.changed", {"changes": {"compartment": moved}}, key)
    before, after = (set(keys) for keys in told.pop("open_compartments", [(), ()]))
    for key in sorted(before ^ after):
        pair = [sorted(keys & {key}) for keys in (before, after)]
        recording.record(
            access, case, "case.changed", {"changes": {"open_compartments": pair}}, key
        )


def _next_number(organisation_id: int, year: int) -> str:
    counter, _ = CaseNumber.objects.select_for_update().get_or_create(
        organisation_id=organisation_id, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return rules.number(year, counter.last)
