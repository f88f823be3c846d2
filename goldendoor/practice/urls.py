"""Addresses of the desk."""

from django.urls import include, path

from goldendoor.practice.caseload.views import acting, beside, listing
from goldendoor.practice.caseload.views import pages as caseload
from goldendoor.practice.clients import views as clients
from goldendoor.practice.deadlines import views as deadlines
from goldendoor.practice.evidence import views as evidence
from goldendoor.practice.intake import views as intake
from goldendoor.practice.mailing import views as mailing
from goldendoor.practice.preparation import views as preparation

app_name = "practice"
CASE = "cases/<slug:public_id>/"
SECTION = f"{CASE}questions/<str:owner>/<slug:section_id>/"
FORM = f"{CASE}forms/<slug:filing_id>/"
urlpatterns = [
    path("", caseload.today, name="today"),
    path("favicon.ico", caseload.favicon, name="favicon"),
    path("cases/", listing.case_list, name="cases"),
    path("cases/many/<slug:verb>/", listing.many, name="cases_many"),
    path("cases/filters/", listing.save_filter, name="save_filter"),
    path("cases/filters/<slug:filter_id>/", listing.change_filter, name="change_filter"),
    path("cases/workload/", listing.work, name="workload"),
    path("cases/new/", caseload.new_case, name="new_case"),
    path("cases/new/people/", caseload.person_hits, name="person_hits"),
    path(CASE, caseload.case, name="case"),
    path(f"{CASE}history/", caseload.history, name="history"),
    path(f"{CASE}timeline/", caseload.time_line, name="timeline"),
    path(f"{CASE}act/", acting.act, name="act"),
    path(f"{CASE}act/<slug:action_name>/", acting.ask, name="ask"),
    path(f"{CASE}settings/", caseload.settings, name="case_settings"),
    path(f"{CASE}notes/", beside.add_note, name="add_note"),
    path(f"{CASE}beside/<slug:verb>/", beside.change, name="beside"),
    path(f"{CASE}beside/<slug:verb>/<slug:about>/", beside.change, name="beside"),
    path(f"{CASE}tasks/<slug:task_id>/done/", caseload.finish_task, name="finish_task"),
    path(f"{CASE}mailing/", caseload.mailing, name="mailing"),
    path(f"{CASE}questions/", intake.start, name="questions"),
    path(f"{CASE}questions/of/<slug:filing_id>/", intake.of_form, name="form_questions"),
    path(SECTION, intake.section, name="section"),
    path(f"{SECTION}row/", intake.row, name="row"),
    path(f"{SECTION}mark/", intake.mark, name="mark"),
    path(f"{SECTION}forget/", intake.forget, name="forget"),
    path(f"{CASE}forms/", preparation.forms, name="forms"),
    path(f"{CASE}forms/add/", caseload.add_form, name="add_form"),
    path(FORM, preparation.form, name="form"),
    path(f"{FORM}page-<int:number>.png", preparation.page_picture, name="page_picture"),
    path(f"{FORM}filled.pdf", preparation.filled, name="filled"),
    path(f"{FORM}sheet.pdf", preparation.sheet, name="sheet"),
    path(f"{FORM}typed/", preparation.typed, name="typed"),
    path(f"{FORM}empty-boxes/", preparation.empty_boxes, name="empty_boxes"),
    path(f"{FORM}check/", caseload.check_edition, name="check_edition"),
    path(f"{FORM}remove/", caseload.remove_form, name="remove_form"),
    path(f"{CASE}evidence/", evidence.evidence, name="evidence"),
    path(f"{CASE}evidence/upload/", evidence.upload, name="upload"),
    path(f"{CASE}evidence/order/", evidence.order, name="evidence_order"),
    path(f"{CASE}evidence/<slug:item_id>/", evidence.item, name="evidence_item"),
    path("evidence/document/<slug:document_id>/", evidence.document, name="document"),
    path("evidence/document/<slug:document_id>/preview/", evidence.preview, name="preview"),
    path(f"{CASE}deadlines/", deadlines.deadlines, name="deadlines"),
    path(f"{CASE}deadlines/new/", deadlines.choose, name="choose_deadline"),
    path(f"{CASE}deadlines/new/own/", deadlines.start_own, name="own_deadline"),
    path(f"{CASE}deadlines/new/<str:rule_id>/", deadlines.start, name="start_deadline"),
    path(f"{CASE}deadlines/line/", deadlines.add_place, name="add_place"),
    path(f"{CASE}deadlines/<slug:deadline_id>/<slug:verb>/", deadlines.change, name="deadline"),
    path(f"{CASE}packet/", mailing.packet, name="packet"),
    path(f"{CASE}packet/arrange/", mailing.arrange, name="arrange"),
    path(f"{CASE}packet/letter/", mailing.letter, name="letter"),
    path(f"{CASE}packet/build/", mailing.build, name="build"),
    path(f"{CASE}packet/<slug:build_id>/", mailing.state, name="build_state"),
    path(f"{CASE}packet/<slug:build_id>/signed/", mailing.signed, name="signed"),
    path(f"{CASE}packet/<slug:build_id>/part-<int:number>.pdf", mailing.part, name="part"),
    path("clinics/", include("goldendoor.practice.clinics.urls")),
    path("enquiries/", include("goldendoor.practice.enquiries.urls")),
    path("", include("goldendoor.practice.notices.urls")),
    path("", include("goldendoor.practice.bundles.urls")),
    path("", include("goldendoor.practice.responses.urls")),
    path("", include("goldendoor.practice.drafting.urls")),
    path("", include("goldendoor.practice.court_filings.urls")),
    path("research/", include("goldendoor.practice.research.urls")),
    path("", include("goldendoor.practice.billing.urls")),
    path("", include("goldendoor.practice.trust.urls")),
    path("", include("goldendoor.practice.employers.urls")),
    path("", include("goldendoor.practice.reviews.urls")),
    path("", include("goldendoor.practice.hearings.urls")),
    path("", include("goldendoor.practice.mock_interviews.urls")),
    path("", include("goldendoor.practice.languages.urls")),
    path("", include("goldendoor.practice.supervision.urls")),
    path("conflicts/", include("goldendoor.practice.conflicts.urls")),
    path("calendar/", deadlines.calendar, name="calendar"),
    path("people/", clients.people_list, name="people"),
    path("people/<slug:public_id>/", clients.person, name="person"),
    path("library/", clients.library, name="library"),
]
