"""From the first contact to an open case, and what stops an enquiry on the way."""

from typing import Any

import pytest
from django.db import connection

from goldendoor.audit.models import Entry
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Note
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from goldendoor.people.models import Person
from goldendoor.practice.conflicts import actions as conflicts
from goldendoor.practice.conflicts import rules as conflict_rules
from goldendoor.practice.enquiries import actions, letters, naming, queries, rules
from goldendoor.practice.enquiries.models import Consultation, Enquiry
from goldendoor.practice.enquiries.tests.conftest import CHANNELS, TODAY

LIBRARY = Library.shipped()
CARRIED = [
    naming.Carried(0, "applicant", "Exampleh", "Amina"),
    naming.Carried(1, "opposing_party", "Exampleh", "Karim"),
]


def open_it(access: Any, enquiry: Enquiry, **more: Any) -> Case:
    return actions.open_case(
        access=access, enquiry=enquiry, type_id="practice.us.asylum", carried=CARRIED, today=TODAY,
        library=LIBRARY, **more,
    )  # fmt: skip


def here(access: Any, enquiry: Enquiry) -> tuple[str, str]:
    fresh = queries.get(access, enquiry.public_id)
    [step] = [one for one in rules.steps(queries.facts(access, fresh)) if one.when == "here"]
    return step.key, step.why


def test_the_steps_follow_each_other(caseworker, enquiry, forward) -> None:
    assert here(caseworker, enquiry)[0] == "conflict"
    expected = {
        "checked": "screening", "screened": "consultation", "drafted": "consultation",
        "consulted": "engagement", "signed": "case",
    }  # fmt: skip
    for to in ("checked", "screened", "drafted"):
        forward(enquiry, to)
        assert here(caseworker, enquiry)[0] == expected[to]


def test_a_case_opens_with_its_people_facts_and_opposing_party(
    caseworker, enquiry, forward
) -> None:
    enquiry = forward(enquiry, "signed")
    assert here(caseworker, enquiry) == ("case", "")
    case = open_it(caseworker, enquiry, once="k")
    assert open_it(caseworker, enquiry, once="k") == case
    roles = {one.role: one.person for one in cases.parties(caseworker, case)}
    assert set(roles) == {"applicant", "opposing_party"}
    data = people_queries.person_dict(roles["applicant"], caseworker)
    assert data["birth"] == {"date": "1990-02-03"}
    assert [one["family"] for one in data["names"]] == ["Exampleh", "Formerly"]
    notes = " ".join(Note.objects.values_list("text", flat=True))
    assert "engagement signed on 2026-08-03" in notes
    assert "Are they afraid of going back? Yes" in notes
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.case) == ("opened", case)
    again = conflicts.ask(
        access=caseworker, people=[conflict_rules.Asked("enquirer", ("Karim Exampleh",))]
    )
    assert "person" in {hit["kind"] for hit in again.hits}


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("", "Check for conflicts first"),
        ("screened", "consultation is not signed"),
        ("drafted", "consultation is not signed"),
        ("consulted", "not signed the engagement letter"),
        ("engaged", "not signed the engagement letter"),
    ],
)
def test_nothing_opens_before_its_time(caseworker, enquiry, forward, to, why) -> None:
    enquiry = forward(enquiry, to) if to else enquiry
    with pytest.raises(NotAllowed, match=why):
        open_it(caseworker, enquiry)
    assert Case.objects.count() == 0


def test_nothing_opens_while_a_conflict_is_undecided(caseworker, owner, enquiry, forward) -> None:
    data = {"names": [{"family": "Exampleh", "given": "Karim"}]}
    people.add_person(access=caseworker, data=data)
    check = actions.check_conflicts(access=caseworker, enquiry=enquiry)
    assert check.state == "referred"
    assert "waits for the conflicts officer" in here(caseworker, enquiry)[1]
    with pytest.raises(NotAllowed, match="conflicts officer"):
        actions.write_consultation(access=caseworker, enquiry=enquiry, body={"goals": "x"})
    conflicts.decide(access=owner, check=check, decision="declined", reason="His case.")
    assert "declined" in here(caseworker, enquiry)[1]


