"""Reading a spreadsheet that somebody brings: XLSX or CSV, with limits. No database."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from typing import Any

import openpyxl

from goldendoor.kernel.errors import BadInput

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 5_000_000, 80_000_000, 2_000, 60
Rows = list[dict[str, Any]]


def read(data: bytes, filename: str) -> tuple[list[str], Rows]:
    """Headings and rows `{"line": number as the program shows it, "cells": {heading: text}}`.

    Raises BadInput naming what is wrong with the file.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("This file is too large: bring at most 5 MB.")
    table = _xlsx(data) if data[:2] == b"PK" else _csv(data, filename)
    if not table:
        raise BadInput("This file is empty.")
    columns = _headings(table[0][1])
    rows = []
    for line, cells in table[1:]:
        texts = {name: text for name, text in zip(columns, cells, strict=False) if text.strip()}
        if texts:
            rows.append({"line": line, "cells": texts})
    if not rows:
        raise BadInput("This file has a heading and no rows.")
    return columns, rows


def _headings(cells: list[str]) -> list[str]:
    named = [" ".join(cell.split())[:80] for cell in cells[:MOST_COLUMNS]]
    while named and not named[-1]:
        named.pop()
    named = [text or f"Column {place}" for place, text in enumerate(named, 1)]
    return [
        text if text not in named[:place] else f"{text} ({place + 1})"
        for place, text in enumerate(named)
    ]


def _xlsx(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise BadInput("This spreadsheet is too large when unpacked.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        found = [(line, [_text(cell) for cell in row]) for line, row in enumerate(rows, 1)]
    except BadInput:
        raise
    except Exception as error:
        raise BadInput("This spreadsheet cannot be read. Save it as XLSX or CSV.") from error
    return _checked([row for row in found if any(row[1])])


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:1000]


def _csv(data: bytes, filename: str) -> list[tuple[int, list[str]]]:
    if b"\0" in data:
        raise BadInput(f"{filename} is no spreadsheet. Bring an XLSX or CSV file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        found = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadInput(f"{filename} cannot be read as CSV.") from error
    return _checked(found)


def _checked(found: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    if len(found) > MOST_ROWS + 1:
        raise BadInput(f"Bring at most {MOST_ROWS} rows at once.")
    return found
