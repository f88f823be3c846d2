"""Somebody away has a deputy."""

from datetime import date, timedelta
from typing import Any

import pytest

from goldendoor.accounts import actions, queries
from goldendoor.accounts.models import Compartment, CompartmentGrant, User
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel.errors import BadInput

TODAY = date(2026, 8, 3)
WEEK = timedelta(weeks=1)


def user(access: Any) -> User:
    return User.objects.get(pk=access.user_id)


def name(access: Any, absent: Any, deputy: Any, **more: Any) -> Any:
    days = {"starts_date": TODAY, "ends_date": TODAY + WEEK, **more}
    return actions.name_deputy(access=access, user=user(absent), deputy=user(deputy), **days)


def test_a_deputy_acts_for_the_absent_while_it_lasts(make_access, monkeypatch) -> None:
    away, stand_in = make_access(), make_access()
    name(away, away, stand_in)
    fresh = queries.access_for(user(stand_in))
    assert fresh.acts_for == {stand_in.user_id, away.user_id}
    monkeypatch.setenv("GOLDENDOOR_TODAY", (TODAY + WEEK + timedelta(days=1)).isoformat())
    assert queries.access_for(user(stand_in)).acts_for == {stand_in.user_id}


def test_a_deputy_gets_no_role_of_the_absent(make_access) -> None:
    away, stand_in = make_access("attorney"), make_access("paralegal")
    name(away, away, stand_in)
    assert queries.access_for(user(stand_in)).roles == {"paralegal"}


def test_one_names_a_deputy_for_oneself_and_owners_for_anybody(make_access, owner) -> None:
    away, stand_in = make_access(), make_access()
    with pytest.raises(NotAllowed, match="owner"):
        name(stand_in, away, stand_in)
    assert name(owner, away, stand_in).pk


def test_only_owners_lend_compartments_and_only_those_held(make_access, owner) -> None:
    away, stand_in = make_access("caseworker", "vawa"), make_access()
    with pytest.raises(NotAllowed):
        name(away, away, stand_in, compartments=["vawa"])
    with pytest.raises(BadInput, match="asylum"):
        name(owner, away, stand_in, compartments=["asylum"])
    name(owner, away, stand_in, compartments=["vawa"])
    assert queries.access_for(user(stand_in)).compartments == {"vawa"}


def test_what_is_taken_from_the_absent_is_taken_from_the_deputy(make_access, owner) -> None:
    away, stand_in = make_access("caseworker", "vawa"), make_access()
    name(owner, away, stand_in, compartments=["vawa"])
    key = Compartment.objects.get(key="vawa")
    actions.close_compartment(access=owner, compartment=key, user=user(away))
    assert CompartmentGrant.objects.count() == 0
    assert queries.access_for(user(stand_in)).compartments == frozenset()


def test_a_stranger_or_oneself_is_no_deputy_and_time_runs_forward(make_access, stranger) -> None:
    away, stand_in = make_access("owner"), make_access()
    for wrong in (stranger, away):
        with pytest.raises(BadInput):
            name(away, away, wrong)
    with pytest.raises(BadInput, match="before"):
        name(away, away, stand_in, ends_date=TODAY - WEEK)


def test_an_ended_deputy_stands_in_no_longer(make_access) -> None:
    away, stand_in = make_access(), make_access()
    row = name(away, away, stand_in, starts_date=TODAY - WEEK)
    actions.end_deputy(access=away, deputy=row, today=TODAY)
    assert queries.access_for(user(stand_in)).acts_for == {stand_in.user_id}
    future = name(away, away, stand_in)
    actions.end_deputy(access=away, deputy=future, today=TODAY)
    assert list(queries.deputies(away)) == []
