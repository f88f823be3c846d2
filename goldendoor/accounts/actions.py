"""Changing who may do what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goldendoor.accounts import queries
from goldendoor.accounts.models import (
    Compartment,
    CompartmentGrant,
    Deputy,
    Membership,
    Organisation,
    User,
)
from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput

COMMAND_LINE = "command line"


@transaction.atomic
def create_organisation(*, name: str, kind: str = Organisation.Kind.PRACTICE) -> Organisation:
    """A new office; there is nobody yet who could be asked for permission. Raises BadInput."""
    if not name.strip():
        raise BadInput("An office needs a name.")
    if Organisation.objects.filter(name__iexact=name.strip()).exists():
        raise BadInput(f"There is an office called “{name.strip()}” already.")
    organisation = Organisation.objects.create(name=name.strip(), kind=kind)
    _record(
        system_access(organisation),
        "organisation",
        organisation.public_id,
        "organisation.created",
        {"name": organisation.name, "kind": organisation.kind},
    )
    return organisation


def system_access(organisation: Organisation) -> Access:
    """The installation itself acting as owner: first set-up, the command line, migrations."""
    return Access(
        user_id=None,
        user_label=COMMAND_LINE,
        organisation_id=organisation.pk,
        organisation_label=organisation.name,
        roles=frozenset({Membership.Role.OWNER.value}),
    )


@transaction.atomic
def add_user(
    *, access: Access, email: str, full_name: str, role: str, password: str | None
) -> tuple[User, Membership]:
    """A person who may sign in to the office. Raises NotAllowed or BadInput (address, password)."""
    registries.demand("accounts.manage", access)
    if role not in Membership.Role.values:
        raise BadInput(f"“{role}” is no role; choose one of {', '.join(Membership.Role.values)}.")
    user = _new_user(email=email.strip().lower(), full_name=full_name.strip(), password=password)
    membership = Membership.objects.create(
        organisation_id=access.organisation_id, user=user, role=role
    )
    _record(access, "user", user.pk, "user.added", {"email": user.email, "role": role})
    return user, membership


def _new_user(*, email: str, full_name: str, password: str | None) -> User:
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput(f"“{email}” is not an e-mail address.") from None
    if User.objects.filter(email__iexact=email).exists():
        raise BadInput(f"{email} is taken already.")
    if password is not None:
        _check_password(password, User(email=email, full_name=full_name))
    return User.objects.create_user(email, password, full_name=full_name)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from None


@transaction.atomic
def add_user_from_command_line(
    *, email: str, full_name: str, organisation_name: str, role: str | None, password: str
) -> tuple[User, Membership]:
    """`goldendoor user add`: makes the office on first use; its first user becomes the owner."""
    organisation = _organisation_called(organisation_name)
    first = not organisation.memberships.exists()
    return add_user(
        access=system_access(organisation),
        email=email,
        full_name=full_name,
        role=role or (Membership.Role.OWNER if first else Membership.Role.CASEWORKER).value,
        password=password,
    )


def _organisation_called(name: str) -> Organisation:
    if name:
        found = Organisation.objects.filter(name__iexact=name.strip()).first()
        return found or create_organisation(name=name)
    all_of_them = list(Organisation.objects.order_by("name")[:20])
    if len(all_of_them) == 1:
        return all_of_them[0]
    if not all_of_them:
        return create_organisation(name="My office")
    names = ", ".join(organisation.name for organisation in all_of_them)
    raise BadInput(f"Several offices could be meant: say which with --organisation ({names}).")


@transaction.atomic
def set_password(*, access: Access, user: User, password: str) -> User:
    """A new password for a member of the office who forgot theirs; ends their sessions.

    Raises NotAllowed, NotFound (no member any more), BadInput (a weak password, or somebody who
    works for another office too: no owner may open what is not theirs).
    """
    registries.demand("accounts.manage", access)
    offices = set(queries.offices_of(user))
    if access.organisation_id not in offices:
        raise NotFound("There is no such person in this office.")
    if len(offices) > 1:
        raise BadInput(
            "This person works for another office too: they set a new password by e-mail."
        )
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    _record(access, "user", user.pk, "user.password_set", {})
    return user


@transaction.atomic
def give_role(*, access: Access, user: User, role: str) -> Membership:
    """Another role in the office for a person, from today. Raises NotAllowed or BadInput."""
    registries.demand("accounts.manage", access)
    if role not in Membership.Role.values:
        raise BadInput(f"“{role}” is no role; choose one of {', '.join(Membership.Role.values)}.")
    membership, _ = Membership.objects.update_or_create(
        organisation_id=access.organisation_id,
        user=user,
        role=role,
        defaults={"ends_date": None},
    )
    _record(access, "user", user.pk, "user.role_given", {"role": role})
    return membership


@transaction.atomic
def end_role(*, access: Access, membership: Membership) -> Membership:
    """The role ends with yesterday. The last owner's cannot: nobody could give it back."""
    registries.demand("accounts.manage", access)
    if membership.organisation_id != access.organisation_id:
        raise NotFound("There is no such membership.")
    owners = Membership.objects.filter(
        organisation_id=access.organisation_id, role="owner", ends_date__isnull=True
    )
    if membership.role == "owner" and not owners.exclude(pk=membership.pk).exists():
        raise BadInput("The office needs an owner: make someone else one first.")
    membership.ends_date = clock.today() - timedelta(days=1)
    membership.save(update_fields=["ends_date"])
    _record(access, "user", membership.user_id, "user.role_ended", {"role": membership.role})
    return membership


