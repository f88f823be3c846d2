"""Barcode fields of a blank: kept as they are, and given what the form's own script would give.

Recent official forms carry on each page a PDF417 that says `I-485|01/20/25|1`: form, edition, page.
Where a blank leaves a later page's code to its script, the same text is computed and drawn here.
"""

import re

import pikepdf

from goldendoor.pdf import barcodes, fields, tree

_PAYLOAD = re.compile(
    r"^(?P<form>[A-Z]{1,4}-?\d+[A-Z]?)\|(?P<edition>\d\d/\d\d/\d\d)\|(?P<page>\d+)"
)


def complete(pdf: pikepdf.Pdf, field_tree: fields.FieldTree) -> None:
    """Give every barcode field of a form whose first code is known its value and its picture."""
    known = first_payload(field_tree)
    if known is None:
        return
    for raw in tree.raw_fields(pdf):
        if raw.facts["kind"] != "barcode":
            continue
        text = raw.facts["factory"]
        if not text:
            text = f"{known[0]}|{known[1]}|{raw.facts['page']}"
            raw.dictionary["/V"] = pikepdf.String(text)
        for _, widget in raw.widgets:
            if tree.dictionary(widget, "/AP").get("/N") is None:
                _draw(pdf, widget, text)


def first_payload(field_tree: fields.FieldTree) -> tuple[str, str] | None:
    """(form, edition as printed) from the first barcode that says so, or None."""
    for field in field_tree.fields:
        match = _PAYLOAD.match(str(field.factory or "")) if field.kind == "barcode" else None
        if match:
            return match["form"], match["edition"]
    return None


def _draw(pdf: pikepdf.Pdf, widget: pikepdf.Dictionary, text: str) -> None:
    x0, y0, x1, y1 = (float(v) for v in widget["/Rect"])
    width, height = abs(x1 - x0), abs(y1 - y0)
    columns, rows, bits = barcodes.pdf417_bits(text, width / height)
    image = pdf.make_stream(bits)
    image.stream_dict.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=columns,
            Height=rows,
            BitsPerComponent=1,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
    )
    drawing = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /I Do Q".encode())
    drawing.stream_dict.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, width, height],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image)),
        )
    )
    widget["/AP"] = pikepdf.Dictionary(N=drawing)
