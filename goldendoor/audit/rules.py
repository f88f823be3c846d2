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
    """An entry as the verifier reads it; `salt` and `body` are None when there is no payload row
    (`payload_missing`)."""

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
    # What the row of an erased payload says: reason and moment; None where it was not erased.
    erased: tuple[str, str] | None = None


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


def moment(at: datetime) -> str:
    """A moment as hashes take it: UTC with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


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
    parts = [
        organisation_id, subject_kind, subject_id, sequence, compartment, actor_id, actor_label,
        action, moment(at), payload_digest, previous_hash,
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
        if link.sequence < expected:  # a number that was there already: somebody wrote it again
            faults.append(_fault(link, link.sequence, "inserted"))
            continue
        gap = link.sequence > expected
        kind = _fault_of(link, None if gap else previous)
        kind = kind or _fault_of_payload(link, told)
        if kind:
            faults.append(_fault(link, link.sequence, kind))
        previous, expected = link.hash, link.sequence + 1
    return faults + _ending(ordered, head, faults)


def _erasures_told(links: list[Link]) -> dict[int, tuple[str, str]]:
    """Sequence → (reason, moment) of the erasures that the chain itself tells of."""
    told: dict[int, tuple[str, str]] = {}
    for link in links:
        if link.action == ERASURE and link.body and not link.erased and _fits(link):
            said = json.loads(link.body)
            told[said["sequence"]] = (said["reason"], said.get("erased_at", ""))
    return told


def _fits(link: Link) -> bool:
    """The payload is the one that the entry was written with."""
    return payload_digest(link.salt or "", link.body or "") == link.payload_digest


def _fault_of_payload(link: Link, told: dict[int, tuple[str, str]]) -> str:
    """What is wrong with the payload of an entry that is sound itself, or ""."""
    if link.payload_missing:
        return "payload_missing"
    if not link.erased:
        return "" if _fits(link) else "payload_edited"
    if link.sequence not in told:
        return "payload_missing"
    # What was erased stays erased, for the reason and since the moment that the chain tells.
    untouched = not link.body and not link.salt and link.erased == told[link.sequence]
    return "" if untouched else "payload_edited"


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
