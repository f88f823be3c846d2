"""Asylum, travel, residence and naturalization: dangerous answers, read back from the PDF."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, filling, maps

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
OFF = ("", "None", "/Off", "/0")  # what an unticked box reads as
LIBRARY = Library.shipped()
FORMS = ("I-589", "I-131", "I-751", "I-765", "I-90", "I-912", "I-290B", "AR-11", "N-400")


@dataclass
class Filled:
    """A filled form: `form["short name"]` is what a box says, `ticked` whether it is ticked."""

    made: filling.FilledForm
    values: dict[str, str]

    def __getitem__(self, short: str) -> str:
        return self.values[maps.ShortNames(self.values).resolve(short)]

    def ticked(self, short: str) -> bool:
        return self[short] not in OFF

    @property
    def signers(self) -> list[tuple[str, int]]:
        return [(one.who, one.page) for one in self.made.signatures]


Fill = Callable[..., Filled]


def case_of(name: str) -> dict[str, Any]:
    """An example of the examples folder."""
    return dict(json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8")))


def example(form: str) -> dict[str, Any]:
    """The case of a form's own example, to be changed at will."""
    form_id = LIBRARY.form_id(form)
    edition = max(LIBRARY.editions(form_id))
    return copy.deepcopy(dict(LIBRARY.load("forms", form_id, edition, "example.yaml")["case"]))


def blank_of(form: str, folder: Path) -> blanks.Blank:
    """The newest blank of a form; skips where there is none."""
    form_id = LIBRARY.form_id(form)
    store = blanks.Blanks.from_folder(folder)
    originals = list(store.originals(form_id, max(LIBRARY.editions(form_id))))
    if not originals:
        pytest.skip(f"no blank of {form}")
    return originals[0]


@pytest.fixture
def fill(forms_folder: Path) -> Fill:
    """`fill("I-589", case)`: the form of the case's one filing of that form."""

    def filled(form: str, case: dict[str, Any], *, problems: bool = False) -> Filled:
        blank = blank_of(form, forms_folder)
        file = filling.case_file(case)
        made = filling.fill(file, filling.choose_filing(file, form), blank, LIBRARY)
        assert bool(made.problems) is problems, made.problems
        found = pypdf.PdfReader(BytesIO(made.form)).get_fields() or {}
        names = {one.name for one in blank.tree().fields}
        values = {name: str(one.get("/V", "")) for name, one in found.items() if name in names}
        return Filled(made, values)

    return filled


def person(case: dict[str, Any], person_id: str) -> dict[str, Any]:
    return next(one for one in case["people"] if one["id"] == person_id)


def filing(case: dict[str, Any], form: str) -> dict[str, Any]:
    return next(one for one in case["filings"] if one["form"] == form)


def subject(case: dict[str, Any], form: str) -> dict[str, Any]:
    return person(case, filing(case, form)["for"])


@pytest.mark.parametrize("form", FORMS)
def test_every_yes_and_no_stands_beside_its_printed_word(form, forms_folder):
    blank = blank_of(form, forms_folder)
    tree = blank.tree()
    bound = maps.load(LIBRARY.form_id(form), blank.edition, tree, LIBRARY).bindings
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(blank.path)]
    wrong, seen = [], 0
    for one in bound:
        if one.test != "is" or not isinstance(one.words[0], bool):
            continue
        box = tree.by_name[one.field]
        _left, bottom, right, top = box.rect
        words = pages[box.page - 1].get_text_bounded(right - 2, bottom - 1, right + 22, top + 1)
        said = {word: word in words for word in ("Yes", "No")}
        if said["Yes"] == said["No"]:
            continue  # a box with a sentence of its own
        seen += 1
        reversed_question = one.path.endswith(("mailing_is_physical", "in_us_now"))
        if said["Yes"] is not one.words[0] and not reversed_question:
            wrong.append((one.field, one.path, words))
    assert not wrong
    assert seen or form in ("AR-11", "I-290B", "I-912")


