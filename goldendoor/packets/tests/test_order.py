"""The order of a packet: the agency's, each person's forms together, then the preparer's."""

import pytest

from goldendoor.law.library import Library
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import order, payments
from goldendoor.packets.tests import made

LIBRARY = Library.shipped()
FAMILY = [
    {"form": "I-765", "for": "olga"},
    {"form": "I-485", "for": "olga"},
    {"form": "G-28", "for": "olga"},
    {"form": "I-130A", "for": "olga"},
    {"form": "G-1145", "for": "olga"},
    {"form": "I-864", "for": "marta", "roles": {"beneficiary": "olga"}},
    {"form": "G-28", "for": "marta"},
    {"form": "I-130", "for": "marta", "roles": {"beneficiary": "olga"}},
]


def case(filings: list[dict], **more) -> CaseFile:
    people = [{"id": one} for one in sorted({row["for"] for row in filings})]
    return CaseFile({"people": people, "filings": filings, **more})


def test_a_petition_and_its_supplement_go_before_the_application_that_rests_on_them() -> None:
    found = [f"{row['form']} {row['for']}" for row in order.filings(case(FAMILY), LIBRARY)]
    assert found == [
        "G-1145 olga",
        "G-28 marta", "I-130 marta", "I-130A olga", "I-864 marta",
        "G-28 olga", "I-485 olga", "I-765 olga",
    ]  # fmt: skip


def test_a_supplement_without_its_main_form_stays_with_its_person() -> None:
    alone = [row for row in FAMILY if row["form"] not in ("I-130", "I-864")]
    found = [row["form"] for row in order.filings(case(alone), LIBRARY) if row["for"] == "olga"]
    assert found == ["G-1145", "G-28", "I-130A", "I-485", "I-765"]


def test_a_filing_that_is_left_out_is_not_there() -> None:
    rows = [{**FAMILY[0], "included": False}, FAMILY[1]]
    assert [row["form"] for row in order.filings(case(rows), LIBRARY)] == ["I-485"]


def test_a_form_nobody_mapped_comes_last() -> None:
    rows = [{"form": "X-77", "for": "olga"}, *FAMILY]
    assert order.filings(case(rows), LIBRARY)[-1]["form"] == "X-77"


def test_the_preparers_order_names_and_omissions_win() -> None:
    pieces = [made.form("I-130", "marta"), made.form("I-485", "olga"), made.form("G-28", "olga")]
    choices = order.Choices.of(
        CaseFile(
            {
                "packet": {
                    "order": ["form:I-485:olga"],
                    "leave_out": ["form:G-28:olga"],
                    "titles": {"form:I-130:marta": "The petition"},
                }
            }
        )
    )
    assert [one.title for one in choices.arrange(pieces)] == ["Form I-485, olga", "The petition"]


# ── fees ─────────────────────────────────────────────────────────────────────────────────────


def fee(filing: dict, *others: dict, day: str = "2026-08-03") -> payments.Fee | None:
    return payments.fee_of(case([filing, *others], filing_date=day), filing, LIBRARY)


@pytest.mark.parametrize(
    ("filing", "others", "text"),
    [
        ({"form": "I-130", "for": "a"}, [], "$675.00"),
        ({"form": "I-765", "for": "a"}, [{"form": "I-485", "for": "a"}], "$260.00"),
        ({"form": "I-765", "for": "a"}, [{"form": "I-485", "for": "b"}], "$520.00"),
        ({"form": "N-400", "for": "a", "reduced_fee": True}, [], "$380.00"),
    ],
)
def test_the_fee_follows_what_is_filed_for_whom(filing, others, text) -> None:
    found = fee(filing, *others)
    assert found is not None
    assert found.text == text
    assert found.because[0].because, "a fee says why"


def test_a_form_without_a_fee_or_with_a_waiver_needs_no_payment_form() -> None:
    assert fee({"form": "G-28", "for": "a"}) is None
    assert fee({"form": "N-400", "for": "a", "payment": "waiver"}) is None


def test_without_a_day_of_filing_no_amount_is_guessed() -> None:
    found = payments.fee_of(case([{"form": "I-130", "for": "a"}]), {"form": "I-130", "for": "a"},
                            LIBRARY)  # fmt: skip
    assert found is not None
    assert (found.cents, found.text) == (None, "see the agency's fee page")
