"""Citations as lawyers write them, in one form, with the way to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law.library import Library
from goldendoor.practice.citations import rules, sources

LIBRARY = Library.shipped()


@pytest.mark.parametrize(
    ("written", "kind", "text", "key"),
    [
        ("8 CFR 103.2(b)(8)", "cfr", "8 CFR 103.2(b)(8)", "8 CFR 103.2"),
        ("8 C.F.R. § 103.2(b)(8)(iv)", "cfr", "8 CFR 103.2(b)(8)(iv)", "8 CFR 103.2"),
        ("8 CFR part 208", "cfr", "8 CFR 208", "8 CFR 208"),
        ("8 CFR 274a.12(c)(8)", "cfr", "8 CFR 274a.12(c)(8)", "8 CFR 274a.12"),
        ("20 CFR 656.17", "cfr", "20 CFR 656.17", "20 CFR 656.17"),
        ("INA § 208(a)(2)(B)", "ina", "INA § 208(a)(2)(B)", "INA § 208"),
        ("I.N.A. 240A(b)(1)", "ina", "INA § 240A(b)(1)", "INA § 240A"),
        ("section 101(a)(42)(A) of the Act", "ina", "INA § 101(a)(42)(A)", "INA § 101"),
        ("8 U.S.C. § 1158(a)(2)", "usc", "8 U.S.C. § 1158(a)(2)", "8 U.S.C. § 1158"),
        ("8 USC 1229a", "usc", "8 U.S.C. § 1229a", "8 U.S.C. § 1229a"),
        ("28 U.S.C.A. § 1746", "usc", "28 U.S.C. § 1746", "28 U.S.C. § 1746"),
        ("86 Fed. Reg. 70,708", "fr", "86 Fed. Reg. 70708", "86 Fed. Reg. 70708"),
        ("86 FR 70708", "fr", "86 Fed. Reg. 70708", "86 Fed. Reg. 70708"),
        (
            "Matter of Exampleh, 25 I&N Dec. 1, 4-5 (BIA 2010)", "bia",
            "Matter of Exampleh, 25 I&N Dec. 1, 4-5 (BIA 2010)", "25 I&N Dec. 1",
        ),
        ("27 I. & N. Dec. 316 (A.G. 2018)", "bia", "27 I&N Dec. 316 (AG 2018)", "27 I&N Dec. 316"),
        ("Matter of A-B-, 9 I&N Dec. 12", "bia", "Matter of A-B-, 9 I&N Dec. 12", "9 I&N Dec. 12"),
        (
            "Matter of X-Y-, ID# 123456 (AAO Jan. 2, 2017)", "aao",
            "Matter of X-Y-, ID# 123456 (AAO Jan. 2, 2017)", "AAO ID# 123456",
        ),
        (
            "Example v. Sample, 999 U.S. 421, 430 (1987)", "court",
            "Example v. Sample, 999 U.S. 421, 430 (1987)", "999 U.S. 421",
        ),
        (
            "Doe-Fictional v. Sample, 998 F.3d 1 (9th Cir. 2021)", "court",
            "Doe-Fictional v. Sample, 998 F.3d 1 (9th Cir. 2021)", "998 F.3d 1",
        ),
        ("12 F. 4th 34", "court", "12 F.4th 34", "12 F.4th 34"),
        (
            "50 F.Supp.3d 1 (N.D. Cal. 2020)", "court", "50 F. Supp. 3d 1 (N.D. Cal. 2020)",
            "50 F. Supp. 3d 1",
        ),
        ("140 S. Ct. 10", "court", "140 S. Ct. 10", "140 S. Ct. 10"),
        ("6 USCIS-PM E.4(B)", "policy_manual", "6 USCIS-PM E.4(B)", "6 USCIS-PM E.4"),
        (
            "USCIS Policy Manual, Volume 6, Part E, Chapter 4", "policy_manual",
            "6 USCIS-PM E.4", "6 USCIS-PM E.4",
        ),
        ("9 FAM 302.8-2(B)(1)", "fam", "9 FAM 302.8-2(B)(1)", "9 FAM 302.8"),
    ],
)  # fmt: skip
def test_a_citation_is_read_in_its_normal_form(
    written: str, kind: str, text: str, key: str
) -> None:
    found = rules.one(f" {written} ")
    assert found is not None, rules.find(written)
    assert (found.kind, found.text, found.key) == (kind, text, key)
    again = rules.one(found.text)
    assert again is not None
    assert (again.kind, again.key, again.text) == (kind, key, text)


@pytest.mark.parametrize(
    "text",
    [
        "99 CFR 1.1", "She came on 8 May 2019", "A-number 100 000 037", "section 8 housing",
        "The U.S. has 50 states", "room 8 CF 12", "Form I-485", "Case 12 of 14", "INA", "",
        "She lived in the U.S. 12 years",
    ],
)  # fmt: skip
def test_what_is_none_is_left_alone(text: str) -> None:
    assert rules.find(text) == []


def test_many_in_a_sentence_are_found_in_order_and_each_once() -> None:
    text = (
        "Under INA § 208(a)(2)(B) and 8 CFR 208.4(a), see 8 U.S.C. § 1158; Matter of Exampleh, "
        "25 I&N Dec. 1 (BIA 2010); again 8 C.F.R. § 208.4(a)(5)."
    )
    assert [one.kind for one in rules.find(text)] == ["ina", "cfr", "usc", "bia", "cfr"]
    keys = [one.key for one in rules.distinct(text)]
    assert keys == ["INA § 208", "8 CFR 208.4", "8 U.S.C. § 1158", "25 I&N Dec. 1"]


@given(st.text(max_size=300))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(words for words, _ in rules.pieces(text)) == text


@given(
    st.integers(1, 50), st.integers(1, 1400), st.integers(1, 99),
    st.sampled_from(["", "(a)", "(b)(2)"]),
    st.sampled_from(["{} CFR {}.{}{}", "{} C.F.R. § {}.{}{}", "{} C. F. R. section {}.{}{}"]),
)  # fmt: skip
def test_every_way_to_write_a_regulation_has_one_key(
    title: int, part: int, section: int, at: str, way: str
) -> None:
    found = rules.one(way.format(title, part, section, at))
    assert found is not None
    assert found.key == f"{title} CFR {part}.{section}"
    assert found.text == found.key + at


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("8 CFR 103.2(b)(8)", "https://www.ecfr.gov/current/title-8/section-103.2#p-103.2(b)(8)"),
        ("8 CFR part 208", "https://www.ecfr.gov/current/title-8/part-208"),
        ("INA § 208(a)", "https://www.govinfo.gov/link/uscode/8/1158"),
        ("INA 240A", "https://www.govinfo.gov/link/uscode/8/1229b"),
        ("8 U.S.C. 1158", "https://www.govinfo.gov/link/uscode/8/1158"),
        ("86 FR 70708", "https://www.govinfo.gov/link/fr/86/70708"),
        ("25 I&N Dec. 1", "https://www.justice.gov/eoir/precedent-decisions-volume-25"),
        ("6 USCIS-PM E.4", "https://www.uscis.gov/policy-manual/volume-6-part-e-chapter-4"),
        ("9 FAM 302.8", "https://fam.state.gov/FAM/09FAM/09FAM030208.html"),
        ("9 FAM 302", "https://fam.state.gov"),
        ("999 F.3d 1", ""),
    ],
)
def test_it_leads_to_the_official_source(written: str, address: str) -> None:
    found = rules.one(written)
    assert found is not None
    assert sources.official(found, LIBRARY) == address


def test_the_searches_hold_the_citation_and_nothing_else() -> None:
    found = rules.one("Matter of Exampleh, 25 I&N Dec. 1 (BIA 2010)")
    assert found is not None
    names = dict(sources.searches(found, LIBRARY))
    assert set(names) == {"Westlaw", "Lexis"}
    assert all(one.endswith("query=25+I%26N+Dec.+1") for one in names.values())
    assert list(sources.problems(LIBRARY)) == []
