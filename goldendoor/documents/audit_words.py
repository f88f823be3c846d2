"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "document.uploaded": "uploaded a document",
        "document.replaced": "replaced the file of a document",
        "document.changed": "changed what is known of a document",
        "document.reordered": "changed the order of the documents",
        "document.removed": "removed a document",
        "document.read": "opened a document",
        "evidence.listed": "set up the evidence checklist",
        "evidence.changed": "changed the evidence checklist",
    }
)
