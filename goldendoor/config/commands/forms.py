"""`goldendoor forms …`: official blanks on this computer, their fields, and filling them."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from goldendoor.config import progress
from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor forms add ~/Downloads/i-485.pdf
  goldendoor forms add blanks/ --json
  goldendoor forms list
  goldendoor forms fetch I-130 N-400
  goldendoor forms fields I-765@2025-01-20 --json
  goldendoor forms fill I-765 --fields values.json -o out.pdf --flatten
  goldendoor forms fill I-485 --case examples/family.json --for beneficiary -o out.pdf
  goldendoor forms sheet N-400 --case examples/naturalization.json -o sheet.pdf
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "forms",
        help="keep, list and fill official forms",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    add = what.add_parser("add", help="recognise official PDFs and keep them")
    add.add_argument("paths", nargs="+", metavar="PATH", help="PDF files or folders")
    add.add_argument("--json", action="store_true", help="one object a line")
    add.set_defaults(func=run_add)
    listing = what.add_parser("list", help="the blanks on this computer")
    listing.add_argument("--json", action="store_true", help="one object a line")
    listing.set_defaults(func=run_list)
    fetch = what.add_parser("fetch", help="get blanks from the agency's site")
    fetch.add_argument(
        "forms", nargs="*", metavar="FORM", help="default: every form in the library"
    )
    fetch.add_argument("--json", action="store_true", help="one object a line")
    fetch.set_defaults(func=run_fetch)
    fields = what.add_parser("fields", help="every field of a form")
    fields.add_argument("form", metavar="FORM[@EDITION]")
    fields.add_argument("--json", action="store_true", help="an array of fields")
    fields.set_defaults(func=run_fields)
    _register_filling(what)


def _register_filling(what: argparse._SubParsersAction) -> None:
    fill = what.add_parser("fill", help="fill a form from values or from a case file")
    fill.add_argument("form", metavar="FORM[@EDITION]", help="or the path of a PDF")
    source = fill.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--fields", metavar="VALUES.json", help="full field name → text, state, false"
    )
    source.add_argument("--case", metavar="CASE.json", help="a case file")
    fill.add_argument(
        "--for", dest="person", metavar="PERSON", help="a person's id in the case file"
    )
    fill.add_argument("-o", "--output", required=True, metavar="OUT.pdf")
    fill.add_argument("--flatten", action="store_true", help="no fields left to edit")
    fill.set_defaults(func=run_fill)
    sheet = what.add_parser("sheet", help="every part and item with its answer, for online filing")
    sheet.add_argument("form", metavar="FORM")
    sheet.add_argument("--case", metavar="CASE.json", required=True)
    sheet.add_argument("--for", dest="person", metavar="PERSON")
    sheet.add_argument("-o", "--output", required=True, metavar="SHEET.pdf")
    sheet.set_defaults(func=run_sheet)


# ── blanks ───────────────────────────────────────────────────────────────────────────────────


def run_add(args: argparse.Namespace) -> int:
    """0 when every file was recognised and kept, 2 when some were not or a path is missing."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks

    store, library = blanks.find(), Library.shipped()
    failed = 0
    files = list(_pdfs(args.paths))
    for path in progress.over(files, "Recognising forms"):
        try:
            line = _line(str(path), store.add(path), library)
        except (ValueError, OSError) as error:
            failed += 1
            line = _line(str(path), None, library, error=_reason(error))
        _print_line(line, as_json=args.json)
    if not args.json:
        print(f"{len(files) - failed} kept, {failed} not recognised.", file=sys.stderr)
    return 2 if failed else 0


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _pdfs(paths: list[str]) -> Iterator[Path]:
    for text in paths:
        path = Path(text)
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.suffix.lower() == ".pdf")
            if not found:
                raise BadInput(f"{text} holds no PDF files.")
            yield from found
        elif path.exists():
            yield path
        else:
            raise BadInput(f"{text} is not there.")


def _line(path: str, blank: Any, library: Any, error: str | None = None) -> dict[str, Any]:
    """The object that `add` and `list` print for a blank."""
    return {
        "path": path,
        "form": blank.form if blank else None,
        "edition": blank.edition if blank else None,
        "build": blank.build if blank else None,
        "pages": blank.pages if blank else None,
        "fields": blank.fields if blank else None,
        "map": _map_state(blank, library) if blank else None,
        "error": error,
    }


def _map_state(blank: Any, library: Any) -> str:
    """curated: the library's own; drafted: from tooltips; missing: no field to fill."""
    from goldendoor.law.library import NotInLibrary

    try:
        if library.has_map(library.form_id(blank.form), blank.edition):
            return "curated"
    except NotInLibrary:
        pass
    return "drafted" if blank.fields else "missing"


def _print_line(line: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(line, ensure_ascii=False), flush=True)
    elif line["error"]:
        print(f"{line['path']}: {line['error']}")
    else:
        print(
            f"{line['form']:10} {line['edition']:10}  {line['pages']:3} pages "
            f"{line['fields']:4} fields  {line['map']:8} {line['build'][:12]}  {line['path']}"
        )


