"""`goldendoor audit verify`: proves that no history was altered, or says where it was."""

import argparse
import json
import sys

from goldendoor.config import boot

EXAMPLES = """examples:
  goldendoor audit verify              every chain; exit 1 and the places if anything was altered
  goldendoor audit verify --json       {"chains", "entries", "faults": [...]} for a monitor
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "audit",
        help="verify the history",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    verify = what.add_parser("verify", help="check every chain from its first entry to its head")
    verify.add_argument("--json", action="store_true", help="print the result as JSON")
    verify.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when every chain holds, 1 when a fault was located."""
    boot.prepared_database()
    from goldendoor.audit import queries

    result = queries.verify_all()
    if args.json:
        print(json.dumps(result.as_dict(), ensure_ascii=False))
    else:
        for fault in result.faults:
            print(fault.sentence())
        verdict = f"{len(result.faults)} fault(s)" if result.faults else "no fault"
        print(f"{result.chains} chains, {result.entries} entries: {verdict}.", file=sys.stderr)
    return 1 if result.faults else 0
