"""One field of a template, ready to be written: its value, its widgets, their appearances."""

from typing import Any

from goldendoor.pdf import appearance, errors, fields, layout
from goldendoor.pdf.update import Update

HIDDEN = 1 << 1
NO_VIEW = 1 << 5
_NAME_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+*")


def name_object(text: str) -> str:
    """A name (ISO 32000-1, 7.3.5), e.g. ` APT ` as `/#20APT#20`."""
    if _NAME_SAFE.issuperset(text):
        return f"/{text}"
    return "/" + "".join(
        chr(b) if chr(b) in _NAME_SAFE else f"#{b:02x}" for b in text.encode("utf-8")
    )


class Slot:
    """A field with the numbers of its objects. `first` is the number of its first appearance."""

    __slots__ = (
        "_appearances", "_heads", "_owner", "_placements", "_plans", "_tails", "field", "name",
        "needs_factory_appearance", "widgets",
    )  # fmt: skip

    def __init__(
        self, field: fields.Field, fact: dict[str, Any], first: int, resources: int
    ) -> None:
        self.field = field
        self.name = field.name
        self.widgets = fact["widgets"]
        self._appearances = list(range(first, first + len(self.widgets)))
        self._owner = (fact["owner"], fact["owner_body"]) if fact["owner"] else None
        self._plans: list[appearance.TextPlan] = []
        self._heads: list[str] = []
        self._tails: list[str] = []
        self._placements: list[str] = []
        is_text = field.kind in ("text", "choice")
        for widget, number in zip(self.widgets, self._appearances, strict=True):
            drawn = f"/AP<</N {number} 0 R>>" if is_text else ""
            self._heads.append(f"{widget['number']} 0 obj\n{widget['body']}{drawn}")
            if is_text:
                self._plans.append(_plan(field, widget, fact["ruled"]))
                self._tails.append(_form_head(widget, number, resources))
                self._placements.append(_placement(widget))
        self.needs_factory_appearance = bool(
            is_text and field.factory and not all(w["drawn"] for w in self.widgets)
        )

    def checked(self, value: str | bool) -> str | bool:
        """The value as it is written. Raises `NotAnOption` or `NotFillable`."""
        field = self.field
        if field.kind == "text":
            if isinstance(value, str):
                return value
            raise errors.NotAnOption(self.name, value, ("text",))
        if field.kind == "checkbox":
            if value is False or value == "" or value == "Off":
                return False
            if value is True:
                return field.on_state or "Yes"
            if value in field.options:
                return value
            raise errors.NotAnOption(self.name, value, ("true", "false", *field.options))
        if field.kind == "choice":
            if value in field.options or value == "" or (field.editable and isinstance(value, str)):
                return value
            raise errors.NotAnOption(self.name, value, field.options)
        raise errors.NotFillable(self.name, field.kind)

    def write(
        self, update: Update, value: str | bool, strict: bool, flatten: bool
    ) -> tuple[str, appearance.Drawing | None, str | bool]:
        """Append the field's objects; for a flat page only draw.

        Returns what did not fit, a drawing that still waits for its font or for its page, and the
        value written.
        """
        if self.field.kind == "checkbox" or not isinstance(value, str):
            if not flatten:
                self._write_state(update, value)
            return "", None, value
        rest = ""
        maximum = self.field.max_length
        if maximum is not None and len(value) > maximum and self.field.kind == "text":
            if strict:
                raise errors.TooLong(self.name, len(value), maximum)
            value, rest = cut(value, maximum)
        label = self._label(value)
        if not flatten:
            self._write_value(update, value)
        content, unfit = self._plans[0].draw(label)
        rest = _joined(unfit, rest)
        if flatten or not isinstance(content, str):
            return rest, content, value
        number = self._appearances[0]
        written = f"{self._tails[0]}{len(content)}>>stream\n{content}\nendstream\nendobj\n"
        update.add(number, written)
        if len(self._plans) > 1:
            self._write_others(update, label)
        return rest, None, value

    def _write_others(self, update: Update, label: str) -> None:
        # Further widgets of one field may differ in size, so each is laid out for itself.
        for index in range(1, len(self._plans)):
            content, _ = self._plans[index].draw(label)
            if isinstance(content, str):
                tail = self._tails[index]
                update.add(
                    self._appearances[index],
                    f"{tail}{len(content)}>>stream\n{content}\nendstream\nendobj\n",
                )

    def write_appearances(self, update: Update, content: str) -> None:
        """Append appearances whose content became known late (shaped text)."""
        for number, tail in zip(self._appearances, self._tails, strict=True):
            update.add(number, f"{tail}{len(content)}>>stream\n{content}\nendstream\nendobj\n")

    def flat(self, index: int, value: str, first: str) -> str:
        """Operators that draw the widget `index` on its page; `first` draws the first widget."""
        content = first
        if index:
            other, _ = self._plans[index].draw(self._label(value))
            content = other if isinstance(other, str) else first
        return f"q {self._placements[index]}{content} Q\n"

    def split(self, text: str) -> tuple[str, str]:
        """(what fits, the rest) for a text field; other kinds take anything."""
        if self.field.kind != "text":
            return text, ""
        rest = ""
        maximum = self.field.max_length
        if maximum is not None and len(text) > maximum:
            text, rest = cut(text, maximum)
        if self.field.comb:
            return text, rest
        plan = self._plans[0]
        fitted = layout.fit(text, plan.box(), plan.measure)
        if not fitted.rest:
            return text, rest
        return fitted.shown, _joined(fitted.rest, rest)

    def _label(self, value: str) -> str:
        if self.field.kind == "choice" and value in self.field.options:
            return self.field.option_labels[self.field.options.index(value)]
        return value

    def _write_value(self, update: Update, value: str) -> None:
        written = appearance.value_string(value)
        if self._owner is None:
            update.add(self.widgets[0]["number"], f"{self._heads[0]}/V{written}>>\nendobj\n")
            return
        number, body = self._owner
        update.add_body(number, f"{body}/V{written}>>")
        for widget, head in zip(self.widgets, self._heads, strict=True):
            update.add(widget["number"], f"{head}>>\nendobj\n")

    def _write_state(self, update: Update, value: str | bool) -> None:
        state = name_object(value) if isinstance(value, str) else "/Off"
        if self._owner is None:
            update.add(
                self.widgets[0]["number"], f"{self._heads[0]}/V{state}/AS{state}>>\nendobj\n"
            )
            return
        number, body = self._owner
        update.add_body(number, f"{body}/V{state}>>")
        for widget, head in zip(self.widgets, self._heads, strict=True):
            own = state if value in widget["states"] else "/Off"
            update.add(widget["number"], f"{head}/AS{own}>>\nendobj\n")


