"""Joining a packet of 300 pages and 12 forms: Golden Door beside pypdf and qpdf, in one run.

    python -m bench.packets [--json] [--repeats 3] [--forms FOLDER]

Flat: every part is flattened; all contenders join, put two stamps on each page and make bookmarks.
With fields: the forms stay fillable; qpdf's `--pages` only joins. Turning scans into pages is timed
apart. Official forms are taken from `GOLDENDOOR_TEST_FORMS`, as in `bench.forms`.
"""

import argparse
import io
import json
import logging
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdf
from PIL import Image
from reportlab.pdfgen import canvas

from bench.forms import LATIN, forms_folder, median_ms, newest, values_for
from goldendoor.pdf import fields, images, join, render, template

FORMS = (
    "G-1145", "G-28", "I-130", "I-130A", "I-485", "I-765", "I-131", "I-864", "I-912", "N-400",
    "I-90", "I-751",
)  # fmt: skip
PAGES = 300
GOALS = {"pypdf": 8.0, "qpdf": 1.5}


def photographs(count: int) -> list[bytes]:
    """Scans of about 100 KB, as they are for a packet of 25 MB."""
    made = []
    for index in range(count):
        noise = Image.effect_noise((150, 200), 60 + index % 5)
        picture = noise.resize((1200, 1600)).convert("RGB")
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=60)
        made.append(buffer.getvalue())
    return made


def parts_of(folder: Path, *, flatten: bool, evidence: list[bytes]) -> list[bytes]:
    """Twelve filled forms and so many pages of evidence that there are `PAGES` in all."""
    parts = []
    for form in FORMS:
        prepared = template.prepare(newest(folder, form))
        values = values_for(prepared.tree, LATIN)
        parts.append(prepared.fill(values, flatten=flatten).data)
    missing = PAGES - sum(render.page_count(part) for part in parts)
    return parts + [evidence[index % len(evidence)] for index in range(missing)]


def stamps_for(pages: int) -> list[list[tuple[str, str]]]:
    """A running number and an exhibit label for each page."""
    return [
        [(f"{page + 1} of {pages}", "foot_right"), (f"Exhibit C, page {page + 1}", "foot")]
        for page in range(pages)
    ]


def ours(parts: list[bytes], starts: list[int], *, keep_fields: bool, stamped: bool) -> bytes:
    """Golden Door."""
    return join.join(
        [join.Part(part) for part in parts],
        title="Packet",
        outline=[join.Bookmark(f"Part {n + 1}", start) for n, start in enumerate(starts)],
        stamps=stamps_for(PAGES) if stamped else (),
        keep_fields=keep_fields,
    )


def with_pypdf(parts: list[bytes], starts: list[int]) -> bytes:
    """pypdf, with stamps drawn by ReportLab and merged in as its documentation shows."""
    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part), import_outline=False)
    overlay = io.BytesIO()
    drawing = canvas.Canvas(overlay, pagesize=(612, 792))
    for texts in stamps_for(PAGES):
        drawing.setFont("Helvetica", 8.5)
        drawing.drawRightString(590, 14, texts[0][0])
        drawing.drawCentredString(306, 14, texts[1][0])
        drawing.showPage()
    drawing.save()
    for page, over in zip(writer.pages, pypdf.PdfReader(overlay).pages, strict=True):
        page.merge_page(over)
    for number, start in enumerate(starts):
        writer.add_outline_item(f"Part {number + 1}", start)
    writer.add_metadata({"/Title": "Packet"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_qpdf(paths: list[Path], target: Path) -> None:
    """`qpdf --empty --pages …`, which keeps the fields (it exits with 3 on warnings)."""
    subprocess.run(["qpdf", "--empty", "--pages", *paths, "--", target], check=False)


def check(data: bytes, *, has_fields: bool) -> int:
    """Fail loudly unless the packet is what it should be; returns its number of fields."""
    found = len(fields.read(data).fields)
    reader = pypdf.PdfReader(io.BytesIO(data))
    if len(reader.pages) != PAGES or bool(found) != has_fields:
        raise SystemExit(f"A packet came out wrong: {len(reader.pages)} pages, {found} fields.")
    return found


def measure(folder: Path, repeats: int) -> dict:
    """Milliseconds of each contender."""
    pictures = photographs(12)
    evidence = [images.to_pdf(picture, name="photo.jpg") for picture in pictures]
    flat = parts_of(folder, flatten=True, evidence=evidence)
    kept = parts_of(folder, flatten=False, evidence=evidence)
    starts, at = [], 0
    for part in flat:
        starts.append(at)
        at += render.page_count(part)
    check(ours(flat, starts, keep_fields=False, stamped=True), has_fields=False)
    check(with_pypdf(flat, starts), has_fields=False)
    count = check(ours(kept, starts, keep_fields=True, stamped=True), has_fields=True)
    results: dict = {"pages": at, "forms": len(FORMS), "fields": count}
    results["picture_ms"] = median_ms(lambda: images.to_pdf(pictures[0], name="a"), repeats)
    # A fifth of a second is short beside the noise of a machine: more runs, as their median counts.
    results["flat_ms"] = median_ms(
        lambda: ours(flat, starts, keep_fields=False, stamped=True), 3 * repeats
    )
    results["pypdf_ms"] = median_ms(lambda: with_pypdf(flat, starts), 1 + repeats // 3)
    results["fields_ms"] = median_ms(
        lambda: ours(kept, starts, keep_fields=True, stamped=True), repeats
    )
    if shutil.which("qpdf"):
        with tempfile.TemporaryDirectory() as temporary:
            paths = [Path(temporary) / f"{n:03}.pdf" for n in range(len(kept))]
            for path, part in zip(paths, kept, strict=True):
                path.write_bytes(part)
            target = Path(temporary) / "out.pdf"
            results["qpdf_ms"] = median_ms(lambda: with_qpdf(paths, target), 1 + repeats // 3)
            results["qpdf_fields"] = len(fields.read(target).fields)
    return results


def main() -> int:
    """Run and report; exit code 1 when a goal is missed, 2 when there are no forms."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--forms", type=Path)
    options = parser.parse_args()
    folder = forms_folder(options.forms)
    if not folder.is_dir():
        print(f"No official forms in {folder}; name the folder in GOLDENDOOR_TEST_FORMS.")
        return 2
    results = measure(folder, options.repeats)
    results["times_pypdf"] = results["pypdf_ms"] / results["flat_ms"]
    reached = {"flat ≥ 8 times pypdf": results["times_pypdf"] >= GOALS["pypdf"]}
    if "qpdf_ms" in results:
        results["times_qpdf"] = results["qpdf_ms"] / results["fields_ms"]
        reached["with fields ≥ 1.5 times qpdf"] = results["times_qpdf"] >= GOALS["qpdf"]
    results["goals"] = reached
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        for name, value in results.items():
            if name != "goals":
                print(
                    f"{name:<12} {value:,.1f}"
                    if isinstance(value, float)
                    else f"{name:<12} {value}"
                )
        for goal, yes in reached.items():
            print(f"{'reached' if yes else 'MISSED ':<8} {goal}")
    return 0 if all(reached.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
