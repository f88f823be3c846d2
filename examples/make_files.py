"""Makes the papers under `examples/files/`: fictional specimens as a scanner or a phone sends them.

    python examples/make_files.py

They are pictures (PNG, JPEG, TIFF of several pages), so that the examples show how evidence
becomes pages, and so that no PDF needs to be kept in the repository.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import typst
from PIL import Image

from goldendoor.pdf import fonts

FOLDER = Path(__file__).parent / "files"
COLOURS = 16
DOTS_PER_INCH = 80
TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 8.5in, height: 11in, margin: 0.9in, fill: rgb(d.tint),
  background: rect(width: 100% - 0.6in, height: 100% - 0.6in, stroke: 1.2pt + rgb("#3b5a68")),
  footer: align(center, text(size: 11pt, fill: rgb("#8f1d1d"))[
    FICTIONAL SPECIMEN · page #context counter(page).display()]))
#set text(font: ("Noto Sans", "DejaVu Sans"), size: 12pt)
#for (n, page) in d.pages.enumerate() {
  if n > 0 { pagebreak() }
  align(center, text(size: 20pt, weight: "bold", d.title))
  v(0.3in)
  for line in page {
    if type(line) == array [
      #grid(columns: (2.2in, 1fr), text(fill: rgb("#4a5a61"), line.at(0)), strong(line.at(1)))
      #v(0.12in)
    ] else [ #par(justify: true, line) #v(0.14in) ]
  }
}
"""
Line = str | tuple[str, str]


@dataclass
class Paper:
    """A paper: what it is called, and its pages as lines or (label, answer) pairs."""

    file: str
    title: str
    pages: list[list[Line]]
    tint: str = field(default="#f7f3e8")


SPOUSES = "Marta Inés Núñez-Żółć and Olga Testovna Vymyshlenova"
SEAL = "Seal and signature of an office that does not exist."
PAPERS = [
    Paper(
        "naturalization-certificate.png",
        "Certificate of naturalization",
        [[
            ("Number", "00000123"), ("Name", "Marta Inés Núñez-Żółć"),
            ("Date of birth", "30 November 1988"), ("Country of former nationality", "Peru"),
            ("Naturalized on", "14 June 2019, at Exampleton"), SEAL,
        ]],
    ),
    Paper(
        "marriage-certificate.png",
        "Certificate of marriage",
        [[("Register", "ZZ-2023-0042"), ("Spouses", SPOUSES), ("Place", "Exampleton"), SEAL]],
        "#eef4f7",
    ),
    Paper(
        "divorce-decree.tiff",
        "Sentencia de divorcio",
        [
            [("Expediente", "ZZ-0007"), "Juzgado Ficticio de Ciudad Ficticia.",
             "Vistos los autos, se declara disuelto el vínculo matrimonial."],
            ["Regístrese y comuníquese.", "Firma y sello de un juzgado que no existe."],
        ],
        "#f3eef7",
    ),
    Paper(
        "divorce-decree-translation.tiff",
        "Decree of divorce (translation)",
        [
            [("Case", "ZZ-0007"), "Fictional Court of Ciudad Ficticia.",
             "Having seen the record, the court declares the bond of marriage dissolved."],
            ["Let it be registered and made known.", "Signature and seal of no real court."],
        ],
        "#f3eef7",
    ),
    Paper(
        "translator-certificate.png",
        "Certificate of translation",
        [[
            "I, Iva Dolmetsch, certify that I am competent to translate from this language into "
            "English and that the translation is complete and accurate.",
            ("Address", "2 Word Lane, 2nd floor, Exampleton"), ("Telephone", "212-555-0120"),
            "Signature of a person who does not exist.",
        ]],
        "#ffffff",
    ),
    Paper(
        "lease.tiff",
        "Residential lease",
        [
            [("Tenants", SPOUSES), ("Premises", "418 Pretend Avenue, Apt 4B, Exampleton"),
             "1. The tenants rent the premises together and answer for the rent together."],
            ["2. Rent is due on the first of the month.", "3. No clause of this lease is real."],
            ["Signatures of both tenants and of a landlord who does not exist."],
        ],
        "#eef7ef",
    ),
    Paper(
        "birth-certificate.png",
        "Свидетельство о рождении",
        [[
            ("Фамилия", "Вымышленова"), ("Имя", "Ольга"), ("Отчество", "Тестовна"),
            ("Место рождения", "Вымышленск"), "Печать и подпись несуществующего учреждения.",
        ]],
    ),
    Paper(
        "birth-certificate-translation.png",
        "Certificate of birth (translation)",
        [[
            ("Family name", "Vymyshlenova"), ("Given name", "Olga"), ("Patronymic", "Testovna"),
            ("Place of birth", "Vymyshlensk"), SEAL,
        ]],
    ),
    Paper(
        "i94-record.png",
        "Most recent I-94 record",
        [[("Admission record", "ZZ000000094"), ("Class of admission", "as in the case file"),
          "A printed page that no agency made."]],
        "#ffffff",
    ),
    Paper(
        "tax-transcript.tiff",
        "Tax return transcript, 2025",
        [
            [("Form", "1040"), ("Wages", "61,250.00"), ("Filing status", "as in the case file")],
            ["Page two of a transcript that no agency made."],
        ],
        "#ffffff",
    ),
    Paper(
        "receipt-notice.png",
        "Notice of receipt",
        [[("Receipt number", "ZZZ0000000001"), ("Form", "I-589"),
          "The application is pending. This notice is made up."]],
        "#fbf0ee",
    ),
]  # fmt: skip


def pictures(paper: Paper) -> list[Image.Image]:
    """The pages of a paper, in few colours so that they stay small."""
    data = {"title": paper.title, "pages": paper.pages, "tint": paper.tint}
    compiled = typst.compile(
        TEMPLATE.encode(),
        font_paths=[str(fonts.VENDOR_FOLDER)],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=DOTS_PER_INCH,
    )
    pages = compiled if isinstance(compiled, list) else [compiled]
    opened = [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
    return [page.quantize(COLOURS, dither=Image.Dither.NONE) for page in opened]


def main() -> None:
    """Write every paper anew."""
    for paper in PAPERS:
        first, *rest = pictures(paper)
        more = {"save_all": True, "append_images": rest, "compression": "tiff_lzw"} if rest else {}
        dots = (DOTS_PER_INCH, DOTS_PER_INCH)
        first.save(FOLDER / paper.file, dpi=dots, optimize=not rest, **more)
        print(f"{paper.file}: {len(rest) + 1} pages, {(FOLDER / paper.file).stat().st_size} bytes")


if __name__ == "__main__":
    main()
