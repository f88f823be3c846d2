"""What only the XFA part of a blank says (XML Forms Architecture 3.3): the distance of ruled lines.

Boxes for long answers are printed with ruled lines. The AcroForm does not know them; the XFA
template gives the field's line height. It is read here before the XFA part is dropped.
"""

import re
from typing import Any

import pikepdf

from goldendoor.pdf import tree

_NAME = re.compile(r'^[^>]*?\bname="([^"]+)"')
_LINE_HEIGHT = re.compile(r'\blineHeight="([\d.]+)(pt|mm|cm|in)"')
_CAPTION = re.compile(r"<caption.*?</caption", re.DOTALL)
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}


def line_heights(pdf: pikepdf.Pdf) -> dict[str, float]:
    """Name of a multi-line field (last part, no index) → line distance in points."""
    form = pdf.Root.get("/AcroForm")
    parts = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    if not isinstance(parts, pikepdf.Array):
        return {}
    template = ""
    for index in range(0, len(parts) - 1, 2):
        if tree.text_of(parts[index]) == "template":
            template = tree.text_of(parts[index + 1])
    return dict(_heights(template))


def _heights(template: str) -> Any:
    for chunk in template.split("<field")[1:]:
        field = chunk.partition("</field")[0]
        name = _NAME.match(field)
        if name and 'multiLine="1"' in field:
            height = _LINE_HEIGHT.search(_CAPTION.sub("", field))
            if height:
                yield name[1], float(height[1]) * _POINTS[height[2]]
