"""Writes the field list of each edition of a form beside its map.

python -m goldendoor.official_forms.keep_fields us.i-129f [us.i-130 …]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from goldendoor.law.library import SHIPPED, Library
from goldendoor.official_forms import blanks, fields_json


def main(form_ids: Sequence[str]) -> int:
    """0 when every edition that has a blank on this computer was written."""
    library, store = Library.shipped(), blanks.find()
    for form_id in form_ids or library.form_ids():
        for edition in library.editions(form_id):
            found = store.originals(form_id, edition)
            if not found:
                print(f"{form_id} {edition}: no blank on this computer.")
                continue
            target = SHIPPED / "forms" / form_id / edition / "fields.json"
            target.write_text(fields_json.to_keep(found[-1].tree()), encoding="utf-8")
            print(f"{form_id} {edition}: {len(found[-1].tree().fields)} fields.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
