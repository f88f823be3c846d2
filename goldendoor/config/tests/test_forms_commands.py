"""`goldendoor forms`, `case` and `packet` as offices script against them."""

import io
import json
import re
from pathlib import Path

import pypdf
import pytest

from goldendoor.config import cli
from goldendoor.pdf.tests import homemade, official

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
LINE = ["path", "form", "edition", "build", "pages", "fields", "map", "error"]
FIELD = [
    "name", "page", "rect", "kind", "label", "part", "item", "max_length", "comb", "multiline",
    "options", "on_state", "group", "read_only", "factory",
]  # fmt: skip
KINDS = {"text", "checkbox", "choice", "signature", "barcode", "button"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with a data folder of its own."""
    monkeypatch.setenv("GOLDENDOOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("GOLDENDOOR_FORMS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(here, capsys):
    """`run("forms", "list")`: (exit code, standard output, standard error)."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(list(arguments))
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


@pytest.fixture
def form(here) -> str:
    made = homemade.FormBuilder()
    made.text("Family[0]", TU="Part 1. About You. 1. A. Enter Family Name (Last Name).")
    made.text("Short[0]", MaxLen=4)
    made.choice("State[0]", [" ", "NY", "CA"])
    made.checkbox("YN[0]", "Y", TU="Part 1. 2. Are you here? Select Yes.")
    made.checkbox("YN[1]", "N", TU="Part 1. 2. Are you here? Select No.")
    made.print_lines(["Form EOIR-99 Edition 01/20/25 Page 1 of 1"])
    (here / "form.pdf").write_bytes(made.data())
    return "form.pdf"


def test_add_and_list_print_one_object_a_line_with_the_same_keys(run, form, here) -> None:
    (here / "letter.pdf").write_bytes(b"Dear aunt")
    code, out, _ = run("forms", "add", form, "letter.pdf", "--json")
    good, bad = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert list(good) == list(bad) == LINE
    assert (good["form"], good["edition"], good["map"]) == ("EOIR-99", "2025-01-20", "drafted")
    assert good["error"] is None
    assert len(good["build"]) == 64
    assert (bad["path"], bad["form"]) == ("letter.pdf", None)
    assert bad["error"].startswith("letter.pdf is not a PDF")
    code, out, _ = run("forms", "list", "--json")
    assert (code, list(json.loads(out))) == (0, LINE)


def test_fields_are_an_array_with_the_promised_keys(run, form) -> None:
    run("forms", "add", form)
    code, out, _ = run("forms", "fields", "EOIR-99@2025-01-20", "--json")
    found = json.loads(out)
    assert code == 0
    assert all(list(one) == FIELD for one in found)
    assert {one["kind"] for one in found} <= KINDS
    boxes = [one for one in found if one["kind"] == "checkbox"]
    assert boxes[0]["group"] == boxes[1]["group"] is not None
    assert [one["on_state"] for one in boxes] == ["Y", "N"]
    x0, y0, x1, y1 = found[0]["rect"]
    assert 0 <= x0 < x1
    assert 0 <= y0 < y1


def fill(run, form, values, *more: str):
    Path("values.json").write_text(json.dumps(values), encoding="utf-8")
    return run("forms", "fill", form, "--fields", "values.json", "-o", "out.pdf", *more)


def test_values_are_filled_byte_for_byte(run, form, here) -> None:
    values = {"Family[0]": "Núñez-Żółć محمد 李小龍", "YN[0]": "Y", "YN[1]": False, "State[0]": "NY"}
    assert fill(run, form, values) == (0, "", "")
    fields = pypdf.PdfReader(here / "out.pdf").get_fields()
    assert fields["Family[0]"]["/V"] == values["Family[0]"]
    assert (fields["YN[0]"]["/V"], fields["State[0]"]["/V"]) == ("/Y", "NY")


def test_text_that_its_box_cannot_show_is_whole_on_a_further_sheet(run, form, here) -> None:
    long = "word " * 400
    code, _, err = fill(run, form, {"Family[0]": long})
    assert (code, "a further sheet has it whole" in err) == (0, True)
    reader = pypdf.PdfReader(here / "out.pdf")
    assert len(reader.pages) > 1
    assert reader.get_fields()["Family[0]"]["/V"] == long


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"Famly[0]": "x"}, "no field “Famly.*Did you mean “Family"),
        ({"Short[0]": "12345"}, "Short.*5 characters.*holds 4"),
        ({"State[0]": "Atlantis"}, "does not offer “Atlantis”.*NY"),
        ({"YN[0]": "Maybe"}, "does not offer “Maybe”"),
        ({"YN[0]": "Y", "YN[1]": "N"}, "Only one box"),
        ({"Family[0]": 7}, "must be text"),
        ([1, 2], "one JSON object"),
    ],
)
def test_values_that_the_form_does_not_take_are_refused_and_nothing_is_written(
    run, form, here, values, words
) -> None:
    (here / "out.pdf").write_bytes(b"what was here before")
    code, _, err = fill(run, form, values)
    assert code == 2
    assert err.count("\n") == 1
    assert re.search(words, err)
    assert (here / "out.pdf").read_bytes() == b"what was here before"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("forms", "fields", "I-999"), "no blank I-999"),
        (("forms", "fields", "I-765@soon"), "no edition"),
        (("forms", "fields", "gone.pdf"), "gone.pdf: No such file"),
        (("forms", "add", "gone"), "gone is not there"),
        (("forms", "fill", "I-765", "-o", "x.pdf"), "--fields --case is required"),
        (("case", "validate", "gone.json"), "gone.json: No such file"),
        (("packet", "build", "gone.json", "-o", "x.pdf"), "gone.json: No such file"),
        (("packet", "build", "x.json", "-o", "x.pdf", "--max-mb", "many"), "no number"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_two(run, arguments, words) -> None:
    code, _, err = run(*arguments)
    assert (code, words in err) == (2, True), err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\x00", "[" * 3000])
def test_a_case_file_that_is_none_is_bad_input_everywhere(run, here, text) -> None:
    (here / "case.json").write_text(text, encoding="utf-8")
    for arguments in (
        ("case", "validate", "case.json"),
        ("packet", "build", "case.json", "-o", "out.pdf"),
        ("forms", "sheet", "I-765", "--case", "case.json", "-o", "out.pdf"),
    ):
        assert run(*arguments)[0] == 2, arguments
    assert not (here / "out.pdf").exists()


def test_validate_names_each_fault_by_json_pointer(run, here) -> None:
    data = json.loads((EXAMPLES / "work-permit.json").read_text(encoding="utf-8"))
    data["filings"][0]["for"] = "nobody"
    (here / "case.json").write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = run("case", "validate", "case.json", "--json")
    answer = json.loads(out)
    assert (code, answer["valid"]) == (2, False)
    assert answer["errors"][0]["pointer"] == "/filings/0/for"
    assert answer["errors"][0]["message"].endswith(".")


def test_a_filing_sheet_needs_no_blank(run, here) -> None:
    case = str(EXAMPLES / "work-permit.json")
    code, _, err = run("forms", "sheet", "I-765", "--case", case, "-o", "sheet.pdf")
    assert (code, err) == (0, "")
    text = "".join(page.extract_text() for page in pypdf.PdfReader("sheet.pdf").pages)
    assert "Muhammad" in text


def test_without_blanks_the_packet_says_what_is_missing_and_a_draft_has_sheets(run, here) -> None:
    case = str(EXAMPLES / "work-permit.json")
    code, _, err = run("packet", "build", case, "-o", "out.pdf")
    assert (code, "forms add" in err, (here / "out.pdf").exists()) == (2, True, False)
    code, out, _ = run("packet", "build", case, "-o", "out.pdf", "--draft", "--json")
    assert code == 0
    assert any("filing sheet" in row["title"] for row in json.loads(out)["contents"])


def test_one_match_is_used_and_several_are_listed(run, here, forms_folder) -> None:
    run("forms", "add", str(forms_folder / "g-28_2018-09-17_b2.pdf"))
    case = str(EXAMPLES / "family.json")
    code, _, err = run("forms", "fill", "G-28", "--case", case, "-o", "out.pdf")
    assert (code, "petitioner" in err and "beneficiary" in err) == (2, True)
    more = ("--for", "petitioner", "-o", "out.pdf")
    code, _, err = run("forms", "fill", "G-28", "--case", case, *more)
    assert (code, "signs by hand: Marta" in err) == (0, True)


def test_a_form_filled_after_its_edition_ended_is_marked_as_a_draft(
    run, here, forms_folder
) -> None:
    run("forms", "add", str(forms_folder / "i-765_2025-01-20.pdf"))
    data = json.loads((EXAMPLES / "work-permit.json").read_text(encoding="utf-8"))
    data["filing_date"] = "2026-09-15"
    (here / "case.json").write_text(json.dumps(data), encoding="utf-8")
    code, _, err = run("forms", "fill", "I-765", "--case", "case.json", "-o", "out.pdf")
    assert (code, "marked as a draft" in err) == (0, True)
    first = pypdf.PdfReader(io.BytesIO((here / "out.pdf").read_bytes())).pages[0]
    assert "NOT FOR FILING" in first.extract_text()


@pytest.mark.slow
def test_every_official_file_is_recognised(run, forms_folder) -> None:
    code, out, _ = run("forms", "add", str(forms_folder), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(lines) == len(official.every_form())
    assert all(line["error"] is None and line["form"] and line["edition"] for line in lines)
