"""Who may manage the office."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny, policies


@policies.register("accounts.manage")
def manage(access: Access, subject: Any) -> Answer:
    """Owners add people, give roles and open compartments."""
    if access.has("owner"):
        return Allow("Owners manage the office.")
    return Deny("Only an owner of the office may manage people and what is open to them.")


@policies.register("accounts.name_deputy")
def name_deputy(access: Access, user: Any) -> Answer:
    """Everyone says who stands in for them; owners say it of anybody."""
    if access.has("owner"):
        return Allow("Owners manage the office.")
    if user is None or user.pk == access.user_id:
        return Allow("Everyone may name who stands in for them.")
    return Deny("Only an owner of the office may name a deputy for somebody else.")
