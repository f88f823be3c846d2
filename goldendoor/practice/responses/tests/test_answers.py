"""An answer from its beginning to the day it was sent, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import queries as cases
from goldendoor.deadlines import queries as deadlines
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.bundles import building, rules
from goldendoor.practice.bundles import queries as bundles
from goldendoor.practice.responses import actions, packet, queries
from goldendoor.practice.responses.models import Enclosure, Paragraph, Response

TODAY = date(2026, 8, 3)
LIBRARY = Library.shipped()


def test_one_answer_is_begun_for_a_deadline(owner, asked, response) -> None:
    assert response.deadline.rule_id == "us.rfe"
    assert queries.awaited(owner, asked, LIBRARY) == []
    with pytest.raises(NotAllowed, match="begun already"):
        actions.start(
            access=owner, case=asked, kind="us.rfe", library=LIBRARY, deadline=response.deadline
        )
    with pytest.raises(BadInput, match="not the deadline"):
        actions.start(
            access=owner, case=asked, kind="us.noid", library=LIBRARY, deadline=response.deadline
        )


def test_items_sent_twice_are_there_once_and_keep_their_order(owner, response, items) -> None:
    for _ in range(2):
        actions.add_items(access=owner, response=response, texts=["A third"], once="k1")
    third = queries.items(owner, response)[2]
    actions.move_item(access=owner, item=third, by=-2)
    assert queries.items(owner, response)[0].text == "A third"
    actions.remove_item(access=owner, item=queries.item(owner, third.public_id))
    assert [one.position for one in queries.items(owner, response)] == [1, 2]
    with pytest.raises(BadInput, match="at most 100"):
        actions.add_items(access=owner, response=response, texts=["x"] * 99)


def test_every_saving_of_an_answer_is_a_version_and_none_is_overwritten(owner, items) -> None:
    item = items[0]
    first = actions.write_paragraph(access=owner, item=item, text="One.", number=0)
    assert actions.write_paragraph(access=owner, item=item, text="One.", number=0) == first
    with pytest.raises(Conflict) as caught:
        actions.write_paragraph(access=owner, item=item, text="Other.", number=0)
    assert caught.value.differences[0].theirs == "One."
    actions.write_paragraph(access=owner, item=item, text="Two.", number=1)
    assert [one.text for one in queries.versions(owner, item)] == ["Two.", "One."]
    assert "Two." not in str(Paragraph.objects.values_list("pk", "number"))


def test_evidence_is_attached_once_in_order_and_only_of_the_case(owner, items, paper, case) -> None:
    lease, bill = paper("Lease"), paper("Bill")
    for _ in range(2):
        actions.attach(access=owner, item=items[0], documents=[lease, bill])
    second = queries.item(owner, items[0].public_id).papers[1]
    actions.move_enclosure(access=owner, enclosure=second, by=-1)
    found = queries.item(owner, items[0].public_id).papers
    assert [str(one) for one in found] == ["Bill", "Lease"]
    actions.detach(access=owner, enclosure=found[0])
    assert Enclosure.objects.count() == 1
    type(lease).objects.filter(pk=lease.pk).update(case=case)
    lease.refresh_from_db()
    with pytest.raises(NotAllowed, match="another case"):
        actions.attach(access=owner, item=items[1], documents=[lease])


@pytest.fixture
def answered(owner: Any, response: Any, items: Any, paper: Any) -> Response:
    """Both items answered, the first with a paper that both show."""
    lease = paper("Lease", 2)
    for item in items:
        actions.write_paragraph(access=owner, item=item, text="Enclosed.\n\nIt shows both names.")
        actions.attach(access=owner, item=item, documents=[lease])
        actions.change_item(access=owner, item=item, state="ready")
    return queries.get(owner, response.public_id)


def test_the_packet_quotes_answers_and_numbers_each_paper_once(owner, answered, paper) -> None:
    notice = paper("Notice")
    actions.change_response(access=owner, response=answered, changes={"notice": notice})
    recipe = packet.recipe(owner, answered, library=LIBRARY, today=TODAY, draft=False)
    assert [one.title for one in recipe.exhibits] == ["Lease"]
    (letter,) = recipe.front
    assert letter.data["items"][0]["quoted"] == ["Evidence of a shared life."]
    assert letter.data["items"][1]["exhibits"] == ["Exhibit A: Lease"]
    again = rules.from_json(recipe.to_json())
    assert again == recipe
    built = building.build(again, bundles.reader(owner, answered.case), max_mb=25)
    titles = [row["title"] for row in built.contents]
    assert titles[0].startswith("The original notice")
    assert titles[-1] == "Exhibit A: Lease"
    assert built.contents[-1]["page"] == "4"


def test_sending_moves_the_case_and_satisfies_the_deadline_once(owner, answered) -> None:
    for _ in range(2):
        sent = actions.record_sent(
            access=owner, response=answered, sent_date=TODAY, how="Pretend Express",
            tracking_number="ZZ1", today=TODAY, library=LIBRARY, once="s1",
        )  # fmt: skip
    assert sent.state == "sent"
    assert cases.get(owner, answered.case.public_id).stage == "pending"
    (due,) = deadlines.of_case(owner, answered.case)
    assert (due.state, due.satisfied_date) == ("satisfied", TODAY)
    with pytest.raises(NotAllowed, match="closed"):
        actions.add_items(access=owner, response=sent, texts=["More"])


def test_what_is_incomplete_or_not_yet_sent_is_refused(owner, response, items, answered) -> None:
    def send(day: date = TODAY, how: str = "Mail") -> None:
        actions.record_sent(
            access=owner, response=response, sent_date=day, how=how, today=TODAY, library=LIBRARY
        )

    with pytest.raises(BadInput, match="day to come"):
        send(date(2026, 8, 4))
    with pytest.raises(BadInput, match="how"):
        send(how=" ")
    actions.add_items(access=owner, response=response, texts=["A third"])
    with pytest.raises(BadInput, match="sent together"):
        send()
    assert queries.get(owner, response.public_id).is_open
    actions.change_response(access=owner, response=response, changes={"way": "partial"})
    send()


def test_an_answer_that_is_not_given_keeps_its_deadline(owner, response) -> None:
    with pytest.raises(BadInput, match="why"):
        actions.drop(access=owner, response=response, reason=" ")
    actions.drop(access=owner, response=response, reason="Withdrawn.")
    assert deadlines.of_case(owner, response.case)[0].is_open


def test_readers_change_nothing_and_strangers_see_nothing(make_access, stranger, response, items):
    with pytest.raises(NotAllowed):
        actions.add_items(access=make_access("reader"), response=response, texts=["x"])
    with pytest.raises(NotFound):
        queries.get(stranger, response.public_id)
    with pytest.raises(NotFound):
        queries.item(stranger, items[0].public_id)
    assert queries.list_page(stranger).rows == []