def test_other_people_need_another_check(caseworker, enquiry, forward) -> None:
    enquiry = forward(enquiry, "signed")
    more = [*queries.people(enquiry), conflict_rules.Asked("relative", ("Somebody New",))]
    actions.set_people(access=caseworker, enquiry=enquiry, people=more)
    with pytest.raises(NotAllowed, match="repeat it"):
        open_it(caseworker, enquiry)
    first = enquiry.check_made
    check = actions.check_conflicts(access=caseworker, enquiry=enquiry)
    assert (check.thread, check.state) == (first.thread, "clear")
    assert open_it(caseworker, enquiry).number


def test_only_attorneys_and_accredited_representatives_sign(
    caseworker, owner, make_access, enquiry, forward
) -> None:
    forward(enquiry, "drafted")
    [draft] = Consultation.objects.all()
    for access in (caseworker, owner, make_access("paralegal")):
        with pytest.raises(NotAllowed, match="attorney or an accredited"):
            actions.sign_consultation(access=access, consultation=draft)
    signed = actions.sign_consultation(
        access=make_access("accredited_representative"), consultation=draft
    )
    assert signed.signed_as == "accredited representative"


def test_partial_accreditation_bars_court_work(make_access, enquiry, forward) -> None:
    from dataclasses import replace

    forward(enquiry, "drafted", court=True)
    [draft] = Consultation.objects.all()
    full = make_access("accredited_representative")
    partial = replace(full, roles=full.roles | {"partial_accreditation"})
    with pytest.raises(NotAllowed, match="Partial accreditation"):
        actions.sign_consultation(access=partial, consultation=draft)
    assert actions.sign_consultation(access=full, consultation=draft).signed_at


def test_a_signed_version_never_changes_and_the_next_stands_beside_it(
    caseworker, make_access, enquiry, forward
) -> None:
    forward(enquiry, "consulted")
    later = actions.write_consultation(
        access=caseworker, enquiry=enquiry, body={"goals": "Something else."}
    )
    newest, first = queries.consultations(caseworker, enquiry)
    assert (newest, newest.number, first.number) == (later, 2, 1)
    assert first.body["goals"] == "Stay safely."
    with pytest.raises(NotAllowed, match="signed already"):
        actions.sign_consultation(access=make_access("attorney"), consultation=first)


def test_two_who_write_on_one_draft_are_told(caseworker, enquiry, forward) -> None:
    forward(enquiry, "drafted")
    [draft] = Consultation.objects.all()
    shared: dict[str, Any] = {"access": caseworker, "enquiry": enquiry, "version": draft.version}
    actions.write_consultation(**shared, body={"goals": "One."})
    with pytest.raises(Conflict):
        actions.write_consultation(**shared, body={"goals": "Other."})


def test_an_unsafe_channel_is_refused_and_the_safe_one_named(caseworker, enquiry) -> None:
    with pytest.raises(NotAllowed, match=r"not safe .* Use e-mail amina@safe.example"):
        actions.note_contact(access=caseworker, enquiry=enquiry, text="Called.", at=0)
    with pytest.raises(BadInput, match="Write what"):
        actions.note_contact(access=caseworker, enquiry=enquiry, text=" ", at=1)
    kept = actions.note_contact(access=caseworker, enquiry=enquiry, text="Wrote.", at=1)
    assert kept.channel == "amina@safe.example"
    actions.note_contact(
        access=caseworker, enquiry=enquiry, text="She called.", at=0, incoming=True
    )
    actions.note_contact(access=caseworker, enquiry=enquiry, text="She came.", at=None)
    assert queries.contacts(caseworker, enquiry).count() == 3
    assert "No safe channel" in rules.why_not_reach(CHANNELS[:1], 0)
    assert rules.why_not_reach(CHANNELS, 7)


def test_somebody_known_is_proposed_and_nothing_is_merged(caseworker, enquiry, forward) -> None:
    data = {"names": [{"family": "Exampleh", "given": "Aminah"}], "birth": {"date": "1990-01-01"}}
    known = people.add_person(access=caseworker, data=data)
    [one] = queries.alike(caseworker, enquiry)
    assert one["person"] == known
    other = people.add_person(access=caseworker, data={"names": [{"family": "Elsewhere"}]})
    with pytest.raises(BadInput):
        actions.settle_person(access=caseworker, enquiry=enquiry, public_id=other.public_id)
    actions.settle_person(access=caseworker, enquiry=enquiry, public_id=known.public_id)
    enquiry.refresh_from_db()
    assert queries.alike(caseworker, enquiry) == []
    assert enquiry.person == known
    assert people_queries.person_dict(known, caseworker) == data
    assert Person.objects.count() == 2


