"""The same request sent twice (a double click, a retry after a lost answer) happens once."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import transaction

from goldendoor.foundation.access import Access
from goldendoor.foundation.models import IdempotencyKey
from goldendoor.kernel import canonical
from goldendoor.kernel.errors import BadInput


def once(
    *, access: Access, scope: str, key: str | None, request: Any, run: Callable[[], Any]
) -> Any:
    """Call `run` unless `key` was used before in this scope; then give its answer again.

    `request` (any JSON value) is what is asked: a key used again for something else is refused with
    BadInput. `run` returns a JSON value. Without a key `run` is simply called.
    """
    if not key:
        return run()
    digest = hashlib.sha256(canonical.data(request)).hexdigest()
    with transaction.atomic():
        # The row is taken before the work: a twin request waits here until this one is through.
        kept, fresh = IdempotencyKey.objects.get_or_create(
            organisation_id=access.organisation_id,
            scope=scope,
            key=key,
            defaults={"user_id": access.user_id, "digest": digest},
        )
        if not fresh:
            if kept.digest != digest or kept.user_id != access.user_id:
                raise BadInput("This request key was already used for something else.")
            return kept.answer
        kept.answer = run()
        kept.save(update_fields=["answer"])
        return kept.answer
