"""`goldendoor law recompute`: what a change of law moves; nothing moves before `--confirm`."""

import argparse
import json
from datetime import date
from typing import Any

from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor law recompute                              list what would move, change nothing
  goldendoor law recompute --rule RFE --json
  goldendoor law recompute --holiday 2026-12-24
  goldendoor law recompute --confirm 3k9c… --reason "Executive order of 18 December 2026"
  goldendoor law recompute --discard 3k9c… --reason "The order was withdrawn"
"""
SHOWN = 100


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command to those of `goldendoor law`."""
    command = subparsers.add_parser(
        "recompute",
        help="list the deadlines that a change of law moves; confirm them batch by batch",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--rule", metavar="RULE", help="only deadlines of this rule")
    command.add_argument("--holiday", metavar="DATE", help="only those that depend on this day")
    command.add_argument("--confirm", metavar="BATCH", help="move the deadlines of this batch")
    command.add_argument("--discard", metavar="BATCH", help="let none of this batch move")
    command.add_argument("--reason", metavar="TEXT", default="", help="why, for the history")
    command.add_argument("--as", dest="as_email", metavar="EMAIL", help="default: the only owner")
    command.add_argument("--json", action="store_true")
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 done, also when nothing moves; 1 when some deadlines can no longer be computed; 2 bad."""
    if args.confirm and args.discard:
        raise BadInput("Either confirm a batch or discard it.")
    from goldendoor.config import boot

    boot.prepared_database()
    from goldendoor.accounts import queries as accounts

    access = accounts.acting_access(args.as_email)
    if args.confirm or args.discard:
        return _decide(access, args)
    return _list(access, args)


def _list(access: Any, args: argparse.Namespace) -> int:
    from goldendoor.deadlines import actions, queries
    from goldendoor.kernel import clock
    from goldendoor.law.compute import rule_id
    from goldendoor.law.library import Library

    batch = actions.recompute(
        access=access,
        library=Library.shipped(),
        today=clock.today(),
        rule_id=rule_id(args.rule) if args.rule else "",
        holiday=_day(args.holiday),
    )
    found = queries.batch(access, batch.public_id)
    rows = queries.proposals(access, batch).rows[:SHOWN]
    counts = {"affected": found.counts["all"], "problems": found.counts["stuck"]}
    if args.json:
        told = {"batch": batch.public_id, "state": batch.state, **counts}
        print(json.dumps({**told, "cases": [_row(one) for one in rows]}, ensure_ascii=False))
    elif not counts["affected"]:
        print("Nothing moves.")
    else:
        for one in rows:
            print(_line(_row(one)))
        if counts["affected"] > len(rows):
            print(f"… and {counts['affected'] - len(rows)} more")
        print(f"{counts['affected']} deadlines; nothing has moved. Batch {batch.public_id}")
    return 1 if counts["problems"] else 0


def _row(one: Any) -> dict[str, str | None]:
    """Numbers and days only: no name of anybody leaves by the command line."""
    return {
        "case": one.deadline.case.number,
        "deadline": one.deadline.label,
        "rule": one.deadline.rule_id,
        "old": one.old_date.isoformat(),
        "new": one.new_date.isoformat() if one.new_date else None,
        "problem": one.outcome.problem,
    }


def _line(row: dict[str, str | None]) -> str:
    then = "same day, other reasons" if row["new"] == row["old"] else row["new"] or row["problem"]
    return f"{row['case']}  {row['old']} → {then}  {row['deadline']}"


def _decide(access: Any, args: argparse.Namespace) -> int:
    from goldendoor.deadlines import actions, queries

    batch = queries.batch(access, args.confirm or args.discard)
    if args.discard:
        actions.discard(access=access, batch=batch, reason=args.reason)
        told: dict[str, Any] = {"batch": batch.public_id, "moved": 0, "left": 0}
        said = "Nothing of it moves."
    else:
        done = actions.confirm(access=access, batch=batch, reason=args.reason)
        told = {"batch": batch.public_id, "moved": done.moved, "left": done.left}
        said = f"{done.moved} deadlines moved, {done.left} left since they changed."
    print(json.dumps(told) if args.json else said)
    return 0


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” is no day; write it such as 2026-12-24.") from None
