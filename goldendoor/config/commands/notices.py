"""`goldendoor notices`: what a notice of the agency says; taking the mailbox in now."""

import argparse
import json
from pathlib import Path
from typing import Any

from goldendoor.config import boot
from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor notices read rfe.pdf              kind, receipt number, dates and amounts, in words
  goldendoor notices read scan.png --json      the same for machines, each with page and quote
  goldendoor notices fetch                     take in what is new in the mailbox
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "notices",
        help="read notices of the agency",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    read = what.add_parser("read", help="what a PDF, picture, text or e-mail file says")
    read.add_argument("file", metavar="FILE")
    read.add_argument("--json", action="store_true", help="print JSON for machines")
    read.set_defaults(func=run)
    fetch = what.add_parser("fetch", help="take in what is new in the mailbox of the settings")
    fetch.set_defaults(func=fetch_now)


def run(args: argparse.Namespace) -> int:
    """0 when words were read (also of an unknown kind); 2 when there are none."""
    from goldendoor.correspondence.reading import notices
    from goldendoor.law.library import Library

    found = notices.read(Path(args.file), Library.shipped()).to_json()
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(found)))
    return 0


def fetch_now(args: argparse.Namespace) -> int:
    """Take the mailbox in now; the worker does so every few minutes."""
    boot.prepared_database()
    from django.conf import settings

    from goldendoor.correspondence import fetching

    if not settings.IMAP_URL:
        raise BadInput("No mailbox is set: GOLDENDOOR_IMAP_URL=imaps://user:password@host/INBOX.")
    count = fetching.fetch()
    print(f"{count} new {'notice' if count == 1 else 'notices'}.")
    return 0


def _told(found: dict[str, Any]) -> list[str]:
    lines = [f"{found['label']} ({found['confidence']:.0%} of the signs)"]
    for one in found["receipt_numbers"]:
        lines.append(_line("Receipt number", one))
    if found["form"]:
        lines.append(_line("Form", found["form"]))
    lines += [
        _line(name.replace("_", " ").capitalize(), one) for name, one in found["dates"].items()
    ]
    lines += [_line("Another date", one) for one in found["other_dates"]]
    for one in found["amounts"]:
        lines.append(_line("Amount", {**one, "value": f"${one['value'] / 100:,.2f}"}))
    if found["days"]:
        lines.append(_line("Days stated", found["days"]))
    if found["deadline"]:
        rule = found["deadline"]["rule"]
        lines.append(f"A deadline would run by {rule}: goldendoor law show {rule}")
    lines += [f"Look: {doubt}" for doubt in found["doubts"]]
    return lines


def _line(label: str, one: dict[str, Any]) -> str:
    return (
        f"{label}: {one['value']} ({one['confidence']:.0%}, page {one['page']}: …{one['quote']}…)"
    )
