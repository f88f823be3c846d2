"""`goldendoor check-library`: every library file against its schema and its worked examples."""

import argparse
import json
import sys

EXAMPLES = """examples:
  goldendoor check-library            check, say what is wrong, exit 1 if anything is
  goldendoor check-library --json     the findings as one JSON array
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "check-library",
        help="check every library file",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--json", action="store_true", help="print the findings as JSON")
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print one finding a line (or a JSON array); 0 when there is none."""
    findings = [*_rules_and_tables(), *_forms(), *_case_types(), *_what_ifs(), *_screenings()]
    findings += [*_of_the_desk(), *_employers()]
    if args.json:
        print(json.dumps(findings, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(finding)
        verdict = f"{len(findings)} finding(s)" if findings else "The library is sound."
        print(verdict, file=sys.stderr)
    return 1 if findings else 0


def _rules_and_tables() -> list[str]:
    from goldendoor.law import check
    from goldendoor.law.library import Library

    return list(check.check(Library.shipped()))


def _forms() -> list[str]:
    """Maps against the questions and, where the blanks are kept, against their fields."""
    from goldendoor.law.library import Library
    from goldendoor.official_forms import blanks, checker, examples

    library, store = Library.shipped(), blanks.find()
    findings: list[str] = []
    for form_id in library.form_ids():
        findings += checker.check_form(form_id, library, store)
        findings += examples.check(form_id, library, store)
    return findings


def _case_types() -> list[str]:
    """Effects and guards named in tables must be registered, which only the apps can know."""
    from goldendoor.config import boot

    boot.django()
    from goldendoor.cases import case_types

    return case_types.check()


def _what_ifs() -> list[str]:
    """Sets of facts of the what-if pages against the rules they ask."""
    from goldendoor.law.library import Library
    from goldendoor.rulebook.what_if import queries

    return list(queries.problems(Library.shipped()))


def _screenings() -> list[str]:
    """Interviews against the rules and case types they name."""
    from goldendoor.config import boot

    boot.django()
    from goldendoor.law.library import Library
    from goldendoor.practice.screenings import queries

    return list(queries.problems(Library.shipped()))


def _employers() -> list[str]:
    """What expires and what a public access file holds, against the rules they name."""
    from goldendoor.config import boot

    boot.django()
    from goldendoor.law.library import Library
    from goldendoor.practice.employers import queries

    return list(queries.problems(Library.shipped()))


def _of_the_desk() -> list[str]:
    """Checklists, kinds of hearings and answers, sets of questions, letters, citations, limits."""
    from goldendoor.config import boot

    boot.django()
    from goldendoor.law.library import Library
    from goldendoor.practice.bundles import rules as limits
    from goldendoor.practice.citations import sources
    from goldendoor.practice.drafting import templates_of
    from goldendoor.practice.hearings import kinds
    from goldendoor.practice.languages import words
    from goldendoor.practice.mock_interviews import sets
    from goldendoor.practice.responses import kinds as answers
    from goldendoor.practice.reviews import checklists

    library = Library.shipped()
    every = (checklists, kinds, sets, words, answers, templates_of, sources, limits)
    return [text for one in every for text in one.problems(library)]
