"""Documents on the time line of their case."""

import io

from PIL import Image

from goldendoor.cases import queries as cases
from goldendoor.documents import actions


def picture() -> io.BytesIO:
    """A picture of one point."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG")
    out.seek(0)
    return out


def upload(access, case, **more):
    return actions.upload(access=access, case=case, file=picture(), filename="Passport.png", **more)


def test_a_document_is_told_with_its_title_and_who_took_it_in(case, caseworker) -> None:
    document = upload(caseworker, case)
    actions.rename(access=caseworker, document=document, title="Passport of Ana")
    lines = cases.timeline(caseworker, case, kinds=["document"]).rows
    assert [line.words for line in lines] == [
        "changed what is known of a document",
        "uploaded a document",
    ]
    assert {(line.text, line.who) for line in lines} == {("Passport of Ana", caseworker.user_label)}


def test_a_document_in_a_closed_compartment_is_on_no_line(case, make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("owner")
    upload(insider, case, compartment="vawa")
    assert cases.timeline(outsider, case, kinds=["document"]).rows == []
