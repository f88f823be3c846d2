"""Joining PDFs into one: pages in order, form fields kept or drawn in, bookmarks, stamps, title."""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from goldendoor.pdf import errors, opening, stamping, tree

# pikepdf warns that a plain page copy loses the form; here the form is merged afterwards.
warnings.filterwarnings("ignore", category=pikepdf.exceptions.PageCopyWarning)


@dataclass(frozen=True)
class Part:
    """A PDF, or some of its pages (from 0, in the order wanted)."""

    data: bytes
    pages: Sequence[int] | None = None


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline; `page` counts from 0 in the joined PDF."""

    title: str
    page: int
    children: tuple["Bookmark", ...] = ()


Stamps = Sequence[Sequence[tuple[str, str]]]
"""Per page of the joined PDF its stamps: (text, position), positions as in `stamping.POSITIONS`."""


@opening.damaged_as_pdf_error
def join(
    parts: Sequence[Part],
    *,
    title: str,
    language: str = "en-US",
    outline: Iterable[Bookmark] = (),
    stamps: Stamps = (),
    keep_fields: bool = True,
) -> bytes:
    """One PDF from `parts`.

    With `keep_fields` the forms stay fillable; where two parts use the same field names, the names
    of every part are put under one of its own (`d1`, `d2`, …). Without it what the fields show
    becomes page content. Raises `PdfError` when a part cannot be read, `NoSuchPage` among them.
    """
    joined = pikepdf.new()
    forms: list[tuple[int, pikepdf.Pdf]] = []
    with ExitStack() as opened:
        for number, part in enumerate(parts, 1):
            source = opened.enter_context(opening.open_pdf(opening.source_bytes(part.data)))
            _prepare_source(source, part, keep_fields)
            if keep_fields and _root_fields(source):
                forms.append((number, source))
            _append_pages(joined, source, part)
        _merge_forms(joined, forms)
        if len(joined.pages) > opening.MAX_PAGES:
            raise errors.TooLarge("pages", len(joined.pages), opening.MAX_PAGES)
        stamping.stamp(joined, stamps)
        _describe(joined, title, language)
        _add_outline(joined, outline)
        return _saved(joined, compress=keep_fields)


@opening.damaged_as_pdf_error
def replace_pages(data: bytes, replacements: Mapping[int, tuple[bytes, int, int]]) -> bytes:
    """`data` with some pages (from 0) replaced: {page: (other PDF, its page, degrees to turn)}.

    Fields of the replaced pages go with them; everything else stays as it is.
    """
    with ExitStack() as opened:
        pdf = opened.enter_context(opening.open_pdf(opening.source_bytes(data)))
        sources: dict[int, pikepdf.Pdf] = {}
        for page, (other, other_page, turn) in sorted(replacements.items()):
            if id(other) not in sources:
                source = opened.enter_context(opening.open_pdf(opening.source_bytes(other)))
                _prepare_source(source, Part(other), False)
                sources[id(other)] = source
            _check_page(pdf, page)
            _check_page(sources[id(other)], other_page)
            pdf.pages[page] = sources[id(other)].pages[other_page]
            if turn:
                pdf.pages[page].rotate(turn, relative=True)
        if _root_fields(pdf):
            _prune_fields(pdf, pdf.pages)
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf, *, compress: bool = True) -> bytes:
    """The bytes. Kept fields have thousands of small appearances that are worth compressing; flat
    pages come compressed, but for what was drawn on them, and asking of each costs a tenth more.
    """
    buffer = BytesIO()
    pdf.save(
        buffer,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        # What comes in compressed goes out as it is: nothing is recompressed.
        compress_streams=compress,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        encryption=False,
    )
    return buffer.getvalue()


def _prepare_source(source: pikepdf.Pdf, part: Part, keep_fields: bool) -> None:
    for index in part.pages or ():
        _check_page(source, index)
    if _root_fields(source) and not keep_fields:
        source.flatten_annotations("print")
    if not keep_fields and "/AcroForm" in source.Root:
        del source.Root["/AcroForm"]
    if part.pages is not None and _root_fields(source):
        _prune_fields(source, [source.pages[index] for index in part.pages])


def _check_page(pdf: pikepdf.Pdf, index: int) -> None:
    if not 0 <= index < len(pdf.pages):
        raise errors.NoSuchPage(index, len(pdf.pages))


def _append_pages(joined: pikepdf.Pdf, source: pikepdf.Pdf, part: Part) -> None:
    form = source.Root.get("/AcroForm")
    if form is not None:
        # The form is merged by `_merge_forms`; a page copy would only look for it.
        del source.Root["/AcroForm"]
    pages = source.pages if part.pages is None else [source.pages[i] for i in part.pages]
    joined.pages.extend(pages)
    if form is not None:
        source.Root["/AcroForm"] = form


def _root_fields(pdf: pikepdf.Pdf) -> list[Any]:
    fields = tree.dictionary(pdf.Root, "/AcroForm").get("/Fields")
    return list(fields) if isinstance(fields, pikepdf.Array) else []


def _prune_fields(pdf: pikepdf.Pdf, pages: Iterable[pikepdf.Page]) -> None:
    """Take out of the form every field without a widget on `pages`."""
    kept = {
        widget.objgen
        for page in pages
        for widget in (page.obj.get("/Annots") or ())
        if widget.is_indirect
    }
    fields = [field for field in _root_fields(pdf) if _keeps(field, kept, 0)]
    pdf.Root["/AcroForm"]["/Fields"] = pikepdf.Array(fields)


def _keeps(field: Any, kept: set[tuple[int, int]], depth: int) -> bool:
    kids = field.get("/Kids") if isinstance(field, pikepdf.Dictionary) else None
    if not isinstance(kids, pikepdf.Array) or depth > tree.MAX_DEPTH:
        return isinstance(field, pikepdf.Dictionary) and field.objgen in kept
    left = [kid for kid in kids if _keeps(kid, kept, depth + 1)]
    if len(left) != len(kids):
        field["/Kids"] = pikepdf.Array(left)
    return bool(left)


def _merge_forms(joined: pikepdf.Pdf, forms: list[tuple[int, pikepdf.Pdf]]) -> None:
    if not forms:
        return
    names = [tree.text_of(f.get("/T")) for _, source in forms for f in _root_fields(source)]
    clash = len(set(names)) < len(names)
    fields = pikepdf.Array()
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
    for number, source in forms:
        form = source.Root["/AcroForm"]
        copied = [joined.copy_foreign(field) for field in _root_fields(source) if field.is_indirect]
        default = form.get("/DA")
        for field in copied:
            # What a form says for all of its fields must not reach the fields of another.
            if default is not None and "/DA" not in field:
                field["/DA"] = pikepdf.String(tree.text_of(default))
        if clash:
            owner = joined.make_indirect(
                pikepdf.Dictionary(T=pikepdf.String(f"d{number}"), Kids=pikepdf.Array(copied))
            )
            for field in copied:
                field["/Parent"] = owner
            fields.append(owner)
        else:
            fields.extend(copied)
        _merge_fonts(joined, resources, form)
    joined.Root["/AcroForm"] = joined.make_indirect(
        pikepdf.Dictionary(Fields=fields, DR=resources, NeedAppearances=False)
    )


def _merge_fonts(joined: pikepdf.Pdf, resources: pikepdf.Dictionary, form: Any) -> None:
    for name, font in tree.dictionary(tree.dictionary(form, "/DR"), "/Font").items():
        if name not in resources["/Font"] and isinstance(font, pikepdf.Dictionary):
            local = joined.copy_foreign(font) if font.is_indirect else None
            if local is not None:
                resources["/Font"][name] = local


def _describe(joined: pikepdf.Pdf, title: str, language: str) -> None:
    joined.Root["/Lang"] = pikepdf.String(language)
    joined.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    joined.docinfo["/Title"] = pikepdf.String(title)
    with joined.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {language}


def _add_outline(joined: pikepdf.Pdf, outline: Iterable[Bookmark]) -> None:
    entries = list(outline)
    if not entries:
        return
    pages = [page.obj for page in joined.pages]
    root = joined.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    root["/Count"] = _link(joined, root, entries, pages)
    joined.Root["/Outlines"] = root
    joined.Root["/PageMode"] = pikepdf.Name.UseOutlines


def _link(joined: pikepdf.Pdf, parent: Any, entries: Sequence[Bookmark], pages: list[Any]) -> int:
    """Write one level of the outline (ISO 32000-1, 12.3.3); returns the entries seen when open."""
    items: list[Any] = []
    for entry in entries:
        item = joined.make_indirect(
            pikepdf.Dictionary(
                Title=pikepdf.String(entry.title),
                Parent=parent,
                Dest=pikepdf.Array([pages[entry.page], pikepdf.Name.Fit]),
            )
        )
        if entry.children:
            # Closed: the count is negative, and the children do not count for the parent.
            item["/Count"] = -_link(joined, item, entry.children, pages)
        if items:
            items[-1]["/Next"], item["/Prev"] = item, items[-1]
        items.append(item)
    parent["/First"], parent["/Last"] = items[0], items[-1]
    return len(items)
