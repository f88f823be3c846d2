"""`goldendoor user add`: people who may sign in."""

import argparse
import getpass
import json
import os
import sys

from goldendoor.config import boot
from goldendoor.kernel.errors import BadInput

ROLES = (
    "owner",
    "attorney",
    "accredited_representative",
    "caseworker",
    "paralegal",
    "volunteer",
    "reader",
)

EXAMPLES = """examples:
  goldendoor user add ana@example.org --name "Ana Ruiz" --organisation "Harbor Aid"
  goldendoor user add li@example.org --name "Li Wei" --role caseworker
  goldendoor user password ana@example.org                                   a new password
  GOLDENDOOR_PASSWORD=... goldendoor user add ana@example.org --name "Ana Ruiz"   without asking
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "user",
        help="people who may sign in",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    add = what.add_parser("add", help="add a user to the office (the first one becomes its owner)")
    add.add_argument("email", help="the address the person signs in with")
    add.add_argument("--name", default="", help="the person's name as colleagues know it")
    add.add_argument("--organisation", default="", help="the office (default: the only one)")
    add.add_argument("--role", choices=ROLES, help="default: owner for the first, then caseworker")
    add.add_argument("--json", action="store_true", help="print the user as JSON")
    add.set_defaults(func=run)
    password = what.add_parser("password", help="set a new password for somebody who forgot theirs")
    password.add_argument("email", help="the address the person signs in with")
    password.add_argument("--as", dest="as_email", metavar="EMAIL", help="default: the only owner")
    password.set_defaults(func=run_password)


def run(args: argparse.Namespace) -> int:
    """The password comes from GOLDENDOOR_PASSWORD or is asked for twice; never an argument."""
    boot.prepared_database()
    from goldendoor.accounts import actions

    user, membership = actions.add_user_from_command_line(
        email=args.email,
        full_name=args.name,
        organisation_name=args.organisation,
        role=args.role,
        password=os.environ.get("GOLDENDOOR_PASSWORD") or _asked(),
    )
    if args.json:
        print(json.dumps({"email": user.email, "role": membership.role}, ensure_ascii=False))
    else:
        print(f"{user.email} may sign in as {membership.get_role_display().lower()}.")
    return 0


def run_password(args: argparse.Namespace) -> int:
    """The new password comes from GOLDENDOOR_PASSWORD or is asked for twice; never an argument."""
    boot.prepared_database()
    from goldendoor.accounts import actions, queries

    access = queries.acting_access(args.as_email)
    user = queries.acting_user(args.email)
    password = os.environ.get("GOLDENDOOR_PASSWORD") or _asked()
    actions.set_password(access=access, user=user, password=password)
    print(f"{user.email} has a new password.")
    return 0


def _asked() -> str:
    if not sys.stdin.isatty():
        raise BadInput("There is no terminal to ask for a password on: set GOLDENDOOR_PASSWORD.")
    first, second = getpass.getpass("Password: "), getpass.getpass("Password again: ")
    if first != second:
        raise BadInput("The two passwords differ.")
    return first
