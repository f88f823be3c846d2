"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "review.started": "began the final review",
        "review.answered": "went on with the final review",
        "review.commented": "commented in the final review",
        "review.comment_resolved": "resolved a comment of the final review",
        "review.comment_reopened": "opened a comment of the final review again",
        "review.signed": "signed the final review",
    }
)
