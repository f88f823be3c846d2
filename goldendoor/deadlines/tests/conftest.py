"""A library of made-up law, and one deadline by it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldendoor.deadlines import actions
from goldendoor.deadlines.tests import library as made_up
from goldendoor.law.library import Library

TODAY = date(2026, 8, 3)


@pytest.fixture
def law(tmp_path: Path) -> Library:
    """A rule of thirty days and one holiday."""
    return made_up.write(tmp_path, made_up.answer_rule())


@pytest.fixture
def started(law: Library, caseworker: Any) -> Any:
    """`started(case, served="2026-08-03", access=caseworker, **more)`: a deadline of that rule."""

    def start(case: Any, served: str = "2026-08-03", access: Any = caseworker, **more: Any) -> Any:
        return actions.start(
            access=access,
            case=case,
            rule_id="test.answer",
            facts={"served_date": served, **more.pop("facts", {})},
            today=TODAY,
            library=law,
            **more,
        )

    return start