def test_no_form_says_that_a_g28_is_attached_where_none_is(fill):
    case = case_of("work-permit")
    assert fill("I-765", case).ticked("CheckBox1[0]")
    case["filings"] = [one for one in case["filings"] if one["form"] != "G-28"]
    assert not fill("I-765", case).ticked("CheckBox1[0]")


# ── I-589 ────────────────────────────────────────────────────────────────────────────────────


def test_a_wife_with_her_husband_here_and_a_son_abroad(fill):
    form = fill("I-589", case_of("asylum"))
    assert form["PtAIILine5_LastName[0]"] == "Al-Khayali"
    assert form["PtAIILine6_FirstName[0]"] == "Idris"
    assert form.ticked("PtAIILine24_Yes[0]")
    assert not form.ticked("PtAIILine24_No[0]")
    assert form["ChildFirst1[0]"] == "Layan"
    assert form.ticked("PtAIILine21_Yes[0]")
    assert form["ChildFirst2[0]"] == "Yusuf"
    assert form.ticked("CheckBox27[1]")
    assert form["PtAIILine13_Specify2[0]"] == "Bayt al-Wahm, Yemen"
    assert not form.ticked("PtAIILine21_Yes2[0]")
    assert not form.ticked("PtAIILine21_No2[0]")


@pytest.mark.parametrize(("word", "box"), [("never", 0), ("past", 1), ("now", 2)])
def test_only_one_box_speaks_of_immigration_court(fill, word, box):
    case = case_of("asylum")
    person(case, "applicant")["answers"]["immigration_court"] = word
    form = fill("I-589", case)
    assert [form.ticked(f"CheckBox3[{one}]") for one in range(3)] == [
        one == box for one in range(3)
    ]


def test_a_long_story_goes_to_supplement_b_which_is_then_signed(fill):
    case = case_of("asylum")
    form = fill("I-589", case)
    assert form["TextField14[0]"] == "See Supplement B"
    assert "(6) My colleague Huda was taken" in form["TextField32[0]"]
    assert "Nabil Al-Mithali" in form["TextField32[0]"]  # the fifth sibling
    assert form["TextField31[0]"] == "A.III, B"
    assert ("applicant", 12) in form.signers
    assert ("applicant", 11) not in form.signers  # two children: Supplement A is empty


def test_no_word_of_a_very_long_story_is_lost(fill):
    case = case_of("asylum")
    story = " ".join(f"word{number}" for number in range(4000))
    person(case, "applicant")["answers"]["family_harmed_or_threatened_explanation"] = story
    form = fill("I-589", case)
    assert form.made.sheets
    sheets = pypdf.PdfReader(BytesIO(form.made.sheets)).pages
    said = f"{form['TextField32[0]']} {' '.join(page.extract_text() for page in sheets)}".split()
    assert {f"word{number}" for number in range(4000)} <= set(said)


def test_a_short_story_stays_in_its_box(fill):
    case = example("I-589")
    subject(case, "I-589")["answers"]["family_harmed_or_threatened_explanation"] = "In brief."
    form = fill("I-589", case)
    assert form["TextField14[0]"] == "In brief."
    assert form["TextField32[0]"] == ""
    assert ("applicant", 12) not in form.signers


def test_a_divorced_applicant_has_no_spouse_on_the_form(fill):
    case = case_of("asylum")
    person(case, "applicant")["marital_status"] = "divorced"
    form = fill("I-589", case)
    assert form.ticked("CheckBox5[0]")
    assert form["PtAIILine5_LastName[0]"] == ""
    assert not form.ticked("PtAIILine24_Yes[0]")


def test_what_is_sworn_at_the_interview_stays_blank(fill):
    form = fill("I-589", case_of("asylum"))
    assert not any(form.ticked(f"CheckBox32[{one}]") for one in range(2))
    assert not any(form.ticked(f"PG_CheckBox[{one}]") for one in range(2))
    assert form["TextField22[0]"] == form["DateTimeField48[0]"] == ""


# ── I-131 ────────────────────────────────────────────────────────────────────────────────────


