"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "mock_interview.started": "began a practice interview",
        "mock_interview.answered": "scored an answer in a practice interview",
        "mock_interview.finished": "finished a practice interview",
        "mock_interview.link_made": "made a practice link for the client's phone",
        "mock_interview.link_revoked": "ended a practice link",
    }
)
