"""Who holds practice interviews and gives links away."""

from typing import Any

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer, policies


@policies.register("practice_mock_interviews.hold")
def hold(access: Access, case: Any) -> Answer:
    """Whoever works on a case, volunteers too, practises with its client."""
    return registries.ask("cases.change", access, case)