def test_looks_and_proceedings_are_those_of_the_person_who_gets_the_document(fill):
    case = example("I-131")
    applicant = subject(case, "I-131")
    applicant["physical"] = {"eyes": "brown", "ethnicity": "hispanic"}
    applicant["answers"]["ever_in_removal_proceedings"] = True
    nephew = {"id": "nephew", "names": [{"kind": "legal", "family": "N", "given": "S"}]}
    nephew |= {"physical": {"eyes": "blue", "ethnicity": "not_hispanic"}}
    nephew["answers"] = {"ever_in_removal_proceedings": False}
    case["people"].append(nephew)
    filing(case, "I-131").update(document="parole", parole_program="none", for_someone_else=True)
    filing(case, "I-131")["roles"] = {"recipient": "nephew"}
    form = fill("I-131", case)
    assert form["P2_Line16_FamilyName[0]"] == "N"
    assert form.ticked("P3_Line5_EyeColor[7]")
    assert not form.ticked("P3_Line5_EyeColor[0]")
    assert form.ticked("P3_Line1_Ethnicity[0]")
    assert form.ticked("P4_Line1_YesNo[1]")
    assert not form.ticked("P4_Line1_YesNo[0]")


def test_advance_parole_rests_on_the_chosen_pending_form_alone(fill):
    case = example("I-131")
    filing(case, "I-131").update(document="advance_parole", advance_parole_basis="i589")
    form = fill("I-131", case)
    assert form.ticked("CB_AppType[12]")
    assert not form.ticked("P1[0].CB_AppType[4]")
    assert not any(form.ticked(f"P1[0].CB_AppType[{one}]") for one in range(4))


# ── I-751 ────────────────────────────────────────────────────────────────────────────────────


def test_a_joint_petition_is_signed_by_both(fill):
    form = fill("I-751", case_of("remove-conditions"))
    assert form.ticked("Pt3Line1[0]")
    assert form["Pt8_Name[0]"] == "Minh NA"
    assert {("applicant", 7), ("spouse", 8)} <= set(form.signers)
    assert form.ticked("Line16_Checkbox[1]")  # lives elsewhere than mail goes


def test_after_a_divorce_nobody_files_jointly(fill):
    case = case_of("remove-conditions")
    filing(case, "I-751").update(basis="waiver", waivers=["divorced"])
    form = fill("I-751", case)
    assert form.ticked("Pt3Line1d[0]")
    assert not any(form.ticked(f"Pt3Line1[{one}]") for one in range(2))
    assert form["Pt8_Name[0]"] == ""
    assert not form.ticked("P8_Checkbox1[0]")
    assert "spouse" not in [who for who, _page in form.signers]


# ── I-765, I-90, I-912, I-290B, AR-11 ────────────────────────────────────────────────────────


def test_a_renewal_as_asylum_seeker_answers_the_question_of_its_category_only(fill):
    form = fill("I-765", case_of("work-permit"))
    assert form.ticked("Part1_Checkbox[2]")
    assert not form.ticked("Part1_Checkbox[0]")
    assert [form[f"section_{one}[0]"] for one in (1, 2, 3)] == ["c", "8", ""]
    assert form.ticked("PtLine29_YesNo[1]")
    assert not any(form.ticked(f"PtLine30b_YesNo[{one}]") for one in range(2))


def test_a_number_never_issued_is_not_written(fill):
    case = case_of("work-permit")
    person(case, "applicant")["answers"]["ssa_ever_issued_card"] = False
    assert fill("I-765", case)["Line12b_SSN[0]"] == ""


def test_who_reads_english_has_no_interpreter(fill):
    case = case_of("work-permit")
    person(case, "applicant")["intake"] = {"reads": "english"}
    form = fill("I-765", case)
    assert form.ticked("Pt3Line1Checkbox[1]")
    assert not form.ticked("Pt3Line1Checkbox[0]")
    assert form["Pt4Line1a_InterpreterFamilyName[0]"] == ""
    assert form.signers == [("applicant", 4)]


def test_a_conditional_resident_fills_section_b_alone(fill):
    case = example("I-90")
    filing(case, "I-90").update(status="conditional", conditional_reason="lost", reason="expired")
    form = fill("I-90", case)
    assert form.ticked("P2_checkbox1[2]")
    assert form.ticked("P2_checkbox3[4]")
    assert not any(form.ticked(f"P2_checkbox2[{one}]") for one in range(12))


