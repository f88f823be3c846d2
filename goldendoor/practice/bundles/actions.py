"""Asking for bundles and keeping what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.packets.pieces import Note
from goldendoor.practice.bundles import queries
from goldendoor.practice.bundles.building import Built
from goldendoor.practice.bundles.models import Bundle, BundlePart
from goldendoor.practice.bundles.rules import Recipe


@transaction.atomic
def ask(
    *,
    access: Access,
    case: Case,
    purpose: str,
    about: str,
    recipe: Recipe,
    once: str | None = None,
) -> Bundle:
    """Ask for a bundle; a job builds it. The same `once` again gives the one asked for before."""
    registries.demand("cases.change", access, case)
    if not (recipe.front or recipe.on_top or recipe.exhibits):
        raise BadInput("There is nothing to put in yet.")

    def run() -> str:
        bundle = Bundle.objects.create(
            organisation_id=access.organisation_id,
            case=case,
            purpose=purpose,
            about=about,
            recipe=recipe.to_json(),
            user_id=access.user_id,
            asked_by_label=access.user_label,
            compartments=queries.compartments_of(access, case),
        )
        _record(access, bundle, "bundle.asked", {"draft": "yes" if recipe.draft else "no"})
        return bundle.public_id

    request = {"about": about, "draft": recipe.draft}
    key = once and f"{once}-{recipe.draft:d}"
    public_id = idempotency.once(
        access=access, scope="practice.bundle", key=key, request=request, run=run
    )
    return queries.get(access, public_id)


@transaction.atomic
def store_built(*, access: Access, bundle: Bundle, built: Built) -> Bundle:
    """Keep the parts, encrypted."""
    for part in built.parts:
        BundlePart.objects.create(
            organisation_id=bundle.organisation_id,
            bundle=bundle,
            number=part.number,
            of=part.of,
            pages=part.pages,
            size=len(part.data),
            file=ContentFile(part.data, name="part.pdf"),
        )
    bundle.status, bundle.pages = Bundle.Status.DONE, built.pages
    notes = [note.to_json() for note in built.notes]
    bundle.result = {"notes": notes, "contents": [dict(row) for row in built.contents]}
    bundle.finished_at = clock.now()
    bundle.save()
    _record(access, bundle, "bundle.built", {"pages": str(built.pages)})
    return bundle


@transaction.atomic
def store_refused(
    *, access: Access, bundle: Bundle, notes: Sequence[Note], failed: bool = False
) -> Bundle:
    """Keep every reason why there is none."""
    bundle.status = Bundle.Status.FAILED if failed else Bundle.Status.REFUSED
    bundle.result = {"notes": [note.to_json() for note in notes]}
    bundle.finished_at = clock.now()
    bundle.save()
    _record(access, bundle, "bundle.refused", {"reasons": str(len(notes))})
    return bundle


def _record(access: Access, bundle: Bundle, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=bundle.case.public_id,
        action=action,
        payload={"purpose": bundle.purpose, **payload},
        compartment=bundle.case.compartment,
    )
