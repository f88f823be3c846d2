"""Reading the values that are in a filled form."""

from pathlib import Path

from goldendoor.pdf import opening, tree


@opening.damaged_as_pdf_error
def values(source: bytes | Path) -> dict[str, str | bool]:
    """Full field name → text, on-state, or False for an unticked box. Fields without value: ''.

    Buttons and signatures are left out. Raises `PdfError`.
    """
    with opening.open_pdf(opening.source_bytes(source)) as pdf:
        result: dict[str, str | bool] = {}
        for raw in tree.raw_fields(pdf):
            kind = raw.facts["kind"]
            if kind == "checkbox":
                state = tree.text_of(tree.inherited(raw.widgets[0][1], "/V"))
                result[raw.name] = state if state in raw.facts["options"] else False
            elif kind in ("text", "choice", "barcode"):
                result[raw.name] = raw.facts["factory"] or ""
        return result
