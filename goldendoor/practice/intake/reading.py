"""What people type ↔ what is stored, by type of question. Pure; wrong input says what to write."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from goldendoor.kernel.folding import fold
from goldendoor.law.library import Library
from goldendoor.practice.intake.asked import Leaf

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene", "february feb febrero", "march mar marzo",
            "april apr abril abr", "may mayo", "june jun junio", "july jul julio",
            "august aug agosto ago", "september sep sept septiembre", "october oct octubre",
            "november nov noviembre", "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MESSAGES = {
    "en": {
        "date": "This is not a date we can read. Write it as 08/03/2026.",
        "number": "Write a number with digits only, such as 12.",
        "money": "Write an amount with digits only, such as 54000 or 54000.50.",
        "country": "We know no country called “{text}”. Choose one from the list.",
        "state": "We know no state called “{text}”. Choose one from the list.",
        "email": "An e-mail address looks like name@example.org.",
        "phone": "A telephone number has at least seven digits.",
        "choice": "Choose one of the answers offered.",
        "name": "A part of a name has at most 200 letters here. Shorten it.",
        "long": "This is longer than 2,000 characters; nothing was cut. Make it shorter.",
    },
    "es": {
        "date": "No podemos leer esta fecha. Escríbala así: 08/03/2026 (mes/día/año).",
        "number": "Escriba un número solo con cifras, por ejemplo 12.",
        "money": "Escriba una cantidad solo con cifras, por ejemplo 54000 o 54000.50.",
        "country": "No conocemos un país llamado «{text}». Elija uno de la lista.",
        "state": "No conocemos un estado llamado «{text}». Elija uno de la lista.",
        "email": "Una dirección de correo es como nombre@example.org.",
        "phone": "Un número de teléfono tiene al menos siete cifras.",
        "choice": "Elija una de las respuestas ofrecidas.",
        "name": "Una parte de un nombre tiene aquí como máximo 200 letras. Acórtela.",
        "long": "Tiene más de 2000 caracteres; no se cortó nada. Acórtelo.",
    },
}
LONGEST = 2000
LONGEST_NAME = 200
NAME_PARTS = ("family", "given", "middle")
LONGEST_TEXT = 20_000


class BadAnswer(ValueError):
    """Something typed that cannot be stored as it is; the message says what to write instead."""


def parse(leaf: Leaf, typed: Sequence[str], library: Library, language: str = "en") -> Any:
    """The stored value of what was typed; None for nothing. Raises `BadAnswer`."""
    texts = [text for text in (one.replace("\0", "").strip() for one in typed) if text]
    if leaf.type == "choices":
        return [text for text in texts if text in leaf.options] or None
    if not texts:
        return None
    text = texts[0]
    said = MESSAGES[language]
    if len(text) > (LONGEST_TEXT if leaf.type == "long_text" else LONGEST):
        raise BadAnswer(said["long"])
    if leaf.part.rpartition(".")[2] in NAME_PARTS and len(text) > LONGEST_NAME:
        raise BadAnswer(said["name"])
    try:
        return PARSERS.get(leaf.type, _text)(text, leaf, library)
    except (ValueError, LookupError, InvalidOperation):
        kind = {
            "month": "date",
            "list_of_dates": "date",
            "yes_no": "choice",
            "countries": "country",
        }
        raise BadAnswer(said[kind.get(leaf.type, leaf.type)].format(text=text)) from None


def _text(text: str, _leaf: Leaf, _library: Library) -> str:
    return text


def date(text: str) -> str:
    """An ISO date of what people write: 08/03/2026, 2026-08-03, Aug 3 2026, 3 agosto 2026, 1990."""
    text = text.strip().lower().rstrip(".")
    if found := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text):
        return _iso(*(int(piece) if piece else None for piece in found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text):
        return _iso(int(found[3]), int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", text):
        return _iso(int(found[2]), int(found[1]), None)
    pieces = [piece for piece in re.split(r"[\s,.]+", text) if piece not in ("de", "of", "")]
    months = [MONTHS[piece] for piece in pieces if piece in MONTHS]
    numbers = [int(re.sub(r"(st|nd|rd|th)$", "", piece)) for piece in pieces if piece[0].isdigit()]
    if len(months) != 1 or len(pieces) != len(numbers) + 1 or len(numbers) not in (1, 2):
        raise ValueError(text)
    year = max(numbers)
    return _iso(year, months[0], min(numbers) if len(numbers) == 2 else None)


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    if year is None or not 1800 <= year <= 2200:
        raise ValueError(year)
    datetime.date(year, month or 1, day or 1)
    return "-".join(
        [f"{year:04}"] + ([f"{month:02}"] if month else []) + ([f"{day:02}"] if day else [])
    )


def _date(text: str, _leaf: Leaf, _library: Library) -> str:
    return date(text)


def _dates(text: str, _leaf: Leaf, _library: Library) -> list[str]:
    return [date(piece) for piece in re.split(r"[;\n]+", text) if piece.strip()]


def _number(text: str, _leaf: Leaf, _library: Library) -> int | float:
    plain = text.replace(",", "").replace(" ", "")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", plain):
        raise ValueError(text)
    return float(plain) if "." in plain else int(plain)


def _money(text: str, _leaf: Leaf, _library: Library) -> str:
    amount = Decimal(re.sub(r"[\s$,]", "", text))
    if not amount.is_finite() or amount < 0 or amount > 10**12:
        raise ValueError(text)
    return f"{amount:f}"


def _yes_no(text: str, _leaf: Leaf, _library: Library) -> bool:
    return {"true": True, "false": False}[text]


def _choice(text: str, leaf: Leaf, _library: Library) -> str:
    if text not in leaf.options:
        raise ValueError(text)
    return text


def _email(text: str, _leaf: Leaf, _library: Library) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise ValueError(text)
    return text


def _phone(text: str, _leaf: Leaf, _library: Library) -> str:
    if sum(sign.isdigit() for sign in text) < 7 or re.search(r"[^\d\s()+.\-/x#ext]", text.lower()):
        raise ValueError(text)
    return text


def countries(library: Library) -> Mapping[str, str]:
    """Code → name, as official forms write it."""
    return library.table("iso.countries")["countries"]


def states(library: Library) -> Mapping[str, str]:
    """Code → name of states, territories and military post codes."""
    return library.table("us.states")["states"]


def _coded(text: str, table: Mapping[str, str]) -> str:
    wanted = fold(text)
    if text.upper() in table:
        return text.upper()
    for code, name in table.items():
        if fold(str(name)) == wanted:
            return str(code)
    raise LookupError(text)


def _country(text: str, _leaf: Leaf, library: Library) -> str:
    return _coded(text, countries(library))


def _countries(text: str, _leaf: Leaf, library: Library) -> list[str]:
    return [_country(piece.strip(), _leaf, library) for piece in text.split(",") if piece.strip()]


def _state(text: str, _leaf: Leaf, library: Library) -> str:
    return _coded(text, states(library))


PARSERS = {
    "date": _date,
    "month": _date,
    "list_of_dates": _dates,
    "number": _number,
    "money": _money,
    "yes_no": _yes_no,
    "choice": _choice,
    "country": _country,
    "countries": _countries,
    "state": _state,
    "email": _email,
    "phone": _phone,
}


def show(leaf: Leaf, value: Any, library: Library) -> list[str]:
    """What the box shows of a stored value; several texts for boxes that take several."""
    if value is None or value == "" or value == []:
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if leaf.type in ("date", "month"):
        return [_show_date(str(value))]
    if leaf.type == "list_of_dates":
        return ["; ".join(_show_date(str(one)) for one in value)]
    if leaf.type == "country":
        return [str(countries(library).get(str(value), value))]
    if leaf.type == "countries":
        names = value if isinstance(value, list) else [value]
        return [", ".join(str(countries(library).get(str(one), one)) for one in names)]
    if leaf.type == "state":
        return [str(states(library).get(str(value), value))]
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)]


def words(leaf: Leaf, value: Any, library: Library) -> str:
    """A stored value in words, for comparing two answers."""
    said = [leaf.options.get(text, text) for text in show(leaf, value, library)]
    if leaf.type == "yes_no":
        said = [{"true": "yes", "false": "no"}.get(text, text) for text in said]
    return ", ".join(said) or "(empty)"


def _show_date(iso: str) -> str:
    pieces = iso.split("-")
    if len(pieces) == 3:
        return f"{pieces[1]}/{pieces[2]}/{pieces[0]}"
    return "/".join(reversed(pieces))
