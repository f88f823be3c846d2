"""Notes, memos, privilege, where a citation is used, and the pages."""

from typing import Any

import pytest
from django.urls import reverse

from goldendoor.cases import actions as cases
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.citations.models import Use
from goldendoor.practice.drafting import actions as drafting
from goldendoor.practice.drafting import templates_of
from goldendoor.practice.research import actions, queries, rules
from goldendoor.practice.research.models import ResearchNote

BODY = "Filed late, INA § 208(a)(2)(B); see 8 C.F.R. § 208.4(a)."


@pytest.fixture
def memo(caseworker: Any) -> Any:
    return actions.write(
        access=caseworker, title="One-year bar", body=BODY, tags=["Asylum", "bars"], once="k"
    )


@pytest.fixture
def strategy(caseworker: Any, case: Any) -> Any:
    return actions.write(
        access=caseworker, title="Our way", body="INA § 208 and INA § 241.", kind="strategy",
        case=case, privileged=True,
    )  # fmt: skip


def test_tags_are_lower_case_and_each_once() -> None:
    assert rules.tags("One-Year  Bar, nexus,, NEXUS ") == ["one-year bar", "nexus"]
    assert rules.counted([["a", "b"], ["b"]]) == [("b", 2), ("a", 1)]
    assert rules.matches(["nun", "bar"], "The Núñez case", "one-year bar")
    for wrong in (",".join(str(n) for n in range(13)), "x" * 41):
        with pytest.raises(ValueError, match="at most"):
            rules.tags(wrong)


def test_a_memo_is_found_by_words_issues_and_kind(caseworker, stranger, memo) -> None:
    assert queries.search(caseworker, "one ye").notes == [memo]
    assert queries.search(caseworker, tag="bars").notes == [memo]
    assert queries.search(caseworker, "nothing").notes == []
    assert queries.search(caseworker, kind="precedent").notes == []
    assert queries.search(caseworker).tags == [("asylum", 1), ("bars", 1)]
    assert queries.search(stranger).notes == []
    stored = ResearchNote.objects.extra(select={"raw": "body"}).values_list("raw", flat=True)
    assert "Filed late" not in str(list(stored))


def test_what_a_note_was_is_kept_and_a_stale_change_is_a_conflict(caseworker, memo) -> None:
    data = {"title": "One-year bar", "kind": "research", "tags": ["asylum"]}
    actions.rewrite(access=caseworker, note=memo, body="INA § 240A.", version=1, **data)
    assert [one.body for one in queries.versions(caseworker, memo)] == [BODY]
    assert [one.key for one in Use.objects.all()] == ["INA § 240A"]
    with pytest.raises(Conflict):
        actions.rewrite(access=caseworker, note=memo, body="Other", version=1, **data)
    with pytest.raises(BadInput):
        actions.rewrite(access=caseworker, note=memo, body=" ", **data)


def test_a_citation_shows_only_texts_that_one_may_read(
    caseworker, make_access, case, memo, strategy
) -> None:
    choice = templates_of.get(caseworker, Library.shipped(), "brief")
    draft = drafting.begin(
        access=caseworker, case=case, template=choice, title="B", text="INA § 208(b).",
        privileged=True,
    )  # fmt: skip
    mine = queries.used(caseworker, "INA § 208")
    assert (set(mine.notes), mine.drafts) == ({memo, strategy}, [draft])
    paralegal = make_access("paralegal")
    theirs = queries.used(paralegal, "INA § 208")
    assert (theirs.notes, theirs.drafts) == ([memo], [])
    keys = [(one["key"], one["uses"]) for one in queries.citations(paralegal)]
    assert keys == [("8 CFR 208.4", 1), ("INA § 208", 1)]
    drafting.save(access=caseworker, draft=draft, text="Nothing.", number=1)
    assert queries.used(caseworker, "INA § 208").drafts == []


def test_strategy_is_read_by_its_author_and_those_who_answer_for_the_case(
    caseworker, make_access, stranger, strategy
) -> None:
    for access in (make_access("paralegal"), stranger):
        with pytest.raises(NotFound):
            queries.get(access, strategy.public_id)
    assert queries.get(make_access("attorney"), strategy.public_id)
    with pytest.raises(NotAllowed):
        actions.set_privilege(access=caseworker, note=strategy, privileged=False)
    attorney = make_access("attorney")
    actions.set_privilege(access=attorney, note=strategy, privileged=False)
    assert queries.get(make_access("paralegal"), strategy.public_id)


