"""The questionnaire of a case: merged questions, values, marks and typed answers."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from goldendoor.cases.models import Case, Filing
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.official_forms import blanks, drafting, filling, questions
from goldendoor.official_forms.facts import CaseFile, Scope, scope_for
from goldendoor.practice.intake import topics
from goldendoor.practice.intake.asked import HELPERS, Asked, Source, merge
from goldendoor.practice.models import Mark, TypedAnswer


@dataclass
class Section:
    """Questions shown together; `settled` of `count` are answered or marked as not needed."""

    id: str
    title: str
    owner: str
    questions: list[Asked]
    settled: int = 0
    count: int = 0

    @property
    def finished(self) -> bool:
        return self.count > 0 and self.settled == self.count


@dataclass
class Owner:
    """Whose questions these are: a person, or those who help."""

    id: str
    name: str
    roles: str
    sections: list[Section] = field(default_factory=list)

    @property
    def settled(self) -> int:
        return sum(one.settled for one in self.sections)

    @property
    def count(self) -> int:
        return sum(one.count for one in self.sections)


class Intake:
    """Everything the questionnaire of one case needs, read once."""

    def __init__(
        self,
        access: Access,
        case: Case,
        language: str = "en",
        rows: exchange.Rows | None = None,
    ) -> None:
        self.access, self.case, self.language = access, case, language
        self.library = Library.shipped()
        self.rows = rows = rows or exchange.Rows(access, case)
        self.data = exchange.case_file(access, case, rows)
        self.file = CaseFile(self.data)
        self.filings: list[Filing] = rows.filings
        self.marks: dict[str, Mark] = {
            one.question: one for one in Mark.objects.visible_to(access).filter(case=case)
        }

    @cached_property
    def scopes(self) -> list[Scope]:
        return [
            scope_for(self.file, row, filling.form_entry(str(row["form"]), self.library))
            for row in self.data["filings"]
        ]

    @cached_property
    def owners_with_roles(self) -> dict[str, list[str]]:
        """Person id → roles they have in the forms."""
        found: dict[str, list[str]] = {}
        for scope in self.scopes:
            for role, person_id in scope.roles.items():
                roles = found.setdefault(person_id, [])
                if role not in roles:
                    roles.append(role)
        return found

    def source(self, place: int) -> Source:
        """The questions of one filing in the chosen language."""
        name = str(self.data["filings"][place]["form"])
        rows = tuple(questions_of(name, self.library, self.language))
        return Source(place, name, self.scopes[place], rows)

    @cached_property
    def asked(self) -> list[Asked]:
        """Every question of every form, merged."""
        sources = [self.source(place) for place in range(len(self.filings))]
        return merge(sources, set(self.owners_with_roles), self.language)

    @cached_property
    def by_id(self) -> dict[str, Asked]:
        return {one.id: one for one in self.asked}

    @cached_property
    def typed(self) -> dict[tuple[str, int], dict[str, Any]]:
        """(question key, row) → what this user typed and could not be saved yet."""
        rows = TypedAnswer.objects.visible_to(self.access).filter(
            case=self.case, user_id=self.access.user_id or 0
        )
        return {(one.question, one.row): json.loads(one.body) for one in rows}

    # ── values ─────────────────────────────────────────────────────────────────────────────────

    def read(self, question: Asked, path: str) -> Any:
        """The stored value; what helpers are asked is shown also while they take no part."""
        value = self.scopes[question.place].read(path)
        root, _, rest = path.partition(".")
        if value is None and root in HELPERS:
            found: Any = self.data.get(root) or {}
            for word in rest.split("."):
                found = found.get(word) if isinstance(found, dict) else None
            return found
        return value

    def stored(self, question: Asked, row: int = -1) -> dict[str, Any]:
        """The stored values of a question (or one of its rows) by part, empty ones apart."""
        base = question.path if row < 0 else f"{question.path}.{row}"
        found = {}
        for leaf in question.leaves:
            value = self.read(question, f"{base}.{leaf.part}" if leaf.part else base)
            if value is not None and value != "" and value != [] and _plain(value):
                found[leaf.part] = value
        return found

    def length(self, question: Asked) -> int:
        return self.scopes[question.place].length(question.path) if question.is_list else 0

    def settled(self, question: Asked) -> bool:
        """Answered, or marked as having nothing to enter."""
        mark = self.marks.get(question.key)
        if mark is not None and mark.kind == Mark.Kind.NONE:
            return True
        if question.is_list:
            return self.length(question) > 0
        return bool(self.stored(question))

    # ── arrangement ────────────────────────────────────────────────────────────────────────────

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Person id of the case file → what stands in addresses: an imported id can be a name."""
        parties = self.rows.parties
        persons = [party.person for party in parties]
        return {one.file_id or one.public_id: one.public_id for one in persons}

    @cached_property
    def owners(self) -> list[Owner]:
        """People in the order of the case, each with sections by topic; then those who help."""
        people = {one.id: one for one in self.file.people()}
        names = {
            person_id: Owner(
                self.addresses.get(person_id, person_id),
                str(people[person_id].get("full_name") or "Unnamed person"),
                topics.role_words(roles, self.language),
            )
            for person_id, roles in self.owners_with_roles.items()
            if person_id in people
        }
        order = [one for one in people if one in names]
        found = {person_id: names[person_id] for person_id in order}
        helpers = Owner("helpers", topics.TITLES[self.language]["helpers"], "")
        for question in self.asked:
            owner = found.get(self.person_of(question), helpers)
            self._section(owner, question).questions.append(question)
        everyone = [*found.values(), helpers]
        for owner in everyone:
            self._arrange(owner)
        return [one for one in everyone if one.sections]

    def person_of(self, question: Asked) -> str:
        """The person under whom a question stands: for a filing, whose filing it is."""
        if question.owner.startswith("filing-"):
            return str(self.data["filings"][question.place].get("for"))
        return question.owner

    @staticmethod
    def _section(owner: Owner, question: Asked) -> Section:
        for section in owner.sections:
            if section.id == question.section:
                return section
        section = Section(question.section, question.section_title, owner.id, [])
        owner.sections.append(section)
        return section

    def _arrange(self, owner: Owner) -> None:
        order = list(topics.TOPICS)
        late = {"record": 1, "intake": 2}
        owner.sections.sort(
            key=lambda one: (
                late.get(one.id, 0),
                order.index(one.id) if one.id in order else len(order),
            )
        )
        for section in owner.sections:
            if section.id in topics.TOPICS:
                section.questions.sort(key=lambda one: topics.rank_of(one.rest))
            self.count(section)
        owner.sections = [one for one in owner.sections if one.count]

    def count(self, section: Section) -> Section:
        """Bring the numbers of a section up to date."""
        visible = [one for one in section.questions if one.visible]
        section.count = len(visible)
        section.settled = sum(self.settled(one) for one in visible)
        return section

    def of_form(self, place: int) -> list[Section]:
        """The sections as the form of one filing has them; shared questions stand in it too."""
        by_key = {one.key: one for one in self.asked}
        alone = merge([self.source(place)], set(self.owners_with_roles), self.language)
        titles = {one.key: title for one, title in self._form_titles(place, alone)}
        found: dict[str, Section] = {}
        for one in alone:
            title = titles.get(one.key, one.section_title)
            section = found.setdefault(title, Section(f"f{len(found)}", title, f"form-{place}", []))
            shared = by_key.get(one.key, one)
            # What another question asks is shown here all the same: this page is the whole form.
            shared.shown, shared.covered = one.shown, one.covered
            hidden = {leaf.part: leaf.hidden for leaf in one.leaves}
            for leaf in shared.leaves:
                leaf.hidden = hidden.get(leaf.part, True)
            section.questions.append(shared)
        for section in found.values():
            self.count(section)
        return [one for one in found.values() if one.count]

    def _form_titles(self, place: int, alone: list[Asked]) -> Iterator[tuple[Asked, str]]:
        titles: dict[str, str] = {}
        for section, question in self.source(place).rows:
            tail = str(question["key"]).partition(".")
            path = f"{tail[0]}.{topics.ASKED_AS.get(tail[2], tail[2])}"
            titles.setdefault(path, str(section.get("title") or ""))
        for one in alone:
            if one.path in titles:
                yield one, titles[one.path]

    @property
    def settled_count(self) -> int:
        return sum(one.settled for one in self.owners)

    @property
    def asked_count(self) -> int:
        return sum(one.count for one in self.owners)

    def progress_of(self, place: int) -> tuple[int, int]:
        """(settled, asked) questions of one form; those that other forms ask too count as well."""
        alone = merge([self.source(place)], set(self.owners_with_roles), self.language)
        visible = [one for one in alone if one.visible]
        return sum(self.settled(one) for one in visible), len(visible)


