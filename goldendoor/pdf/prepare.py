"""Turn a blank official PDF into a base to append fills to, and the facts a fill needs.

The base is decrypted and without XFA, usage rights and document scripts; it holds our fonts for
Latin text, and every barcode. The facts are plain data (JSON), so that the cache needs no pickle.
"""

import copy
import hashlib
import re
from io import BytesIO
from typing import Any

import pikepdf

from goldendoor.pdf import (
    appearance,
    barcode_fields,
    embedding,
    fields,
    fonts,
    opening,
    ticks,
    tree,
    xfa,
)

_DA = re.compile(r"/(\S+)\s+(-?[\d.]+)\s+Tf")
_COLOR = re.compile(r"((?:[\d.]+\s+){1,4}(?:g|rg|k))(?=\s|$)")
_INDEX = re.compile(r"\[\d+\]$")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_MONOSPACED = re.compile(r"cour|mono|typewriter|ocr", re.IGNORECASE)


def prepare(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """(base bytes, facts) for the PDF `data`. Raises `PdfError`."""
    # Fonts first and apart, so that a fault in them is not blamed on the PDF.
    for role in appearance.RESOURCE:
        embedding.win_ansi_program(fonts.basic(role))
    return _prepare(data)


@opening.damaged_as_pdf_error
def _prepare(data: bytes) -> tuple[bytes, dict[str, Any]]:
    sha256 = hashlib.sha256(data).hexdigest()
    with opening.open_pdf(data) as pdf:
        field_tree = fields.of_pdf(pdf, sha256)
        ruled = xfa.line_heights(pdf)
        _clean(pdf)
        _add_fonts(pdf)
        barcode_fields.complete(pdf, field_tree)
        _make_indirect(pdf)
        buffer = BytesIO()
        pdf.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            encryption=False,
        )
    base = buffer.getvalue()
    return base, _facts(base, field_tree, ruled)


def _clean(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    for key in ("/Perms", "/OpenAction", "/AA", "/Extensions", "/NeedsRendering"):
        if key in root:
            del root[key]
    names = root.get("/Names")
    # The documents' scripts only check that the (dropped) XFA part is being used.
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        del names["/JavaScript"]
    if not isinstance(root.get("/AcroForm"), pikepdf.Dictionary):
        root["/AcroForm"] = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array()))
    form = root["/AcroForm"]
    for key in ("/XFA", "/SigFlags", "/CO"):
        if key in form:
            del form[key]
    form["/NeedAppearances"] = False


def _add_fonts(pdf: pikepdf.Pdf) -> None:
    form = pdf.Root["/AcroForm"]
    if not isinstance(form.get("/DR"), pikepdf.Dictionary):
        form["/DR"] = pikepdf.Dictionary()
    if not isinstance(form["/DR"].get("/Font"), pikepdf.Dictionary):
        form["/DR"]["/Font"] = pikepdf.Dictionary()
    for role, resource in appearance.RESOURCE.items():
        form["/DR"]["/Font"][f"/{resource}"] = embedding.win_ansi_font(pdf, fonts.basic(role))


def _make_indirect(pdf: pikepdf.Pdf) -> None:
    """Give every widget an object number, and every checkbox a state to show."""
    for page in pdf.pages:
        annotations: Any = page.obj.get("/Annots")
        for index, widget in enumerate(annotations if annotations is not None else ()):
            if isinstance(widget, pikepdf.Dictionary) and not widget.is_indirect:
                annotations[index] = pdf.make_indirect(widget)
            _inline_appearances(annotations[index])
    for raw in tree.raw_fields(pdf):
        if raw.facts["kind"] == "checkbox":
            for _, widget in raw.widgets:
                ticks.ensure(pdf, widget, raw.facts["on_state"])


