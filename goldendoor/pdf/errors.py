"""What can be wrong with an official PDF or with what we were asked to put into it.

Every message is one sentence that names the thing and says what to do.
"""

import re
from collections.abc import Sequence
from typing import Self

_NAMELESS = re.compile(r"^The (?:PDF|file)\b")


class PdfError(ValueError):
    """Base of everything that `goldendoor.pdf` refuses."""

    def about(self, name: str) -> Self:
        """The same error, its sentence beginning with the file's name instead of “The PDF”."""
        self.args = (_NAMELESS.sub(lambda _: name, str(self)),)
        return self


class NotAPdf(PdfError):
    """The bytes do not begin like a PDF."""

    def __init__(self, name: str = "The file") -> None:
        super().__init__(f"{name} is not a PDF; choose the form as the agency published it.")


class Encrypted(PdfError):
    """The file asks for a password that we do not have."""

    def __init__(self, name: str = "The PDF") -> None:
        super().__init__(f"{name} needs a password to open; save a copy without one and try again.")


class Damaged(PdfError):
    """The file is cut off or broken beyond what can be read."""

    def __init__(self, reason: str, name: str = "The PDF") -> None:
        self.reason = reason
        super().__init__(f"{name} is damaged ({reason}); download it again.")


class TooLarge(PdfError):
    """The file is larger, in one of several measures, than any official form."""

    def __init__(self, what: str, found: int, allowed: int) -> None:
        self.what, self.found, self.allowed = what, found, allowed
        super().__init__(
            f"The PDF has {found:,} {what}, more than the {allowed:,} allowed; "
            "split it or make it smaller."
        )


class NoSuchPage(PdfError):
    """A page was asked for that the PDF does not have; pages count from 0 here."""

    def __init__(self, page: int, pages: int) -> None:
        self.page, self.pages = page, pages
        super().__init__(f"The PDF has {pages} pages; there is no page {page + 1}.")


class UnknownField(PdfError):
    """The form has no field of that name."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name, self.suggestions = name, tuple(suggestions)
        hint = f" Did you mean {' or '.join(f'“{s}”' for s in suggestions)}?" if suggestions else ""
        super().__init__(f"The form has no field “{name}”; list its fields to see the names.{hint}")


class NotFillable(PdfError):
    """The field is of a kind that takes no value from us: signature, barcode or button."""

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        super().__init__(f"The field “{name}” is a {kind} and takes no value; leave it out.")


class NotAnOption(PdfError):
    """A choice or checkbox was given a value that it does not offer."""

    def __init__(self, name: str, value: object, options: Sequence[str]) -> None:
        self.name, self.value, self.options = name, value, tuple(options)
        offered = ", ".join(f"“{option}”" for option in self.options[:12])
        more = f" and {len(self.options) - 12} more" if len(self.options) > 12 else ""
        super().__init__(f"The field “{name}” does not offer “{value}”; it takes {offered}{more}.")


class TooLong(PdfError):
    """Text longer than the field's maximum number of characters."""

    def __init__(self, name: str, length: int, max_length: int) -> None:
        self.name, self.length, self.max_length = name, length, max_length
        super().__init__(
            f"The text for “{name}” has {length} characters and the field holds {max_length}; "
            "shorten it or move the rest to Additional Information."
        )


class GroupConflict(PdfError):
    """Two boxes of which only one may be ticked."""

    def __init__(self, group: str, names: Sequence[str]) -> None:
        self.group, self.names = group, tuple(names)
        listed = " and ".join(f"“{name}”" for name in names)
        super().__init__(f"Only one box of “{group}” may be ticked, not {listed}; choose one.")