def test_memos_are_linked_once_and_notes_of_a_case_stay_with_it(
    caseworker, make_access, case, memo, strategy, fixed_day
) -> None:
    for _ in range(2):
        actions.link(access=caseworker, note=memo, case=case)
    assert queries.of_case(caseworker, case) == [memo, strategy] or queries.of_case(
        caseworker, case
    ) == [strategy, memo]
    other = cases.open_case(
        access=caseworker, type_id="practice.general", title="Other", today=fixed_day
    )
    with pytest.raises(NotAllowed, match="stays with it"):
        actions.link(access=caseworker, note=strategy, case=other)
    actions.unlink(access=caseworker, note=memo, case=case)
    assert queries.cases_of(caseworker, memo) == []
    with pytest.raises(BadInput, match="memo is for the whole office"):
        actions.set_privilege(access=caseworker, note=memo, privileged=True)
    with pytest.raises(NotAllowed):
        actions.write(access=make_access("reader"), title="T", body="B")


def test_pages_of_research(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    assert "Nothing is written yet" in browser.get(reverse("practice:research")).content.decode()
    new = reverse("practice:write_research")
    typed = {"title": "", "kind": "research", "body": BODY, "tags": "bars"}
    wrong = browser.post(new, typed)
    assert wrong.status_code == 422
    assert "Filed late" in wrong.content.decode()
    for _ in range(2):
        address = browser.post(new, {**typed, "title": "Bar", "once": "k"}).url
    assert ResearchNote.objects.count() == 1
    text = browser.get(address).content.decode()
    assert "?c=INA%20%C2%A7%20208" in text
    assert "https://www.govinfo.gov/link/uscode/8/1158" in text
    step = f"{address}step/"
    assert browser.post(f"{step}link/", {"number": "GD-1999-0001"}).status_code == 400
    browser.post(f"{step}link/", {"number": case.number})
    letters = reverse("practice:case_letters", args=[case.public_id])
    assert "memo linked" in browser.get(letters).content.decode()
    change = {**typed, "title": "Bar 2", "version": "1"}
    assert browser.post(f"{address}change/", change).status_code == 302
    stale = {**change, "title": "Bar 3"}
    assert browser.post(f"{address}change/", stale).status_code == 409
    assert "Bar 2" in browser.get(reverse("practice:research") + "?q=bar").content.decode()
    assert browser.post(f"{step}fly/").status_code == 400
    browser.post(f"{step}retire/")
    assert "Bar 2" not in browser.get(reverse("practice:research")).content.decode()


def test_pages_of_citations(signed_in, caseworker, memo) -> None:
    browser = signed_in(caseworker)
    text = browser.get(reverse("practice:citations")).content.decode()
    assert "8 CFR 208.4" in text
    assert browser.get(reverse("practice:citations") + "?kind=moon").status_code == 400
    page = reverse("practice:citation")
    text = browser.get(page, {"c": "8 C.F.R. § 208.4(a)(5)"}).content.decode()
    assert "One-year bar" in text
    assert "ecfr.gov/current/title-8/section-208.4#p-208.4(a)(5)" in text
    assert "Westlaw" in text
    assert browser.get(page, {"c": "AAO ID# 123456"}).status_code == 200
    assert browser.get(page, {"c": "hello"}).status_code == 404


def test_a_privileged_note_of_a_case_is_not_found_by_others(
    signed_in, caseworker, make_access, case, stranger
) -> None:
    browser = signed_in(caseworker)
    data = {"title": "Way", "kind": "strategy", "body": "x", "privileged": "on"}
    address = browser.post(reverse("practice:write_research"), {**data, "case": case.public_id}).url
    for access in (make_access("paralegal"), stranger):
        found = signed_in(access)
        assert found.get(address).status_code == 404
        assert found.get(f"{address}change/").status_code == 404
    reader = signed_in(make_access("reader"))
    assert "Way" not in reader.get(reverse("practice:research")).content.decode()
    assert reader.get(reverse("practice:write_research")).status_code == 403
