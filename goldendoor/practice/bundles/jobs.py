"""Building a bundle in the background, so that one may leave the page and come back."""

from __future__ import annotations

import logging
import time

from django_tasks import task

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.packets.pieces import Note, PacketRefused
from goldendoor.practice.bundles import actions, building, queries, rules

SECONDS_BETWEEN_REPORTS = 0.4


@task()
def build_bundle(user_id: int, organisation_id: int, bundle_id: str) -> None:
    """Build what was asked for, as the user who asked."""
    user = User.objects.get(pk=user_id)
    access = accounts.access_for(user, organisation_id=organisation_id, purpose="bundle")
    if access is not None:
        run(access, bundle_id)


def run(access: Access, bundle_id: str) -> None:
    """Build; whatever goes wrong is kept with the bundle as a sentence."""
    bundle = queries.get(access, bundle_id)
    if bundle.is_finished:
        return  # a double click asked for it twice
    last = 0.0

    def report(label: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last > SECONDS_BETWEEN_REPORTS:
            last = now
            bundle.tell(label, done, total)

    recipe = rules.from_json(bundle.recipe)
    max_mb = int(rules.limit(Library.shipped(), recipe.limit)["max_mb"])
    try:
        read = queries.reader(access, bundle.case)
        built = building.build(recipe, read, max_mb=max_mb, report=report)
    except PacketRefused as error:
        actions.store_refused(access=access, bundle=bundle, notes=error.notes)
    except Exception as error:
        logging.getLogger("goldendoor.practice").exception("A bundle could not be built.")
        # The words of the error could quote what is in the case; the log has its place.
        kind = type(error).__name__
        note = Note("The papers", f"could not be put together ({kind}). Ask who runs Golden Door.")
        actions.store_refused(access=access, bundle=bundle, notes=[note], failed=True)
    else:
        actions.store_built(access=access, bundle=bundle, built=built)
