"""An enquiry and what brings it forward."""

from datetime import date
from typing import Any

import pytest

from goldendoor.law.library import Library
from goldendoor.practice.conflicts import beat
from goldendoor.practice.conflicts import rules as conflict_rules
from goldendoor.practice.enquiries import actions, queries

TODAY = date(2026, 8, 3)
CHANNELS = [
    {"kind": "phone", "value": "+1 202 555 0143", "safe": "no", "note": "her husband answers"},
    {"kind": "email", "value": "amina@safe.example", "safe": "yes", "note": ""},
]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the beat, no second look at clean checks."""
    monkeypatch.setattr(beat, "SECONDS", 0)
    monkeypatch.setattr(conflict_rules, "is_sampled", lambda digest: False)


@pytest.fixture
def enquiry(caseworker: Any) -> Any:
    """Somebody who may be called on no telephone, against somebody else."""
    people = [
        conflict_rules.Asked("enquirer", ("Amina Exampleh", "Amina Formerly"), "1990-02-03"),
        conflict_rules.Asked("opposing", ("Karim Exampleh",)),
    ]
    return actions.take(
        access=caseworker, people=people, about="Help with papers.", channels=CHANNELS
    )


@pytest.fixture
def forward(caseworker: Any, make_access: Any) -> Any:
    """`forward(enquiry, to)`: brought to checked, screened, consulted, engaged or signed."""

    def bring(enquiry: Any, to: str, *, court: bool = False) -> Any:
        shared: dict[str, Any] = {"access": caseworker, "enquiry": enquiry}
        actions.check_conflicts(**shared)
        library = Library.shipped()
        for step in ("checked", "screened", "drafted", "consulted", "engaged", "signed"):
            if step == "screened":
                answers = {"last_arrival_date": "2025-11-26", "fears_return": True}
                actions.keep_screening(
                    **shared, screening_id="asylum", answers=answers, today=TODAY, library=library
                )
            elif step == "drafted":
                body = {"goals": "Stay safely.", "options": "Asylum, or VAWA."}
                draft = actions.write_consultation(
                    **shared, body=body, fee_kind="flat", fee_cents=45000, is_for_court=court
                )
            elif step == "consulted":
                actions.sign_consultation(access=make_access("attorney"), consultation=draft)
            elif step == "engaged":
                letter = actions.draw_up_engagement(
                    **shared, template_id="full", scope="The asylum application.", today=TODAY,
                    library=library,
                )  # fmt: skip
            elif step == "signed":
                actions.record_signed_engagement(
                    access=caseworker, engagement=letter, signed_date=TODAY, today=TODAY
                )
            if step == to:
                break
        return queries.get(caseworker, enquiry.public_id)

    return bring
