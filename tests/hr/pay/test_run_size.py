"""A run takes the same statements for a few people and for many."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from hr.database import db
from hr.models.pay.payslip import Payslip
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_readiness import readiness_of
from hr.services.pay import pay_run
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.crowd import add_crowd
from tests.hr.pay.months import opened
from vocabulary.periods import Month

MOST = 60


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def statements(deed: Callable[[], object]) -> int:
    """How many statements a deed takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        deed()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def month_of(month: Month) -> dict[str, int]:
    finance = world.viewer("finance")
    run_id = opened(month)
    return {
        "compute": statements(lambda: pay_run.compute(run_id, viewer=finance)),
        "check": statements(lambda: pay_run.check(run_id, viewer=finance)),
        "ready": statements(lambda: readiness_of(run_of(run_id, viewer=finance))),
    }


def test_two_hundred_people_take_no_more_statements_than_four(app: Flask) -> None:
    few = month_of(Month(2026, 9))
    add_crowd(196)
    many = month_of(Month(2026, 10))
    assert db.session.scalar(select(func.count(Payslip.id)).where(Payslip.month == Month(2026, 10))) == 200
    assert many == few
    assert max(many.values()) <= MOST
