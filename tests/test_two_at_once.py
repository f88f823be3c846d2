"""Two people, or one person's two clicks, at the same moment; on SQLite and on PostgreSQL."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from goldendoor.accounts.models import User
from goldendoor.audit import queries as audit
from goldendoor.audit.models import Entry
from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case
from goldendoor.deadlines import actions as deadlines
from goldendoor.deadlines.models import Batch, Deadline
from goldendoor.documents import actions as documents
from goldendoor.documents.models import Document
from goldendoor.exchange import actions as exchange
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.foundation.models import Record
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from goldendoor.people.models import Relationship
from goldendoor.practice.models import PacketBuild
from tests.test_planted import DAY, pdf

pytestmark = pytest.mark.django_db(transaction=True)


def together(*actions: Callable[[], Any]) -> list[Any]:
    """Carry them out at the same moment; what each returned or raised."""
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [done.result() for done in [pool.submit(run, one) for one in actions]]


def browser_of(access: Any) -> Client:
    client = Client(raise_request_exception=False)
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(User.objects.get(pk=access.user_id), backend=backend)
    return client


@pytest.fixture
def two(make_access: Any) -> list[Any]:
    """Two colleagues."""
    return [make_access("caseworker"), make_access("attorney")]


@pytest.fixture(autouse=True)
def whole_history() -> Any:
    """Whatever happened at once, no chain is broken."""
    yield
    assert audit.verify_all().faults == []


def test_of_two_who_save_one_record_the_second_sees_both_versions(two, case) -> None:
    browsers = [browser_of(one) for one in two]
    address = f"/cases/{case.public_id}/settings/"

    def save(number: int) -> Any:
        body = {"title": f"Title {number}", "version": case.version}
        return browsers[number].post(address, body)

    answers = together(lambda: save(0), lambda: save(1))
    assert sorted(one.status_code for one in answers) == [302, 409]
    page = next(one for one in answers if one.status_code == 409).content.decode()
    assert "Title 0" in page
    assert "Title 1" in page
    stored = Case.objects.get(pk=case.pk)
    assert stored.version == case.version + 1
    changed = Entry.objects.filter(subject_id=case.public_id, action="case.changed")
    assert changed.count() == 1


def test_a_double_click_happens_once(two, case) -> None:
    browsers = [browser_of(two[0]) for _ in range(3)]
    address = f"/cases/{case.public_id}/packet/build/"
    body = {"once": "key-1", "draft": "1", "max_mb": "25"}
    answers = together(*(lambda one=one: one.post(address, body) for one in browsers))
    assert [one.status_code for one in answers] == [302] * 3
    assert len({one["Location"] for one in answers}) == 1
    assert PacketBuild.objects.count() == 1
    asked = Entry.objects.filter(subject_id=case.public_id, action="case.packet_asked")
    assert asked.count() == 1


def test_one_step_of_a_case_is_taken_once(two, case) -> None:
    person = people.add_person(access=two[0], data={})
    cases.add_party(access=two[0], case=case, person=person, role="applicant")
    cases.add_filing(access=two[0], case=case, form_id="us.ar-11", person=person)
    [name] = [
        one.action.name
        for one in case_queries.offers(two[0], case, today=DAY)
        if one.answer and one.action.to_stage != case.stage and one.action.primary
    ]

    def step(access: Any) -> Any:
        mine = Case.objects.get(pk=case.pk)
        return cases.perform(case=mine, action_name=name, access=access, today=DAY)

    answers = together(*(lambda one=one: step(one) for one in [*two, *two]))
    assert sum(isinstance(one, Case) for one in answers) == 1
    moved = Entry.objects.filter(subject_id=case.public_id, action="case.stage_changed")
    assert moved.count() == 1


def test_answers_in_two_cases_of_one_person_are_both_kept(two) -> None:
    person = people.add_person(access=two[0], data={"names": [{"family": "Reyes"}]})
    places = []
    for title in ("one", "two"):
        case = cases.open_case(access=two[0], type_id="practice.general", title=title, today=DAY)
        cases.add_party(access=two[0], case=case, person=person, role="applicant")
        filing = cases.add_filing(access=two[0], case=case, form_id="us.ar-11", person=person)
        places.append((case, filing))
    answers = [{"applicant.birth.city": "Cusco"}, {"applicant.birth.date": "1990-05-17"}]

    def save(number: int) -> Any:
        case, filing = places[number]
        return exchange.answer(
            access=two[number], case=case, filing=filing, answers=answers[number]
        )

    done = together(lambda: save(0), lambda: save(1))
    assert [isinstance(one, list) for one in done] == [True, True], done
    person.refresh_from_db()
    birth = people_queries.value(person, "birth", two[0])
    assert birth == {"city": "Cusco", "date": "1990-05-17"}


def test_two_who_answer_one_question_do_not_overwrite_each_other(two) -> None:
    person = people.add_person(access=two[0], data={"answers": {"a": "x"}})
    shared = {"person": person, "collection": "answers", "expected": {"a": "x"}}
    done = together(
        lambda: people.set_values(access=two[0], values={"a": "y"}, **shared),
        lambda: people.set_values(access=two[1], values={"a": "z"}, **shared),
    )
    assert sum(isinstance(one, Conflict) for one in done) == 1
    conflict = next(one for one in done if isinstance(one, Conflict))
    assert {conflict.differences[0].theirs, conflict.differences[0].yours} == {"y", "z"}


def test_two_uploads_at_once_are_both_there(two, case) -> None:
    def send(access: Any, name: str) -> Any:
        file = io.BytesIO(pdf(name))
        return documents.upload(access=access, case=case, file=file, filename=name)

    done = together(lambda: send(two[0], "a.pdf"), lambda: send(two[1], "b.pdf"))
    assert all(isinstance(one, Document) for one in done), done
    assert sorted(one.title for one in Document.objects.all()) == ["a", "b"]


def test_two_who_relate_the_same_people_record_it_once(two) -> None:
    ana, luz = (people.add_person(access=two[0], data={}) for _ in range(2))
    done = together(
        *(
            lambda one=one: people.relate(
                access=one, from_person=luz, to_person=ana, kind="child"
            )
            for one in two
        )
    )  # fmt: skip
    assert len({one.pk for one in done}) == 1
    assert Relationship.objects.count() == 1


def test_cases_opened_at_once_have_numbers_of_their_own(two) -> None:
    def open_one(access: Any) -> Any:
        return cases.open_case(access=access, type_id="practice.general", title="t", today=DAY)

    done = together(*(lambda one=one: open_one(one) for one in [*two, *two]))
    assert len({one.number for one in done}) == 4


def test_a_list_of_moved_deadlines_is_carried_out_once(two, case) -> None:
    facts = {"served_date": "2026-07-20", "form": "I-485", "days_on_notice": 84,
             "service": "mail", "channel": "paper"}  # fmt: skip
    rule = {"rule_id": "us.rfe", "facts": facts, "today": DAY}
    started = [deadlines.start(access=two[0], case=case, **rule) for _ in range(3)]
    wrong = date(2026, 10, 14)
    Deadline.objects.update(computed_date=wrong, working_date=wrong)
    asked = {"library": Library.shipped(), "today": DAY}
    attorney = two[1]
    lists = together(*(lambda one=one: deadlines.recompute(access=one, **asked) for one in two * 2))
    assert all(isinstance(one, Batch) for one in lists), lists
    [waiting] = Batch.objects.filter(state=Batch.State.PROPOSED)
    done = together(
        *(lambda: deadlines.confirm(access=attorney, batch=waiting, reason="x") for _ in range(3))
    )
    assert sorted(one.moved for one in done) == [0, 0, 3]
    assert {one.working_date for one in Deadline.objects.all()} == {date(2026, 10, 15)}
    assert Deadline.objects.get(pk=started[0].pk).version == started[0].version + 1
    confirmed = Entry.objects.filter(action="deadlines.batch_confirmed")
    assert confirmed.count() == 1


def test_of_two_who_close_a_deadline_one_is_told(two, case) -> None:
    started = deadlines.start(access=two[0], case=case, label="Call", due_date=DAY, today=DAY)

    def close(access: Any, reason: str) -> Any:
        mine = Deadline.objects.get(pk=started.pk)
        return deadlines.cancel(access=access, deadline=mine, reason=reason)

    answers = together(lambda: close(two[0], "one"), lambda: close(two[1], "other"))
    assert sum(isinstance(one, Deadline) for one in answers) == 1
    assert sum(isinstance(one, Conflict | NotAllowed) for one in answers) == 1


def test_every_record_can_be_locked_through_the_access_filter(make_access) -> None:
    """PostgreSQL refuses to lock a joined row that may be missing; each kind is asked for once."""
    access = make_access("caseworker")
    kinds = [one for one in apps.get_models() if issubclass(one, Record)]
    assert len(kinds) > 40
    for kind in kinds:
        with pytest.raises(NotFound), transaction.atomic():
            kind.objects.select_for_update().one(access, "0" * 16)
