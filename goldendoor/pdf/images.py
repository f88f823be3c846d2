"""Pictures as PDF pages: photographs of documents, scans, screenshots.

JPEG data goes into the PDF as it is, without being compressed again.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pikepdf
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from goldendoor.pdf import appearance, errors, opening

MAX_PIXELS = 120_000_000
"""Largest picture in pixels; telephones make up to 108 million, a bomb much more."""
MAX_FRAMES = 500
LETTER = (612.0, 792.0)
MARGIN = 36.0
"""Points kept free around a picture on its Letter page."""
_LARGEST_SIDE = 3300
"""Pixels of the longer side beyond which a picture that is compressed anew is made smaller (300 dpi
on Letter)."""
_UPRIGHT, _MIRRORED = 1, (2, 4, 5, 7)
_TURN = {1: 0, 3: 180, 6: 90, 8: 270}
"""EXIF orientation → degrees clockwise that make the picture upright."""
_COLOR_SPACES = {"L": pikepdf.Name.DeviceGray, "RGB": pikepdf.Name.DeviceRGB}


class NotAPicture(errors.PdfError):
    """The bytes are no picture of a kind that we read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"“{name}” cannot be read as a picture ({reason}); save it as JPEG, PNG, HEIC or TIFF."
        )


@dataclass(frozen=True)
class _Frame:
    """One picture, ready for a PDF: `turn` is in degrees clockwise."""

    data: bytes
    filter: pikepdf.Name
    width: int
    height: int
    space: pikepdf.Object
    turn: int = 0
    inverted: bool = False
    bits: int = 8


def to_pdf(data: bytes, *, name: str) -> bytes:
    """A PDF with one Letter page per picture in `data` (JPEG, PNG, HEIC, TIFF of many pages).

    Pictures stand upright as their EXIF orientation says, on a page turned to suit them, no larger
    than they are at 72 dpi. `name` is used in messages. Raises `NotAPicture` or `TooLarge`.
    """
    if len(data) > opening.MAX_BYTES:
        raise errors.TooLarge("bytes", len(data), opening.MAX_BYTES)
    _know_heic()
    with _as_refusal(name):
        _refuse_many(BytesIO(data))
        with Image.open(BytesIO(data)) as image:
            _check_size(image)
            frames = _frames(image, data)
    return _pages(frames)


def check(file: BinaryIO, *, name: str) -> int:
    """How many pictures a file holds, without decoding them at full size.

    Raises `NotAPicture` (also for one that was cut off) or `TooLarge`.
    """
    _know_heic()
    with _as_refusal(name):
        _refuse_many(file)
        file.seek(0)
        with Image.open(file) as image:
            _check_size(image)
            count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
            if image.format in ("JPEG", "MPO"):
                # An eighth of the size takes little time and shows whether the end is there.
                image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
                image.load()
            elif image.format == "PNG":
                image.verify()
            return count


@contextmanager
def _as_refusal(name: str) -> Iterator[None]:
    """Whatever a broken picture makes Pillow raise, as `NotAPicture`."""
    try:
        yield
    except errors.PdfError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NotAPicture(name, type(error).__name__) from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, RuntimeError) as error:
        raise NotAPicture(name, str(error)[:80] or type(error).__name__) from error


def _know_heic() -> None:
    import pi_heif

    pi_heif.register_heif_opener()


def _check_size(image: Image.Image) -> None:
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise errors.TooLarge("pixels in a picture", pixels, MAX_PIXELS)


def _refuse_many(file: BinaryIO) -> None:
    """Raises TooLarge for a TIFF of too many pictures, without counting a bomb to its end."""
    file.seek(0)
    with Image.open(file) as probe:
        if probe.format != "TIFF":
            return
        try:
            probe.seek(MAX_FRAMES)
        except EOFError:
            return
    raise errors.TooLarge("pictures in one file", MAX_FRAMES + 1, MAX_FRAMES)


