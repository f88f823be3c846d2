"""Pictures as pages."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw

from goldendoor.pdf import errors, images
from goldendoor.pdf.tests import readers

CORNERS = {"red": (255, 0, 0), "blue": (0, 0, 255)}


def picture(size=(300, 400), mode="RGB") -> Image.Image:
    """Red in the upper left, blue in the lower right, white between."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] // 3, size[1] // 3), "red")
    draw.rectangle((size[0] * 2 // 3, size[1] * 2 // 3, size[0], size[1]), "blue")
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def colors_seen(data: bytes) -> tuple:
    """Colours at the upper left and lower right of the picture on the first page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    page = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    box = Image.eval(page.convert("L"), lambda value: 255 - value).point(lambda v: v > 20 and 255)
    x0, y0, x1, y1 = box.getbbox()
    return page.getpixel((x0 + 5, y0 + 5)), page.getpixel((x1 - 6, y1 - 6))


def near(color, name) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(color, CORNERS[name], strict=True))


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [(float(p.mediabox[2]), float(p.mediabox[3])) for p in pdf.pages]


def test_a_jpeg_goes_in_byte_for_byte():
    jpeg = saved(picture(), "JPEG")
    with pikepdf.open(BytesIO(images.to_pdf(jpeg, name="a.jpg"))) as pdf:
        stored = pdf.pages[0].Resources.XObject.Im
        assert stored.read_raw_bytes() == jpeg
        assert stored.Filter == pikepdf.Name.DCTDecode


@pytest.mark.parametrize(
    ("orientation", "upper_left", "lower_right"),
    [(1, "red", "blue"), (3, "blue", "red")],
)
def test_orientation_turns_the_picture(orientation, upper_left, lower_right):
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = images.to_pdf(saved(picture(), "JPEG", exif=exif), name="a.jpg")
    seen = colors_seen(made)
    assert near(seen[0], upper_left)
    assert near(seen[1], lower_right)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_every_orientation_looks_as_pillow_turns_it(orientation, kind):
    from PIL import ImageOps

    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(picture((300, 200)), kind, exif=exif)
    upright = ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB")
    made = images.to_pdf(data, name="a")
    expected_wide = upright.width > upright.height
    assert (page_sizes(made)[0] == (792.0, 612.0)) == expected_wide
    import pypdfium2

    document = pypdfium2.PdfDocument(made)
    page = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    x, y = (page.width - upright.width) // 2, (page.height - upright.height) // 2
    for at in ((20, 20), (upright.width - 20, 20), (20, upright.height - 20)):
        seen, wanted = page.getpixel((x + at[0], y + at[1])), upright.getpixel(at)
        assert all(abs(a - b) < 40 for a, b in zip(seen, wanted, strict=True)), at


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "LA", "RGBA", "I;16"])
def test_png_of_every_mode_becomes_a_page(mode):
    source = (
        Image.new("I;16", (80, 60), 30_000) if mode == "I;16" else picture(mode="L").convert(mode)
    )
    made = images.to_pdf(saved(source, "PNG"), name="a.png")
    assert len(page_sizes(made)) == 1
    assert readers.pdfium_pages(made, 1)[0].getextrema()[0] < 200


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    page = readers.pdfium_pages(images.to_pdf(saved(clear, "PNG"), name="a.png"), 1)[0]
    assert page.getpixel((306, 396)) == 255


def test_a_tiff_with_three_pages_becomes_three():
    pages = [picture(), picture((400, 300)), picture(mode="1")]
    tiff = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    sizes = page_sizes(images.to_pdf(tiff, name="scan.tif"))
    assert sizes == [(612.0, 792.0), (792.0, 612.0), (612.0, 792.0)]


def test_a_small_picture_is_not_blown_up():
    page = readers.pdfium_pages(images.to_pdf(saved(picture((30, 40)), "PNG"), name="a"), 1)[0]
    dark = page.point(lambda value: value < 250 and 255).getbbox()
    assert dark[2] - dark[0] <= 32


def test_what_is_no_picture_is_named():
    with pytest.raises(images.NotAPicture, match=r"“notes\.txt” cannot be read"):
        images.to_pdf(b"only words", name="notes.txt")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_cut_off_picture_is_named(kind):
    whole = saved(picture(), kind)
    with pytest.raises(images.NotAPicture, match=r"a\.bin"):
        images.to_pdf(whole[: len(whole) // 2], name="a.bin")


def test_a_picture_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 1000)
    with pytest.raises(errors.TooLarge, match="pixels"):
        images.to_pdf(saved(picture(), "PNG"), name="bomb.png")


def test_too_many_pictures_in_one_file_are_refused(monkeypatch):
    monkeypatch.setattr(images, "MAX_FRAMES", 2)
    tiff = saved(picture(), "TIFF", save_all=True, append_images=[picture(), picture()])
    with pytest.raises(errors.TooLarge, match="pictures in one file"):
        images.to_pdf(tiff, name="many.tif")


def test_heic_is_known_and_a_broken_one_is_named():
    broken = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)
    with pytest.raises(images.NotAPicture, match=r"photo\.heic"):
        images.to_pdf(broken, name="photo.heic")
    assert "HEIF" in Image.OPEN
