"""Ways of computing that rules name under `method:`. Numbers and dates come from the library.

A method takes the `Work` of one computation, writes its steps and gives the declared outputs.
"""

from __future__ import annotations

from collections.abc import Callable

from goldendoor.law.methods import (
    agency,
    asylum,
    bars,
    counted,
    fees,
    humanitarian,
    identifiers,
    money,
    naturalization,
    period,
    permits,
    premium,
    responses,
    students,
    visas,
    workers,
)
from goldendoor.law.work import Work

Method = Callable[[Work], None]
METHODS: dict[str, Method] = {}
for _module in (
    agency,
    asylum,
    bars,
    counted,
    fees,
    humanitarian,
    identifiers,
    money,
    naturalization,
    period,
    permits,
    premium,
    responses,
    students,
    visas,
    workers,
):
    METHODS.update(_module.METHODS)
