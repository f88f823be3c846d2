"""Reading barcodes from pictures, and the PDF417 that official forms carry on each page."""

from pathlib import Path
from typing import Any


def read(png: bytes) -> list[str]:
    """The texts of all barcodes in a picture (PNG or any format Pillow reads), top to bottom."""
    from io import BytesIO

    import zxingcpp
    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"))
    placed = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return [code.text for code in placed]


def read_page(source: bytes | Path, page: int, *, scale: float = 3.0) -> list[str]:
    """The texts of all barcodes on a page (from 1) of a PDF. `scale` is pixels per point."""
    from goldendoor.pdf import render

    return read(render.page_png(source, page, scale=scale))


def pdf417_bits(text: str, shape: float) -> tuple[int, int, bytes]:
    """A PDF417 as (columns, rows, one bit a module, 1 = white, rows padded to bytes).

    `shape` is the width of the box divided by its height; the code leaves a quiet border.
    """
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.PDF417)
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=True)
    rows, columns = image.shape[:2]
    view = memoryview(image).cast("B")
    packed = bytearray()
    for row in range(rows):
        line = view[row * columns : (row + 1) * columns]
        bits = "".join("1" if value > 127 else "0" for value in line)
        bits += "1" * (-columns % 8)
        packed += int(bits, 2).to_bytes(len(bits) // 8, "big")
    return columns, rows, bytes(packed)
