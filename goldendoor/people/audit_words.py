"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "person.added": "added a person",
        "person.facts_changed": "changed facts",
        "person.answer_changed": "changed an answer",
        "person.related": "recorded a relationship",
        "person.relationship_changed": "changed a relationship",
        "person.unrelated": "removed a relationship",
    }
)
