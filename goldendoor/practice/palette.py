"""What one can do on the practice desk, in the search box."""

from collections.abc import Iterable

from django.urls import Resolver404, resolve, reverse

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.foundation.palette import Asked, Hit, Page, pages
from goldendoor.kernel import clock
from goldendoor.practice.caseload import frame

ANYWHERE = (
    Page("New case", "practice:new_case", "cases.open", "add", "open matter"),
    Page("New enquiry", "practice:new_enquiry", "enquiries.change", "add", "lead call intake"),
    Page("Check for conflicts", "practice:new_conflict_check", "conflicts.ask", "search"),
    Page("Upload notices", "practice:upload_notices", "cases.change", "file_upload", "scan mail"),
    Page("Work of each person", "practice:workload", "cases.view", "insights", "workload load"),
    Page("Write a memo", "practice:write_research", "research.change", "add", "research note"),
    Page("Citations", "practice:citations", "research.view", "format_quote", "cfr ina bia law"),
    Page("Templates of letters", "practice:templates", "cases.view", "edit", "merge fields"),
    Page("Drafts to approve", "practice:drafts_waiting", "cases.view", "verified", "letters brief"),
    Page("Answers to the agency", "practice:responses", "cases.view", "mail", "rfe noid"),
    Page("Clinic days", "practice:clinics", "clinics.work", "groups", "outreach legal clinic"),
    Page("Hearings and interviews", "practice:hearings", "cases.view", "event", "court"),
    Page("Answers to the agency", "practice:responses", "cases.view", "mail", "rfe noid request"),
    Page("Drafts that wait for approval", "practice:drafts_waiting", "cases.view", "edit"),
    Page("Templates of letters", "practice:templates", "cases.view", "edit", "merge brief"),
    Page("Money of the office", "practice:money", "billing.view", "attach_money", "invoices time"),
    Page("Trust money", "practice:trust", "trust.view", "account_balance", "ledger reconcile"),
    Page("Employers and seasons", "practice:employers", "employers.view", "work", "h-1b company"),
    Page("Calendar feeds", "deadlines:feeds", "deadlines.view", "rss_feed", "ics"),
    Page("What the law would move", "deadlines:moved", "deadlines.view", "update", "recompute"),
    Page("Visa bulletin", "rulebook:bulletin", "rulebook.read", "trending_up", "priority date"),
    Page("What if", "rulebook:what_ifs", "rulebook.read", "help", "dates move"),
)
IN_A_CASE = (
    ("Add a note", "#note-text", "edit", "write"),
    ("Record a mailing", "mailing", "mail", "sent courier tracking receipt"),
    ("Settings of the case", "settings", "settings", "title assign filing day"),
    ("History of the case", "history", "history", "who changed what"),
    ("Time line of the case", "timeline", "schedule", "everything that happened"),
    ("Put on hold", "beside/hold", "do_not_disturb", "pause"),
    ("Add a flag", "beside/flag", "flag", "warn"),
    ("Link another case", "beside/link", "link", "related"),
    ("Add a task", "beside/task", "add", "to do"),
    ("Write a letter", "letters/new", "edit", "draft brief declaration"),
    ("Answer the agency", "answers/new", "mail", "rfe noid response"),
    ("Begin a court filing", "court-filings/new", "account_balance", "certificate of service"),
    ("Add a deadline", "deadlines/new", "event", "due date rule"),
)


@registries.palettes.register("practice.case")
class InThisCase:
    """On a page of a case: its tabs, its actions, what can be added."""

    heading, order = "This case", 10

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """Actions of the stage first, then what can be added, then tabs."""
        case = case_of(access, asked.here)
        if case is None:
            return []
        own = reverse("practice:case", args=[case.public_id])
        acts = [
            Hit(one.action.label, reverse("practice:ask", args=[case.public_id, name]), icon="flag")
            for one in cases.offers(access, case, today=clock.today())
            if one.answer and asked.is_in(one.action.label)
            for name in [one.action.name]
        ]
        tabs = [
            Hit(label, reverse(name, args=[case.public_id]), icon="folder_open")
            for _, label, name in frame.TABS
            if asked.is_in(label)
        ]
        more = [
            Hit(label, own + (place if place.startswith("#") else f"{place}/"), icon=icon)
            for label, place, icon, words in IN_A_CASE
            if asked.is_in(f"{label} {words}")
        ]
        return [*acts, *more, *tabs]


@registries.palettes.register("practice.do")
class Anywhere:
    """What can be begun from any page."""

    heading, order = "Do", 15

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """Those this person may do."""
        return pages(access, asked, ANYWHERE)


def case_of(access: Access, path: str) -> Case | None:
    """The case whose page this path is, if it may be seen and changed."""
    try:
        match = resolve(path) if path.startswith("/cases/") else None
    except Resolver404:
        return None
    public_id = match.kwargs.get("public_id") if match else None
    if not public_id or not registries.ask("cases.view", access):
        return None
    try:
        return cases.get(access, str(public_id))
    except NotFound:
        return None
