"""What agencies' payments put on the home page: who was paid too little or nothing, for finance with the amount."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target, Waiting
from hr.queries.pay.agency_shortfalls import ShortPay, short_payments
from vocabulary.money import yuan_grouped
from vocabulary.periods import Month
from vocabulary.text import Text

_HEADING = Text("派遣单位少发或未发工资", "Paid too little or nothing by their agency")
_MONTHS = 3
_LISTED = 6
_SHORT = Text("{month}，少发 {missing} 元", "{month}, {missing} yuan missing")
_UNPAID = Text("{month}，未发，应发 {missing} 元", "{month}, nothing paid: {missing} yuan missing")


def short_agency_pay(viewer: Viewer, on: date) -> Iterator[HomeCard | Waiting]:
    """Short and lacking payments of the last months, for who keeps pay or people; amounts only for who sees pay."""
    sees_pay = viewer.may(Action.PAY_READ) and viewer.may(Action.PAY_PREPARE)
    if not sees_pay and not viewer.may(Action.STAFF_WRITE):
        return
    action = Action.PAY_READ if sees_pay else Action.STAFF_WRITE
    found = short_payments(Month.of(on) + -_MONTHS, action, viewer=viewer)
    if not found:
        return
    target = Target("agency_statement.listed", {"month": str(found[0].month)}) if sees_pay else None
    yield HomeCard(_HEADING, len({one.person_id for one in found}), tone="bad", target=target)
    for one in found[:_LISTED]:
        yield _finance(one) if sees_pay else _staff(one)


def _finance(one: ShortPay) -> Waiting:
    detail = (_UNPAID if one.unpaid else _SHORT).format(month=one.month, missing=yuan_grouped(one.missing))
    page = Target("agency_statement.payments", {"agency_id": one.agency_id, "month": str(one.month)})
    return Waiting(_HEADING, one.name, detail, None, page)


def _staff(one: ShortPay) -> Waiting:
    """Staff affairs see who it is and which agency, and no pay figures."""
    detail = Text("{month}，{agency}", "{month}, {agency}").format(month=one.month, agency=one.agency)
    return Waiting(_HEADING, one.name, detail, None, Target("person.page", {"person_id": one.person_id}))
