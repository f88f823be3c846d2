"""Reading bundles; everything goes through the access filter."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from typing import Any

from goldendoor.cases.models import Case
from goldendoor.cases.queries import access_for_case
from goldendoor.documents import queries as documents
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.kernel import clock
from goldendoor.practice.bundles.models import Bundle, BundlePart

UNUSUALLY_LONG = datetime.timedelta(minutes=5)


def compartments_of(access: Access, case: Case) -> list[str]:
    """The compartments whose facts get into a bundle that this person builds of this case."""
    return sorted(access.compartments & {case.compartment, *case.open_compartments})


def get(access: Access, public_id: str) -> Bundle:
    """One bundle; raises NotFound, also for one with facts that are closed to this person."""
    found: Bundle = Bundle.objects.select_related("case").one(access, public_id)
    if not _may_see(access, found):
        raise NotFound("There is no such bundle.")
    return found


def about(access: Access, purpose: str, public_id: str, *, limit: int = 5) -> list[Bundle]:
    """The newest bundles built for a record, with their parts."""
    rows = Bundle.objects.visible_to(access).filter(purpose=purpose, about=public_id)
    newest = rows.prefetch_related("parts").order_by("-asked_at", "-id")
    return list(itertools.islice((one for one in newest if _may_see(access, one)), limit))


def part(access: Access, bundle: Bundle, number: int) -> BundlePart:
    """One file of a bundle; raises NotFound."""
    found = BundlePart.objects.visible_to(access).filter(bundle=bundle, number=number).first()
    if found is None:
        raise NotFound("This bundle has no such part.")
    return found


def content(kept: BundlePart) -> bytes:
    """The plain bytes of a part."""
    with kept.file.storage.open(str(kept.file.name), "rb") as file:
        return bytes(file.read())


def reader(access: Access, case: Case) -> Callable[[str], tuple[bytes, str]]:
    """A reader of the case's papers by public id: their bytes and name. Raises LookupError."""
    narrowed = access_for_case(access, case)

    def read(public_id: str) -> tuple[bytes, str]:
        rows = documents.visible(narrowed).filter(case=case, public_id=public_id)
        found = rows.first()
        if found is None:
            raise LookupError("it is not among the papers of this case any more.")
        with documents.content(found) as file:
            return bytes(file.read()), found.filename

    return read


def is_late(bundle: Bundle) -> bool:
    """Whether it should have been built by now."""
    return not bundle.is_finished and clock.now() - bundle.asked_at > UNUSUALLY_LONG


def _may_see(access: Access, bundle: Any) -> bool:
    return set(bundle.compartments) <= access.compartments
