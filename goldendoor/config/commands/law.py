"""`goldendoor law`: rules with their reasons, worked cases, the visa bulletin."""

import argparse
import datetime
import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """examples:
  goldendoor law list                               every rule with what it answers
  goldendoor law show RFE                           one rule: versions, status, citations, examples
  goldendoor law compute RFE --facts '{"served_date": "2026-08-31", "form": "I-485",
      "days_on_notice": 84, "service": "mail", "channel": "paper"}' --json
  goldendoor law compute I751 --facts @facts.json   facts from a file
  goldendoor law check cases.json                   worked cases; exit 1 when any fails
  goldendoor law bulletin add 2026-12.csv           a new month of the visa bulletin
  goldendoor law recompute                          which stored deadlines a change of law moves
"""
# Each has `register(subparsers)` for a command of its own below `goldendoor law`.
BELOW = ("goldendoor.config.commands.law_bulletin", "goldendoor.config.commands.law_recompute")
LARGEST_FILE = 50 * 1024 * 1024


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the commands."""
    command = subparsers.add_parser(
        "law",
        help="compute dates and amounts from dated, cited rules",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    every = what.add_parser("list", help="every rule with what it answers")
    every.add_argument("--area", help="only this area, such as asylum")
    every.set_defaults(func=list_rules)
    show = what.add_parser("show", help="one rule whole")
    show.add_argument("rule", metavar="RULE", help="RFE or us.rfe")
    show.set_defaults(func=show_rule)
    one = what.add_parser("compute", help="the value of a rule on given facts, and why")
    one.add_argument("rule", metavar="RULE", help="RFE or us.rfe")
    one.add_argument("--facts", default="{}", metavar="JSON", help="an object, @FILE, or - (stdin)")
    one.add_argument("--ledger", action="store_true", help="the clocks behind it, day by day")
    one.set_defaults(func=compute_rule)
    cases = what.add_parser("check", help="worked cases in a file: N passed, M failed")
    cases.add_argument("file", metavar="CASES.json")
    cases.set_defaults(func=check_cases)
    for parser in (one, cases):
        parser.add_argument("--today", metavar="D", help="the day it is taken to be (2026-08-03)")
    for parser in (every, show, one, cases):
        parser.add_argument("--json", action="store_true", help="print JSON for machines")
    for name in BELOW:
        if importlib.util.find_spec(name) is not None:
            importlib.import_module(name).register(what)


def list_rules(args: argparse.Namespace) -> int:
    """One line a rule."""
    from goldendoor.law.library import Library

    library = Library.shipped()
    found = [library.rule(name) for name in library.ids("rules")]
    rows = [one for one in found if not args.area or one["area"] == args.area]
    if args.area and not rows:
        areas = ", ".join(sorted({one["area"] for one in found}))
        return _refuse(args, {"error": f"There is no area {args.area}. Areas: {areas}."})
    if args.json:
        keys = ("id", "area", "label", "certainty")
        listed = [
            {**{key: one[key] for key in keys}, "last_checked": one["last_checked"].isoformat()}
            for one in rows
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        for one in rows:
            print(f"{one['id']:<20} {one['area']:<15} {one['certainty']:<11} {one['label']}")
    return 0


def show_rule(args: argparse.Namespace) -> int:
    """The rule in words, or its whole entry as JSON."""
    from goldendoor.law import check, rules
    from goldendoor.law.library import Library
    from goldendoor.law.results import RuleError

    library = Library.shipped()
    try:
        rule = rules.known(args.rule, library)
    except RuleError as error:
        return _refuse(args, {"rule": args.rule, "error": str(error), "field": error.field})
    if args.json:
        print(json.dumps(check.plain(rule.entry), ensure_ascii=False, indent=1))
        return 0
    for line in _shown(rule.entry):
        print(line)
    return 0


def _shown(entry: Any) -> list[str]:
    lines = [f"{entry['id']}: {entry['label']}", "", str(entry["statement"]), "", "Versions:"]
    for one in entry["versions"]:
        window = f"{one.get('from') or 'always'} to {one.get('to') or 'now'}"
        status = str(one["legal_status"]).replace("_", " ")
        lines.append(f"  {window}  [{status}]  {one['summary']}")
        for order in one.get("orders") or ():
            lines.append(f"      order of {order['date']}: {order['what']} ({order.get('title')})")
    lines += ["", "Facts:"]
    for name, declared in entry["inputs"].items():
        needed = "" if declared.get("required") else " (may be left out)"
        words = f", one of {', '.join(map(str, declared['enum']))}" if "enum" in declared else ""
        lines.append(f"  {name}: {declared['type']}{words}{needed}. {declared['meaning']}")
    lines += ["", "Gives:"]
    lines += [f"  {name}: {one.get('meaning', '')}" for name, one in entry["outputs"].items()]
    lines += ["", "Source:"]
    lines += [f"  {one['title']}  {one.get('href', '')}" for one in entry["reference"]]
    lines += ["", f"{entry['certainty']}; last checked {entry['last_checked']}."]
    lines += [str(entry.get("certainty_basis", "")).strip()]
    lines += [f"Caution: {text}" for text in entry.get("caveats") or ()]
    return lines


def compute_rule(args: argparse.Namespace) -> int:
    """The value with its reasons; exit 2 for missing or wrong facts."""
    from goldendoor.law.compute import compute, rule_id
    from goldendoor.law.library import Library
    from goldendoor.law.results import NeedsFacts, RuleError

    name = args.rule
    try:
        name = rule_id(args.rule)
        result = compute(name, _facts(args.facts), _today(args), Library.shipped())
    except NeedsFacts as error:
        return _refuse(args, {"rule": name, "needs": list(error.names)}, str(error))
    except RuleError as error:
        return _refuse(args, {"rule": name, "error": str(error), "field": error.field})
    found = result.to_json()
    if args.ledger:
        found["ledgers"] = {key: one.to_json() for key, one in result.ledgers.items()}
    print(json.dumps(found, ensure_ascii=False) if args.json else "\n".join(_told(found)))
    return 0


def _told(found: dict[str, Any]) -> list[str]:
    lines = [f"{key}: {_word(value)}" for key, value in found["value"].items()]
    lines += ["", "Because:"]
    for step in found["because"]:
        status = step["legal_status"].replace("_", " ")
        since = f", version from {step['version_from']}" if step["version_from"] else ""
        lines.append(f"  {step['step']}\n    [{step['citation']}; {status}{since}]")
    if found["alternatives"]:
        lines += ["", "The law can be read in two ways, the safe one first:"]
        lines += [
            "  " + "; ".join(f"{key}: {_word(value)}" for key, value in one.items())
            for one in found["alternatives"]
        ]
    review = "; needs review by a person" if found["needs_review"] else ""
    lines += ["", f"Certainty: {found['certainty']}{review}."]
    for name, ledger in (found.get("ledgers") or {}).items():
        lines += ["", f"{ledger['label']} ({name}):"]
        for one in ledger["segments"]:
            counts = "counts" if one["counts"] else "does not count"
            lines.append(f"  {one['from']} to {one['to'] or 'now'}: {counts}. {one['reason']}")
    return lines


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def check_cases(args: argparse.Namespace) -> int:
    """Run worked cases; exit 1 when any fails, 2 when the file is none."""
    from goldendoor.law import check
    from goldendoor.law.library import Library
    from goldendoor.law.results import RuleError

    try:
        cases = _read_json(Path(args.file))
        if not isinstance(cases, list) or not all(isinstance(one, dict) for one in cases):
            raise RuleError(f"{args.file} is no list of worked cases.", "file")
        verdicts = list(check.run_cases(cases, _today(args), Library.shipped()))
    except RuleError as error:
        return _refuse(args, {"error": str(error), "field": error.field})
    failed = [one for one in verdicts if one.faults]
    if args.json:
        rows = [{"id": v.case, "rule": v.rule, "faults": list(v.faults)} for v in failed]
        print(
            json.dumps(
                {"passed": len(verdicts) - len(failed), "failed": len(failed), "cases": rows}
            )
        )
    else:
        for one in failed:
            print(f"{one.case} ({one.rule}): {'; '.join(one.faults)}")
        print(f"{len(verdicts) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def _facts(text: str) -> Any:
    """Facts given on the command line, in a file (`@facts.json`) or on standard input (`-`)."""
    from goldendoor.law.results import RuleError

    if text.startswith("@"):
        return _read_json(Path(text[1:]))
    if text == "-":
        text = sys.stdin.read()
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RuleError(f"The facts are no JSON: {error}.", "facts") from error


def _read_json(path: Path) -> Any:
    from goldendoor.law.results import RuleError

    if path.stat().st_size > LARGEST_FILE:
        raise RuleError(f"{path} is too large for a file of facts or cases.", "file")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RuleError(f"{path} is no JSON: {error}.", "file") from error


def _today(args: argparse.Namespace) -> datetime.date:
    from goldendoor.kernel import clock
    from goldendoor.law.results import RuleError

    if not args.today:
        return clock.today()
    try:
        return datetime.date.fromisoformat(args.today)
    except ValueError as error:
        raise RuleError(f"--today is no day such as 2026-08-03: {args.today}.", "today") from error


def _refuse(args: argparse.Namespace, found: dict[str, Any], sentence: str = "") -> int:
    """Exit code 2: the reason as JSON on standard output, or a sentence on standard error."""
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(f"goldendoor: {sentence or found['error']}", file=sys.stderr)
    return 2
