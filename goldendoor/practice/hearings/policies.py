"""Who sees and keeps hearings."""

from typing import Any

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer, policies


@policies.register("practice_hearings.change")
def change(access: Access, case: Any) -> Answer:
    """Whoever works on a case keeps its hearings, witnesses and exhibits."""
    return registries.ask("cases.change", access, case)
