"""Who may do what, and what is open to them."""

from datetime import timedelta
from typing import Any

import pytest

from goldendoor.accounts import actions, queries
from goldendoor.accounts.models import Compartment, Membership, User
from goldendoor.audit import queries as audit
from goldendoor.foundation.errors import NotAllowed, NotFound
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput

PASSWORD = "correct horse battery staple"


def user_of(access: Any) -> User:
    return User.objects.get(pk=access.user_id)


def add(access: Any, **more: Any) -> Any:
    given = {"email": "new@example.org", "full_name": "New", "role": "reader", "password": PASSWORD}
    return actions.add_user(access=access, **{**given, **more})


def test_only_owners_add_people(owner, caseworker) -> None:
    add(owner)
    with pytest.raises(NotAllowed, match="Only an owner"):
        add(caseworker, email="other@example.org")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "nobody"}, "not an e-mail address"),
        ({"role": "king"}, "“king” is no role"),
        ({"password": "short"}, "too short"),
        ({"password": "password1234"}, "too common"),
    ],
)
def test_what_is_wrong_with_a_new_user_is_said(owner, wrong, sentence) -> None:
    with pytest.raises(BadInput, match=sentence):
        add(owner, **wrong)


def test_an_address_is_taken_whatever_its_case(owner) -> None:
    add(owner)
    with pytest.raises(BadInput, match="taken"):
        add(owner, email="NEW@Example.org")


def test_roles_end_and_the_last_owner_stays(owner, caseworker) -> None:
    [membership] = Membership.objects.filter(user=user_of(caseworker))
    actions.end_role(access=owner, membership=membership)
    assert queries.access_for(user_of(caseworker)) is None
    [own] = Membership.objects.filter(user=user_of(owner))
    with pytest.raises(BadInput, match="needs an owner"):
        actions.end_role(access=owner, membership=own)


def test_a_role_ended_by_a_stranger_is_not_found(stranger, caseworker) -> None:
    [membership] = Membership.objects.filter(user=user_of(caseworker))
    with pytest.raises(NotFound):
        actions.end_role(access=stranger, membership=membership)


def test_a_role_counts_from_its_first_to_its_last_day(caseworker) -> None:
    user, today = user_of(caseworker), clock.today()
    memberships = Membership.objects.filter(user=user)
    memberships.update(starts_date=today + timedelta(days=1))
    assert queries.access_for(user) is None
    memberships.update(starts_date=today, ends_date=today)
    assert queries.access_for(user) is not None


def test_a_compartment_is_opened_and_closed_to_a_person(owner, caseworker) -> None:
    compartment = actions.create_compartment(access=owner, key="vawa", label="VAWA files")
    assert "vawa" not in queries.access_for(user_of(caseworker)).compartments
    actions.open_compartment(access=owner, compartment=compartment, user=user_of(caseworker))
    opened = queries.access_for(user_of(caseworker))
    assert opened.compartments == {"vawa"}
    assert [row.label for row in queries.compartments(opened)] == ["VAWA files"]
    actions.close_compartment(access=owner, compartment=compartment, user=user_of(caseworker))
    assert queries.access_for(user_of(caseworker)).compartments == frozenset()


def test_the_maker_of_a_compartment_has_it(owner) -> None:
    actions.create_compartment(access=owner, key="vawa", label="VAWA files")
    assert "vawa" in queries.access_for(user_of(owner)).compartments


def test_a_compartment_of_one_office_cannot_be_opened_by_another(owner, stranger) -> None:
    compartment = actions.create_compartment(access=owner, key="vawa", label="VAWA files")
    with pytest.raises(NotFound):
        actions.open_compartment(access=stranger, compartment=compartment, user=user_of(stranger))
    assert not Compartment.objects.visible_to(stranger).exists()


def test_somebody_inactive_has_no_access(caseworker) -> None:
    user = user_of(caseworker)
    user.is_active = False
    assert queries.access_for(user) is None


def test_who_was_added_stands_in_the_history(owner) -> None:
    user, _ = add(owner)
    [entry] = audit.history(owner, subject_kind="user", subject_id=str(user.pk)).rows
    assert (entry.who, entry.phrase) == (str(user_of(owner)), "added a person")


def test_in_two_offices_the_chosen_one_counts(owner, stranger) -> None:
    user = user_of(owner)
    Membership.objects.create(organisation_id=stranger.organisation_id, user=user, role="reader")
    assert queries.access_for(user).organisation_id == owner.organisation_id
    other = queries.access_for(user, organisation_id=stranger.organisation_id)
    assert other.roles == {"reader"}


def test_colleagues_are_those_of_ones_own_office(owner, caseworker, stranger) -> None:
    found = {user.pk for user in queries.colleagues(owner)}
    assert found == {owner.user_id, caseworker.user_id}


def test_an_owner_sets_a_new_password_for_a_colleague(owner, caseworker, stranger) -> None:
    user = user_of(caseworker)
    actions.set_password(access=owner, user=user, password="another good long one")
    assert user_of(caseworker).check_password("another good long one")
    with pytest.raises(NotAllowed):
        actions.set_password(access=caseworker, user=user_of(owner), password="x" * 20)
    with pytest.raises(NotFound):
        actions.set_password(access=stranger, user=user, password="another good long one")
    with pytest.raises(BadInput, match="too short"):
        actions.set_password(access=owner, user=user, password="short")


def test_no_owner_takes_over_the_account_of_somebody_who_works_elsewhere(owner, stranger) -> None:
    user = User.objects.get(pk=stranger.user_id)
    actions.give_role(access=owner, user=user, role="reader")
    with pytest.raises(BadInput, match="another office"):
        actions.set_password(access=owner, user=user, password="a quite long new one")
    here = user.memberships.get(organisation_id=owner.organisation_id)
    actions.end_role(access=owner, membership=here)
    with pytest.raises(NotFound):
        actions.set_password(access=owner, user=user, password="a quite long new one")
