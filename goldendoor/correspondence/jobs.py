"""Reading notices in the background, so that one may leave the page and come back."""

from __future__ import annotations

import logging
from typing import Any

from django_tasks import task

from goldendoor.accounts import actions as system
from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import Organisation, User
from goldendoor.correspondence import actions, queries
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.reading import notices, text
from goldendoor.documents import queries as documents
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.law.library import Library

TYPE_IT = "It could not be read. Look at the paper and type what it says."


@task()
def read_notice(user_id: int | None, organisation_id: int, notice_id: str) -> None:
    """Read a notice that was taken in, as whoever took it in."""
    user = User.objects.filter(pk=user_id).first() if user_id else None
    access = user and accounts.access_for(user, organisation_id=organisation_id, purpose="notice")
    if access is None and user_id is None:
        access = system.system_access(Organisation.objects.get(pk=organisation_id))
    if access:
        read(access, queries.get(access, notice_id))


def read(access: Access, notice: IncomingNotice) -> IncomingNotice:
    """Read; whatever goes wrong leaves the notice to be typed, never lost."""
    if notice.state != IncomingNotice.State.UNREAD:
        return notice
    try:
        found = _read(notice)
    except text.Unreadable as error:
        # The sentence may name the file; it is shown to people only, and kept out of the log.
        return actions.record_unreadable(access=access, notice=notice, advice=str(error))
    except NotAllowed:
        raise
    except Exception:
        logging.getLogger("goldendoor.correspondence").exception("A notice could not be read.")
        return actions.record_unreadable(access=access, notice=notice, advice=TYPE_IT)
    return actions.record_reading(access=access, notice=notice, reading=found)


def _read(notice: IncomingNotice) -> dict[str, Any]:
    with documents.content(notice.document) as file:
        data = file.read()
    name = notice.document.filename
    pages = text.pages_of(data, name, report=notice.tell)
    return notices.read_pages(pages, Library.shipped()).to_json()


def read_left_over() -> int:
    """Notices whose reading was cut off (a restart in between): read now; how many."""
    count = 0
    for notice in list(queries.to_read()):
        office = Organisation.objects.filter(pk=notice.organisation_id).first()
        if office is None or notice.compartment:
            continue
        read(system.system_access(office), notice)
        count += 1
    return count
