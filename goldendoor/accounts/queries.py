"""Who someone is here, and what is open to them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goldendoor.accounts.models import Compartment, CompartmentGrant, Deputy, Membership, User
from goldendoor.foundation.access import WHOLE_ORGANISATION, Access
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput


def access_for(
    user: User, *, organisation_id: int | None = None, purpose: str = ""
) -> Access | None:
    """The access of a user in an organisation (default: joined first); None without a role."""
    memberships = _lasting(Membership.objects.filter(user=user)).select_related("organisation")
    if organisation_id is not None:
        memberships = memberships.filter(organisation_id=organisation_id)
    found = list(memberships.order_by("id"))
    if not user.is_active or not found:
        return None
    organisation = found[0].organisation
    grants = _open_grants(organisation.pk).filter(user=user)
    keys = set(grants.values_list("compartment__key", flat=True))
    standing_in = list(_current_deputies(organisation.pk).filter(deputy=user))
    roles = frozenset(row.role for row in found if row.organisation_id == organisation.pk)
    is_inside = bool(roles - set(Membership.OUTSIDE))
    return Access(
        user_id=user.pk,
        user_label=str(user),
        organisation_id=organisation.pk,
        organisation_label=organisation.name,
        roles=roles,
        scopes=frozenset({WHOLE_ORGANISATION}) if is_inside else frozenset(),
        compartments=frozenset(keys | _lent(organisation.pk, standing_in)),
        purpose=purpose,
        stands_in_for=frozenset(row.user_id for row in standing_in),
    )


def _open_grants(organisation_id: int) -> QuerySet[CompartmentGrant]:
    return CompartmentGrant.objects.filter(
        Q(ends_date__isnull=True) | Q(ends_date__gte=clock.today()),
        compartment__organisation_id=organisation_id,
    )


def _current_deputies(organisation_id: int) -> QuerySet[Deputy]:
    """Who stands in today for somebody who still belongs to the office."""
    today = clock.today()
    members = _lasting(Membership.objects.filter(organisation_id=organisation_id))
    return Deputy.objects.filter(
        organisation_id=organisation_id,
        starts_date__lte=today,
        ends_date__gte=today,
        user__in=members.values("user"),
    )


def _lent(organisation_id: int, standing_in: list[Deputy]) -> set[str]:
    """Keys lent with the caseload, as far as the absent person still holds them."""
    wanted = {(row.user_id, key) for row in standing_in for key in row.compartments}
    if not wanted:
        return set()
    grants = _open_grants(organisation_id).filter(user__in={user_id for user_id, _ in wanted})
    held = set(grants.values_list("user_id", "compartment__key"))
    return {key for user_id, key in wanted & held}


def deputy(access: Access, public_id: str) -> Deputy:
    """One row of the deputies; raises NotFound."""
    return Deputy.objects.select_related("user", "deputy").one(access, public_id)


def deputies(access: Access, user: User | None = None) -> QuerySet[Deputy]:
    """Who stands in for whom from today on, the earliest first; of one absent person or of all."""
    rows = Deputy.objects.visible_to(access).filter(ends_date__gte=clock.today())
    rows = rows if user is None else rows.filter(user=user)
    return rows.select_related("user", "deputy").order_by("starts_date", "id")


def acting_user(email: str | None) -> User:
    """The user a command acts as: `--as EMAIL`, or the only owner there is.

    Raises BadInput, listing the owners, when nobody is named and the choice is not plain.
    """
    if email:
        found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if found is None:
            raise BadInput(f"Nobody signs in as {email}. Add them with `goldendoor user add`.")
        return found
    owners = list(
        User.objects.filter(
            is_active=True,
            pk__in=_lasting(Membership.objects.filter(role=Membership.Role.OWNER)).values("user"),
        ).order_by("email")[:20]
    )
    if not owners:
        raise BadInput("This installation has no owner yet. Add one with `goldendoor user add`.")
    if len(owners) > 1:
        names = ", ".join(owner.email for owner in owners)
        raise BadInput(f"Several owners could be meant: say which with --as EMAIL ({names}).")
    return owners[0]


def acting_access(email: str | None) -> Access:
    """The access of `acting_user`; raises BadInput when that person belongs to no office."""
    user = acting_user(email)
    access = access_for(user, purpose="command line")
    if access is None:
        raise BadInput(f"{user.email} belongs to no office.")
    return access


def offices_of(user: User) -> QuerySet[Membership, int]:
    """Ids of the organisations the user has a lasting role in."""
    mine = _lasting(Membership.objects.filter(user=user))
    return mine.values_list("organisation_id", flat=True).distinct()


def colleagues(access: Access) -> QuerySet[User]:
    """Everyone with a lasting role inside the office, by name."""
    members = _lasting(Membership.objects.filter(organisation_id=access.organisation_id))
    members = members.exclude(role__in=Membership.OUTSIDE)
    return User.objects.filter(is_active=True, pk__in=members.values("user")).order_by(
        "full_name", "email"
    )


def compartments(access: Access) -> QuerySet[Compartment]:
    """The compartments that are open to this person (others are not even named)."""
    return (
        Compartment.objects.visible_to(access).filter(key__in=access.compartments).order_by("label")
    )


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether a TOTP app or a passkey guards the account."""
    from allauth.mfa.utils import is_mfa_enabled

    return is_mfa_enabled(user)


def _lasting(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    today = clock.today()
    return memberships.filter(
        Q(ends_date__isnull=True) | Q(ends_date__gte=today), starts_date__lte=today
    )
