"""Who is in a case."""

from django.db import transaction

from goldendoor.cases.actions import recording
from goldendoor.cases.models import Case, Party
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person

LONGEST_ROLE = 40


@transaction.atomic
def add_party(
    *, access: Access, case: Case, person: Person, role: str, position: int | None = None
) -> Party:
    """Put a person into a case; the same person and role is put in once.

    `queries.roles` offers the roles; a case file may bring others, those of its forms.
    """
    registries.demand("cases.change", access, case)
    registries.demand("people.change", access, person)
    role = recording.said(role, "The role", LONGEST_ROLE)
    if position is None:
        position = case.parties.count()
    party, fresh = Party.objects.get_or_create(
        organisation_id=access.organisation_id,
        case=case,
        person=person,
        role=role,
        defaults={"position": position},
    )
    if fresh:
        payload = {"person": person.public_id, "role": role}
        recording.record(access, case, "case.party_added", payload, person.compartment)
        recording.touch(case)
    return party


@transaction.atomic
def remove_party(*, access: Access, party: Party) -> None:
    """Take a person out of a case; the person and their facts stay."""
    party = Party.objects.select_related("case", "person").one(access, party.public_id)
    registries.demand("cases.change", access, party.case)
    payload = {"person": party.person.public_id, "role": party.role}
    recording.record(access, party.case, "case.party_removed", payload, party.person.compartment)
    party.delete()
    recording.touch(party.case)


@transaction.atomic
def replace_party(
    *, access: Access, party: Party, person: Person, version: int | None = None
) -> Party:
    """Another person takes the role and its place; forms for the former person stay as they are.

    Raises BadInput when the person has this role already, Conflict when `version` is stale.
    """
    party = Party.objects.select_related("case", "person").one(access, party.public_id)
    registries.demand("cases.change", access, party.case)
    registries.demand("people.change", access, person)
    former = party.person
    if party.case.parties.filter(person=person, role=party.role).exclude(pk=party.pk).exists():
        raise BadInput("This person has that role in the case already.")
    if not change(party, version=version, changes={"person": person}, what=str(party)):
        return party
    # Two compartments cannot both guard one entry: each half is told within its own.
    role = party.role
    gone = {"person": former.public_id, "role": role}
    came = {"person": person.public_id, "role": role}
    recording.record(access, party.case, "case.party_removed", gone, former.compartment)
    recording.record(access, party.case, "case.party_added", came, person.compartment)
    recording.touch(party.case)
    return party


@transaction.atomic
def change_role(*, access: Access, party: Party, role: str, version: int | None = None) -> Party:
    """Give a party another role of the case. Raises BadInput, Conflict."""
    party = Party.objects.select_related("case", "person").one(access, party.public_id)
    registries.demand("cases.change", access, party.case)
    role = recording.said(role, "The role", LONGEST_ROLE)
    if party.case.parties.filter(person=party.person, role=role).exclude(pk=party.pk).exists():
        raise BadInput("This person has that role in the case already.")
    told = change(party, version=version, changes={"role": role}, what=str(party))
    if told:
        payload = {"person": party.person.public_id, "role": told["role"]}
        closed = party.person.compartment
        recording.record(access, party.case, "case.role_changed", payload, closed)
        recording.touch(party.case)
    return party