@transaction.atomic
def create_compartment(*, access: Access, key: str, label: str) -> Compartment:
    """A new closed part of the files, opened to its maker at once."""
    registries.demand("accounts.manage", access)
    if Compartment.objects.filter(organisation_id=access.organisation_id, key=key).exists():
        raise BadInput(f"There is a compartment “{key}” already.")
    compartment = Compartment.objects.create(
        organisation_id=access.organisation_id, key=key, label=label
    )
    _record(access, "organisation", access.organisation_id, "compartment.created", {"key": key})
    if access.user_id is not None:
        open_compartment(
            access=replace(access, compartments=access.compartments | {key}),
            compartment=compartment,
            user=User.objects.get(pk=access.user_id),
        )
    return compartment


@transaction.atomic
def open_compartment(*, access: Access, compartment: Compartment, user: User) -> CompartmentGrant:
    """Let a member of the office see a compartment. Raises NotAllowed, NotFound."""
    registries.demand("accounts.manage", access)
    member = Membership.objects.filter(organisation_id=access.organisation_id, user=user)
    if compartment.organisation_id != access.organisation_id or not member.exists():
        raise NotFound("There is no such compartment or person in this office.")
    grant, _ = CompartmentGrant.objects.update_or_create(
        compartment=compartment, user=user, defaults={"ends_date": None}
    )
    _record(access, "user", user.pk, "compartment.opened", {"compartment": compartment.key})
    return grant


@transaction.atomic
def close_compartment(*, access: Access, compartment: Compartment, user: User) -> None:
    """Take a compartment away from a person, at once."""
    registries.demand("accounts.manage", access)
    CompartmentGrant.objects.filter(
        compartment=compartment, compartment__organisation_id=access.organisation_id, user=user
    ).delete()
    _record(access, "user", user.pk, "compartment.closed", {"compartment": compartment.key})


@transaction.atomic
def name_deputy(
    *,
    access: Access,
    user: User,
    deputy: User,
    starts_date: date,
    ends_date: date,
    reason: str = "",
    compartments: Sequence[str] = (),
) -> Deputy:
    """`deputy` does the work of `user` from one day to another (both included).

    Everyone may name their own; owners name anybody's and alone may lend compartments, which end
    with the time. Raises NotAllowed, NotFound, BadInput.
    """
    registries.demand("accounts.name_deputy", access, user)
    if compartments:
        registries.demand("accounts.manage", access)
    members = set(queries.colleagues(access).filter(pk__in=[user.pk, deputy.pk]))
    if members != {user, deputy} or user == deputy:
        raise BadInput("Two different people of this office are needed.")
    if ends_date < starts_date:
        raise BadInput("The last day is before the first.")
    held = queries.access_for(user, organisation_id=access.organisation_id)
    if unknown := set(compartments) - (held.compartments if held else frozenset()):
        raise BadInput(f"{user} does not hold: {', '.join(sorted(unknown))}.")
    row = Deputy.objects.create(
        organisation_id=access.organisation_id,
        user=user,
        deputy=deputy,
        starts_date=starts_date,
        ends_date=ends_date,
        reason=reason.strip()[:200],
        compartments=sorted(compartments),
    )
    _record(access, "user", user.pk, "user.deputy_named", _told(row))
    return row


@transaction.atomic
def end_deputy(*, access: Access, deputy: Deputy, today: date, version: int | None = None) -> None:
    """The person is back: their deputy stands in no longer, from today on."""
    row = Deputy.objects.select_related("user", "deputy").one(access, deputy.public_id)
    registries.demand("accounts.name_deputy", access, row.user)
    if row.ends_date < today:
        raise BadInput("That time is over already.")
    _record(access, "user", row.user_id, "user.deputy_ended", _told(row))
    if row.starts_date >= today:
        row.delete()
        return
    change(row, version=version, changes={"ends_date": today - timedelta(days=1)}, what=str(row))


def _told(row: Deputy) -> dict:
    return {
        "deputy": str(row.deputy),
        "from": row.starts_date.isoformat(),
        "to": row.ends_date.isoformat(),
        "compartments": row.compartments,
    }


def _record(access: Access, kind: str, subject_id: object, action: str, payload: dict) -> None:
    audit.record(
        access=access,
        subject_kind=kind,
        subject_id=str(subject_id),
        action=action,
        payload=payload,
    )
