"""Reading a document: the one place from which a stored file leaves."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from goldendoor.documents import actions, queries
from goldendoor.foundation.web import needs

# Only these are shown within the page; anything else is saved to disk.
SHOWN = {"application/pdf", "image/jpeg", "image/png"}


@needs("documents.view")
def download(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The content, streamed and decrypted; `?save` offers it as a file. The reading is recorded."""
    access = request.access  # type: ignore[attr-defined]
    document = queries.get(access, public_id)
    actions.record_reading(access=access, document=document)
    response = FileResponse(
        queries.content(document),
        content_type=document.content_type,
        filename=document.filename,
        as_attachment="save" in request.GET or document.content_type not in SHOWN,
    )
    response["Content-Length"] = str(document.size)
    # Uploaded content gets no rights of ours, whatever it claims to be.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
