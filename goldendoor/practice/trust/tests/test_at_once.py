"""Two who pay out at the same moment never bring a ledger below zero."""

import pytest

from goldendoor.audit import queries as audit
from goldendoor.foundation.errors import NotAllowed
from goldendoor.practice.trust import actions
from goldendoor.practice.trust.models import Entry, Ledger
from goldendoor.practice.trust.tests.test_trust import TODAY
from tests.test_two_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_empty_a_ledger_one_is_told(owner, make_access, ledger) -> None:
    both = [owner, make_access("attorney")]

    def pay(access):
        mine = Ledger.objects.select_related("account", "case").get(pk=ledger.pk)
        return actions.disburse(
            access=access, ledger=mine, cents=40000, day=TODAY, today=TODAY, party="x", purpose="y"
        )

    done = together(*(lambda one=one: pay(one) for one in both))
    assert sum(isinstance(one, Entry) for one in done) == 1, done
    assert sum(isinstance(one, NotAllowed) for one in done) == 1
    ledger.refresh_from_db()
    assert (ledger.balance_cents, ledger.entries) == (10000, 2)
    assert audit.verify_all().faults == []
