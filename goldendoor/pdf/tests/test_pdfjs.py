"""What is filled in is seen by PDF.js too, the reader of browsers."""

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

import goldendoor
from goldendoor.pdf import template
from goldendoor.pdf.tests import homemade, official
from goldendoor.pdf.tests.test_round_trip import SCALE, check_seen
from goldendoor.pdf.tests.test_scripts import NAMES

PDFJS = Path(goldendoor.__file__).parent / "ui" / "static" / "vendor" / "pdfjs"
SITE = "http://pdf.test/"
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".pdf": "application/pdf"}
# Draws every page with its fields' own appearances (annotation mode 1) and sends pictures back.
DRAW = """async ({scale}) => {
  const pdfjs = await import("/pdf.min.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.min.mjs";
  const options = {url: "/it.pdf", cMapUrl: "/cmaps/", standardFontDataUrl: "/standard_fonts/",
                   wasmUrl: "/wasm/", cMapPacked: true};
  const pdf = await pdfjs.getDocument(options).promise;
  const pictures = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({scale});
    const canvas = document.createElement("canvas");
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await page.render({canvas, canvasContext: canvas.getContext("2d"), viewport,
                       annotationMode: 1}).promise;
    pictures.push(canvas.toDataURL("image/png").split(",")[1]);
  }
  return pictures;
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pdfjs_pages(chromium) -> Iterator[Callable[[bytes, float], list[Image.Image]]]:
    """`pdfjs_pages(data, scale)`: each page as a grey picture, by PDF.js in Debian's chromium."""
    if not (PDFJS / "pdf.min.mjs").exists():
        pytest.skip("no PDF.js: run make setup")
    page = chromium.new_page()
    served: dict[str, bytes] = {}

    def answer(route) -> None:
        name = route.request.url.removeprefix(SITE)
        path = PDFJS / name
        if name in served or path.is_file():
            body = served.get(name) or path.read_bytes()
            kind = TYPES.get(Path(name).suffix, "application/octet-stream")
            route.fulfill(body=body, content_type=kind)
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route("**/*", answer)

    def draw(data: bytes, scale: float) -> list[Image.Image]:
        served["it.pdf"] = data
        page.goto(SITE)
        pictures = page.evaluate(DRAW, {"scale": scale})
        return [Image.open(io.BytesIO(base64.b64decode(one))).convert("L") for one in pictures]

    yield draw
    page.close()


def check_form(pdfjs_pages, path: Path) -> None:
    prepared = template.prepare(path)
    values = official.distinct_values(prepared.tree)
    before = pdfjs_pages(prepared.fill({}).data, SCALE)
    check_seen(before, pdfjs_pages(prepared.fill(values).data, SCALE), prepared, values)


@pytest.mark.parametrize("path", official.sample()[:2], ids=lambda path: path.stem)
def test_every_filled_field_is_seen(pdfjs_pages, path) -> None:
    check_form(pdfjs_pages, path)


@pytest.mark.slow
@pytest.mark.parametrize("path", official.every_form(), ids=lambda path: path.stem)
def test_every_filled_field_of_every_form_is_seen(pdfjs_pages, path) -> None:
    check_form(pdfjs_pages, path)


@pytest.mark.parametrize("flatten", [False, True])
def test_names_in_every_script_are_seen(pdfjs_pages, flatten) -> None:
    form = homemade.FormBuilder()
    for index in range(len(NAMES)):
        form.text(f"Name{index}", width=420)
    prepared = template.prepare(form.data())
    values = {f"Name{index}": name for index, name in enumerate(NAMES)}
    before = pdfjs_pages(prepared.fill({}).data, SCALE)
    check_seen(
        before, pdfjs_pages(prepared.fill(values, flatten=flatten).data, SCALE), prepared, values
    )
