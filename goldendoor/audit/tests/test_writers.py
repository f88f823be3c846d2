"""Many writers at once: nothing is lost and no chain forks."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from goldendoor.audit import actions, queries
from goldendoor.audit.models import Entry

WRITERS, EACH = 4, 5


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_chain_wait_for_each_other(owner: Any) -> None:
    def write(writer: int) -> None:
        try:
            for number in range(EACH):
                with transaction.atomic():
                    actions.record(
                        access=owner,
                        subject_kind="case",
                        subject_id="zzz",
                        action="case.changed",
                        payload={"writer": writer, "number": number},
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
    assert Entry.objects.filter(subject_id="zzz").count() == WRITERS * EACH
    assert queries.verify_all().faults == []


@pytest.mark.django_db(transaction=True)
def test_when_the_change_is_undone_so_is_its_entry(owner: Any) -> None:
    @transaction.atomic
    def change_that_fails() -> None:
        actions.record(access=owner, subject_kind="case", subject_id="zzz", action="case.changed")
        raise RuntimeError("the change failed")

    with pytest.raises(RuntimeError, match="the change failed"):
        change_that_fails()
    assert not Entry.objects.filter(subject_id="zzz").exists()
    assert queries.verify_all().faults == []
