"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.drafting.views import templates, writing

DRAFT = "letters/<slug:draft_id>/"
urlpatterns = [
    path("cases/<slug:public_id>/letters/", writing.of_case, name="case_letters"),
    path("cases/<slug:public_id>/letters/new/", writing.begin, name="begin_draft"),
    path("letters/", writing.waiting, name="drafts_waiting"),
    path("letters/templates/", templates.listed, name="templates"),
    path("letters/templates/new/", templates.edit, name="new_template"),
    path("letters/templates/of/<str:template_id>/", templates.shipped, name="shipped_template"),
    path("letters/templates/<slug:template_id>/", templates.edit, name="edit_template"),
    path("letters/templates/<slug:template_id>/retire/", templates.retire, name="retire_template"),
    path("letters/comments/<slug:comment_id>/", writing.settle, name="settle_comment"),
    path(DRAFT, writing.draft, name="draft"),
    path(f"{DRAFT}write/", writing.write, name="write_draft"),
    path(f"{DRAFT}compare/", writing.compare, name="compare_draft"),
    path(f"{DRAFT}draft.pdf", writing.pdf, name="draft_pdf"),
    path(f"{DRAFT}draft.docx", writing.to_word, name="draft_word"),
    path(f"{DRAFT}from-word/", writing.from_word, name="draft_from_word"),
    path(f"{DRAFT}step/<slug:verb>/", writing.step, name="draft_step"),
]
