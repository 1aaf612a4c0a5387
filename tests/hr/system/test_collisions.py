"""Two people at once who enter what there can be only once: the second is told, whatever the database calls it."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError

from hr.collisions import DATED, KNOWN
from hr.database import Model, db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import ShiftRate
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.refusals import Refusal
from hr.services.staff import employment as service
from tests import world
from tests.hr.staff import found
from vocabulary.terms import PostFamily, ShiftKind, StaffingType

VIEWER = system_viewer("tests")


def test_two_officers_hiring_with_one_staff_number_at_once_leave_one_person_and_a_refusal(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both look before either has written; where the database lets only one at a time in, the second sees the first."""
    met, look, wish = threading.Barrier(2), service.refuse_taken, found.hire_wish()
    officer = world.viewer("hr_officer")
    outcomes: list[tuple[str, str | None]] = []
    db.session.rollback()

    def look_together(identity: Any) -> None:
        look(identity)
        with suppress(threading.BrokenBarrierError):
            met.wait(timeout=2)

    def hire() -> None:
        with app.app_context():
            try:
                service.hire(wish, viewer=officer)
                outcomes.append(("hired", None))
            except Refusal as refusal:
                outcomes.append(("refused", refusal.field))
            finally:
                db.session.remove()

    monkeypatch.setattr(service, "refuse_taken", look_together)
    threads = [threading.Thread(target=hire) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [("hired", None), ("refused", "staff_number")]
    assert wish.identity is not None
    same = Person.staff_number == wish.identity.staff_number
    assert db.session.scalar(select(func.count(Person.id)).where(same)) == 1


@pytest.mark.parametrize("field", ["code", "start"])
def test_the_words_say_what_is_the_same(app: Flask, field: str) -> None:
    at = db.session.scalars(select(Unit).where(Unit.code == "N")).one()
    made = [_unit(at) if field == "code" else _rate(at.id) for _ in range(2)]
    with pytest.raises(Refusal, match="just entered the same") as refused:
        put(*made)
    assert refused.value.field == field


def put(*rows: Model) -> None:
    """Put rows on file one after the other."""
    with unit_of_work(VIEWER, "test.twice") as session:
        for row in rows:
            session.add(row)
            session.flush()


def _unit(like: Unit) -> Unit:
    return Unit(code="new", name="x", kind=like.kind, nature=like.nature, path="/9/", opened_on=date(2026, 1, 1))


def _rate(unit_id: int) -> ShiftRate:
    whom = {"staffing_type": StaffingType.CONTRACT, "post_family": PostFamily.MANAGER}
    dates = {"valid_from": date(2026, 1, 1), "shift_kind": ShiftKind.NIGHT, "amount_fen": 1}
    return ShiftRate(unit_id=unit_id, **whom, **dates)


def test_a_fault_of_the_program_is_no_refusal(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        put(_rate(999))


def test_every_constraint_with_words_is_one_of_the_database() -> None:
    tables = Model.metadata.tables
    uniques = {str(index.name) for table in tables.values() for index in table.indexes if index.unique}
    for table in tables.values():
        uniques |= {str(one.name) for one in table.constraints if isinstance(one, UniqueConstraint)}
    assert set(KNOWN) <= uniques, set(KNOWN) - uniques
    assert set(DATED) <= set(tables)
