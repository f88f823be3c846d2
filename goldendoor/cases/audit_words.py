"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "case.opened": "opened the case",
        "case.changed": "changed the case",
        "case.stage_changed": "moved the case",
        "case.party_added": "added a person to the case",
        "case.party_removed": "took a person out of the case",
        "case.role_changed": "changed a person's role",
        "case.filing_added": "added a form",
        "case.filing_changed": "changed a form's record",
        "case.filing_removed": "removed a form",
        "case.filings_reordered": "changed the order of the forms",
        "case.note_added": "wrote a note",
        "case.note_pinned": "pinned a note",
        "case.note_unpinned": "unpinned a note",
        "case.note_closed": "made a note privileged",
        "case.note_opened": "opened a privileged note",
        "case.task_added": "added a task",
        "case.task_done": "finished a task",
        "case.task_reopened": "reopened a task",
        "case.task_changed": "changed a task",
        "case.held": "put a hold on the case",
        "case.hold_released": "released a hold",
        "case.flag_raised": "raised a flag",
        "case.flag_cleared": "cleared a flag",
        "case.linked": "tied the case to another",
        "case.unlinked": "untied the case from another",
        "case.handed_over": "handed the case over",
        "filter.saved": "saved a filter",
        "filter.renamed": "renamed a filter",
        "filter.deleted": "deleted a filter",
    }
)
