"""Arranging and building packets, and the signing round."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases import actions as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.packets import signing
from goldendoor.packets.pieces import BuiltPacket, Note
from goldendoor.pdf import render
from goldendoor.pdf.errors import PdfError
from goldendoor.practice.mailing import queries
from goldendoor.practice.models import PacketBuild, PacketFile

LARGEST_MB = 500


@transaction.atomic
def arrange(
    *,
    access: Access,
    case: Case,
    order: Sequence[str] | None = None,
    leave_out: Mapping[str, bool] | None = None,
    titles: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Case:
    """The preparer's wishes: order of keys, what is left out, titles ("" takes one back)."""
    packet = dict(case.data.get("packet") or {})
    if order is not None:
        packet["order"] = [one for key in order for one in _with_payment(key)]
    if leave_out:
        out = set(packet.get("leave_out") or ())
        for key, gone in leave_out.items():
            out = out | set(_with_payment(key)) if gone else out - set(_with_payment(key))
        packet["leave_out"] = sorted(out)
    if titles:
        merged = {**(packet.get("titles") or {}), **titles}
        packet["titles"] = {key: text.strip() for key, text in merged.items() if text.strip()}
    return _store(access, case, packet, version)


def _with_payment(key: str) -> list[str]:
    """The payment form of a form goes before it wherever it goes, and out with it."""
    if not key.startswith("form:"):
        return [key]
    return [f"payment:{key.removeprefix('form:')}", key]


@transaction.atomic
def write_letter(
    *, access: Access, case: Case, subject: str, text: str, version: int | None = None
) -> Case:
    """The preparer's own cover letter; empty text goes back to the template's.

    `version` is `queries.letter_version` when the form was opened; Conflict with both letters when
    somebody wrote another since.
    """
    packet = dict(case.data.get("packet") or {})
    stored, known = packet.pop("cover_letter", None) or {}, queries.letter_version(case)
    paragraphs = [part.strip() for part in text.replace("\r", "").split("\n\n") if part.strip()]
    letter = {"subject": subject.strip(), "paragraphs": paragraphs}
    if version not in (None, known) and stored != letter:
        theirs = {"subject": stored.get("subject"), "text": stored.get("paragraphs")}
        yours = {"subject": letter["subject"], "text": paragraphs}
        raise Conflict(what="The cover letter", version=known, theirs=theirs, yours=yours)
    if paragraphs:
        packet["cover_letter"] = letter
    return _store(access, case, packet, case.version)


def _store(access: Access, case: Case, packet: Mapping[str, Any], version: int | None) -> Case:
    data = {**case.data, "packet": dict(packet)}
    return cases.change_case(access=access, case=case, changes={"data": data}, version=version)


def ask(
    *,
    access: Access,
    case: Case,
    draft: bool,
    flatten: bool,
    max_mb: int,
    once: str | None = None,
) -> PacketBuild:
    """Ask for a packet; a job builds it. The same `once` again gives the build asked for before.

    Raises NotAllowed, BadInput for a senseless size.
    """
    registries.demand("cases.change", access, case)
    if not 1 <= max_mb <= LARGEST_MB:
        raise BadInput(f"The largest size of a part is between 1 and {LARGEST_MB} MB.")
    options = {"draft": draft, "flatten": flatten, "max_mb": max_mb}
    key = once and f"{once}-{draft:d}{flatten:d}{max_mb}"
    public_id = idempotency.once(
        access=access,
        scope="practice.build",
        key=key,
        request={"case": case.public_id, **options},
        run=lambda: _ask(access, case, options).public_id,
    )
    return queries.build(access, public_id)


@transaction.atomic
def _ask(access: Access, case: Case, options: Mapping[str, Any]) -> PacketBuild:
    build = PacketBuild.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        user_id=access.user_id,
        asked_by_label=access.user_label,
        compartments=queries.compartments_of(access, case),
        **options,
    )
    _record(access, case, "case.packet_asked", {"draft": "yes" if options["draft"] else "no"})
    return build


@transaction.atomic
def store_built(*, access: Access, build: PacketBuild, built: BuiltPacket) -> PacketBuild:
    """Keep the parts, encrypted, with who signs where."""
    _keep(build, built)
    _record(access, build.case, "case.packet_built", {"pages": str(built.pages)})
    return build


@transaction.atomic
def store_refused(
    *, access: Access, build: PacketBuild, notes: Sequence[Note], failed: bool = False
) -> PacketBuild:
    """Keep every reason why there is no packet."""
    build.status = PacketBuild.Status.FAILED if failed else PacketBuild.Status.REFUSED
    build.result = {"notes": [note.to_json() for note in notes]}
    build.finished_at = clock.now()
    build.save()
    action = "case.packet_failed" if failed else "case.packet_refused"
    _record(access, build.case, action, {"reasons": str(len(notes))})
    return build


def add_signed(
    *,
    access: Access,
    build: PacketBuild,
    scans: Sequence[tuple[str, bytes]],
    once: str | None = None,
) -> PacketBuild:
    """A new build in which the scanned signed pages stand in for the unsigned ones.

    The same `once` with the same scans again adds nothing. Raises BadInput naming a scan that is no
    readable PDF.
    """
    registries.demand("cases.change", access, build.case)
    for name, data in scans:
        try:
            render.page_count(data)
        except PdfError as error:
            raise BadInput(f"{name}: {error}") from error
    digest = hashlib.sha256(b"".join(data for _name, data in scans)).hexdigest()
    public_id = idempotency.once(
        access=access,
        scope="practice.signed",
        key=once and f"{once}-{digest}",
        request={"build": build.public_id, "scans": digest},
        run=lambda: _add_signed(access, build, scans).public_id,
    )
    return queries.build(access, public_id)


@transaction.atomic
def _add_signed(
    access: Access, build: PacketBuild, scans: Sequence[tuple[str, bytes]]
) -> PacketBuild:
    before = queries.built(access, build)
    after = signing.with_scans(before, [data for _name, data in scans])
    fresh = PacketBuild.objects.create(
        organisation_id=access.organisation_id,
        case=build.case,
        user_id=access.user_id,
        asked_by_label=access.user_label,
        compartments=build.compartments,
        draft=build.draft,
        flatten=build.flatten,
        max_mb=build.max_mb,
        signed_from=build,
    )
    _keep(fresh, after)
    signed = len(before.unsigned) - len(after.unsigned)
    _record(access, build.case, "case.signed_pages_added", {"signatures": str(signed)})
    return fresh


def _keep(build: PacketBuild, built: BuiltPacket) -> None:
    for part in built.parts:
        PacketFile.objects.create(
            organisation_id=build.organisation_id,
            build=build,
            number=part.number,
            of=part.of,
            pages=part.pages,
            own_pages=part.own_pages,
            size=len(part.data),
            titles=list(part.titles),
            file=ContentFile(part.data, name="part.pdf"),
        )
    build.status = PacketBuild.Status.DONE
    build.pages = built.pages
    build.result = {
        "notes": [note.to_json() for note in built.notes],
        "signatures": [[form, asdict(row), page] for form, row, page in built.signatures],
        "unsigned": [[form, asdict(row), page] for form, row, page in built.unsigned],
        "contents": [dict(row) for row in built.contents],
    }
    build.finished_at = clock.now()
    build.save()


def _record(access: Access, case: Case, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=case.compartment,
    )
