"""Amounts and minutes as people read them."""

from django import template

from goldendoor.practice.billing import rules

register = template.Library()


@register.filter
def money(cents: int | None, currency: str = "USD") -> str:
    """`{{ invoice.total_cents|money:invoice.currency }}`."""
    return rules.shown(cents, currency)


@register.filter
def minutes(value: int | None) -> str:
    """“1 h 30 min”."""
    return rules.spoken_minutes(value or 0)
