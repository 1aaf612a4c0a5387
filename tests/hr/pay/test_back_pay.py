"""Back pay through the database: late law, corrected facts, people who left, and never twice."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hr.clock import reenacting
from hr.services.pay import pay_run
from tests import world
from tests.hr.pay import months, pay_world
from vocabulary.periods import Month

JULY, AUGUST = Month(2026, 7), Month(2026, 8)


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def test_x(app: Flask) -> None:
    with reenacting(date(2026, 7, 28)):
        months.locked(JULY)
    with reenacting(date(2026, 8, 28)):
        run = months.computed(AUGUST)
