"""Lists by keyset: a page starts after the last row of the one before; deep pages cost the same."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from goldendoor.kernel.errors import BadInput

MOST_ROWS = 200


@dataclass(frozen=True)
class Page:
    """`rows`, and the token of the next page (None on the last)."""

    rows: list[Any]
    next: str | None


def keyset(
    rows: QuerySet, *, order: Sequence[str], after: str | None = None, size: int = 50
) -> Page:
    """One page of `rows` by `order` ("-" for descending; the last one must be unique).

    The columns of `order` must not be null. Raises BadInput for a token that is not ours.
    """
    size = max(1, min(size, MOST_ROWS))
    names = [column.lstrip("-") for column in order]
    ordered = rows.order_by(*order)
    if after:
        ordered = ordered.filter(_beyond(order, _values(rows, names, after)))
    found = list(ordered[: size + 1])
    if len(found) <= size:
        return Page(rows=found, next=None)
    return Page(rows=found[:size], next=_token([getattr(found[size - 1], name) for name in names]))


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """(a > x) or (a = x and b > y) or …, each column in its own direction."""
    beyond, same = Q(pk__in=[]), Q()
    for column, value in zip(order, values, strict=True):
        name = column.lstrip("-")
        direction = "lt" if column.startswith("-") else "gt"
        beyond |= same & Q(**{f"{name}__{direction}": value})
        same &= Q(**{name: value})
    return beyond


def _token(values: list[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, date | datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _values(rows: QuerySet, names: list[str], token: str) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        fields = [rows.model._meta.get_field(name) for name in names]
        found = [field.to_python(value) for field, value in zip(fields, values, strict=True)]
        return [_usable(field, value) for field, value in zip(fields, found, strict=True)]
    except Exception as error:
        raise BadInput("The address of this page is damaged. Open the list again.") from error


def _usable(field: Any, value: Any) -> Any:
    """The value, if the database can compare it: no null, no NUL, no moment beyond the calendar."""
    if value is None:
        raise ValueError("no value")
    if isinstance(value, str) and b"\0" in value.encode():
        raise ValueError("a NUL")
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a moment without its zone")
    field.get_db_prep_value(value, connection)
    return value
