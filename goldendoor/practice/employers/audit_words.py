"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "employer.added": "added an employer",
        "employer.changed": "changed an employer",
        "employer.worksite_added": "added a worksite",
        "employer.contact_added": "added a contact of the employer",
        "employer.contact_invited": "let a contact sign in",
        "employer.contact_ended": "ended a contact's access",
        "employer.employee_added": "added an employee",
        "employer.employee_changed": "changed an employee",
        "employer.season_opened": "opened a season",
        "employer.registrant_added": "added a registrant",
        "employer.registrant_changed": "changed a registrant",
        "employer.registrant_moved": "moved a registrant",
        "employer.double_cleared": "said that two registrants are different people",
        "employer.sheet_brought": "brought a spreadsheet of registrants",
        "employer.sheet_taken": "took a spreadsheet over",
        "employer.case_opened": "opened the case of a registrant",
        "employer.access_file_started": "started a public access file",
        "employer.access_file_changed": "changed a public access file",
    }
)
