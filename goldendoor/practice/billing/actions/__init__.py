"""Every change of money: settings, time, agreements, expenses, invoices, payments."""

from goldendoor.practice.billing.actions.invoicing import (
    draw_up,
    pay,
    reverse_payment,
    send,
    take_back,
    void,
)
from goldendoor.practice.billing.actions.setting_up import set_up
from goldendoor.practice.billing.actions.spending import (
    agree,
    change_expense,
    expect_fees,
    record_expense,
)
from goldendoor.practice.billing.actions.timing import (
    change_time,
    record_time,
    remove_time,
    start_timer,
    stop_timer,
)

__all__ = [
    "agree", "change_expense", "change_time", "draw_up", "expect_fees", "pay", "record_expense",
    "record_time", "remove_time", "reverse_payment", "send", "set_up", "start_timer", "stop_timer",
    "take_back", "void",
]  # fmt: skip
