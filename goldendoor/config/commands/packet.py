"""`goldendoor packet …`: the packet of a case, ready to print, sign and mail."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldendoor.config import progress
from goldendoor.config.commands import forms
from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor packet build examples/family.json -o packet.pdf
  goldendoor packet build case.json -o packet.pdf --max-mb 10 --flatten
  goldendoor packet build case.json -o draft.pdf --draft
  goldendoor packet build GD-2026-0147 -o packet.pdf --as maria@office.example
  goldendoor packet build case.json -o final.pdf --signed scan.pdf
"""
DEFAULT_MAX_MB = 25
MB = 2**20


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "packet",
        help="build the packet of a case",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    build = what.add_parser(
        "build",
        help="forms, evidence and letters in one PDF",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument("case", metavar="CASE.json|ID", help="a case file, or a case of this office")
    build.add_argument("-o", "--output", required=True, metavar="PACKET.pdf")
    build.add_argument(
        "--max-mb", type=_size, default=DEFAULT_MAX_MB, metavar="MB",
        help=f"split into numbered parts above this size (default {DEFAULT_MAX_MB})",
    )  # fmt: skip
    build.add_argument("--flatten", action="store_true", help="no form fields left to edit")
    build.add_argument("--draft", action="store_true", help="mark every page, check no edition")
    build.add_argument(
        "--signed", action="append", default=[], metavar="SCAN.pdf",
        help="scanned signed pages: they replace the unsigned ones",
    )  # fmt: skip
    build.add_argument(
        "--blank", action="append", default=[], metavar="FORM.pdf",
        help="use this file for its form, also one that somebody altered",
    )  # fmt: skip
    build.add_argument("--as", dest="as_email", metavar="EMAIL", help="default: the only owner")
    build.add_argument("--json", action="store_true", help="what was built, as JSON")
    build.set_defaults(func=run_build)


def _size(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of megabytes") from None
    if not 0.1 <= size <= 10_000:
        raise argparse.ArgumentTypeError("the size must lie between 0.1 and 10000 megabytes")
    return size


def run_build(args: argparse.Namespace) -> int:
    """0 when written; 2 when the case or its editions are not in order, with every reason."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks
    from goldendoor.packets import building, pieces, signing

    library = Library.shipped()
    data, read_file = _case(args, library)
    options = pieces.Options(
        max_bytes=int(args.max_mb * MB), flatten=args.flatten, draft=args.draft
    )
    try:
        built = building.build(
            data,
            library=library,
            store=blanks.find().preferring(args.blank),
            read_file=read_file,
            options=options,
            progress=_progress(),
        )
    except pieces.PacketRefused as refused:
        for note in refused.notes:
            print(f"goldendoor: {note.about}: {note.text}", file=sys.stderr)
        print(
            "goldendoor: no packet was built. Record the check of an edition in its filing "
            "(edition_checked), or use --draft: every page is then marked.",
            file=sys.stderr,
        )
        return 2
    if args.signed:
        built = signing.with_scans(built, [forms_bytes(path) for path in args.signed])
    written = _write(args.output, built)
    _report(args, built, written)
    return 0


def forms_bytes(path: str) -> bytes:
    """A file's bytes, or BadInput naming it."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}.") from None


def _progress() -> Callable[[str, int, int], None]:
    if not sys.stderr.isatty():
        return lambda _label, _done, _total: None
    return lambda label, done, total: progress.draw(label, done, total)


def _case(args: argparse.Namespace, library: Any) -> tuple[dict[str, Any], Callable[[str], bytes]]:
    if args.case.lower().endswith(".json") or Path(args.case).is_file():
        data = forms.checked_case(args.case, library)
        return data, folder_reader(Path(args.case).resolve().parent)
    from goldendoor.config import boot

    boot.prepared_database()
    from goldendoor.accounts import queries as accounts_queries
    from goldendoor.exchange import queries

    access = accounts_queries.acting_access(args.as_email)
    case = queries.find_case(access, args.case)
    return queries.case_file(access, case), queries.file_reader(access, case)


def folder_reader(folder: Path) -> Callable[[str], bytes]:
    """Reads evidence files named in a case file; only from the folder that the file lies in."""

    def read(name: str) -> bytes:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise OSError(0, "lies outside the folder of the case file")
        return path.read_bytes()

    return read


def _write(output: str, built: Any) -> list[str]:
    """One file, or `packet.part1of3.pdf` … beside it."""
    if len(built.parts) == 1:
        forms.write_file(output, built.parts[0].data)
        return [output]
    target = Path(output)
    written = []
    for part in built.parts:
        name = target.with_name(
            f"{target.stem}.part{part.number}of{part.of}{target.suffix or '.pdf'}"
        )
        forms.write_file(str(name), part.data)
        written.append(str(name))
    return written


def _report(args: argparse.Namespace, built: Any, written: list[str]) -> None:
    if args.json:
        answer = {
            "files": [
                {"path": path, "pages": part.pages, "bytes": len(part.data)}
                for path, part in zip(written, built.parts, strict=True)
            ],
            "pages": built.pages,
            "contents": list(built.contents),
            "unsigned": [_signature(*row) for row in built.unsigned],
            "notes": [note.to_json() for note in built.notes],
            "seconds": {name: round(spent, 3) for name, spent in built.timings.items()},
        }
        print(json.dumps(answer, ensure_ascii=False))
        return
    for path, part in zip(written, built.parts, strict=True):
        print(f"{path}: {part.pages} pages, {len(part.data) / MB:.1f} MB", file=sys.stderr)
    for note in built.notes:
        print(f"note: {note.about}: {note.text}", file=sys.stderr)
    print(f"{len(built.unsigned)} signatures to make by hand:", file=sys.stderr)
    for title, one, page in built.unsigned:
        print(f"  page {page}: {one.signer}: {title}, {one.where}", file=sys.stderr)


def _signature(title: str, one: Any, page: int) -> dict[str, Any]:
    return {
        "form": title, "who": one.who, "person": one.person, "page": page,
        "part": one.part, "item": one.item, "form_page": one.page,
    }  # fmt: skip
