"""The rounds in which the agency is asked about receipts: polite, and they can break off."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings

from goldendoor.accounts import actions as system
from goldendoor.accounts.models import Organisation
from goldendoor.correspondence import actions, status_queries
from goldendoor.correspondence.case_status import client as service
from goldendoor.correspondence.models import CaseStatus
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.law.library import Library

LOG = logging.getLogger("goldendoor.correspondence")
AT_ONCE = 300  # receipts of one office in a round; the next round goes on
MOST_NEW = 500


def round_of_all() -> int:
    """Watch new receipts and ask about those whose turn it is; how many were answered.

    Without credentials nothing is asked; receipts are watched all the same, for the silence alarm.
    """
    offices = list(Organisation.objects.order_by("id"))
    answered = 0
    for office in offices:
        access = access_of(office)
        for filing in status_queries.unwatched(access)[:MOST_NEW]:
            actions.track(access=access, filing=filing)
    if not settings.CASE_STATUS.is_set:
        return 0
    library = Library.shipped()
    asking = make_client(library)
    for office in offices:
        try:
            budget = _budget(asking, len(offices))
            for _ in ask_office(access_of(office), asking, budget, library):
                answered += 1
        except (service.NoAccess, service.Closed) as error:
            _trouble(access_of(office), str(error))
            break
    return answered


def access_of(office: Organisation) -> Access:
    """The installation itself, seeing only those closed compartments that it may ask about."""
    allowed = frozenset(settings.CASE_STATUS.protected)
    return replace(system.system_access(office), compartments=allowed)


def make_client(library: Library) -> service.Client:
    """A client with the credentials of the settings."""
    told = settings.CASE_STATUS
    limits = service.Limits.of(told.host, library, told.base, told.token)
    return service.Client(limits, told.client_id, told.client_secret)


def _budget(asking: service.Client, offices: int) -> int:
    """The share of one office in the limit of the day, or what the settings give it."""
    share = asking.limits.a_day // max(offices, 1)
    return min(settings.CASE_STATUS.a_day or share, asking.limits.a_day)


def ask_office(
    access: Access, asking: service.Client, budget: int, library: Library
) -> Iterator[CaseStatus]:
    """Each receipt of one office whose turn it was, as it is answered. Raises NoAccess, Closed.

    What was not answered keeps its turn: the next round goes on where this one stopped.
    """
    day = datetime.now(UTC).date()
    spent = status_queries.spent(access, day)
    asking.limits = replace(asking.limits, a_day=budget)
    asking.day, asking.spent = day, spent
    rows = status_queries.whose_turn(access, now=clock.now(), library=library)
    for status in rows[: max(0, min(AT_ONCE, budget - spent))]:
        try:
            answer = asking.ask(status.filing.receipt_number)
        finally:
            actions.count_request(access=access, day=asking.day or day, spent=asking.spent)
        actions.record_answer(
            access=access, status=status, answer=answer, now=clock.now(), library=library
        )
        yield status


def _trouble(access: Access, problem: str) -> None:
    LOG.error("The case-status service: %s", problem)
    actions.record_trouble(access=access, day=datetime.now(UTC).date(), problem=problem)
