"""Which form, edition and build a PDF is, and whether somebody has reworked it since.

Tried in this order: the barcode of the first page (`I-485|01/20/25|1`), the printed footer
(“Form I-485 Edition 01/20/25”), and for forms of the immigration courts their own heading.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from goldendoor.pdf import barcode_fields, fields, opening, render, tree

_FORM = r"(?P<form>EOIR-\d+(?:/[A-Z]{2,3})?|[A-Z]{1,3}-\d+[A-Z]{0,2})"
_FOOTER = re.compile(
    rf"Form\s+{_FORM}(?:\s+Supplement\s+[A-Z])?,?\s+(?:Edition\s+|\(?\s*Rev\.\s*|\()?"
    r"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d\d(?:\d\d)?)\)?"
)
_COURT_FORM = re.compile(r"Form\s+(?P<form>EOIR-\d+[A-Z]?(?:/[A-Z]{2,3})?)\s*[\r\n]")
_COURT_DATE = re.compile(
    r"Rev(?:\.|ised)\s+(?:(?P<number>\d\d)/|(?P<name>[A-Z][a-z]{2,8})\.?\s+)(?P<year>20\d\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_HEADED = re.compile(r"^(?:Form\s+)?[A-Z]{1,4}-\d+[A-Z]?(?:/[A-Z]+)?[,.\s]*")
# Programs that print or convert; no agency publishes fillable forms with them.
_CONVERTERS = re.compile(r"quartz|print to pdf|pdfkit|ghostscript|itext|pdf-lib|pdfium|chrom", re.I)
_SAVED_LATE = datetime.timedelta(days=400)
"""An unsigned file saved so long after its edition was printed was reworked by somebody."""


@dataclass(frozen=True)
class Identity:
    """What a PDF is. `edition` is an ISO date, or an ISO month where no day is printed."""

    form: str
    edition: str
    build: str
    """sha256 of the file, in hex."""
    pages: int
    fields: int
    by: str
    """How it was recognised: barcode or footer."""
    altered: bool
    """Whether the file looks reworked by somebody other than the agency."""
    title: str
    altered_because: str = ""
    decrypted: bool = False
    """Whether it is a decrypted copy whose field layer and XFA part are still the agency's."""
    saved: str = ""
    """The day the build was saved, as ISO date, from the file's own properties; '' if unknown."""


@dataclass(frozen=True)
class _Properties:
    title: str
    producer: str
    saved: datetime.date | None
    has_xfa: bool
    signed: bool
    encrypted: bool


def identify(source: bytes | Path, tree: fields.FieldTree | None = None) -> Identity | None:
    """Recognise a form; None when the PDF does not say what it is.

    `tree` spares reading the fields again. Raises `PdfError` for what is no readable PDF.
    """
    data = opening.source_bytes(source)
    known = tree if tree is not None else fields.read(data)
    named = _by_barcode(known)
    by = "barcode"
    if named is None:
        named, by = _by_print(data), "footer"
    if named is None:
        return None
    form, edition = named
    properties = _properties(data)
    because = _altered(form, edition, properties)
    title = _HEADED.sub("", properties.title).strip()
    return Identity(
        form=form,
        edition=edition,
        build=known.sha256,
        pages=known.pages,
        fields=len(known.fields),
        by=by,
        altered=bool(because),
        title=title,
        altered_because=because,
        decrypted=properties.has_xfa and not properties.signed,
        saved=properties.saved.isoformat() if properties.saved else "",
    )


def _by_barcode(field_tree: fields.FieldTree) -> tuple[str, str] | None:
    payload = barcode_fields.first_payload(field_tree)
    if payload is None:
        return None
    month, day, year = payload[1].split("/")
    edition = _iso(year, month, day)
    return (payload[0], edition) if edition else None


def _by_print(data: bytes) -> tuple[str, str] | None:
    for text in render.page_texts(data, (1, 2, -1)):
        for match in _FOOTER.finditer(text):
            edition = _iso(match["year"], match["month"], match["day"])
            if edition:
                return match["form"].replace("/", "-"), edition
        court, printed = _COURT_FORM.search(text), _COURT_DATE.search(text)
        if court and printed:
            month = _month(printed["number"] or printed["name"])
            if month:
                return court["form"].replace("/", "-"), f"{printed['year']}-{month:02}"
    return None


def _month(printed: str) -> int:
    """1 to 12 from “02”, “Feb” or “February”; 0 for anything else."""
    if printed.isdigit():
        return int(printed) if 1 <= int(printed) <= 12 else 0
    name = printed[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return datetime.date(full, int(month), int(day)).isoformat()
    except ValueError:
        return None


@opening.damaged_as_pdf_error
def _properties(data: bytes) -> _Properties:
    with opening.open_pdf(data) as pdf:
        info = pdf.docinfo
        form = pdf.Root.get("/AcroForm")
        rights = pdf.Root.get("/Perms", pikepdf.Dictionary()).get("/UR3")
        covered: Any = rights.get("/ByteRange") if isinstance(rights, pikepdf.Dictionary) else None
        # The agency's usage rights are signed over the whole file: any rewrite breaks the range.
        whole = covered is not None and len(covered) == 4
        signed = whole and int(covered[2]) + int(covered[3]) == len(data)
        saved = _PDF_DATE.match(str(info.get("/ModDate", "")))
        return _Properties(
            title=" ".join(tree.text_of(info.get("/Title")).split()),
            producer=tree.text_of(info.get("/Producer")),
            saved=_day(saved),
            has_xfa=isinstance(form, pikepdf.Dictionary) and "/XFA" in form,
            signed=bool(signed),
            encrypted=pdf.is_encrypted,
        )


def _day(match: re.Match[str] | None) -> datetime.date | None:
    iso = _iso(*match.groups()) if match else None
    return datetime.date.fromisoformat(iso) if iso else None


def _altered(form: str, edition: str, properties: _Properties) -> str:
    """Why the file looks reworked, in words; '' if it does not."""
    if properties.signed:
        return ""
    if _CONVERTERS.search(properties.producer):
        return f"It was saved by “{properties.producer}”, not by the agency."
    # Every USCIS form with these prefixes is published with an XFA part; I-9 alone is not.
    if not properties.has_xfa and not form.startswith("EOIR") and form != "I-9":
        return "The agency publishes this form with an XFA part, which is missing."
    printed = datetime.date.fromisoformat(edition if len(edition) == 10 else f"{edition}-01")
    if properties.saved and properties.saved - printed > _SAVED_LATE and not properties.has_xfa:
        return f"It was saved again on {properties.saved.isoformat()}, long after its edition."
    return ""
