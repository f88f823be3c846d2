"""How the office sends e-mail: `GOLDENDOOR_EMAIL_URL`, or not at all."""

import os
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from goldendoor.kernel.errors import BadInput

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class Mail:
    """`host` is "" where no e-mail is sent; `start_tls` and `tls` exclude each other."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    start_tls: bool = False
    tls: bool = False
    sender: str = "goldendoor@localhost"


def from_environment() -> Mail:
    """`smtp+tls://user:password@host:587?from=office@example.org`, or BadInput."""
    url = os.environ.get("GOLDENDOOR_EMAIL_URL", "").strip()
    if not url:
        return Mail()
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadInput("GOLDENDOOR_EMAIL_URL must look like smtp+tls://user:password@host:587.")
    sender = parse_qs(parts.query).get("from", [f"goldendoor@{parts.hostname}"])[0]
    return Mail(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        start_tls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
        sender=sender,
    )
