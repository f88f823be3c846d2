"""Versions that are never lost, approval by somebody else, privilege, the office's templates."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.documents import queries as documents
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.practice.drafting import actions, fields, queries, templates_of
from goldendoor.practice.drafting.models import Draft, Version

TODAY = date(2026, 8, 3)
LIBRARY = Library.shipped()


def test_every_saving_is_a_version_and_a_stale_one_is_a_conflict(caseworker, begin) -> None:
    draft = begin()
    actions.save(access=caseworker, draft=draft, text="I saw him.", number=1)
    same = actions.save(access=caseworker, draft=draft, text="I saw him.\r\n", number=1)
    assert same.number == 2
    with pytest.raises(Conflict) as caught:
        actions.save(access=caseworker, draft=draft, text="Other", number=1)
    assert caught.value.differences[0].theirs == "I saw him."
    assert [one.text for one in queries.versions(caseworker, draft)] == ["I saw him.", "I saw it."]


def test_begun_twice_is_there_once_and_nothing_is_stored_in_the_open(begin) -> None:
    assert begin(once="k").pk == begin(once="k").pk
    stored = Version.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)
    assert "I saw it" not in str(list(stored))


def test_another_approves_and_approved_text_stays_as_it_is(caseworker, make_access, begin) -> None:
    draft = begin()
    with pytest.raises(NotAllowed, match="attorney"):
        actions.approve(access=caseworker, draft=draft, number=1)
    attorney = make_access("attorney")
    actions.ask_approval(access=caseworker, draft=draft, number=1)
    with pytest.raises(Conflict):
        actions.approve(access=attorney, draft=draft, number=7)
    draft = actions.approve(access=attorney, draft=draft, number=1)
    assert (draft.state, draft.approved_as) == ("approved", "attorney")
    with pytest.raises(NotAllowed, match="stays as it is"):
        actions.save(access=caseworker, draft=draft, text="Other", number=1)
    for _ in range(2):
        draft = actions.put_among_papers(access=caseworker, draft=draft)
    assert [one.title for one in documents.of_case(caseworker, draft.case)] == ["Title"]
    draft = actions.reopen(access=caseworker, draft=draft)
    with pytest.raises(NotAllowed, match="approved text"):
        actions.put_among_papers(access=caseworker, draft=draft)
    assert actions.save(access=caseworker, draft=draft, text="Other", number=1).number == 2
    assert queries.get(caseworker, draft.public_id).approved_by_label == ""


def test_who_wrote_it_approves_only_where_nobody_else_can(make_access, case) -> None:
    attorney = make_access("attorney")
    choice = templates_of.get(attorney, LIBRARY, "declaration")
    draft = actions.begin(access=attorney, case=case, template=choice, title="T", text="Mine.")
    make_access("accredited_representative")
    with pytest.raises(NotAllowed, match="You wrote"):
        actions.approve(access=attorney, draft=draft, number=1)
    brief = templates_of.get(attorney, LIBRARY, "brief")
    other = actions.begin(access=attorney, case=case, template=brief, title="B", text="Mine.")
    partial = make_access("accredited_representative")
    limited = replace(partial, roles=partial.roles | {"partial_accreditation"})
    with pytest.raises(NotAllowed, match="Partial accreditation"):
        actions.approve(access=limited, draft=other, number=1)


def test_a_draft_with_something_missing_is_neither_handed_in_nor_approved(
    caseworker, make_access, begin
) -> None:
    draft = begin(text="Dear [missing: Name of the client]")
    with pytest.raises(BadInput, match="Name of the client"):
        actions.ask_approval(access=caseworker, draft=draft, number=1)
    with pytest.raises(BadInput, match="Name of the client"):
        actions.approve(access=make_access("attorney"), draft=draft, number=1)


def test_sent_back_with_a_comment_that_is_settled(caseworker, make_access, begin) -> None:
    draft, attorney = begin(), make_access("attorney")
    actions.ask_approval(access=caseworker, draft=draft, number=1)
    with pytest.raises(BadInput):
        actions.send_back(access=attorney, draft=draft, reason=" ")
    assert actions.send_back(access=attorney, draft=draft, reason="Say when.").state == "draft"
    (comment,) = queries.comments(caseworker, draft)
    actions.settle(access=caseworker, comment=comment)
    assert queries.comments(caseworker, draft)[0].settled_at


def test_a_saving_takes_a_draft_out_of_approval(caseworker, begin) -> None:
    draft = begin()
    actions.ask_approval(access=caseworker, draft=draft, number=1)
    actions.save(access=caseworker, draft=draft, text="More.", number=1)
    assert queries.get(caseworker, draft.public_id).state == "draft"
    assert queries.waiting(caseworker).rows == []


def test_a_privileged_draft_is_read_by_its_author_and_those_who_answer_for_the_case(
    caseworker, make_access, case, begin
) -> None:
    draft = begin(privileged=True)
    actions.comment(access=caseworker, draft=draft, text="Mind this.")
    paralegal, attorney = make_access("paralegal"), make_access("attorney")
    assert queries.get(caseworker, draft.public_id)
    assert queries.get(attorney, draft.public_id)
    with pytest.raises(NotFound):
        queries.get(paralegal, draft.public_id)
    assert queries.of_case(paralegal, case) == []
    assert queries.versions(paralegal, draft) == []
    assert queries.comments(paralegal, draft) == []
    with pytest.raises(NotAllowed):
        actions.set_privilege(access=caseworker, draft=draft, privileged=False)
    actions.set_privilege(access=attorney, draft=draft, privileged=False)
    assert queries.get(paralegal, draft.public_id)


def test_strangers_see_no_draft_and_readers_write_none(stranger, make_access, case, begin) -> None:
    draft = begin()
    with pytest.raises(NotFound):
        queries.get(stranger, draft.public_id)
    with pytest.raises(NotAllowed):
        actions.save(access=make_access("reader"), draft=draft, text="x", number=1)
    assert Draft.objects.visible_to(None).count() == 0


def test_the_fields_of_a_case_have_their_values_and_say_nothing_where_there_is_none(
    caseworker, case, fixed_day
) -> None:
    person = people.add_person(
        access=caseworker,
        data={
            "names": [{"kind": "legal", "family": "Nunez-Example", "given": "María"}],
            "identifiers": [{"kind": "a_number", "number": "000100037"}],
        },
    )
    cases.add_party(access=caseworker, case=case, person=person, role="applicant")
    cases.add_filing(access=caseworker, case=case, form_id="us.n-400", person=person)
    found = fields.values(caseworker, case, today=fixed_day, language="es")
    assert found["client_name"] == "María Nunez-Example"
    assert found["client_a_number"] == "A000100037"
    assert found["forms_list"].startswith("- Form N-400")
    assert found["today"] == "3 de agosto de 2026"
    assert (found["receipt_number"], found["next_deadline_date"]) == ("", "")
    assert set(found) == set(fields.BY_KEY)


def test_the_offices_own_templates_know_the_fields(caseworker, make_access, stranger) -> None:
    data: dict[str, Any] = {"label": "Ours", "kind": "letter", "language": "en"}
    with pytest.raises(BadInput, match="client_nme"):
        actions.save_template(access=caseworker, template=None, text="{client_nme}", **data)
    made = actions.save_template(access=caseworker, template=None, text="{client_name}", **data)
    assert templates_of.all_of(caseworker, LIBRARY)[0].id == f"own.{made.public_id}"
    assert templates_of.own(stranger) == []
    with pytest.raises(NotAllowed):
        actions.save_template(
            access=make_access("volunteer"), template=None, text="{today}", **data
        )
    changed = {**data, "label": "Theirs"}
    with pytest.raises(Conflict):
        actions.save_template(access=caseworker, template=made, text="x", version=9, **changed)
    actions.retire_template(access=caseworker, template=made)
    assert templates_of.own(caseworker) == []
