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
        "case.agency_status_watched": "began to watch a receipt",
        "case.agency_status_changed": "found a new status at the agency",
        "case.notice_confirmed": "confirmed a notice of the agency",
    }
)
