"""Papers of a made-up agency, as PDF files with a text layer."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from pypdfium2 import raw

RFE = """Department of Fictional Security
Notice of Action
Receipt Number            Case Type
ZZZ9012345678             I-485, Application to Register Permanent Residence
Notice Date               Page
July 27, 2026             1 of 2
Notice Type: Request for Evidence
Applicant A000 100 037
NUNEZ-EXAMPLE, MARIA
The evidence described below is needed. Your response must be received in this office by
October 19, 2026. You must submit the requested information within 84 days.
"""
RECEIPT = """RECEIPT NOTICE
We have received your application. Receipt Number: ZZZ9012345678
Notice Date: 07/27/2026   Received Date: 07/20/2026
Case type: I-485   Amount received: $1,440.00
Applicant A000 100 037
NUNEZ-EXAMPLE, MARIA
"""
REJECTION = """REJECTION NOTICE
Notice Date: 07/27/2026
Form I-485. Your form is being returned: it did not include the correct fee.
Applicant A000 100 037
"""
BIOMETRICS = """BIOMETRIC SERVICES APPOINTMENT at the Application Support Center
Receipt Number: ZZZ9012345678   Form: I-485
Notice Date: 07/27/2026
Date and time of appointment: August 20, 2026 at 9:00
"""


def pdf(text: str) -> io.BytesIO:
    """A page with these words, set in a standard font so that they can be read back."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    page = document.new_page(612, 792)
    font = raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    for number, line in enumerate(text.splitlines()):
        _line(document, page, font, line, 740 - 18 * number)
    page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    buffer.seek(0)
    return buffer


def _line(document: Any, page: Any, font: Any, line: str, height: float) -> None:
    if not line.strip():
        return
    words = raw.FPDFPageObj_CreateTextObj(document, font, 10.0)
    wide = (line + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(words, _as_wide(wide))
    raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, 50, height)
    raw.FPDFPage_InsertObject(page, words)


def _as_wide(data: bytes) -> Any:
    import ctypes

    buffer = ctypes.create_string_buffer(data)
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))


def photograph() -> io.BytesIO:
    """A picture without any words."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 400), "#cfe3ec").save(buffer, "JPEG")
    buffer.seek(0)
    return buffer
