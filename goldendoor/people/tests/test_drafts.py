"""Autosave: what was typed survives, and becomes history when the section is left."""

from datetime import timedelta

import pytest

from goldendoor.audit import queries as audit
from goldendoor.foundation.errors import Conflict
from goldendoor.kernel import clock
from goldendoor.people import actions, jobs, queries
from goldendoor.people.models import Draft, Person


@pytest.fixture
def person(caseworker) -> Person:
    return actions.add_person(access=caseworker, data={"answers": {"a": 1, "b": 1}, "jobs": []})


def draft(access, person, key: str, value, expected=1) -> Draft:
    return actions.save_draft(
        access=access,
        person=person,
        collection="answers",
        key=key,
        value=value,
        expected=expected,
    )


def entries(access, person) -> int:
    history = audit.history(access, subject_kind="person", subject_id=person.public_id)
    return len(history.rows)


def test_a_draft_is_kept_without_a_history_entry(caseworker, person) -> None:
    before = entries(caseworker, person)
    draft(caseworker, person, "a", 2)
    draft(caseworker, person, "a", 3, expected=2)
    assert queries.drafts(caseworker, person) == {("answers", "a"): 3}
    assert queries.value(person, "answers", caseworker) == {"a": 1, "b": 1}
    assert entries(caseworker, person) == before


def test_drafts_become_answers_with_one_entry_each(caseworker, person) -> None:
    before = entries(caseworker, person)
    draft(caseworker, person, "a", 2)
    draft(caseworker, person, "b", None)
    fresh = actions.commit_drafts(access=caseworker, person=person)
    assert queries.value(fresh, "answers", caseworker) == {"a": 2}
    assert queries.drafts(caseworker, person) == {}
    assert entries(caseworker, person) == before + 2
    newest = audit.history(caseworker, subject_kind="person", subject_id=person.public_id).rows[0]
    assert newest.details == {"collection": "answers", "key": "b", "old": 1, "new": None}


def test_a_draft_that_clashes_stays_with_all_the_others(caseworker, make_access, person) -> None:
    draft(caseworker, person, "a", 2)
    draft(caseworker, person, "b", 2)
    actions.set_values(
        access=make_access("attorney"), person=person, collection="answers", values={"b": 9}
    )
    with pytest.raises(Conflict):
        actions.commit_drafts(access=caseworker, person=person)
    assert len(queries.drafts(caseworker, person)) == 2
    fresh = Person.objects.get(pk=person.pk)
    assert queries.value(fresh, "answers", caseworker) == {"a": 1, "b": 9}


def test_a_whole_collection_can_be_a_draft(caseworker, person) -> None:
    actions.save_draft(
        access=caseworker,
        person=person,
        collection="jobs",
        value=[{"employer": "Quay Bakery"}],
        expected=queries.version(person, "jobs"),
    )
    fresh = actions.commit_drafts(access=caseworker, person=person, collection="jobs")
    assert queries.value(fresh, "jobs", caseworker) == [{"employer": "Quay Bakery"}]


def test_nobody_sees_the_drafts_of_another(caseworker, make_access, person) -> None:
    draft(caseworker, person, "a", 2)
    assert queries.drafts(make_access("caseworker"), person) == {}


def test_a_draft_is_encrypted(caseworker, person) -> None:
    from django.db import connection

    draft(caseworker, person, "a", "ZZZ-SECRET-1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM people_draft")
        assert "ZZZ-SECRET-1" not in str(cursor.fetchall())


def test_idle_drafts_are_committed_and_fresh_ones_left(caseworker, person) -> None:
    draft(caseworker, person, "a", 2)
    assert jobs.commit_idle_drafts() == 0
    Draft.objects.update(saved_at=clock.now() - jobs.IDLE - timedelta(seconds=1))
    assert jobs.commit_idle_drafts() == 1
    fresh = Person.objects.get(pk=person.pk)
    assert queries.value(fresh, "answers", caseworker) == {"a": 2, "b": 1}
    newest = audit.history(caseworker, subject_kind="person", subject_id=person.public_id).rows[0]
    assert newest.who == caseworker.user_label


def test_discarded_drafts_are_gone(caseworker, person) -> None:
    draft(caseworker, person, "a", 2)
    actions.discard_drafts(access=caseworker, person=person, collection="answers", key="a")
    assert queries.drafts(caseworker, person) == {}
