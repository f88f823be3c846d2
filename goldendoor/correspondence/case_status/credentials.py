"""Access to the agency's Case Status API: from the environment, or none."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from goldendoor.kernel.errors import BadInput

HOSTS = ("production", "sandbox")


@dataclass(frozen=True)
class Credentials:
    """Credentials and limits. Neither of the credentials is ever shown or logged."""

    client_id: str = field(default="", repr=False)
    client_secret: str = field(default="", repr=False)
    host: str = "production"
    base: str = ""
    token: str = ""
    a_day: int = 0
    protected: tuple[str, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether there is anything to ask with."""
        return bool(self.client_id and self.client_secret)


def from_environment() -> Credentials:
    """From `GOLDENDOOR_CASE_STATUS_…`; BadInput for a host or number that cannot be meant."""
    host = os.environ.get("GOLDENDOOR_CASE_STATUS_HOST", "").strip() or "production"
    if host not in HOSTS:
        raise BadInput("GOLDENDOOR_CASE_STATUS_HOST is production or sandbox.")
    a_day = os.environ.get("GOLDENDOOR_CASE_STATUS_A_DAY", "").strip() or "0"
    if not a_day.isdecimal():
        raise BadInput("GOLDENDOOR_CASE_STATUS_A_DAY is a whole number.")
    names = os.environ.get("GOLDENDOOR_CASE_STATUS_PROTECTED", "").split(",")
    return Credentials(
        client_id=os.environ.get("GOLDENDOOR_CASE_STATUS_ID", "").strip(),
        client_secret=os.environ.get("GOLDENDOOR_CASE_STATUS_SECRET", "").strip(),
        host=host,
        base=os.environ.get("GOLDENDOOR_CASE_STATUS_URL", "").strip(),
        token=os.environ.get("GOLDENDOOR_CASE_STATUS_TOKEN_URL", "").strip(),
        a_day=int(a_day),
        protected=tuple(name.strip() for name in names if name.strip()),
    )
