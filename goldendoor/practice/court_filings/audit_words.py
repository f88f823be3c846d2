"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "court_filing.begun": "began a court filing",
        "court_filing.changed": "changed a court filing",
        "court_filing.arranged": "arranged the papers of a court filing",
        "court_filing.filed": "recorded a court filing",
    }
)
