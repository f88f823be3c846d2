"""What the preparer decides on the form itself: text typed onto it, and what empty boxes say."""

from __future__ import annotations

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases.models import Filing
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.official_forms import labels
from goldendoor.official_forms.blanks import Blank
from goldendoor.pdf.errors import PdfError

EMPTY_TEXTS = ("", "blank", "N/A", "None")


@transaction.atomic
def type_onto(*, access: Access, filing: Filing, blank: Blank, name: str, text: str) -> Filing:
    """A value typed straight onto a box wins over the answers; empty text takes it back.

    Raises BadInput for a text that the box does not take, NotAllowed, Conflict.
    """
    typed = {**(filing.data.get("typed") or {})}
    if text:
        try:
            blank.template().check(name, text)
        except PdfError as error:
            box = blank.tree().by_name.get(name)
            raise BadInput(labels.in_words(str(error), box) if box else str(error)) from error
        typed[name] = text
    else:
        typed.pop(name, None)
    return _change(access, filing, typed=typed)


@transaction.atomic
def fill_empty_boxes(*, access: Access, filing: Filing, text: str) -> Filing:
    """What empty text boxes of this form say: "N/A", "None", "blank", or "" for the form's usual.

    Raises BadInput for any other word, NotAllowed, Conflict.
    """
    if text not in EMPTY_TEXTS:
        raise BadInput("Empty boxes can say N/A or None, or stay blank.")
    return _change(access, filing, empty_text=text)


def _change(access: Access, filing: Filing, **data: object) -> Filing:
    return cases.change_filing(
        access=access,
        filing=filing,
        changes={"data": {**filing.data, **data}},
        version=filing.version,
    )
