"""Filters of this desk's templates, loaded with `{% load practice %}`."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def form_name(form_id: str) -> str:
    """`us.i-130` → `I-130`, as people say it."""
    return form_id.split(".", 1)[-1].upper()


@register.filter
def unlocal(value: float) -> str:
    """A number for a drawing: a point, whatever the language of the page."""
    return f"{value:g}"


@register.filter
def add_to(value: float, more: float) -> float:
    """The sum of two numbers that are no whole ones."""
    return value + more


@register.filter
def field_end(name: str) -> str:
    """The end of a full field name, which is what tells fields apart."""
    return name.rsplit(".", 1)[-1]


@register.filter
def megabytes(size: int) -> str:
    """`3.2 MB`, or kilobytes for what is small."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(size // 1024, 1)} kB"
