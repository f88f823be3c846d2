"""Notices in the inbox of the fictional office: some plain, one that nobody can read."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw

from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import actions, jobs, mailbox, silence
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.law.library import Library

HEAD = "Department of Fictional Security\nNotice of Action\n\n"
RECEIPT = """RECEIPT NOTICE
Receipt Number: {number}   Case type: {form}
Notice Date: {day}   Received Date: {mailed}
Applicant:
{name}
We have received your form. Amount received: $760.00
"""
RFE = """Notice Type: Request for Evidence
Receipt Number: {number}   Case type: {form}
Notice Date: {day}
Applicant:
{name}
The evidence described below is needed. Your response must be received by {due}.
You must submit the requested information within 84 days.
"""
BIOMETRICS = """BIOMETRIC SERVICES APPOINTMENT
Receipt Number: {number}   Case type: {form}
Notice Date: {day}
Applicant:
{name}
Date and time of appointment: {soon} at 9:00, Application Support Center.
"""
STATUS = (
    "Case Was Received\nOn {day}, we received your Form {form}, Receipt Number {number}, and "
    "sent you the receipt notice that describes how we will process your case."
)


def bring(made: Sequence[Case], access: Access, today: datetime.date) -> None:
    """A notice for some cases that are filed, and what the agency says of one with a receipt."""
    told = silence.entry(Library.shipped())
    sent = [one for case in made if case.stage == "filed" for one in _first(access, case, told)]
    waiting = [one for one in sent if not one.receipt_number]
    for number, filing in enumerate(waiting[:2]):
        _put(access, RECEIPT, filing, f"ZZZ{26950000 + number:010}", today)
    known = [one for one in sent if one.receipt_number]
    for words, filing in zip((RFE, BIOMETRICS), known, strict=False):
        _put(access, words, filing, filing.receipt_number, today)
    for filing in known[2:3]:
        text = _filled(STATUS, filing, filing.receipt_number, today)
        actions.record_pasted(
            access=access, filing=filing, text=text, now=clock.now(), library=Library.shipped()
        )
    scan = io.BytesIO()
    picture = Image.new("RGB", (850, 1100), "#f4f1ea")
    ImageDraw.Draw(picture).rectangle((90, 120, 760, 180), fill="#cfc8ba")
    picture.save(scan, "JPEG")
    notice = actions.take_in(access=access, file=scan, filename="scan-0113.jpg", today=today)
    jobs.read(access, notice)


def _first(access: Access, case: Case, told: Mapping[str, Any]) -> list[Filing]:
    rows = case_queries.filings(access, case)
    return [one for one in rows if silence.expects_receipt(one, told) and one.person][:1]


def _put(access: Access, words: str, filing: Filing, number: str, today: datetime.date) -> None:
    data = mailbox.as_pdf(HEAD + _filled(words, filing, number, today))
    name = f"notice-{number[-4:]}.pdf"
    notice = actions.take_in(access=access, file=io.BytesIO(data), filename=name, today=today)
    jobs.read(access, notice)


def _filled(words: str, filing: Filing, number: str, today: datetime.date) -> str:
    def day(distance: int) -> str:
        found = today + datetime.timedelta(days=distance)
        return f"{found:%B} {found.day}, {found.year}"

    return words.format(
        number=number,
        form=silence.form_name(filing.form_id),
        name=str(filing.person).upper(),
        day=day(-6),
        mailed=day(-12),
        due=day(78),
        soon=day(17),
    )
