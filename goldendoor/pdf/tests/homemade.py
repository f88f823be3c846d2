"""Small forms of our own, so that the tests mean something without any official PDF."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String


class FormBuilder:
    """Builds an AcroForm field by field, top to bottom on Letter pages."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        for _ in range(pages):
            self.pdf.add_blank_page(page_size=(612, 792))
        font = self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        )
        self.pdf.Root.AcroForm = self.pdf.make_indirect(
            Dictionary(
                Fields=Array(),
                DA=String("/Cour 10 Tf 0 g"),
                DR=Dictionary(Font=Dictionary(Cour=font)),
            )
        )
        self._top = 760.0

    def text(self, name: str, *, page: int = 1, width: float = 200, height: float = 18, **keys):
        """A text field; further keys (Ff, MaxLen, V, TU, Q, DA, F) are written as they are."""
        return self._add(name, page, width, height, FT=Name.Tx, **keys)

    def choice(self, name: str, options: list, **keys):
        """A combo box; options are texts or (export value, label)."""
        listed = Array(
            [
                Array([String(o[0]), String(o[1])]) if isinstance(o, tuple) else String(o)
                for o in options
            ]
        )
        return self._add(name, 1, 120, 18, FT=Name.Ch, Ff=1 << 17, Opt=listed, **keys)

    def checkbox(self, name: str, state: str | None = "Yes", *, on: bool = False, **keys):
        """A checkbox with an appearance for `state`; none at all if `state` is None."""
        box = self._add(name, 1, 12, 12, FT=Name.Btn, **keys)
        if state is not None:
            ticked = self.pdf.make_stream(b"0 g 2 2 8 8 re f")
            ticked.stream_dict.update(
                Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 12, 12])
            )
            box.AP = Dictionary(N=Dictionary({f"/{state}": ticked}))
            box.AS = box.V = Name(f"/{state}") if on else Name.Off
        return box

    def _add(self, name: str, page: int, width: float, height: float, **keys):
        self._top -= height + 4
        widget = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                T=String(name),
                Rect=Array([50, self._top, 50 + width, self._top + height]),
                F=4,
                **{k: String(v) if isinstance(v, str) else v for k, v in keys.items()},
            )
        )
        sheet = self.pdf.pages[page - 1].obj
        if "/Annots" not in sheet:
            sheet.Annots = Array()
        sheet.Annots.append(widget)
        self.pdf.Root.AcroForm.Fields.append(widget)
        return widget

    def print_lines(self, lines: list[str]) -> None:
        """Print lines of text at the foot of the first page."""
        font = self.pdf.Root.AcroForm.DR.Font.Cour
        self.pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
        shown = " ".join(f"({line}) Tj 0 -12 Td" for line in lines)
        self.pdf.pages[0].obj.Contents = self.pdf.make_stream(
            f"BT /F 10 Tf 60 80 Td {shown} ET".encode()
        )

    def data(self, **save) -> bytes:
        """The PDF."""
        buffer = BytesIO()
        self.pdf.save(buffer, **save)
        return buffer.getvalue()


def sample_form() -> bytes:
    """One of everything."""
    form = FormBuilder(pages=2)
    form.text("Family[0]", TU="Part 1. Your Name. 1. A. Enter Family Name (Last Name).")
    form.text("Given[0]", TU="Part 1. Your Name. 1. B. Enter Given Name (First Name).")
    form.text("ANumber[0]", MaxLen=9, Ff=1 << 24, TU="2. Enter Alien Number.")
    form.text("ANumber[1]", page=2, MaxLen=9, Ff=1 | 1 << 24, TU="This is a read only field.")
    form.text("Story[0]", height=60, Ff=1 << 12)
    form.text("Short[0]", MaxLen=5)
    form.text("PDF417BarCode1[0]", Ff=1, V="X-9|01/20/25|1", width=250)
    form.text("PDF417BarCode1[1]", page=2, Ff=1, width=250)
    form.choice("State[0]", [" ", "NY", ("CA", "California")])
    form.checkbox("YN[0]", "Y")
    form.checkbox("YN[1]", "N")
    form.checkbox("Unit[0]", " APT ")
    form.checkbox("Agree[0]", None)
    return form.data()
