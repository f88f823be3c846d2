"""Fingerprints by which the same person is found again. The key stays with the installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.foundation import encryption
from goldendoor.kernel.folding import fold


def passport_key(facts: Mapping[str, Any], organisation_id: int) -> str:
    """Of country and number of the passport; "" without a number."""
    number = str(facts.get("passport") or "")
    if not number:
        return ""
    return encryption.blind_index(number, organisation_id=organisation_id, kind="h1b_passport")


def name_key(facts: Mapping[str, Any], organisation_id: int) -> str:
    """Of all names in any order, folded, and the day of birth; "" without one of them."""
    names = " ".join(str(facts.get(one) or "") for one in ("family", "given"))
    born = str(facts.get("birth_date") or "")
    words = sorted(fold(names).replace("-", " ").split())
    if not words or not born:
        return ""
    text = " ".join([*words, born])
    return encryption.blind_index(text, organisation_id=organisation_id, kind="h1b_name_birth")


def fein_key(text: str, organisation_id: int) -> str:
    """Of an employer's number; "" without one."""
    if not text.strip():
        return ""
    return encryption.blind_index(text, organisation_id=organisation_id, kind="fein")


def label(facts: Mapping[str, Any]) -> str:
    """“Example, Ana”."""
    return ", ".join(str(facts[one]) for one in ("family", "given") if facts.get(one))[:200]
