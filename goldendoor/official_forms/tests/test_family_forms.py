"""The family forms: the answers that would do harm in the wrong box, read back from the PDF."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, filling
from goldendoor.official_forms.facts import CaseFile, scope_for

CASE = Path(__file__).resolve().parents[3] / "examples" / "family.json"
OFF = ("", "None", "/Off", "/0")  # what an unticked box reads as
Boxes = Callable[[str], str]
Fill = Callable[..., Boxes]


@pytest.fixture
def case() -> dict[str, Any]:
    """Marta (a citizen) petitions for Olga, her wife, who adjusts in New York."""
    return dict(json.loads(CASE.read_text(encoding="utf-8")))


@pytest.fixture
def fill(forms_folder: Path, case: dict[str, Any]) -> Fill:
    """`fill("I-130", "petitioner")` → the filled form; `boxes("short name")` → what it says."""
    library, store = Library.shipped(), blanks.Blanks.from_folder(forms_folder)

    def filled(form: str, person: str) -> Boxes:
        form_id = library.form_id(form)
        edition = max(one for one in library.editions(form_id) if library.has_map(form_id, one))
        originals = store.originals(form_id, edition)
        if not originals:
            pytest.skip(f"no blank of {form} {edition}")
        file = filling.case_file(case)
        filing = filling.choose_filing(file, form, person)
        made = filling.fill(file, filing, next(iter(originals)), library)
        assert not made.problems
        found = pypdf.PdfReader(BytesIO(made.form)).get_fields() or {}
        values = {name: str(one.get("/V", "")) for name, one in found.items()}

        def said(short: str) -> str:
            names = [name for name in values if name.endswith(f".{short}")]
            assert len(names) == 1, names
            return values[names[0]]

        return said

    return filled


def ticked(value: str) -> bool:
    return value not in OFF


def person(case: dict[str, Any], person_id: str) -> dict[str, Any]:
    return next(one for one in case["people"] if one["id"] == person_id)


def filing(case: dict[str, Any], form: str) -> dict[str, Any]:
    return next(one for one in case["filings"] if one["form"] == form)


# ── I-130 ────────────────────────────────────────────────────────────────────────────────────


def test_a_petition_for_a_wife_ticks_spouse_and_no_other_relative(fill):
    boxes = fill("I-130", "petitioner")
    assert ticked(boxes("Pt1Line1_Spouse[0]"))
    others = ("Parent", "Siblings", "Child")
    assert not any(ticked(boxes(f"Pt1Line1_{word}[0]")) for word in others)


def test_the_petitioners_numbers_are_not_the_beneficiarys(fill):
    boxes = fill("I-130", "petitioner")
    assert boxes("Pt2Line1_AlienNumber[0]") == "000111222"
    assert boxes("Pt4Line1_AlienNumber[0]") == ""
    assert boxes("Pt2Line11_SSN[0]") == "000456789"
    assert boxes("Pt4Line3_SSN[0]") == "000784321"


def test_no_arrival_is_stated_for_a_beneficiary_who_lives_abroad(fill, case):
    assert fill("I-130", "petitioner")("Pt4Line21b_ArrivalDeparture[0]") == "00012345678"
    home = {"kind": "physical", "street": "Calle 1", "city": "Lima", "country": "PE"}
    person(case, "beneficiary")["addresses"] = [home]
    boxes = fill("I-130", "petitioner")
    assert ticked(boxes("Pt4Line20_Yes[0]"))  # she was there once
    for short in ("Pt4Line21b_ArrivalDeparture[0]", "Pt4Line21c_DateOfArrival[0]"):
        assert boxes(short) == ""
    assert not ticked(boxes("Pt4Line21a_ClassOfAdmission[0]"))


def test_a_job_that_ended_does_not_go_on_to_the_present(fill, case):
    assert fill("I-130", "petitioner")("Pt2Line43b_DateTo[0]") == "PRESENT"
    person(case, "petitioner")["jobs"][0]["to"] = "2026-05-31"
    assert fill("I-130", "petitioner")("Pt2Line43b_DateTo[0]") == "05/31/2026"


def test_a_university_is_not_the_employer_of_its_student(fill):
    boxes = fill("I-130", "petitioner")
    assert boxes("Pt4Line26_NameOfCompany[0]") == "student"
    assert boxes("Pt4Line26_StreetNumberName[0]") == ""
    assert boxes("Pt4Line27_DateEmploymentBegan[0]") == ""


def test_spouses_are_listed_present_one_first(fill):
    boxes = fill("I-130", "petitioner")
    assert boxes("PtLine20a_FamilyName[0]") == "Vymyshlenova"
    assert boxes("Pt2Line21_DateMarriageEnded[0]") == ""
    assert boxes("Pt2Line22a_FamilyName[0]") == "Pasado"
    assert boxes("Pt2Line23_DateMarriageEnded[0]") == "08/21/2017"


def test_who_reads_english_needs_no_interpreter(fill):
    boxes = fill("I-130", "petitioner")
    assert ticked(boxes("Pt6Line1Checkbox[0]"))
    assert not ticked(boxes("Pt6Line1Checkbox[1]"))
    assert boxes("Pt7Line1a_InterpreterFamilyName[0]") == ""
    assert boxes("Pt6Line1b_Language[0]") == ""


# ── I-130A ───────────────────────────────────────────────────────────────────────────────────


def test_a_mother_given_as_first_parent_has_her_maiden_name(fill, case):
    ties = case["relationships"]
    mother = next(one for one in ties if one["from"] == "mother_o")
    case["relationships"] = [mother, *(one for one in ties if one is not mother)]
    boxes = fill("I-130A", "beneficiary")
    assert boxes("Pt1Line10_FamilyName[0]") == "Skazkina"
    assert ticked(boxes("Pt1Line12_Female[0]"))
    assert not ticked(boxes("Pt1Line12_Male[0]"))


def test_the_last_home_abroad_is_one_of_more_than_a_year(fill, case):
    rows = person(case, "beneficiary")["addresses"]
    kept = [row for row in rows if row["kind"] != "last_abroad"]
    next(row for row in kept if row.get("to") == "2023-09-01")["to"] = "2023-05-31"
    short_stay = {"kind": "physical", "street": "Rue Brève 3", "city": "Paris", "country": "FR"}
    kept.append({**short_stay, "from": "2023-06-01", "to": "2023-08-15"})
    person(case, "beneficiary")["addresses"] = kept
    boxes = fill("I-130A", "beneficiary")
    assert boxes("Pt1Line8a_StreetNumberName[0]") == "ul. Nesushchestvuyushchaya 14"
    assert boxes("Pt1Line8f_Country[0]") == "Kazakhstan"


def test_an_interpreter_who_helped_is_named_with_the_language(fill):
    boxes = fill("I-130A", "beneficiary")
    assert ticked(boxes("Pt4Line1Checkbox[0]"))  # 1.b, through an interpreter
    assert not ticked(boxes("Pt4Line1Checkbox[1]"))
    assert boxes("Pt5_NameofLanguage[0]") == boxes("Pt4Line1b_Language[0]") == "Russian"


# ── I-485 ────────────────────────────────────────────────────────────────────────────────────


def test_an_applicant_who_was_never_arrested_ticks_no(fill, case):
    boxes = fill("I-485", "beneficiary")
    assert (ticked(boxes("Pt8Line22_YesNo[0]")), ticked(boxes("Pt8Line22_YesNo[1]"))) == (
        False,
        True,
    )
    answers = person(case, "beneficiary")["answers"]
    answers["ever_arrested"] = True
    answers["ever_arrested_explanation"] = "Arrested in Example City, released the same day."
    boxes = fill("I-485", "beneficiary")
    assert ticked(boxes("Pt8Line22_YesNo[0]"))
    assert not ticked(boxes("Pt8Line22_YesNo[1]"))


def test_an_arrest_is_explained_under_its_page_part_and_item(fill, case):
    answers = person(case, "beneficiary")["answers"]
    answers["ever_arrested"] = True
    answers["ever_arrested_explanation"] = "Arrested in Example City, released the same day."
    boxes = fill("I-485", "beneficiary")
    blocks = {
        boxes(f"P14_Line{line}_AdditionalInfo[0]"): tuple(
            boxes(f"Pt9Line3{letter}_{word}Number[{line - 2}]")
            for letter, word in (("a", "Page"), ("b", "Part"), ("c", "Item"))
        )
        for line in (2, 3, 4, 5)
    }
    assert blocks["Arrested in Example City, released the same day."] == ("14", "9", "22")


def test_a_mailing_address_that_is_the_home_leaves_the_other_boxes_empty(fill, case):
    home = dict(person(case, "beneficiary")["addresses"][0])
    person(case, "beneficiary")["addresses"].append({**home, "kind": "mailing"})
    boxes = fill("I-485", "beneficiary")
    assert ticked(boxes("Pt1Line18_YN[0]"))
    assert not ticked(boxes("Pt1Line18_YN[1]"))
    assert boxes("Pt1Line18_CurrentStreetNumberName[0]") == ""


def test_mail_that_goes_elsewhere_is_told_apart_from_the_home(fill, case):
    box = {"kind": "mailing", "street": "PO Box 9", "city": "Troy", "state": "NY", "zip": "12180"}
    person(case, "beneficiary")["addresses"].append(box)
    boxes = fill("I-485", "beneficiary")
    assert ticked(boxes("Pt1Line18_YN[1]"))
    assert not ticked(boxes("Pt1Line18_YN[0]"))
    assert boxes("Pt1Line18_CurrentStreetNumberName[0]") == "PO Box 9"
    assert boxes("Pt1Line18_StreetNumberName[0]") == "418 Pretend Avenue"


def test_earlier_addresses_are_given_only_by_who_moved_within_five_years(fill, case):
    assert fill("I-485", "beneficiary")("Pt1Line18_PriorStreetName[0]") == "5 Dormitory Walk"
    person(case, "beneficiary")["answers"]["five_years_at_address"] = True
    boxes = fill("I-485", "beneficiary")
    assert boxes("Pt1Line18_PriorStreetName[0]") == ""
    assert not any("Nesu" in boxes(f"P14_Line{line}_AdditionalInfo[0]") for line in (2, 3, 4, 5))


def test_who_is_exempt_from_public_charge_states_no_household(fill, case):
    assert fill("I-485", "beneficiary")("Pt9Line57_HouseholdSize[0]") == "3"
    filing(case, "I-485")["public_charge"] = "asylee"
    boxes = fill("I-485", "beneficiary")
    assert boxes("Pt9Line57_HouseholdSize[0]") == ""
    assert not any(ticked(boxes(f"Pt9Line53_CB[{number}]")) for number in range(5))


def test_what_is_signed_or_filled_at_the_interview_stays_blank(fill):
    boxes = fill("I-485", "beneficiary")
    for short in (
        "Pt3Line7a_Signature[0]", "Pt3Line7b_DateofSignature[0]", "P13_DateofSignature[0]",
        "P12Line6a_DateofSignature[0]", "Pt13_Corrections1[0]", "Pt13_Pages1[0]",
        "Pt13_USCISOfficer[0]",
    ):  # fmt: skip
        assert boxes(short) == ""


# ── I-864 ────────────────────────────────────────────────────────────────────────────────────


def test_the_sponsors_household_is_added_up(fill, case):
    counts = {"sponsored": 2, "spouse": 1, "children": 3, "dependents": 0, "earlier": 1}
    filing(case, "I-864")["household_counts"] = counts
    boxes = fill("I-864", "petitioner")
    assert boxes("P5_Line2_Yourself[0]") == "1"
    assert boxes("Override[0]") == "8"


def test_the_household_income_is_the_sponsors_and_all_others(fill, case):
    filing(case, "I-864")["household_incomes"] = [
        {"name": "Sol Sample", "relationship": "Sister", "income": "21000"},
        {"name": "Lu Sample", "relationship": "Brother", "income": "1,500"},
    ]
    boxes = fill("I-864", "petitioner")
    assert boxes("P6_Line2_TotalIncome[0]") == "68,400"
    assert boxes("P6_Line15_TotalHouseholdIncome[0]") == "90,900"


def test_assets_of_an_immigrant_who_is_not_sponsored_do_not_count(fill, case):
    person(case, "beneficiary")["assets"] = {"accounts": "5000"}
    person(case, "petitioner")["assets"] = {"accounts": "1000"}
    assert fill("I-864", "petitioner")("P7_Line10_TotalValueAssets[0]") == "6,000"
    filing(case, "I-864")["sponsors_principal"] = False
    boxes = fill("I-864", "petitioner")
    assert boxes("P7_Line10_TotalValueAssets[0]") == "1,000"
    assert boxes("P7_Line6_BalanceofAccounts[0]") == ""


def test_two_jobs_are_two_employers_and_an_ended_one_is_none(fill, case):
    night = {"kind": "employed", "employer": "Night Market", "from": "2025-01-01"}
    person(case, "petitioner")["jobs"].append(night)
    boxes = fill("I-864", "petitioner")
    assert boxes("P6_Line1a_NameofEmployer[0]") == "Librarian"
    assert boxes("P6_Line1a1_NameofEmployer[0]") == "Made-Up Public Library"
    assert boxes("P6_Line1a2_NameofEmployer[0]") == "Night Market"
    assert not ticked(boxes("P6_Line6_Checkbox[0]"))


# ── G-28, G-1450 ─────────────────────────────────────────────────────────────────────────────


def test_only_a_lawyer_states_a_bar_and_orders(fill, case):
    boxes = fill("G-28", "petitioner")
    assert ticked(boxes("CheckBox1[0]"))
    assert ticked(boxes("Checkbox1dAmNot[0]"))
    case["representative"]["kind"] = "accredited_representative"
    case["representative"]["accredited_organisation"] = "Fictional Harbor Legal Aid"
    boxes = fill("G-28", "petitioner")
    assert ticked(boxes("CheckBox2[0]"))
    assert not ticked(boxes("CheckBox1[0]"))
    assert boxes("Pt2Line1b_BarNumber[0]") == boxes("Pt2Line1a_LicensingAuthority[0]") == ""
    assert not ticked(boxes("Checkbox1dAmNot[0]"))
    assert boxes("Line2b_NameofOrganization[0]") == "Fictional Harbor Legal Aid"


def test_the_card_and_its_holder_are_never_written(fill, case):
    case["filings"].append({"form": "G-1450", "for": "beneficiary", "amount": "1440"})
    boxes = fill("G-1450", "beneficiary")
    assert boxes("AuthorizedPaymentAmt[0]") == "1,440"
    numbers = [f"CreditCardNumber_{part}[0]" for part in (1, 2, 3, 4)]
    for short in (*numbers, "ExpirationDate[0]", "CCHolderFamilyName[0]", "CreditCardNumber_4[1]"):
        assert boxes(short) == ""


# ── the facts behind them ────────────────────────────────────────────────────────────────────


def scope_of(data: dict[str, Any]) -> Any:
    form = {"subject": "applicant", "roles": {"applicant": "required"}}
    return scope_for(CaseFile(data), {"form": "I-485", "for": "ana"}, form)


def test_a_spouse_named_in_a_marriage_is_a_person_of_the_case():
    scope = scope_of({"people": [{"id": "ana"}]})
    scope.write("applicant.marriages.0.spouse.name.family", "Nueva")
    assert scope.read("applicant.spouse.name.family") == "Nueva"
    scope.write("applicant.prior_marriages.0.spouse.birth_name.family", "Antes")
    scope.write("applicant.prior_marriages.0.ended", "2019-01-01")
    assert scope.read("applicant.prior_marriages.0.spouse.name_at_birth.family") == "Antes"
    assert scope.length("applicant.prior_marriages") == 1
    assert scope.read("applicant.spouse.name.family") == "Nueva"


def test_a_marriage_that_ended_at_an_unknown_date_is_not_the_present_one():
    rows = [{"spouse": "x", "date": "2001-01-01", "ended_how": "died"}]
    scope = scope_of({"people": [{"id": "ana", "marriages": rows}, {"id": "x"}]})
    assert scope.read("applicant.marriage") is None
    assert scope.read("applicant.spouse") is None


def test_a_citizenship_given_up_is_not_the_one_stated():
    rows = [{"country": "SU", "to": "1991-12-26"}, {"country": "KZ"}]
    scope = scope_of({"people": [{"id": "ana", "citizenships": rows}]})
    assert scope.read("applicant.citizenship") == "KZ"
