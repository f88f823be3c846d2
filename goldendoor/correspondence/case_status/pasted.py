"""What a person copied from the agency's page: its title found among the known ones."""

from __future__ import annotations

import re

from goldendoor.correspondence.case_status.answers import Status
from goldendoor.correspondence.reading import findings
from goldendoor.kernel.errors import BadInput
from goldendoor.law import tables
from goldendoor.law.library import Library

LONGEST = 5000
LONGEST_TITLE = 120
TABLE = "us.case_statuses"


def read(text: str, receipt_number: str, library: Library) -> Status:
    """The status in pasted words. Raises BadInput for none, or for those of another receipt."""
    text = text.replace("\0", "").strip()[:LONGEST]
    numbers = re.findall(r"\b[A-Z]{3}\d{10}\b", text.upper())
    if numbers and receipt_number not in numbers:
        raise BadInput(f"This is about {numbers[0]}, not about {receipt_number}.")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        raise BadInput("Paste what the agency's page says: its headline and the text below it.")
    known = {str(row["title"]).lower(): str(row["title"]) for row in tables.read(TABLE, library)}
    at = next((n for n, line in enumerate(lines) if line.lower().rstrip(".") in known), None)
    if at is None:
        short = [n for n, line in enumerate(lines) if len(line) <= LONGEST_TITLE]
        if not short or len(lines) < 2:
            raise BadInput("Paste the headline as a line of its own, and the text below it.")
        at = short[0]
    title = known.get(lines[at].lower().rstrip("."), lines[at])
    body = " ".join(lines[at + 1 :])
    first = findings.DATE.search(body)
    return Status(
        receipt_number=receipt_number,
        form="",
        title=title,
        text=body,
        title_es="",
        text_es="",
        submitted_date=None,
        modified_date=findings.day_of(first) if first else None,
        history=(),
    )
