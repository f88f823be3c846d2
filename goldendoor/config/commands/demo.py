"""`goldendoor demo`: a fictional office to try everything on."""

import argparse
import importlib
import importlib.util
import sys

from goldendoor.config import boot
from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor demo                 build the fictional office in GOLDENDOOR_HOME, then `serve`
  GOLDENDOOR_TODAY=2026-08-03 goldendoor demo
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "demo",
        help="build a fictional office",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Build the office; what it returns (sign-in names, the address) is printed line by line."""
    if importlib.util.find_spec("goldendoor.practice") is None:
        raise BadInput("This installation has no practice desk, so there is no demo office.")
    boot.prepared_database()
    for line in importlib.import_module("goldendoor.practice.demo").build() or ():
        print(line, file=sys.stdout)
    return 0
