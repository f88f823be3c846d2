"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "conflicts.asked": "asked for a conflict check",
        "conflicts.read": "read a conflict check as conflicts officer",
        "conflicts.decided": "decided about a conflict",
    }
)
