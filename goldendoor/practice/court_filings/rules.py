"""What a filing still lacks, and the words of its certificate of service. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ECAS = "ecas"
MEANS = {
    "eservice": "the ICE eService portal",
    "mail": "first-class mail, postage paid",
    "courier": "courier",
    "hand": "delivery by hand",
}
NO_SEPARATE_SERVICE = (
    "It was filed electronically through ECAS, in which both parties take part. "
    "No separate service was made."
)


@dataclass(frozen=True)
class Respondent:
    """Somebody named on the cover page; `number` is “” where no A-Number is known."""

    name: str
    number: str


def missing(
    *,
    respondents: Sequence[Respondent],
    title: str,
    place: str,
    served_by: str,
    has_day: bool,
    means: str,
    served_on: str,
    papers: int,
) -> list[str]:
    """What has to be put in before it may be filed, one sentence each."""
    found = []
    if not respondents:
        found.append("Nobody in the case is a respondent or client.")
    found += [f"{one.name} has no A-Number." for one in respondents if not one.number]
    if not title.strip():
        found.append("The filing has no name.")
    if not place.strip():
        found.append("The place of the court is missing.")
    if not served_by.strip():
        found.append("Say who serves it.")
    if not has_day:
        found.append("The day of service is missing.")
    if means != ECAS and not served_on.strip():
        found.append("Say on whom it is served.")
    if not papers:
        found.append("No paper is attached yet.")
    return found


def means_words(means: str) -> str:
    """How it is served, as the certificate says it."""
    return MEANS.get(means, "ECAS")