def test_a_fee_waiver_speaks_of_its_own_bases_only(fill):
    case = example("I-912")
    filing(case, "I-912")["bases"] = ["benefit"]
    form = fill("I-912", case)
    assert form["Part4_Line1_TypeofBene1[0]"] == "SNAP"
    assert form["MonthlyIncome[0]"] == form["Total[0]"] == form["Part6_Line1_Situation[0]"] == ""


def test_the_forms_list_never_shows_another_office(fill):
    case = example("I-290B")
    filing(case, "I-290B")["decision_office"] = "Detroit (DET)"  # shares a code with Albuquerque
    form = fill("I-290B", case, problems=True)
    assert form["P3_Line6_USCISOffice[0]"] in OFF
    assert "Detroit (DET)" in form["Pt7_Line3d_AdditionalInfo[0]"]


def test_a_company_that_appeals_gives_no_persons_name(fill):
    case = example("I-290B")
    filing(case, "I-290B")["organisation"] = "Imaginary Company"
    form = fill("I-290B", case)
    assert form["Pt1_Line3a_InCareOfName[0]"] == "Imaginary Company"
    assert form["Pt1_Line1a_FamilyName[0]"] == form["P1_Line2_DateofBirth[0]"] == ""


def test_the_new_address_is_the_present_one(fill):
    form = fill("AR-11", example("AR-11"))
    assert form["S2B_StreetNumberName[0]"] == "12 Fiction Avenue"
    assert form["S2A_StreetNumberName[0]"] == "7 Novel Street"


# ── N-400 ────────────────────────────────────────────────────────────────────────────────────


def test_a_job_that_ended_does_not_stand_beside_the_printed_present(fill):
    case = case_of("naturalization")
    person(case, "applicant")["jobs"][0]["to"] = "2026-06-30"
    form = fill("N-400", case)
    assert form["P5_EmployerName1[0]"] == ""
    assert form["P5_EmployerName2[0]"] == "Pretend Robotics"
    assert form["P7_To2[0]"] == "06/30/2026"


def test_a_nationality_given_up_is_not_the_present_one(fill):
    case = case_of("naturalization")
    person(case, "applicant")["citizenships"] = [
        {"country": "JP", "to": "2001-01-01"},
        {"country": "TW"},
    ]
    form = fill("N-400", case)
    assert form["P2_Line11_CountryOfNationality[0]"] == "Taiwan"
    assert not any("Japan" in one.text for one in form.made.addenda if one.part == "2")


def test_who_was_never_arrested_has_no_crimes_in_the_table(fill):
    case = example("N-400")
    form = fill("N-400", case)
    assert form["P12_Line29_DateOfConv1[0]"] == "07/01/2019"
    subject(case, "N-400")["answers"]["ever_arrested"] = False
    form = fill("N-400", case)
    assert form.ticked("P9_Line15b[0]")
    assert form["P12_Line29_DateOfConv1[0]"] == ""


def test_only_spouses_of_citizens_describe_their_marriage(fill):
    case = example("N-400")
    assert fill("N-400", case)["P10_Line5b_DateBecame[0]"] == "05/20/2015"
    filing(case, "N-400")["basis"] = "general"
    form = fill("N-400", case)
    assert form["P10_Line4a_FamilyName[0]"] == form["P10_Line5b_DateBecame[0]"] == ""
    assert not form.ticked("P10_Line5_Citizen[1]")


def test_the_address_of_a_child_elsewhere_and_old_trips(fill):
    case = example("N-400")
    trips = subject(case, "N-400")["trips"]
    trips += [{"left": f"20{n}-01-01", "returned": f"20{n}-02-01"} for n in (10, 11, 12, 13, 14)]
    form = fill("N-400", case)
    said = [(one.part, one.item, one.text) for one in form.made.addenda]
    assert ("6", "2", "Sol Ficticia: 14 Example Street, Albany, NY 12201") in said
    assert not [text for part, _item, text in said if part == "8"]  # more than five years ago
