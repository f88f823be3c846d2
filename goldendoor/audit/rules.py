"""Pure functions of the chain: digests, hashes, and finding where it was broken."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from goldendoor.kernel import canonical

# What the first entry of every chain points back to.
BEGINNING = "0" * 64
ERASURE = "audit.payload_erased"


@dataclass(frozen=True)
class Link:
    """An entry as the verifier reads it; `salt` and `body` are None when the payload was erased and
    `payload_missing` when its row is gone altogether."""

    organisation_id: int
    subject_kind: str
    subject_id: str
    sequence: int
    compartment: str
    actor_id: int | None
    actor_label: str
    action: str
    at: datetime
    payload_digest: str
    previous_hash: str
    hash: str
    salt: str | None
    body: str | None
    payload_missing: bool = False

    @property
    def erased(self) -> bool:
        """The payload's row says that it was erased."""
        return self.body is None and not self.payload_missing


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold. `kind`: edited, payload_edited, payload_missing,
    missing, inserted, reordered, cut_off, head_missing."""

    organisation_id: int
    subject_kind: str
    subject_id: str
    sequence: int
    kind: str

    def sentence(self) -> str:
        """The fault in words."""
        return (
            f"{self.subject_kind} {self.subject_id} (organisation {self.organisation_id}), "
            f"entry {self.sequence}: {self.kind.replace('_', ' ')}"
        )

    def as_dict(self) -> dict[str, int | str]:
        """For JSON."""
        return asdict(self)


def payload_digest(salt: str, body: str) -> str:
    """sha256 of salt and canonical payload; the salt keeps short payloads from being guessed."""
    return hashlib.sha256(salt.encode() + body.encode("utf-8", "backslashreplace")).hexdigest()


def entry_hash(
    *,
    organisation_id: int,
    subject_kind: str,
    subject_id: str,
    sequence: int,
    compartment: str,
    actor_id: int | None,
    actor_label: str,
    action: str,
    at: datetime,
    payload_digest: str,
    previous_hash: str,
) -> str:
    """sha256 over every column of the entry, in this order, the moment as UTC with microseconds."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [
        organisation_id, subject_kind, subject_id, sequence, compartment, actor_id, actor_label,
        action, moment, payload_digest, previous_hash,
    ]  # fmt: skip
    return hashlib.sha256(canonical.data(parts)).hexdigest()


def verify(links: Iterable[Link], head: tuple[int, str] | None) -> list[Fault]:
    """Every fault of one chain, given its entries by sequence and its head `(length, hash)`.

    Edits are found by recomputing, deletions by gaps in the numbering or by the head, insertions
    by entries the head does not count, exchanges of two entries by their pointers back.
    """
    ordered = sorted(links, key=lambda link: link.sequence)
    faults: list[Fault] = []
    previous, expected = BEGINNING, 1
    told = _erasures_told(ordered)
    for link in ordered:
        faults += [_fault(link, number, "missing") for number in range(expected, link.sequence)]
        gap = link.sequence != expected
        kind = _fault_of(link, None if gap else previous)
        if not kind and link.erased and link.sequence not in told:
            kind = "payload_missing"
        if kind:
            faults.append(_fault(link, link.sequence, kind))
        previous, expected = link.hash, link.sequence + 1
    return faults + _ending(ordered, head, faults)


def _erasures_told(links: list[Link]) -> set[int]:
    """Sequences of the entries whose erasure the chain itself tells of: other gaps are faults."""
    told = [link for link in links if link.action == ERASURE and link.body]
    return {json.loads(link.body or "{}").get("sequence") for link in told}


def _fault_of(link: Link, previous: str | None) -> str:
    """What is wrong with one entry, or ""; `previous` is None after a gap, where none is known."""
    recomputed = entry_hash(
        organisation_id=link.organisation_id,
        subject_kind=link.subject_kind,
        subject_id=link.subject_id,
        sequence=link.sequence,
        compartment=link.compartment,
        actor_id=link.actor_id,
        actor_label=link.actor_label,
        action=link.action,
        at=link.at,
        payload_digest=link.payload_digest,
        previous_hash=link.previous_hash,
    )
    if recomputed != link.hash:
        return "edited"
    if previous is not None and link.previous_hash != previous:
        return "reordered"
    if link.payload_missing:
        return "payload_missing"
    if link.body is not None and payload_digest(link.salt or "", link.body) != link.payload_digest:
        return "payload_edited"
    return ""


def _ending(ordered: list[Link], head: tuple[int, str] | None, found: list[Fault]) -> list[Fault]:
    if not ordered:
        return []
    last = ordered[-1]
    if head is None:
        return [_fault(last, last.sequence, "head_missing")]
    length, head_hash = head
    if last.sequence < length:
        return [_fault(last, number, "cut_off") for number in range(last.sequence + 1, length + 1)]
    if last.sequence > length:
        beyond = [link for link in ordered if link.sequence > length]
        return [_fault(link, link.sequence, "inserted") for link in beyond]
    if last.hash != head_hash and not found:
        # The end was written anew with a hash that fits itself but not what was kept apart.
        return [_fault(last, last.sequence, "edited")]
    return []


def _fault(link: Link, sequence: int, kind: str) -> Fault:
    return Fault(
        organisation_id=link.organisation_id,
        subject_kind=link.subject_kind,
        subject_id=link.subject_id,
        sequence=sequence,
        kind=kind,
    )
