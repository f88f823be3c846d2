"""Taking the mail of the office's mailbox in: each attachment and text once."""

from __future__ import annotations

import io
import logging
from datetime import date

from django.conf import settings
from django.db import transaction

from goldendoor.accounts import actions as system
from goldendoor.accounts.models import Organisation
from goldendoor.correspondence import actions, jobs, mailbox, queries
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.reading import notices, text
from goldendoor.correspondence.reading.text import Page
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

LOG = logging.getLogger("goldendoor.correspondence")


def fetch() -> int:
    """Take in what is new; how many notices. Nothing happens without `GOLDENDOOR_IMAP_URL`."""
    if not settings.IMAP_URL:
        return 0
    address = mailbox.Address.of_url(settings.IMAP_URL)
    access = system.system_access(office(address.office))
    return take_all(access, address, clock.today())


def office(name: str) -> Organisation:
    """The office of this name, or the only one there is; raises BadInput."""
    rows = Organisation.objects.order_by("id")
    found = list(rows.filter(name__iexact=name) if name else rows[:2])
    if len(found) != 1:
        raise BadInput("Say in GOLDENDOOR_IMAP_URL which office the mail is for: ?office=Name.")
    return found[0]


def take_all(access: Access, address: mailbox.Address, today: date) -> int:
    """Every new message; where the mailbox breaks off, the rest comes next time."""
    taken = 0
    last = queries.last_mail(access.organisation_id)
    try:
        for message in mailbox.messages(address, after=last):
            taken += _take(access, message, today)
    except mailbox.Unreachable as error:
        LOG.error("%s", error)
    return taken


def _take(access: Access, message: mailbox.Message, today: date) -> int:
    """The papers of one message, or none of them if something breaks in between."""
    if queries.is_fetched(access.organisation_id, message.key):
        return 0
    fresh: list[IncomingNotice] = []
    left_out = message.left_out
    with transaction.atomic():
        for paper in message.papers:
            if paper.is_body and not _worth_reading(paper, alone=len(message.papers) == 1):
                continue
            try:
                found = actions.take_in(
                    access=access,
                    file=io.BytesIO(paper.data),
                    filename=paper.filename,
                    today=today,
                    source=IncomingNotice.Source.MAIL,
                )
            except BadInput:
                left_out += 1  # no paper: damaged, locked, too large; it stays in the mailbox
                continue
            fresh += [found] if found.state == IncomingNotice.State.UNREAD else []
        actions.record_mail(access=access, message=message, notices=len(fresh), left_out=left_out)
    for notice in fresh:
        jobs.read(access, notice)
    return len(fresh)


def _worth_reading(paper: mailbox.Paper, *, alone: bool) -> bool:
    """The text beside an attachment is mostly a greeting: it counts when it speaks as a notice."""
    if alone:
        return True
    try:
        pages: list[Page] = text.pages_of(paper.data, paper.filename)
    except text.Unreadable:
        return False
    read = notices.read_pages(pages, Library.shipped())
    return read.kind != notices.UNKNOWN or bool(read.receipt_numbers)
