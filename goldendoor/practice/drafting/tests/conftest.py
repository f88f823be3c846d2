"""A draft in a case."""

from typing import Any

import pytest

from goldendoor.law.library import Library
from goldendoor.practice.drafting import actions, templates_of

LIBRARY = Library.shipped()


@pytest.fixture
def begin(caseworker: Any, case: Any) -> Any:
    """`begin(template, text, **more)`: a draft of the caseworker's."""

    def make(template: str = "declaration", text: str = "I saw it.", **more: Any) -> Any:
        choice = templates_of.get(caseworker, LIBRARY, template)
        return actions.begin(
            access=caseworker, case=case, template=choice, title="Title", text=text, **more
        )

    return make
