"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "enquiry.taken": "took an enquiry",
        "enquiry.people_changed": "changed who is named in an enquiry",
        "enquiry.channels_changed": "changed how an enquirer is reached",
        "enquiry.contacted": "noted a contact",
        "enquiry.checked": "asked for the conflict check of an enquiry",
        "enquiry.person_settled": "said whether the enquirer is known",
        "enquiry.screened": "kept a screening",
        "enquiry.consultation_drafted": "wrote on a consultation",
        "enquiry.consultation_signed": "signed a consultation",
        "enquiry.engagement_drawn_up": "drew up the engagement letter",
        "enquiry.engagement_signed": "recorded the signed engagement letter",
        "enquiry.case_opened": "opened the case of an enquiry",
        "enquiry.closed": "closed an enquiry",
    }
)
