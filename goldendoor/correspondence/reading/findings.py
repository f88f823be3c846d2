"""Dates, receipt numbers, forms and amounts in a text, each with the words around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.correspondence.reading.text import Page

AROUND = 60
NEAR = 120  # letters after a label within which its value is looked for
SURE, LIKELY, LOOSE = 0.95, 0.85, 0.5
PICTURE = 0.85  # what was read from a picture is that much less sure
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH}),?\s+(?P<y2>\d{{4}})"
    r"|(?P<m3>\d{1,2})/(?P<d3>\d{1,2})/(?P<y3>\d{4})"
    r"|(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2}))(?!\d)",
    re.IGNORECASE,
)
RECEIPT = re.compile(r"\b([A-Z0]{3})[\s*‐-―−-]?((?:[0-9O][\s‐-―−-]?){10})(?![0-9])")
FORM = re.compile(r"\b([A-Z]{1,4})-?\s?(\d{2,4}[A-Z]{0,2})\b")
ALIEN = re.compile(
    r"\bA[\s#:-]{0,3}(\d{3}[\s-]?\d{3}[\s-]?\d{3}|\d{2}[\s-]?\d{3}[\s-]?\d{3})(?!\d)"
)
# A name as notices print it: capitals, no digits, before a wide gap or the end of the line.
NAME = re.compile(r"[^\W\d_][^\d\n:]{1,59}?(?=\s{2,}|\s*\n|\s*$)")
MONEY = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})?")


@dataclass(frozen=True)
class Finding:
    """One value read: how sure (0 to 1), on which page, in which words, and as it was printed."""

    value: Any
    confidence: float
    page: int
    quote: str
    printed: str = ""

    def to_json(self) -> dict[str, Any]:
        value = self.value.isoformat() if isinstance(self.value, datetime.date) else self.value
        return {
            "value": value,
            "confidence": round(self.confidence, 2),
            "page": self.page,
            "quote": self.quote,
            "printed": self.printed,
        }


def finding(page: Page, value: Any, confidence: float, begin: int, end: int) -> Finding:
    """A value with the words around its place; less sure when read from a picture."""
    quote = " ".join(page.text[max(0, begin - AROUND) : end + AROUND].split())
    sure = confidence * PICTURE if page.is_picture else confidence
    return Finding(value, sure, page.number, quote, page.text[begin:end].strip())


def day_of(match: re.Match[str]) -> datetime.date | None:
    """The day a date in words or digits means; None for one that does not exist."""
    parts = {key[0]: text for key, text in match.groupdict().items() if text}
    month = parts["m"].lower().rstrip(".")
    try:
        number = int(month) if month.isdigit() else _month(month)
        return datetime.date(int(parts["y"]), number, int(parts["d"]))
    except ValueError:
        return None


def _month(word: str) -> int:
    found = [n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3])]
    full = MONTHS[found[0] - 1]
    if not full.startswith(word) and word != "sept":
        raise ValueError(word)
    return found[0]


def labelled_dates(pages: Sequence[Page], labels: Sequence[str]) -> Iterator[Finding]:
    """Dates that follow one of these labels: on the same line, or soon after."""
    for page in pages:
        low = page.text.lower()
        for label in labels:
            for place in _places(low, label):
                match = DATE.search(page.text, place, place + NEAR)
                day = day_of(match) if match else None
                if match is None or day is None:
                    continue
                between = page.text[place : match.start()]
                sure = SURE if "\n" not in between.strip("\n\r") else LIKELY
                yield finding(page, day, sure, match.start(), match.end())


def _places(low: str, label: str) -> Iterator[int]:
    pattern = r"\s+".join(re.escape(word) for word in label.lower().split())
    for match in re.finditer(rf"(?<![a-z]){pattern}", low):
        yield match.end()


def any_dates(pages: Sequence[Page]) -> Iterator[Finding]:
    """Every date there is, with little confidence in what it means."""
    for page in pages:
        for match in DATE.finditer(page.text):
            day = day_of(match)
            if day is not None:
                yield finding(page, day, LOOSE, match.start(), match.end())


def receipt_numbers(pages: Sequence[Page], known: frozenset[str]) -> Iterator[Finding]:
    """Three letters and ten digits; a known prefix is surer. A zero for an O is put right."""
    for page in pages:
        for match in RECEIPT.finditer(page.text.upper()):
            prefix = match.group(1).replace("0", "O")
            digits = re.sub(r"[^0-9O]", "", match.group(2)).replace("O", "0")
            sure = SURE if prefix in known else LIKELY
            label = page.text[max(0, match.start() - NEAR) : match.start()].lower()
            if prefix not in known and "receipt" not in label:
                sure = LOOSE
            yield finding(page, prefix + digits, sure, match.start(), match.end())


def forms(pages: Sequence[Page], known: frozenset[str], labels: Sequence[str]) -> Iterator[Finding]:
    """Form numbers that the library knows; surer after a label such as “Case type”."""
    for page in pages:
        for match in FORM.finditer(page.text):
            form = f"{match.group(1)}-{match.group(2)}"
            if form not in known:
                continue
            before = page.text[max(0, match.start() - 40) : match.start()].lower()
            sure = SURE if any(label in before for label in labels) else LOOSE
            yield finding(page, form, sure, match.start(), match.end())


def a_numbers(pages: Sequence[Page]) -> Iterator[Finding]:
    """Numbers of persons' files: the letter A with eight or nine digits, spaced or not."""
    for page in pages:
        for match in ALIEN.finditer(page.text.upper()):
            digits = re.sub(r"\D", "", match.group(1)).zfill(9)
            yield finding(page, f"A{digits}", SURE, match.start(), match.end())


def names(pages: Sequence[Page], labels: Sequence[str]) -> Iterator[Finding]:
    """Names that follow one of these labels at once or on the next line, never more than likely."""
    for page in pages:
        low = page.text.lower()
        for label in labels:
            for place in _places(low, label):
                start = place + _gap(page.text[place:])
                match = ALIEN.match(page.text, start)
                start = match.end() if match else start
                found = NAME.match(page.text, start + _gap(page.text[start:]))
                if found and found.group().upper() == found.group():
                    text = " ".join(found.group().split())
                    yield finding(page, text, LIKELY, found.start(), found.end())


def _gap(text: str) -> int:
    return len(text) - len(text.lstrip(" :\t\r\n"))


def amounts(pages: Sequence[Page], labels: Sequence[str]) -> Iterator[Finding]:
    """Sums of dollars in integer cents."""
    for page in pages:
        for match in MONEY.finditer(page.text):
            dollars, cents = match.group(1).replace(",", ""), match.group(2) or ".00"
            before = page.text[max(0, match.start() - 40) : match.start()].lower()
            sure = SURE if any(label in before for label in labels) else LOOSE
            value = int(dollars) * 100 + int(cents[1:])
            yield finding(page, value, sure, match.start(), match.end())
