"""Who may read the law."""

from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, policies


@policies.register("rulebook.read")
def read(access: Access, subject: Any) -> Answer:
    """Everyone in an office: what governments publish is nobody's secret."""
    return Allow("Members of the office read the law.")
