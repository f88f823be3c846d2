"""`goldendoor case …`: case files as JSON: validate, import into this office, export from it."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldendoor.config.commands import forms
from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor case validate examples/family.json
  goldendoor case validate case.json --json
  goldendoor case import examples/family.json --as maria@office.example
  goldendoor case export GD-2026-0147 -o case.json
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "case",
        help="validate, import and export case files",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    validate = what.add_parser("validate", help="check a case file: every fault with its place")
    validate.add_argument("file", metavar="FILE")
    validate.add_argument(
        "--json", action="store_true", help='{"valid", "errors": [{pointer, message}]}'
    )
    validate.set_defaults(func=run_validate)
    importing = what.add_parser("import", help="make a case of this office from a file")
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--as", dest="as_email", metavar="EMAIL", help="default: the only owner")
    importing.add_argument("--json", action="store_true")
    importing.set_defaults(func=run_import)
    export = what.add_parser("export", help="write a case of this office as a file")
    export.add_argument("id", metavar="ID", help="the case's number or id")
    export.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    export.add_argument("--as", dest="as_email", metavar="EMAIL", help="default: the only owner")
    export.set_defaults(func=run_export)


def run_validate(args: argparse.Namespace) -> int:
    """0 valid; 2 with every fault otherwise."""
    from goldendoor.exchange import case_file
    from goldendoor.law.library import Library

    found = case_file.faults(forms.read_json(args.file, "case file"), Library.shipped())
    if args.json:
        answer = {"valid": not found, "errors": [fault.to_json() for fault in found]}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for fault in found:
            print(f"{fault.pointer or '/'}: {fault.text}")
        verdict = f"{len(found)} fault(s)" if found else "valid"
        print(f"{args.file}: {verdict}.", file=sys.stderr)
    return 2 if found else 0


def run_import(args: argparse.Namespace) -> int:
    """0 and the new case's number; 2 when the file is not valid."""
    from goldendoor.config import boot
    from goldendoor.law.library import Library

    data = forms.checked_case(args.file, Library.shipped())
    boot.prepared_database()
    from goldendoor.accounts import queries as accounts_queries
    from goldendoor.exchange import actions

    access = accounts_queries.acting_access(args.as_email)
    case = actions.import_case(access=access, data=data, folder=Path(args.file).parent)
    answer = {"id": case.public_id, "number": case.number}
    print(json.dumps(answer) if args.json else case.number)
    return 0


def run_export(args: argparse.Namespace) -> int:
    """0; 2 when there is no such case for this person."""
    from goldendoor.config import boot

    boot.prepared_database()
    from goldendoor.accounts import queries as accounts_queries
    from goldendoor.exchange import queries

    access = accounts_queries.acting_access(args.as_email)
    case = queries.find_case(access, args.id)
    data = queries.case_file(access, case)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if args.output:
        forms.write_file(args.output, text.encode())
        _write_files(Path(args.output).parent, data, queries.file_reader(access, case))
    else:
        sys.stdout.write(text)
    return 0


def _write_files(folder: Path, data: dict[str, Any], read: Callable[[str], bytes]) -> None:
    """The evidence files beside the case file, under the names it gives them, so that they travel.

    A file of that name with other content is left alone and named; one that the case names and
    the office was never given is said.
    """
    from goldendoor.foundation.errors import NotFound

    for name in _file_names(data):
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            raise BadInput(f"“{name}” would lie outside of {folder}: rename the file in the case.")
        try:
            content = read(name)
        except NotFound:
            print(f"note: {name} was never uploaded; the case file only names it.", file=sys.stderr)
            continue
        if target.exists():
            if target.read_bytes() != content:
                raise BadInput(f"{target} is another file: export into an empty folder.")
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        forms.write_file(str(target), content)


def _file_names(data: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for row in data.get("evidence") or []:
        found += [str(name) for name in row.get("files") or []]
        found += [str(row[kind]) for kind in ("translation", "certificate") if row.get(kind)]
    return list(dict.fromkeys(found))