def _inline_appearances(widget: pikepdf.Object) -> None:
    """Put /AP and its states into the widget itself: poppler does not follow a reference there."""
    appearances = tree.dictionary(widget, "/AP")
    if appearances.keys():
        widget["/AP"] = pikepdf.Dictionary(
            {
                key: pikepdf.Dictionary(dict(part.items()))
                if isinstance(part, pikepdf.Dictionary)
                else part
                for key, part in appearances.items()
            }
        )


def _facts(base: bytes, field_tree: fields.FieldTree, ruled: dict[str, float]) -> dict[str, Any]:
    with opening.open_pdf(base) as pdf:
        form_fonts = pdf.Root["/AcroForm"]["/DR"]["/Font"]
        start = _START.search(base[-64:])
        identity = pdf.trailer.get("/ID")
        trailer = f"/Root {_reference(pdf.Root)}"
        if identity is not None:
            trailer += f"/ID{identity.unparse().decode('latin-1')}"
        if "/Info" in pdf.trailer and pdf.trailer["/Info"].is_indirect:
            trailer += f"/Info {_reference(pdf.trailer['/Info'])}"
        return {
            "tree": field_tree.to_json(),
            "size": int(pdf.trailer["/Size"]),
            "previous": int(start[1]) if start else 0,
            "trailer": trailer,
            "fonts": {
                name: _reference(form_fonts[f"/{name}"]) for name in appearance.RESOURCE.values()
            },
            "catalog": _catalog_without_form(pdf),
            "fields": [_field_facts(raw, form_fonts, ruled) for raw in tree.raw_fields(pdf)],
            "pages": [_page_facts(page) for page in pdf.pages],
        }


def _reference(obj: pikepdf.Object) -> str:
    return f"{obj.objgen[0]} {obj.objgen[1]} R"


def _body(obj: pikepdf.Object, *without: str) -> str:
    """The dictionary written out, without its closing marks and the named keys."""
    shallow = copy.copy(obj)
    for key in without:
        if key in shallow:
            del shallow[key]
    return shallow.unparse(resolved=True).decode("latin-1").rstrip().removesuffix(">>")


def _catalog_without_form(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {"number": pdf.Root.objgen[0], "body": _body(pdf.Root, "/AcroForm") + ">>"}


def _field_facts(
    raw: tree.RawField, form_fonts: pikepdf.Object, ruled: dict[str, float]
) -> dict[str, Any]:
    own = raw.dictionary
    merged = len(raw.widgets) == 1 and raw.widgets[0][1].objgen == own.objgen
    drawn = raw.facts["kind"] in ("text", "choice", "barcode", "signature")
    value_keys = ("/V", "/I", "/RV")
    widget_keys = (*value_keys, "/AS", *(("/AP",) if drawn else ()))
    return {
        "name": raw.name,
        "ruled": ruled.get(_INDEX.sub("", raw.name.rsplit(".", 1)[-1]), 0.0),
        "owner": None if merged or not own.objgen[0] else own.objgen[0],
        "owner_body": "" if merged else _body(own, *value_keys),
        "widgets": [
            {
                "number": widget.objgen[0],
                "page": page,
                "body": _body(widget, *(widget_keys if merged else ("/AS", *widget_keys[4:]))),
                "flags": int(widget.get("/F", 0)),
                "states": _state_drawings(widget),
                "drawn": tree.dictionary(widget, "/AP").get("/N") is not None,
                **_style(widget, form_fonts),
            }
            for page, widget in raw.widgets
        ],
    }


def _style(widget: pikepdf.Dictionary, form_fonts: pikepdf.Object) -> dict[str, Any]:
    da = tree.text_of(tree.inherited(widget, "/DA"))
    font, color = _DA.search(da), _COLOR.search(da)
    name = font[1] if font else "Helv"
    listed = form_fonts.get(f"/{name}")
    family = name + (str(listed.get("/BaseFont", "")) if listed is not None else "")
    quadding = tree.inherited(widget, "/Q")
    x0, y0, x1, y1 = (round(float(v), 3) for v in widget["/Rect"])
    return {
        "rect": [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)],
        "role": fonts.MONO if _MONOSPACED.search(family) else fonts.SANS,
        "points": abs(float(font[2])) if font else 0.0,
        "color": color[1] if color else "0 g",
        "quadding": quadding if isinstance(quadding, int) and 0 <= quadding <= 2 else 0,
        "turned": int(tree.dictionary(widget, "/MK").get("/R") or 0) % 360,
        "background": _background(widget),
    }


