"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "research.written": "wrote a research note",
        "research.changed": "changed a research note",
        "research.linked": "linked a memo to the case",
        "research.unlinked": "took a memo from the case",
        "research.closed": "made a research note privileged",
        "research.opened": "ended the privilege of a research note",
        "research.retired": "put a research note away",
        "research.restored": "took a research note up again",
    }
)
