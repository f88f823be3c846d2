"""Building a packet in the background, so that one may leave the page and come back."""

from __future__ import annotations

import logging
import time

from django_tasks import task

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.packets import building
from goldendoor.packets.pieces import Note, Options, PacketRefused
from goldendoor.practice.mailing import actions, queries

SECONDS_BETWEEN_REPORTS = 0.4
MEGABYTE = 2**20


@task()
def build_packet(user_id: int, organisation_id: int, build_id: str) -> None:
    """Build the packet that was asked for, as the user who asked."""
    user = User.objects.get(pk=user_id)
    access = accounts.access_for(user, organisation_id=organisation_id, purpose="packet")
    if access is not None:
        run(access, build_id)


def run(access: Access, build_id: str) -> None:
    """Build; whatever goes wrong is kept with the build as a sentence."""
    build = queries.build(access, build_id)
    if build.status in build.FINISHED:
        return  # a double click asked for the same packet twice
    last = 0.0

    def report(label: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last > SECONDS_BETWEEN_REPORTS:
            last = now
            build.tell(label, done, total)

    report("Reading the case", 0, 1)
    options = Options(max_bytes=build.max_mb * MEGABYTE, flatten=build.flatten, draft=build.draft)
    try:
        built = building.build(
            exchange.case_file(access, build.case),
            library=Library.shipped(),
            store=blanks.find(),
            read_file=exchange.file_reader(access, build.case),
            options=options,
            progress=report,
        )
    except PacketRefused as error:
        actions.store_refused(access=access, build=build, notes=error.notes)
    except Exception as error:
        logging.getLogger("goldendoor.practice").exception("A packet could not be built.")
        # The words of the error could quote what is in the case; the log has its place.
        kind = type(error).__name__
        note = Note("The packet", f"could not be built ({kind}). Ask who runs Golden Door.", True)
        actions.store_refused(access=access, build=build, notes=[note], failed=True)
    else:
        actions.store_built(access=access, build=build, built=built)