def test_a_known_person_goes_over_as_they_are(caseworker, owner, enquiry, forward) -> None:
    data = {"names": [{"family": "Exampleh", "given": "Amina"}], "birth": {"date": "1990-01-01"}}
    known = people.add_person(access=caseworker, data=data)
    actions.settle_person(access=caseworker, enquiry=enquiry, public_id=known.public_id)
    check = actions.check_conflicts(access=caseworker, enquiry=enquiry)
    conflicts.decide(access=owner, check=check, decision="no_conflict", reason="The same person.")
    body = {"goals": "Stay."}
    draft = actions.write_consultation(access=caseworker, enquiry=enquiry, body=body)
    Consultation.objects.filter(pk=draft.pk).update(signed_at=draft.created_at)
    letter = actions.draw_up_engagement(
        access=caseworker, enquiry=enquiry, template_id="limited", scope="Advice.", today=TODAY,
        library=LIBRARY,
    )  # fmt: skip
    actions.record_signed_engagement(
        access=caseworker, engagement=letter, signed_date=TODAY, today=TODAY
    )
    case = open_it(caseworker, enquiry)
    [party] = [one for one in cases.parties(caseworker, case) if one.role == "applicant"]
    assert party.person == known
    assert people_queries.value(known, "birth", caseworker) == {"date": "1990-01-01"}


def test_what_people_told_is_encrypted(caseworker, enquiry, forward) -> None:
    forward(enquiry, "consulted")
    actions.note_contact(access=caseworker, enquiry=enquiry, text="Secret talk", at=None)
    tables = ("enquiry", "contact", "screening", "consultation")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM practice_enquiries_{table}")
            text = str(cursor.fetchall())
            for told in (
                "Amina",
                "+1 202 555 0143",
                "555 0143",
                "2025-11-26",
                "Stay safely",
                "Secret talk",
                "papers",
            ):
                assert told not in text, (table, told)


def test_a_compartment_closes_an_enquiry_and_its_case(make_access) -> None:
    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    asked = [conflict_rules.Asked("enquirer", ("Quiet Person",))]
    enquiry = actions.take(access=insider, people=asked, compartment="sheltered")
    assert queries.list_page(outsider).rows == []
    assert queries.counts(outsider) == {"new": 0, "waiting": 0, "decided": 0}
    with pytest.raises(NotFound):
        queries.get(outsider, enquiry.public_id)
    with pytest.raises(NotAllowed):
        actions.take(access=outsider, people=asked, compartment="sheltered")


def test_a_closed_enquiry_stays_as_it_is(caseworker, enquiry) -> None:
    with pytest.raises(BadInput, match="why"):
        actions.close(access=caseworker, enquiry=enquiry, state="declined", reason="")
    actions.close(access=caseworker, enquiry=enquiry, state="withdrawn", reason="Moved away.")
    with pytest.raises(NotAllowed, match="closed"):
        actions.check_conflicts(access=caseworker, enquiry=enquiry)
    assert queries.counts(caseworker)["decided"] == 1
    assert Entry.objects.filter(subject_kind="enquiry").count() == 2


def test_the_letter_says_scope_and_fee(caseworker, enquiry, forward) -> None:
    enquiry = forward(enquiry, "engaged")
    letter = queries.engagement(caseworker, enquiry)
    told = letters.letter(enquiry, letter, "Harbor Aid", LIBRARY)
    text = " ".join(told["paragraphs"])
    assert "What we will do: The asylum application." in text
    assert "$450.00 in all" in text
    assert "{" not in text + told["subject"]
    assert letters.letter_pdf(enquiry, letter, "Harbor Aid", LIBRARY).startswith(b"%PDF")
    with pytest.raises(BadInput, match="between"):
        actions.record_signed_engagement(
            access=caseworker, engagement=letter, signed_date=TODAY.replace(day=2), today=TODAY
        )


def test_readers_change_nothing(make_access, enquiry) -> None:
    reader = make_access("reader")
    with pytest.raises(NotAllowed):
        actions.check_conflicts(access=reader, enquiry=enquiry)
    assert queries.get(reader, enquiry.public_id) == enquiry
