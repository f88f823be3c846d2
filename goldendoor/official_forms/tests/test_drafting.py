"""A form nobody mapped: a map and questions from its tooltips alone."""

from dataclasses import dataclass

from goldendoor.law.library import Library
from goldendoor.official_forms import drafting, filling
from goldendoor.official_forms.facts import CaseFile
from goldendoor.pdf import fields, read_back, template
from goldendoor.pdf.tests import homemade

LIBRARY = Library.shipped()
YOU = "Part 1. Information About You."


@dataclass
class Made:
    """A blank of our own, as `official_forms` sees one."""

    data: bytes
    form: str = "EOIR-99"
    edition: str = "2025-01-20"

    def tree(self) -> fields.FieldTree:
        return self.template().tree

    def template(self) -> template.Template:
        return template.prepare(self.data)


def form() -> Made:
    made = homemade.FormBuilder(pages=2)
    made.text("Family[0]", TU=f"{YOU} Your Full Name. 1. A. Enter Family Name (Last Name).")
    made.text("Given[0]", TU=f"{YOU} Your Full Name. 1. B. Enter Given Name (First Name).")
    made.text("Born[0]", TU=f"{YOU} 2. Enter Date of Birth.")
    made.text("Spouse[0]", TU="Part 2. Your Spouse. 3. Enter Family Name (Last Name).")
    made.text("Card[0]", TU="Part 3. Payment. 4. Enter Credit Card Number.")
    made.text("Sign[0]", TU="Part 3. 5. Applicant's Signature.")
    made.text("Line1[0]", TU="Part 4. 1. Why did you come?")
    made.text("sub.Line1[0]", page=2, TU="Part 5. 1. When will you leave?")
    made.text("Other[0]", TU=f"{YOU} 2. B. Enter Other Date of Birth (if any).")
    for row in range(3):
        made.text(f"Nation{row}[0]", TU=f"{YOU} 3. Enter Country of Citizenship or Nationality.")
    made.checkbox("Ever[0]", "Y", TU="Part 6. 1. Were you ever a stamp collector? Yes.")
    made.checkbox("Ever[1]", "N", TU="Part 6. 1. Were you ever a stamp collector? No.")
    return Made(made.data())


def case(**answers) -> CaseFile:
    return CaseFile(
        {
            "people": [
                {
                    "id": "ana",
                    "names": [{"kind": "legal", "family": "Núñez-Żółć", "given": "Ana"}],
                    "birth": {"date": "1990-05-17"},
                    "citizenships": [{"country": "PE"}, {"country": "ES"}],
                    "answers": answers,
                },
                {"id": "leo", "names": [{"kind": "legal", "family": "Spouse-Muestra"}]},
            ],
            "relationships": [{"from": "leo", "to": "ana", "kind": "spouse"}],
            "filings": [{"form": "EOIR-99", "for": "ana"}],
        }
    )


def filled(**answers) -> dict:
    file = case(**answers)
    made = filling.fill(file, file.filings()[0], form(), LIBRARY)
    assert not made.curated
    return read_back.values(made.form)


def test_what_the_case_file_knows_is_filled_for_the_right_person() -> None:
    found = filled()
    assert found["Family[0]"] == "Núñez-Żółć"
    assert found["Given[0]"] == "Ana"
    assert found["Born[0]"] == "05/17/1990"
    assert found["Spouse[0]"] == "Spouse-Muestra"


def test_another_date_of_birth_is_not_taken_for_the_date_of_birth() -> None:
    assert filled()["Other[0]"] == ""


def test_each_box_for_a_citizenship_shows_another_one() -> None:
    found = filled()
    assert [found[f"Nation{row}[0]"] for row in range(3)] == ["Peru", "Spain", ""]


def test_card_numbers_and_signatures_are_left_for_the_hand() -> None:
    found = filled()
    assert found["Card[0]"] == found["Sign[0]"] == ""
    keys = [q["key"] for part in drafted()["sections"] for q in part["questions"]]
    assert not any("card" in key or "sign" in key for key in keys)


def drafted() -> dict:
    return drafting.draft_questions("EOIR-99", form().tree())


def test_everything_else_becomes_a_question_in_the_forms_own_words() -> None:
    asked = {q["ask"]: q for part in drafted()["sections"] for q in part["questions"]}
    assert asked["Why did you come?"]["key"] == "applicant.answers.eoir_99_line1_0"
    yes_no = next(q for q in asked.values() if "stamp collector" in q["ask"])
    assert yes_no["type"] == "yes_no"
    assert drafted()["sections"][0]["title"].startswith("Part 1")


def test_two_boxes_of_one_name_are_two_questions() -> None:
    found = filled(eoir_99_line1_0="To learn", eoir_99_line1_0_of_2="Never")
    assert (found["Line1[0]"], found["sub.Line1[0]"]) == ("To learn", "Never")


def test_one_answer_ticks_one_of_two_boxes() -> None:
    boxes = filled(eoir_99_ever=False)
    assert (bool(boxes["Ever[0]"]), bool(boxes["Ever[1]"])) == (False, True)


def test_an_answer_never_reaches_another_form() -> None:
    other = filling.fill(case(eoir_99_line1_0="To learn"), {"form": "EOIR-98", "for": "ana"},
                         Made(form().data, form="EOIR-98"), LIBRARY)  # fmt: skip
    assert read_back.values(other.form)["Line1[0]"] == ""