def run_list(args: argparse.Namespace) -> int:
    """Always 0; an empty list says how to begin."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks

    library = Library.shipped()
    found = blanks.find().all()
    for blank in found:
        _print_line(_line(blank.path, blank, library), as_json=args.json)
    if not found and not args.json:
        print("No blanks yet. Add some: goldendoor forms add FOLDER", file=sys.stderr)
    return 0


def run_fetch(args: argparse.Namespace) -> int:
    """0 when everything asked for came (also as a new build), 1 offline or when some did not."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks, fetching

    library, store = Library.shipped(), blanks.find()
    wanted = [library.form_id(name) for name in args.forms] or library.form_ids()
    failed = 0
    for form_id in progress.over(wanted, "Fetching forms"):
        try:
            got = fetching.fetch(form_id, library, store)
        except fetching.Offline as error:
            print(
                f"goldendoor: {error} Blanks from a folder: goldendoor forms add.", file=sys.stderr
            )
            return 1
        failed += bool(got.error)
        if args.json:
            print(json.dumps(got.to_json(), ensure_ascii=False), flush=True)
        else:
            print(f"{got.form}: {got.outcome}{f' ({got.error})' if got.error else ''}")
    return 1 if failed else 0


def run_fields(args: argparse.Namespace) -> int:
    """0; 2 when there is no such blank."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks, fields_json

    tree = blanks.choose(args.form, blanks.find(), Library.shipped()).tree()
    if args.json:
        print(json.dumps([fields_json.of_field(one) for one in tree.fields], ensure_ascii=False))
        return 0
    for one in tree.fields:
        place = f"p{one.page} {one.part}/{one.item}"
        print(f"{place:14} {one.kind:9} {one.name}  {one.label[:80]}")
    return 0


# ── filling ──────────────────────────────────────────────────────────────────────────────────


def read_json(path: str, what: str) -> Any:
    """The JSON of a file, or one sentence about what is wrong with it."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not a {what}: it is not UTF-8 text.") from None
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(f"{path} is not a {what}: it is not valid JSON{where}.") from None


def write_file(path: str, data: bytes) -> None:
    """Whole or not at all: what was there before stays when the disk is full."""
    import os
    import tempfile

    target = Path(path)
    folder = target.parent
    if not folder.is_dir():
        raise BadInput(f"{folder} is not a folder.")
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def run_fill(args: argparse.Namespace) -> int:
    """0 when the PDF was written; 2 for values the form does not take."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks, whole

    library = Library.shipped()
    blank = blanks.choose(args.form, blanks.find(), library)
    if args.fields:
        if args.person:
            raise BadInput("--for goes with --case, not with --fields.")
        values = _values(read_json(args.fields, "list of values"), args.fields)
        data, notes = whole.with_values(blank, values, flatten=args.flatten)
        write_file(args.output, data)
        _say_problems(notes)
        return 0
    return _fill_from_case(args, blank, library)


def _say_problems(texts: Iterable[str]) -> None:
    for text in texts:
        print(f"goldendoor: look at this before printing: {text}", file=sys.stderr)


def _values(found: Any, path: str) -> dict[str, str | bool]:
    if not isinstance(found, dict):
        raise BadInput(f"{path} must be one JSON object: full field name → value.")
    for name, value in found.items():
        if not isinstance(value, str | bool):
            raise BadInput(f"{path}: the value of {name} must be text, an on-state, or false.")
    return found


def _fill_from_case(args: argparse.Namespace, blank: Any, library: Any) -> int:
    from goldendoor.official_forms import filling, whole

    case = filling.case_file(checked_case(args.case, library))
    filing = filling.choose_filing(case, blank.form, args.person)
    filed = case.data.get("filing_date")
    try:
        filling.require_accepted(blank, filing, filed, library)
        draft = False
    except filling.NotAccepted as error:
        draft = True
        print(f"goldendoor: marked as a draft. {error}", file=sys.stderr)
    filled = filling.fill(case, filing, blank, library, flatten=args.flatten, draft=draft)
    write_file(args.output, whole.with_sheets(filled, flatten=args.flatten))
    _say_problems(filled.problems)
    for one in filled.signatures:
        print(
            f"signs by hand: {one.signer}, page {one.page}, {one.where}",
            file=sys.stderr,
        )
    return 0


def checked_case(path: str, library: Any) -> dict[str, Any]:
    """A case file from disk that keeps to the format; BadInput names the first faults."""
    from goldendoor.exchange import case_file

    data = read_json(path, "case file")
    faults = case_file.faults(data, library)
    if faults:
        said = " ".join(f"{fault.pointer}: {fault.text}" for fault in faults[:3])
        more = f" And {len(faults) - 3} more: goldendoor case validate {path}" if faults[3:] else ""
        raise BadInput(f"{path} is not a valid case file. {said}{more}")
    return data


def run_sheet(args: argparse.Namespace) -> int:
    """0 when the sheet was written; needs no blank for the forms in the library."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks, filling, whole

    library = Library.shipped()
    case = filling.case_file(checked_case(args.case, library))
    form, edition = blanks.parse_name(args.form)
    form = str(filling.form_entry(form, library)["form"])
    filing = filling.choose_filing(case, form, args.person)
    write_file(args.output, whole.filing_sheet(case, filing, form, edition, library))
    return 0
