"""Who asks: a frozen value handed to every query and action. No filter looks anything up itself."""

from dataclasses import dataclass, replace

from django.db.models import Model, Q

# Seeing all records of one's organisation, its compartments apart. Roles grant it today; narrower
# scopes (an office, one's assignments) join it later without changing any caller.
WHOLE_ORGANISATION = "organisation"


@dataclass(frozen=True)
class Access:
    """One person acting for one organisation.

    `compartments` are the keys opened to this person; a fact in any other is invisible.
    `purpose` is why they ask, kept in the history when protected data is read.
    """

    user_id: int | None
    organisation_id: int
    roles: frozenset[str]
    user_label: str = ""
    organisation_label: str = ""
    scopes: frozenset[str] = frozenset({WHOLE_ORGANISATION})
    compartments: frozenset[str] = frozenset()
    purpose: str = ""
    # Colleagues who are away and whose deputy this person is today.
    stands_in_for: frozenset[int] = frozenset()

    def has(self, *roles: str) -> bool:
        """Whether the person holds any of these roles here."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_inside(self) -> bool:
        """Whether the person belongs to the office; others (an employer's contact) see no record
        through the access filter and only pages whose policy is open to outsiders."""
        return WHOLE_ORGANISATION in self.scopes

    @property
    def acts_for(self) -> frozenset[int]:
        """Ids of the users whose caseload is this person's: their own and that of the absent."""
        own = frozenset() if self.user_id is None else frozenset({self.user_id})
        return own | self.stands_in_for

    def opens(self, compartment: str) -> bool:
        """Whether a fact of this compartment may be seen; "" is the open part of the file."""
        return not compartment or compartment in self.compartments

    def narrowed_to(self, compartments: frozenset[str]) -> "Access":
        """The same person, seeing only those of their compartments that are also in the set."""
        return replace(self, compartments=self.compartments & compartments)


def visible_filter(model: type[Model], access: Access | None) -> Q | None:
    """The one access filter. None means: nothing at all (no access, no role, no scope)."""
    if access is None or not access.roles or WHOLE_ORGANISATION not in access.scopes:
        return None
    allowed = Q(organisation_id=access.organisation_id)
    for path in getattr(model, "compartment_paths", ()):
        open_or_granted = Q(**{path: ""}) | Q(**{f"{path}__in": sorted(access.compartments)})
        if "__" in path:
            # A record that hangs on nothing (a document without a case) has no such compartment.
            open_or_granted |= Q(**{f"{path}__isnull": True})
        allowed &= open_or_granted
    # A model may be narrower still (privileged notes, one's own filters): `restricted_to(access)`.
    restricted = getattr(model, "restricted_to", None)
    return allowed if restricted is None else allowed & restricted(access)