def cut(text: str, length: int) -> tuple[str, str]:
    """(at most `length` characters, the rest), at a space where there is one."""
    if len(text) <= length:
        return text, ""
    space = text.rfind(" ", 0, length + 1)
    at = space if space > 0 else length
    return text[:at].rstrip(), text[at:].lstrip()


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if first and second else first or second


def _plan(field: fields.Field, widget: dict[str, Any], ruled: float) -> appearance.TextPlan:
    x0, y0, x1, y1 = widget["rect"]
    width, height = (x1 - x0, y1 - y0)
    if widget["turned"] in (90, 270):
        width, height = height, width
    return appearance.TextPlan(
        width=round(width, 3),
        height=round(height, 3),
        role=widget["role"],
        size=widget["points"],
        color=widget["color"],
        quadding=widget["quadding"],
        max_length=field.max_length or 0,
        comb=field.comb,
        multiline=field.multiline,
        background=widget["background"],
        ruled=ruled,
    )


def _form_head(widget: dict[str, Any], number: int, resources: int) -> str:
    width, height, matrix = _geometry(widget)
    turned = f"/Matrix[{matrix}]" if matrix else ""
    return (
        f"{number} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 {width} {height}]{turned}"
        f"/Resources {resources} 0 R/Length "
    )


def _placement(widget: dict[str, Any]) -> str:
    """Operators that move to the widget's place on its page, and keep within it."""
    width, height, matrix = _geometry(widget)
    x, y = (appearance.number(v) for v in widget["rect"][:2])
    turned = f"{matrix} cm " if matrix else ""
    return f"1 0 0 1 {x} {y} cm {turned}0 0 {width} {height} re W n "


def _geometry(widget: dict[str, Any]) -> tuple[str, str, str]:
    """(width, height, matrix) of the box in which a widget draws, as written; '' if not turned."""
    x0, y0, x1, y1 = widget["rect"]
    width, height = (appearance.number(x1 - x0), appearance.number(y1 - y0))
    matrix = {
        90: f"0 1 -1 0 {width} 0",
        180: f"-1 0 0 -1 {width} {height}",
        270: f"0 -1 1 0 0 {height}",
    }.get(widget["turned"], "")
    return (height, width, matrix) if widget["turned"] in (90, 270) else (width, height, matrix)
