"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "supervision.mentor_named": "named a mentor",
        "supervision.mentor_changed": "changed what a mentor approves",
        "supervision.mentor_ended": "ended a mentorship",
        "supervision.approval_asked": "asked for approval of a task",
        "supervision.approved": "approved a task",
        "supervision.sent_back": "sent a task back",
        "supervision.commented": "commented on the work",
        "supervision.resolved": "resolved a comment on the work",
        "supervision.training_recorded": "recorded training",
        "supervision.training_removed": "removed an entry of training",
    }
)
