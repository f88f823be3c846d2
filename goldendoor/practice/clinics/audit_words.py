"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "clinic.planned": "planned a clinic day",
        "clinic.helper_placed": "placed a helper at a station",
        "clinic.helper_removed": "took a helper from a station",
        "clinic.visit_received": "received a visitor",
        "clinic.visit_agreed": "recorded a limited-scope agreement",
        "clinic.visit_called": "called a visitor to a station",
        "clinic.visit_passed_on": "passed a visitor on",
    }
)
