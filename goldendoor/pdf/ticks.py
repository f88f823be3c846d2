"""The picture of a ticked box: the agency's own where every reader can draw it, else ours.

Some blanks write the mark with ZapfDingbats without embedding it; a computer without that font
shows an empty box. The mark is then drawn as a line, and the rest of the agency's picture stays.
"""

import re

import pikepdf

from goldendoor.pdf import appearance, tree

_TEXT = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)
# In a square of side 1: a check mark, or for caption "8" a cross (the usual ZapfDingbats captions).
_CHECK = "0.2 0.5 m 0.42 0.25 l 0.82 0.8 l S"
_CROSS = "0.2 0.2 m 0.8 0.8 l 0.2 0.8 m 0.8 0.2 l S"


def ensure(pdf: pikepdf.Pdf, widget: pikepdf.Dictionary, state: str) -> None:
    """Make sure that the widget has a picture for its on-state that needs no installed font."""
    states = tree.on_states(widget)
    appearances = tree.dictionary(widget, "/AP")
    normal = tree.dictionary(appearances, "/N")
    state = states[0] if states else state
    stream = normal.get(f"/{state}")
    if not isinstance(stream, pikepdf.Stream):
        size = _size(widget)
        stream = pdf.make_stream(_mark(widget, *size).encode())
        stream.stream_dict.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, *size]
            )
        )
        kept = {key: value for key, value in normal.items() if isinstance(value, pikepdf.Stream)}
        widget["/AP"] = pikepdf.Dictionary(
            {"/N": pikepdf.Dictionary({**kept, f"/{state}": stream})}
        )
    elif _needs_installed_font(stream):
        left, bottom, right, top = (float(v) for v in stream["/BBox"])
        shift = f"q 1 0 0 1 {appearance.number(left)} {appearance.number(bottom)} cm "
        mark = shift + _mark(widget, right - left, top - bottom) + " Q"
        stream.write(_TEXT.sub(b"", stream.read_bytes()) + b"\n" + mark.encode())


def _size(widget: pikepdf.Dictionary) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(v) for v in widget["/Rect"])
    return round(abs(x1 - x0), 3), round(abs(y1 - y0), 3)


def _mark(widget: pikepdf.Dictionary, width: float, height: float) -> str:
    caption = tree.text_of(tree.dictionary(widget, "/MK").get("/CA"))
    wide, high = appearance.number(width), appearance.number(height)
    return f"q {wide} 0 0 {high} 0 0 cm 0.1 w 1 J 0 G {_CROSS if caption == '8' else _CHECK} Q"


def _needs_installed_font(stream: pikepdf.Stream) -> bool:
    listed = tree.dictionary(tree.dictionary(stream, "/Resources"), "/Font")
    for _, font in listed.items():
        descriptor = tree.dictionary(font, "/FontDescriptor")
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            return b"BT" in stream.read_bytes()
    return False
