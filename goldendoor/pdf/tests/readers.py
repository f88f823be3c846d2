"""Readers and renderers that are not ours, to check what we wrote."""

import ctypes
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops


def pypdf_values(data: bytes) -> dict[str, str]:
    """Full name → value as pypdf reads it (states with their slash)."""
    found = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: str(field.get("/V", "")) for name, field in found.items()}


def pdfium_values(data: bytes) -> dict[str, str]:
    """Full name → value as PDFium's form filler reads it; boxes give 'on' or 'Off'."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    form = document.formenv
    values: dict[str, str] = {}
    for page in document:
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            kind = pdfium.FPDFAnnot_GetFormFieldType(form.raw, annotation)
            if kind > 0:
                name = _string(pdfium.FPDFAnnot_GetFormFieldName, form.raw, annotation)
                if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
                    ticked = pdfium.FPDFAnnot_IsChecked(form.raw, annotation)
                    if ticked or name not in values:
                        values[name] = "on" if ticked else "Off"
                else:
                    values[name] = _string(pdfium.FPDFAnnot_GetFormFieldValue, form.raw, annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
    document.close()
    return values


def _string(function: object, form: object, annotation: object) -> str:
    length = function(form, annotation, None, 0)
    buffer = ctypes.create_string_buffer(length)
    function(form, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def pdfium_pages(data: bytes, scale: float) -> list[Image.Image]:
    """Each page as a grey picture, by PDFium, fields included."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    pages = [
        page.render(scale=scale, may_draw_forms=True).to_pil().convert("L") for page in document
    ]
    document.close()
    return pages


def has_poppler() -> bool:
    """Whether poppler's `pdftoppm` is installed."""
    return shutil.which("pdftoppm") is not None


def poppler_pages(data: bytes, scale: float) -> list[Image.Image]:
    """The same by poppler."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.pdf"
        source.write_bytes(data)
        run = subprocess.run(
            ["pdftoppm", "-gray", "-r", str(72 * scale), source, Path(folder) / "page"],
            capture_output=True,
            check=True,
        )
        assert b"Unknown operator" not in run.stderr, run.stderr[:400]
        return [Image.open(path).convert("L").copy() for path in sorted(Path(folder).glob("*.pgm"))]


def changed_ink(
    before: Image.Image, after: Image.Image, rect: tuple, height: float, scale: float
) -> int:
    """Number of pixels within a field's rectangle that clearly differ between two pictures."""
    x0, y0, x1, y1 = rect
    box = (int(x0 * scale), int((height - y1) * scale), int(x1 * scale), int((height - y0) * scale))
    difference = ImageChops.difference(before.crop(box), after.crop(box))
    return sum(difference.histogram()[60:])


def text_of_page(data: bytes, page: int) -> str:
    """The words on a page (from 0), by PDFium; only page content, not fields."""
    document = pypdfium2.PdfDocument(data)
    text = document[page].get_textpage().get_text_range()
    document.close()
    return text
