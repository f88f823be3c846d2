"""What this desk's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "case.question_marked": "marked a question",
        "case.question_unmarked": "took a mark off a question",
        "case.packet_asked": "asked for the packet",
        "case.packet_built": "built the packet",
        "case.packet_refused": "could not build the packet yet",
        "case.packet_failed": "could not build the packet",
        "case.signed_pages_added": "added signed pages to the packet",
    }
)
