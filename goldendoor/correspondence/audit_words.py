"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "notice.taken_in": "took in a notice",
        "notice.read": "read a notice by machine",
        "notice.unreadable": "could not read a notice by machine",
        "notice.corrected": "put right what was read of a notice",
        "notice.confirmed": "confirmed a notice",
        "notice.set_aside": "set a notice aside",
        "notice.taken_up": "took a notice up again",
        "mail.fetched": "took a message out of the mailbox",
        "case.notice_confirmed": "confirmed a notice of the agency",
    }
)
