"""The questionnaire: saved while one types, in two languages, by keyboard, by two people."""

from typing import Any

import pytest

from goldendoor.exchange import queries as exchange
from goldendoor.practice.models import TypedAnswer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IDENTITY = "questions/applicant/identity/"


@pytest.fixture
def section(page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any) -> Any:
    """The section of names and birth, open in a browser."""
    enter(page, owner)
    page.goto(f"{live_server.url}/cases/{naturalization.public_id}/{IDENTITY}")
    return page


def stored(owner: Any, case: Any) -> dict[str, Any]:
    return exchange.case_file(owner, case)["people"][0]


def saved(page: Any) -> None:
    page.wait_for_selector(".gd-q-state >> text=/^(Saved|Guardado) \\d/")


def test_an_answer_is_saved_on_leaving_its_box_and_said_so(
    section: Any, owner: Any, naturalization: Any, fits: Any
) -> None:
    box = section.get_by_label("Middle name").first
    box.fill("Inés")
    box.press("Tab")
    saved(section)
    assert stored(owner, naturalization)["names"][0]["middle"] == "Inés"
    fits(section)


def test_a_date_that_is_none_is_said_at_its_box_and_kept(
    section: Any, owner: Any, naturalization: Any, fits: Any
) -> None:
    box = section.get_by_label("Date of birth").first
    box.fill("31 Brumaire")
    box.press("Tab")
    section.wait_for_selector(".gd-error-text:visible >> text=not a date")
    assert stored(owner, naturalization)["birth"]["date"] == "1988-11-30"
    section.reload()
    assert section.get_by_label("Date of birth").first.input_value() == "31 Brumaire"
    fits(section)
    section.get_by_label("Date of birth").first.fill("Nov 29, 1988")
    section.get_by_label("Date of birth").first.press("Tab")
    saved(section)
    assert stored(owner, naturalization)["birth"]["date"] == "1988-11-29"
    assert not TypedAnswer.objects.exists()


def test_what_is_typed_survives_a_closed_window(
    section: Any, owner: Any, naturalization: Any, live_server: Any
) -> None:
    section.get_by_label("Middle name").first.focus()
    section.keyboard.type("Half a na")
    section.goto(f"{live_server.url}/people/")
    for _ in range(50):  # what is sent on leaving arrives a little after the next page
        if TypedAnswer.objects.exists():
            break
        section.wait_for_timeout(100)
    section.goto(f"{live_server.url}/cases/{naturalization.public_id}/{IDENTITY}")
    box = section.get_by_label("Middle name").first
    assert box.input_value() == "Half a na"
    assert "middle" not in stored(owner, naturalization)["names"][0]


def test_the_questionnaire_speaks_spanish(
    section: Any, owner: Any, naturalization: Any, fits: Any
) -> None:
    section.get_by_role("link", name="Español").click()
    section.wait_for_selector("text=Nombre, nacimiento y números >> nth=0")
    fits(section)
    box = section.get_by_label("Fecha de nacimiento").first
    box.fill("30 de noviembre de 1987")
    box.press("Tab")
    saved(section)
    assert stored(owner, naturalization)["birth"]["date"] == "1987-11-30"
    section.get_by_role("button", name="Guardar y continuar").click()
    section.wait_for_selector("h2:has-text('Direcciones y contacto')")


WORDS = """async (links) => {
  const found = {};
  for (const link of links) {
    const text = await (await fetch(link)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const said = page.querySelectorAll("#section-title, .gd-q-ask, .gd-q-head h3, .gd-box label, "
      + ".gd-box legend, .gd-hint, .gd-mark, .gd-ask-end button, [data-adds] span");
    found[link] = [page.querySelector("[data-questionnaire]").lang,
      [...said].map((one) => one.textContent.trim().replace(/\\s+/g, " ")).filter(Boolean)];
  }
  return found;
}"""


def test_no_section_of_the_questionnaire_stays_english(section: Any) -> None:
    if section.viewport_size["width"] < 720:
        return  # the words are the same at every size
    links = section.locator("#q-nav li a").evaluate_all("all => all.map((a) => a.href)")
    english = section.evaluate(WORDS, links)
    section.get_by_role("link", name="Español").click()
    section.wait_for_selector("text=Nombre, nacimiento y números >> nth=0")
    spanish = section.evaluate(WORDS, links)
    assert len(links) > 10
    for link in links:
        assert spanish[link][0] == "es"
        # “No” is the same word.
        assert set(spanish[link][1]) & set(english[link][1]) <= {"No"}, link


def test_everything_is_done_with_the_keyboard(
    section: Any, owner: Any, naturalization: Any
) -> None:
    press = section.keyboard.press
    section.get_by_label("Family name").first.focus()
    press("Control+A")
    section.keyboard.type("Tecla")
    press("Tab")
    saved(section)
    section.get_by_role("button", name="Add: Other name").focus()
    press("Enter")
    section.wait_for_selector(".gd-rowcard")
    section.wait_for_selector(".gd-rowcard input:focus")
    section.keyboard.type("Teclada")
    press("Tab")
    section.wait_for_selector(".gd-rowcard .gd-q-state >> text=Saved")
    section.get_by_role("button", name="Ask my client").last.focus()
    press("Space")
    section.wait_for_selector(".gd-mark[aria-pressed='true']")
    section.get_by_role("button", name="Save and continue").focus()
    press("Enter")
    section.wait_for_selector("h2:has-text('Addresses and contact')")
    names = stored(owner, naturalization)["names"]
    assert names[0]["family"] == "Tecla"
    assert [one["family"] for one in names[1:]] == ["Teclada"]


def test_cards_are_added_and_removed(section: Any, owner: Any, naturalization: Any) -> None:
    for name in ("Primera", "Segunda"):
        section.get_by_role("button", name=": Other name").last.click()
        section.wait_for_selector(".gd-rowcard input:focus")
        section.keyboard.type(name)
        section.keyboard.press("Tab")
        section.locator(".gd-rowcard .gd-q-state >> text=Saved").last.wait_for()
        section.wait_for_timeout(300)
    section.reload()
    section.get_by_role("button", name="Remove: Other name 1").click()
    section.wait_for_selector("h4 >> text=Segunda")
    section.locator(".gd-rowcard").nth(1).wait_for(state="detached")
    kept = [one["family"] for one in stored(owner, naturalization)["names"][1:]]
    assert kept == ["Segunda"]


def test_a_question_appears_when_another_asks_for_it(
    page: Any, live_server: Any, owner: Any, enter: Any, naturalization: Any
) -> None:
    enter(page, owner)
    filing = naturalization.filings.get()
    page.goto(
        f"{live_server.url}/cases/{naturalization.public_id}/questions/of/{filing.public_id}/"
    )
    hidden = page.locator(".gd-q[hidden]")
    before = hidden.count()
    for link in page.locator(".gd-ask-nav li a").evaluate_all("all => all.map((a) => a.href)"):
        page.goto(link)
        before = hidden.count()
        for box in page.locator(".gd-box-yes_no [value=true]").all():
            box.check()
            page.wait_for_timeout(350)
            if hidden.count() < before:
                return
    raise AssertionError("no question of the form depends on another")


def test_signed_out_in_between_nothing_typed_is_lost(
    section: Any, owner: Any, naturalization: Any
) -> None:
    section.context.clear_cookies()
    box = section.get_by_label("Middle name").first
    box.fill("Still here")
    box.press("Tab")
    section.wait_for_selector("text=Nothing typed is lost >> nth=0")
    assert box.input_value() == "Still here"
