"""Small made-up papers for the demo: pictures and PDFs that say that they are fictional."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER = (850, 1100)
CARD = (1012, 638)
TINTS = ("#f7f3e8", "#eef4f7", "#f3eef7", "#eef7ef", "#fbf0ee")


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _sheet(title: str, lines: list[str], size: tuple[int, int], tint: str) -> Image.Image:
    picture = Image.new("RGB", size, tint)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((24, 24, size[0] - 24, size[1] - 24), outline="#0b4f6c", width=4)
    draw.text((60, 60), title, fill="#083a50", font=_font(38))
    for number, line in enumerate(lines):
        draw.text((60, 150 + 44 * number), line, fill="#1c1d1f", font=_font(26))
    draw.text((60, size[1] - 90), "FICTIONAL SPECIMEN", fill="#b50909", font=_font(30))
    return picture


def photograph(title: str, number: int) -> bytes:
    """A card or photograph as JPEG, as a telephone sends it."""
    lines = [f"No. ZZ{number:07}", "Everything on this card is made up."]
    return _bytes(_sheet(title, lines, CARD, TINTS[number % len(TINTS)]), "JPEG")


def document(title: str, number: int, pages: int = 1) -> bytes:
    """A paper of some pages as PDF."""
    sheets = [
        _sheet(
            title,
            [f"Page {page + 1} of {pages}", f"Register no. ZZ{number:07}", "Made up for the demo."],
            PAPER,
            TINTS[number % len(TINTS)],
        )
        for page in range(pages)
    ]
    buffer = io.BytesIO()
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=100)
    return buffer.getvalue()


def _bytes(picture: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, quality=70)
    return buffer.getvalue()


def write_all(folder: Path) -> dict[str, str]:
    """Write every paper once into `folder`; returns kind → file name."""
    made = {
        "passport": ("passport.jpg", photograph("Passport of nowhere", 1)),
        "photo": ("photo.jpg", photograph("Passport-style photograph", 2)),
        "card": ("card.jpg", photograph("Residence card", 3)),
        "certificate": ("certificate.pdf", document("Certificate", 4)),
        "translation": ("translation.pdf", document("Translation into English", 5)),
        "translator": ("translator.pdf", document("Certificate of translation", 6)),
        "tax": ("tax.pdf", document("Tax transcript", 7, 3)),
        "letters": ("letters.pdf", document("Letters from friends", 8, 2)),
        "lease": ("lease.pdf", document("Lease", 9, 4)),
    }
    for name, data in made.values():
        (folder / name).write_bytes(data)
    return {kind: name for kind, (name, _data) in made.items()}