def _frames(image: Image.Image, data: bytes) -> list[_Frame]:
    if image.format in ("JPEG", "MPO"):
        passed = _passed_through(image, data)
        return [passed if passed is not None else _compressed(image)]
    frames = []
    for frame in ImageSequence.Iterator(image):
        _check_size(frame)
        frames.append(_compressed(frame))
        if image.format != "TIFF":
            break
    return frames


def _passed_through(image: Image.Image, data: bytes) -> _Frame | None:
    """The JPEG's own data; None when it is mirrored or of an odd colour space."""
    orientation = image.getexif().get(0x0112, _UPRIGHT)
    spaces = {**_COLOR_SPACES, "CMYK": pikepdf.Name.DeviceCMYK}
    if orientation in _MIRRORED or image.mode not in spaces:
        return None
    # Decoded once, so that a file cut off half-way is refused here and not by the officer's reader.
    image.load()
    return _Frame(
        data,
        pikepdf.Name.DCTDecode,
        image.width,
        image.height,
        spaces[image.mode],
        turn=_TURN.get(orientation, 0),
        # Adobe writes CMYK inverted and says so in its own marker.
        inverted=image.mode == "CMYK" and "adobe" in image.info,
    )


def _compressed(image: Image.Image) -> _Frame:
    if image.mode == "1":
        upright = ImageOps.exif_transpose(image)
        packed = zlib.compress(upright.tobytes(), 6)
        size = upright.size
        return _Frame(packed, pikepdf.Name.FlateDecode, *size, pikepdf.Name.DeviceGray, bits=1)
    upright = _on_white(ImageOps.exif_transpose(image))
    upright.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE), Image.Resampling.LANCZOS)
    space = _COLOR_SPACES[upright.mode]
    packed = zlib.compress(upright.tobytes(), 6)
    if len(packed) > 300_000 and image.format != "PNG":
        buffer = BytesIO()
        upright.save(buffer, "JPEG", quality=88)
        return _Frame(buffer.getvalue(), pikepdf.Name.DCTDecode, *upright.size, space)
    return _Frame(packed, pikepdf.Name.FlateDecode, *upright.size, space)


def _on_white(image: Image.Image) -> Image.Image:
    """The picture as grey or RGB, what is transparent shown on white."""
    if image.mode in ("L", "RGB"):
        return image.copy()
    if image.mode.startswith("I") or image.mode == "F":
        # 16-bit grey: Pillow would cut off bright values instead of scaling them.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return image.convert("RGB")


def _pages(frames: list[_Frame]) -> bytes:
    pdf = pikepdf.new()
    for frame in frames:
        picture = pdf.make_stream(frame.data)
        picture.stream_dict.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=frame.width,
                Height=frame.height,
                ColorSpace=frame.space,
                BitsPerComponent=frame.bits,
                Filter=frame.filter,
            )
        )
        if frame.inverted:
            picture["/Decode"] = pikepdf.Array([1, 0] * 4)
        size, matrix = _placed(frame)
        page = pdf.add_blank_page(page_size=size)
        page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        page.obj["/Contents"] = pdf.make_stream(f"q {matrix} cm /Im Do Q".encode())
    buffer = BytesIO()
    pdf.save(buffer, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()


def _placed(frame: _Frame) -> tuple[tuple[float, float], str]:
    """(page size, matrix that puts the unit square of the picture in the middle of the page)."""
    sideways = frame.turn in (90, 270)
    wide, high = (frame.height, frame.width) if sideways else (frame.width, frame.height)
    size = LETTER if wide <= high else (LETTER[1], LETTER[0])
    scale = min((size[0] - 2 * MARGIN) / wide, (size[1] - 2 * MARGIN) / high, 1.0)
    width, height = wide * scale, high * scale
    x, y = (size[0] - width) / 2, (size[1] - height) / 2
    numbers = {
        0: (width, 0, 0, height, x, y),
        90: (0, -height, width, 0, x, y + height),
        180: (-width, 0, 0, -height, x + width, y + height),
        270: (0, height, -width, 0, x + width, y),
    }[frame.turn]
    return size, " ".join(appearance.number(value) for value in numbers)
