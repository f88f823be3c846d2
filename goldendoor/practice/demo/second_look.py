"""The final review that every case of the demo office had before it was approved."""

from __future__ import annotations

from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.practice.reviews import actions
from goldendoor.practice.reviews.models import Review


def signed(case: Case, access: Access) -> Review:
    """Looked through by somebody who did not prepare it, and signed."""
    review = actions.start(access=access, case=case, library=Library.shipped())
    said = {row["key"]: {"says": "ok"} for row in review.checklist}
    review = actions.keep(access=access, review=review, answers=said)
    return actions.sign(access=access, review=review)


def with_comments(case: Case, access: Access) -> Review:
    """Under review, with two comments that nobody has resolved yet."""
    review = actions.start(access=access, case=case, library=Library.shipped())
    rows = [row["key"] for row in review.checklist]
    said = {key: {"says": "ok"} for key in rows[: len(rows) // 2]}
    review = actions.keep(access=access, review=review, answers=said)
    for item, text in (
        ("dates", "The day of the last entry is another one on the I-94 than on the form."),
        ("translations", "The certificate of the birth certificate has no day of signature."),
    ):
        actions.comment(access=access, review=review, item=item, text=text)
    return review