def _plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    )


def questions_of(
    form: str, library: Library, language: str
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """(section, question) of a form in a language; drafted where nobody mapped it."""
    try:
        form_id = library.form_id(form)
    except NotInLibrary:
        yield from _drafted(form, library)
        return
    if language == "en":
        yield from questions.of_form(form_id, library)
        return
    words = questions.translation(form_id, library, language)
    shared = questions.bank(library, language)
    for section, question in questions.of_form(form_id, library):
        title = (words.get("sections") or {}).get(section.get("id"), section.get("title"))
        yield {**section, "title": title}, questions.translated(question, words, shared)


def _drafted(form: str, library: Library) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    with contextlib.suppress(blanks.NoBlank):
        blank = blanks.find().newest(form)
        drafted = drafting.draft_questions(blank.form, blank.tree())
        shared = questions.bank(library)
        for section in drafted["sections"]:
            # Many forms have no parts; their tooltips then leave the title empty.
            title = str(section["title"]).removesuffix("Part ").strip()
            named = {**section, "title": f"{form}: {title}" if title not in ("", "Part") else form}
            for question in section["questions"]:
                yield named, questions.complete(question, shared)


def waiting_for_client(access: Access) -> list[Mark]:
    """Questions to ask the client, longest waiting first."""
    rows = Mark.objects.visible_to(access).filter(kind=Mark.Kind.ASK)
    return list(rows.select_related("case").order_by("since_date", "id")[:200])
