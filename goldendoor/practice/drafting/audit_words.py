"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "draft.begun": "began a draft",
        "draft.saved": "saved a version of a draft",
        "draft.asked": "asked for a draft to be approved",
        "draft.approved": "approved a draft",
        "draft.sent_back": "sent a draft back",
        "draft.reopened": "took a draft up again",
        "draft.filed": "put an approved draft among the papers",
        "draft.retired": "put a draft away",
        "draft.commented": "commented on a draft",
        "draft.comment_settled": "settled a comment on a draft",
        "draft.closed": "made a draft privileged",
        "draft.opened": "ended the privilege of a draft",
        "template.saved": "saved a template",
        "template.retired": "put a template away",
    }
)
