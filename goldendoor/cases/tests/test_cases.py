"""Cases and their door."""

from datetime import date
from typing import Any

import pytest

from goldendoor.audit import queries as audit
from goldendoor.cases import actions, case_types, queries
from goldendoor.cases.models import Case, Filing
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people

TODAY = date(2026, 8, 3)


@pytest.fixture
def ready_case(case: Any, caseworker: Any) -> Case:
    """A case with a person and a form."""
    person = people.add_person(access=caseworker, data={"names": [{"family": "Haddad"}]})
    actions.add_party(access=caseworker, case=case, person=person, role="beneficiary")
    actions.add_filing(access=caseworker, case=case, form_id="us.i-765", person=person)
    return case


def perform(case: Case, name: str, access: Any, **more: Any) -> Case:
    return actions.perform(case=case, action_name=name, access=access, today=TODAY, **more)


def test_case_numbers_count_up_within_the_year(case, caseworker) -> None:
    second = actions.open_case(
        access=caseworker, type_id="practice.general", title="Two", today=TODAY
    )
    next_year = actions.open_case(
        access=caseworker, type_id="practice.general", title="Three", today=date(2027, 1, 4)
    )
    numbers = [case.number, second.number, next_year.number]
    assert numbers == ["GD-2026-0001", "GD-2026-0002", "GD-2027-0001"]


def test_each_office_counts_its_own_cases(case, stranger) -> None:
    other = actions.open_case(access=stranger, type_id="practice.general", title="X", today=TODAY)
    assert other.number == case.number


def test_a_case_goes_through_its_stages(ready_case, owner, final_review) -> None:
    final_review(ready_case)
    for name in ("start_preparing", "send_to_review", "approve", "record_filing"):
        perform(ready_case, name, owner)
    assert ready_case.stage == "filed"
    assert queries.filings(owner, ready_case)[0].status == Filing.Status.MAILED
    [task] = queries.tasks_to_do(owner, case=ready_case)
    assert task.due_date == date(2026, 9, 2)


def test_an_action_is_refused_at_the_wrong_stage_with_the_reason(ready_case, owner) -> None:
    with pytest.raises(NotAllowed, match="“Approve for signing” is not possible at stage intake"):
        perform(ready_case, "approve", owner)


def test_an_action_is_refused_to_the_wrong_role_with_the_reason(ready_case, caseworker) -> None:
    for name in ("start_preparing", "send_to_review"):
        perform(ready_case, name, caseworker)
    with pytest.raises(NotAllowed, match="is for the owner or attorney"):
        perform(ready_case, "approve", caseworker)


def test_a_guard_refuses_with_its_reason(case, caseworker) -> None:
    with pytest.raises(NotAllowed, match="Add the people"):
        perform(case, "start_preparing", caseworker)
    assert Case.objects.get(pk=case.pk).stage == "intake"


def test_an_unknown_action_is_bad_input(case, caseworker) -> None:
    with pytest.raises(BadInput, match="no action “fly”"):
        perform(case, "fly", caseworker)


def test_the_door_writes_one_entry_with_the_stages(ready_case, caseworker) -> None:
    perform(ready_case, "start_preparing", caseworker)
    newest = audit.history(caseworker, subject_kind="case", subject_id=ready_case.public_id).rows[0]
    assert newest.action == "case.stage_changed"
    told = {"action": "start_preparing", "stage": ["intake", "prepare"], "on": TODAY.isoformat()}
    assert newest.details == told


def test_a_repeated_request_moves_the_case_once(ready_case, caseworker) -> None:
    for _ in range(2):
        perform(ready_case, "start_preparing", caseworker, idempotency_key="click-1")
    assert ready_case.stage == "prepare"


def test_a_stale_version_is_a_conflict(ready_case, caseworker) -> None:
    stale = ready_case.version
    actions.change_case(access=caseworker, case=ready_case, changes={"title": "New"})
    with pytest.raises(Conflict):
        perform(ready_case, "start_preparing", caseworker, version=stale)


