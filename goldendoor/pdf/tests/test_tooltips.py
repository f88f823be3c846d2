"""Part and item numbers, in the shapes that real tooltips have."""

import pytest

from goldendoor.pdf import tooltips

P2 = "Part 2. Information About You (Petitioner)."
P1 = "Part 1. Information About You (Person applying for lawful permanent residence)"


@pytest.mark.parametrize(
    ("label", "part", "item"),
    [
        (f"{P2} Your Full Name. 4. A. Enter Family Name (Last Name).", "2", "4.a"),
        (f"{P2} 18. Enter Date of Current Marriage (if currently married).", "2", "18"),
        (f"{P2} Address History. Physical Address 2. 15. A. Enter Date From.", "2", "15.a"),
        (f"{P1} 18. Select Suite.", "1", "18"),
        (f"{P1} 6. Sex. Select Female.", "1", "6"),
        ("Part 6. Additional Information. 7. C. Enter Item Number.", "6", "7.c"),
        ("Part 1. Name. Item Number 3. Enter Given Name.", "1", "3"),
        ("Part 4. Processing. Question 4. Is there a petition?", "4", "4"),
        (
            "Part 2. About You. If you are a resident, complete Item Numbers 40. A. through 41. "
            "41. Did you gain status through marriage? Select No.",
            "2",
            "41",
        ),
        (
            "Part 2. Eligibility. 7., provide the information requested in Item Numbers 28. A. - "
            "28. C. 28. A. Enter Degree,",
            "2",
            "28.a",
        ),
        ("Part. A. 2. Information About Your Spouse. Your Children. 13. Child 1.", "A.2", "13"),
        ("Part B. Information About Your Application. 3. B. Do you? Select Yes.", "B", "3.b"),
        ("3.b. Employment-based. Alien Workers, Form I-140.", "", "3.b"),
        ("Part 8. Grounds. 43.a. Have you EVER received training? Select Yes.", "8", "43.a"),
        ("Alien Registration Number (A. Number). This is a read only field.", "", ""),
        ("4 Current Address Street Number and Name", "", "4"),
        ("Select Yes. If yes, go to Part 9.", "", ""),
        ("PDF417BarCode2", "", ""),
        ("", "", ""),
    ],
)
def test_part_and_item_are_found(label, part, item):
    assert tooltips.part_and_item(label) == (part, item)


def test_a_year_in_a_sentence_is_no_item():
    label = "Part 3. History. Did you enter before January 1. 1994 or later? Select Yes."
    assert tooltips.part_and_item(label)[1] != "1994"
