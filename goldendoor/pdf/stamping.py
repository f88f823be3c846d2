"""Short texts at the edges of pages: page numbers, exhibit labels, marks."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf

from goldendoor.pdf import appearance, embedding, errors, fonts, shaping, tree
from goldendoor.pdf.update import Update

POINTS = 8.5
MARGIN = 22.0
"""Distance of a stamp from the edge of the page, in points."""
POSITIONS = ("head_left", "head", "head_right", "foot_left", "foot", "foot_right")
_FONT = "GDS"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class UnknownPosition(errors.PdfError):
    """A stamp was to be put where no stamp can be."""

    def __init__(self, position: str) -> None:
        super().__init__(f"“{position}” is no place for a stamp; use {', '.join(POSITIONS)}.")


def stamp(pdf: pikepdf.Pdf, stamps: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Put each page's stamps, upright as the page is seen, on white, above what is there.

    `stamps`: per page (text, position). Pages beyond its length get none.
    """
    if not any(stamps):
        return
    subsets = _subsets(text for page in stamps for text, _ in page)
    listed = {_FONT: _basic_font(pdf)}
    for subset in subsets.values():
        listed[subset.resource] = _shaped_font(pdf, subset)
    # Pages may carry the stamps of an earlier packet: other texts, other names.
    prefix = f"GDstamp{hashlib.sha256(repr(stamps).encode()).hexdigest()[:8]}"
    named = {f"/{prefix}{name}": font for name, font in listed.items()}
    opening = pdf.make_stream(b"q\n")
    for page, texts in zip(pdf.pages, stamps, strict=False):
        if texts:
            seen = _seen(page)
            operators = "".join([_drawn(seen, *one, subsets, prefix) for one in texts])
            _write(pdf, page, operators, named, opening)


def _write(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    operators: str,
    named: dict[str, pikepdf.Object],
    opening: pikepdf.Stream,
) -> None:
    contents = page.obj.get("/Contents")
    own = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    closing = pdf.make_stream(f"\nQ\n{operators}".encode("latin-1"))
    kept = [stream for stream in own if stream is not None]
    page.obj["/Contents"] = pikepdf.Array([opening, *kept, closing])
    _add_fonts(page, named)


def _add_fonts(page: pikepdf.Page, named: dict[str, pikepdf.Object]) -> None:
    """Name the stamps' fonts in the page's resources; pages that share them share the names too."""
    resources = tree.inherited(page.obj, "/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        resources = page.obj["/Resources"] = pikepdf.Dictionary()
    known = resources.get("/Font")
    if not isinstance(known, pikepdf.Dictionary):
        known = resources["/Font"] = pikepdf.Dictionary()
    for name, font in named.items():
        if name not in known:
            known[name] = font


def _seen(page: pikepdf.Page) -> tuple[str, float, float]:
    """(matrix, width, height) of the page as it is seen."""
    rotate = int(tree.inherited(page.obj, "/Rotate") or 0) % 360
    return _upright(rotate, *(float(v) for v in page.cropbox))


_upright = lru_cache(maxsize=64)(appearance.upright)


def _drawn(
    seen: tuple[str, float, float], text: str, position: str, subsets: Any, prefix: str
) -> str:
    if position not in POSITIONS:
        raise UnknownPosition(position)
    upright, width, height = seen
    simple = appearance.win_ansi(text)
    shaped = shaping.shape(text, fonts.SANS) if simple is None else None
    ems = shaped.width if shaped else _width(simple or "")
    size = min(POINTS, (width - 2 * MARGIN) * 1000 / max(ems, 1.0))
    length = ems * size / 1000
    side = position.partition("_")[2]
    left = {"left": MARGIN, "": (width - length) / 2, "right": width - MARGIN - length}[side]
    base = MARGIN - size if position.startswith("foot") else height - MARGIN
    box = f"{left - 2:.2f} {base - 2.5:.2f} {length + 4:.2f} {size + 3:.2f}"
    if shaped is None:
        plain = appearance.escaped(_CONTROL.sub(" ", simple or ""))
        shown = f"/{prefix}{_FONT} {size:.2f} Tf {left:.2f} {base:.2f} Td ({plain}) Tj"
    else:
        shown = appearance.shaped_line(shaped, subsets, size, left, base, prefix=prefix)
    return f"q {upright} cm 1 g {box} re f 0 g BT {shown} ET Q\n"


def _width(codes: str) -> float:
    widths = embedding.win_ansi_widths(fonts.basic(fonts.SANS))
    return sum([widths[code] for code in codes.encode("latin-1")])


def _subsets(texts: Any) -> dict[fonts.Face, embedding.Subset]:
    beyond = [text for text in dict.fromkeys(texts) if appearance.win_ansi(text) is None]
    return appearance.subsets_for(shaping.shape(text, fonts.SANS) for text in beyond)


def _basic_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return embedding.win_ansi_font(pdf, fonts.basic(fonts.SANS))


def _shaped_font(pdf: pikepdf.Pdf, subset: embedding.Subset) -> pikepdf.Object:
    """A subset's objects as objects of `pdf`, by way of a small file that holds nothing else."""
    head = b"%PDF-1.7\n"
    small = Update(len(head), 1)
    catalog, pages = small.reserve(), small.reserve()
    first = small.reserve(6)
    small.add_body(catalog, f"<</Type/Catalog/Pages {pages} 0 R/Font {first} 0 R>>")
    small.add_body(pages, "<</Type/Pages/Kids[]/Count 0>>")
    for number, body in subset.objects(first):
        small.add_body(number, body.decode("latin-1"))
    data = small.finish(head, f"/Root {catalog} 0 R", 0)
    with pikepdf.open(BytesIO(data)) as holder:
        return pdf.copy_foreign(holder.Root["/Font"])