def _background(widget: pikepdf.Dictionary) -> str:
    fill = tree.dictionary(widget, "/MK").get("/BG")
    operator = {1: "g", 3: "rg", 4: "k"}.get(len(fill) if isinstance(fill, pikepdf.Array) else 0)
    if operator is None:
        return ""
    x0, y0, x1, y1 = (float(v) for v in widget["/Rect"])
    numbers = " ".join(appearance.number(float(v)) for v in fill)
    size = f"{appearance.number(abs(x1 - x0))} {appearance.number(abs(y1 - y0))}"
    return f"q {numbers} {operator} 0 0 {size} re f Q "


def _state_drawings(widget: pikepdf.Dictionary) -> dict[str, Any]:
    """State (or '' for the only one) → (object number, matrix) to draw it as page content."""
    normal = tree.dictionary(widget, "/AP").get("/N")
    if isinstance(normal, pikepdf.Stream):
        return {"": [normal.objgen[0], _matrix(normal, widget)]}
    if not isinstance(normal, pikepdf.Dictionary):
        return {}
    return {
        key[1:]: [stream.objgen[0], _matrix(stream, widget)]
        for key, stream in normal.items()
        if isinstance(stream, pikepdf.Stream)
    }


def _matrix(stream: pikepdf.Stream, widget: pikepdf.Dictionary) -> str:
    """Algorithm “appearance streams” of ISO 32000-1, 12.5.5: the appearance's box onto /Rect."""
    a, b, c, d, e, f = _numbers(stream.get("/Matrix"), (1, 0, 0, 1, 0, 0))
    left, bottom, right, top = _numbers(stream.get("/BBox"), (0, 0, 1, 1))
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    x0, y0, x1, y1 = (float(v) for v in widget["/Rect"])
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    wide = (x1 - x0) / (max(xs) - min(xs) or 1)
    high = (y1 - y0) / (max(ys) - min(ys) or 1)
    values = (wide, 0, 0, high, x0 - min(xs) * wide, y0 - min(ys) * high)
    return " ".join(appearance.number(v) for v in values)


def _numbers(array: Any, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(float(v) for v in array) if isinstance(array, pikepdf.Array) else otherwise


def _page_facts(page: pikepdf.Page) -> dict[str, Any]:
    annotations = page.obj.get("/Annots")
    kept = [
        a.unparse().decode("latin-1")
        for a in (annotations if annotations is not None else ())
        if a.get("/Subtype") != pikepdf.Name.Widget
    ]
    every = [
        a.unparse().decode("latin-1") for a in (annotations if annotations is not None else ())
    ]
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    inherited = tree.inherited(page.obj, "/Resources")
    resources = copy.copy(inherited) if inherited is not None else pikepdf.Dictionary()
    objects = copy.copy(resources.get("/XObject", pikepdf.Dictionary()))
    x0, y0, x1, y1 = (float(v) for v in page.mediabox)
    return {
        "number": page.obj.objgen[0],
        "body": _body(page.obj, "/Annots", "/Contents", "/Resources"),
        "resources": _body(resources, "/XObject"),
        "xobjects": _body(objects),
        "contents": [_reference(s) for s in streams if isinstance(s, pikepdf.Stream)],
        "annotations": every,
        "kept": kept,
        "box": [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)],
        "rotate": int(tree.inherited(page.obj, "/Rotate") or 0) % 360,
    }
