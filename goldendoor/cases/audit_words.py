"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "case.opened": "opened the case",
        "case.changed": "changed the case",
        "case.stage_changed": "moved the case",
        "case.party_added": "added a person to the case",
        "case.party_removed": "took a person out of the case",
        "case.filing_added": "added a form",
        "case.filing_changed": "changed a form's record",
        "case.filing_removed": "removed a form",
        "case.filings_reordered": "changed the order of the forms",
        "case.note_added": "wrote a note",
        "case.task_added": "added a task",
        "case.task_done": "finished a task",
        "case.task_reopened": "reopened a task",
    }
)
