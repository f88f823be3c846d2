"""`compute(rule, facts, today, library)`: a value with its reasons, from a dated library rule.

A rule names a method in `law/methods/`; the numbers, dates and citations stay in the library.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law import declarations, methods, rules
from goldendoor.law.library import Library
from goldendoor.law.results import Result, RuleError
from goldendoor.law.rules import rule_id
from goldendoor.law.work import Work

__all__ = ["compute", "rule_id"]


def compute(rule: str, facts: Mapping[str, Any], today: datetime.date, library: Library) -> Result:
    """The value of a rule on given facts, as the law was known on `today`.

    `rule` is `us.rfe` or `RFE`; `facts` has the keys it declares under `inputs` (dates as ISO text
    or `date`). Raises `NeedsFacts` naming the missing ones, `RuleError` (with `field`) for a fact
    of the wrong kind, a day for which no version is held, or an unknown rule.
    """
    known = rules.known(rule, library)
    name = known.id
    method = methods.METHODS.get(known.method)
    if method is None:
        raise RuleError(f"Rule {name} names no known method: {known.method!r}.", "rule", name)
    work = Work(known, declarations.check_facts(name, known.inputs, facts), today, library)
    try:
        method(work)
        return work.result()
    except RuleError as error:
        error.rule = name
        raise
    except OverflowError as error:
        raise RuleError("Counting leaves the years that dates can have.", None, name) from error