def test_when_an_effect_fails_nothing_has_happened(
    ready_case, owner, monkeypatch, final_review
) -> None:
    final_review(ready_case)
    for name in ("start_preparing", "send_to_review", "approve"):
        perform(ready_case, name, owner)

    def fail(**_: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(actions, "add_task", fail)
    before = audit.verify_all().entries
    with pytest.raises(OSError, match="No space"):
        perform(ready_case, "record_filing", owner)
    fresh = Case.objects.get(pk=ready_case.pk)
    assert (fresh.stage, fresh.filings.get().status) == ("ready", Filing.Status.READY)
    assert audit.verify_all().entries == before


def test_lists_and_counts_show_only_ones_own_office(case, stranger, caseworker) -> None:
    assert [row.pk for row in queries.list_page(caseworker).rows] == [case.pk]
    assert queries.list_page(stranger).rows == []
    assert queries.counts_by_stage(stranger) == {}
    assert queries.search(stranger, case.number) == []
    with pytest.raises(NotFound):
        queries.get(stranger, case.public_id)


def test_a_case_in_a_compartment_leaves_no_trace_for_others(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("owner")
    hidden = actions.open_case(
        access=insider,
        type_id="practice.general",
        title="Hidden",
        today=TODAY,
        compartment="vawa",
    )
    actions.add_filing(access=insider, case=hidden, form_id="us.i-360")
    assert queries.list_page(outsider).rows == []
    assert queries.counts_by_stage(outsider) == {}
    assert queries.search(outsider, "hidden") == []
    assert not Filing.objects.visible_to(outsider).exists()
    with pytest.raises(NotAllowed):
        actions.add_note(access=outsider, case=hidden, text="hello")


def test_within_a_case_only_its_own_compartments_are_open(make_access) -> None:
    access = make_access("caseworker", "vawa")
    case = actions.open_case(
        access=access, type_id="practice.general", title="Open case", today=TODAY
    )
    actions.add_note(access=access, case=case, text="safe house", compartment="vawa")
    assert queries.notes(access, case).rows == []
    actions.change_case(access=access, case=case, changes={"open_compartments": ["vawa"]})
    assert [note.text for note in queries.notes(access, case).rows] == ["safe house"]


@pytest.mark.parametrize("text", ["zolc", "GD-2026-0001", "haddad", "HADDAD gd"])
def test_cases_are_found_by_title_number_and_name(ready_case, caseworker, text) -> None:
    words = text.split()
    found = queries.search(caseworker, words[0])
    assert found == [ready_case]


def test_a_case_is_not_found_by_a_name_one_may_not_see(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("caseworker")
    case = actions.open_case(access=insider, type_id="practice.general", title="T", today=TODAY)
    name = {"family": "Secretname", "compartment": "vawa"}
    person = people.add_person(access=insider, data={"names": [name]})
    actions.add_party(access=insider, case=case, person=person, role="client")
    assert queries.search(insider, "secretname") == [case]
    assert queries.search(outsider, "secretname") == []


def test_filters_narrow_and_unknown_ones_are_refused(case, caseworker) -> None:
    assert queries.list_page(caseworker, {"stage": "intake"}).rows == [case]
    assert queries.list_page(caseworker, {"stage": "filed"}).rows == []
    with pytest.raises(BadInput, match="password"):
        queries.list_page(caseworker, {"password": "x"})


def test_readers_and_volunteers_open_no_case(make_access) -> None:
    for role in ("reader", "volunteer"):
        with pytest.raises(NotAllowed):
            actions.open_case(
                access=make_access(role), type_id="practice.general", title="X", today=TODAY
            )


def test_forms_are_put_in_order_and_the_order_names_each_once(ready_case, caseworker) -> None:
    actions.add_filing(access=caseworker, case=ready_case, form_id="us.g-28")
    ids = [filing.public_id for filing in queries.filings(caseworker, ready_case)]
    actions.reorder_filings(access=caseworker, case=ready_case, public_ids=ids[::-1])
    found = queries.filings(caseworker, ready_case)
    assert [filing.form_id for filing in found] == ["us.g-28", "us.i-765"]
    with pytest.raises(BadInput):
        actions.reorder_filings(access=caseworker, case=ready_case, public_ids=ids[:1])


def test_a_mailed_form_stays(ready_case, caseworker) -> None:
    [filing] = queries.filings(caseworker, ready_case)
    changes = {"mailed_date": TODAY, "courier": "Post", "tracking_number": "ZZZ1"}
    actions.change_filing(access=caseworker, filing=filing, changes=changes)
    with pytest.raises(NotAllowed, match="mailed"):
        actions.remove_filing(access=caseworker, filing=filing)


def test_the_tables_of_the_library_are_sound() -> None:
    assert case_types.all_types()
    assert case_types.check() == []


def test_a_table_with_unknown_names_is_reported(settings, tmp_path) -> None:
    folder = tmp_path / "case_types"
    folder.mkdir()
    (folder / "x.yaml").write_text(
        "id: x\nlabel: X\nstages: [a]\nactions:\n  go: {label: Go, from: [a], to: b, "
        "who: [owner], only_if: [no.guard], then: [no.effect: 1]}\n"
    )
    settings.LIBRARY_DIR = tmp_path
    findings = "\n".join(case_types.check())
    for word in ("“b” is no stage", "no.guard", "no.effect"):
        assert word in findings
