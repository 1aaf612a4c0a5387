"""A computation that is killed leaves the run as before or wholly computed; two at once leave one result."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from hr.database import db
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.permissions.viewer import system_viewer
from hr.queries.pay.payslip import explained
from hr.queries.system.audit_entry import verify
from hr.refusals import Refusal
from hr.services.pay import pay_run
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.crowd import add_crowd
from tests.hr.pay.months import OCTOBER, computed, opened, unit
from vocabulary.terms import PayRunState
from vocabulary.text import Text

CROWD = 60
FORK = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


class Computing:
    """Another process that computes the run; it can be stopped at the n-th event of its database engine."""

    def __init__(self, run_id: int, hook: str | None = None, at: int = 0) -> None:
        self.reached, self.go = FORK.Event(), FORK.Event()
        self.done, self.refused = FORK.Event(), FORK.Event()
        self.viewer, self.run_id, self.hook, self.at = world.viewer("finance"), run_id, hook, at
        db.session.remove()
        db.engine.dispose()  # the child is to inherit no connection
        self.process = FORK.Process(target=self._compute)
        self.process.start()

    def _compute(self) -> None:
        seen = [0]

        def wait(*_: object) -> None:
            seen[0] += 1
            if seen[0] == self.at:
                self.reached.set()
                time.sleep(60)

        if self.hook:
            event.listen(db.engine, self.hook, wait)
        self.go.wait()
        try:
            pay_run.compute(self.run_id, viewer=self.viewer)
        except Refusal:
            self.refused.set()
        else:
            self.done.set()

    def kill(self) -> None:
        """SIGKILL: nothing of the process's own runs any more."""
        self.process.kill()
        self.process.join()


def standing_of(run_id: int) -> tuple[int, PayRunState, int]:
    """Version, state and number of slips; what is stored is whole and its trail verifies."""
    db.session.rollback()
    run = db.session.get_one(PayRun, run_id, populate_existing=True)
    count = db.session.scalar(select(func.count(Payslip.id)).where(Payslip.pay_run_id == run_id)) or 0
    assert verify(system_viewer("audit"))[1] == []
    for slip in db.session.scalars(select(Payslip).where(Payslip.pay_run_id == run_id).limit(3)):
        assert explained(slip).differing == ()
    return run.version, run.state, count


BEFORE = (0, PayRunState.DRAFT, 0)
AFTER = (1, PayRunState.COMPUTED, CROWD + 4)


@pytest.mark.parametrize(("hook", "at"), [("before_cursor_execute", 8), ("before_cursor_execute", 18), ("commit", 1)])
def test_a_kill_before_the_commit_leaves_the_draft(app: Flask, hook: str, at: int) -> None:
    add_crowd(CROWD)
    run_id = opened()
    computing = Computing(run_id, hook, at)
    computing.go.set()
    assert computing.reached.wait(60), "the hook was not reached"
    computing.kill()
    assert standing_of(run_id) == BEFORE


def test_a_kill_at_any_moment_leaves_the_run_as_before_or_wholly_computed(app: Flask) -> None:
    add_crowd(CROWD)
    run_id = opened()
    for moment in random.Random(20261123).sample(range(0, 500, 10), 6):
        computing = Computing(run_id)
        computing.go.set()
        time.sleep(moment / 1000)
        computing.kill()
        version, state, count = standing_of(run_id)
        assert (min(version, 1), state, count) in (BEFORE, AFTER), f"killed after {moment} ms"


def test_a_killed_recomputation_leaves_the_earlier_result(app: Flask) -> None:
    run_id = computed()
    before = db.session.scalars(select(Payslip.figures).order_by(Payslip.employment_id)).all()
    computing = Computing(run_id, "commit", 1)
    computing.go.set()
    assert computing.reached.wait(60)
    computing.kill()
    assert standing_of(run_id) == (1, PayRunState.COMPUTED, 4)
    assert db.session.scalars(select(Payslip.figures).order_by(Payslip.employment_id)).all() == before


def test_two_processes_at_once_leave_one_result(app: Flask) -> None:
    run_id = opened()
    both = [Computing(run_id), Computing(run_id)]
    for one in both:
        one.go.set()
    for one in both:
        one.process.join(60)
    done = sum(one.done.is_set() for one in both)
    assert done + sum(one.refused.is_set() for one in both) == 2
    assert done >= 1
    assert standing_of(run_id) == (done, PayRunState.COMPUTED, 4)


def test_while_a_run_is_read_and_computed_others_may_write(app: Flask) -> None:
    run_id, seen = opened(), list[str]()

    def somebody_writes(words: Text, *_: int) -> None:
        with db.engine.connect().execution_options(gridhr_write=True) as connection, connection.begin():
            connection.execute(text("UPDATE unit SET name = name"))
        seen.append(words.en.split()[0])

    pay_run.compute(run_id, viewer=world.viewer("finance"), progress=somebody_writes)
    assert seen == ["Loading", "Computing", "Preparing", "Writing"]
    assert standing_of(run_id) == (1, PayRunState.COMPUTED, 4)


def test_two_threads_at_once_leave_one_result(app: Flask) -> None:
    run_id, start = opened(), threading.Barrier(2)
    read, outcomes = threading.Barrier(2), list[str]()

    def together(words: Text, *_: int) -> None:
        if "Writing" in words.en:
            read.wait(30)  # both have read and computed before either writes

    def compute() -> None:
        with app.app_context():
            try:
                viewer = world.viewer("finance")
                db.session.rollback()
                start.wait()
                pay_run.compute(run_id, viewer=viewer, progress=together)
                outcomes.append("computed")
            except Exception as error:
                outcomes.append(type(error).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=compute) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Refusal", "computed"]
    assert standing_of(run_id) == (1, PayRunState.COMPUTED, 4)


def test_two_openings_at_once_leave_one_run(app: Flask) -> None:
    street, start = unit("N").id, threading.Barrier(2)
    outcomes: list[str] = []

    def open_one() -> None:
        with app.app_context():
            viewer = world.viewer("finance")
            db.session.rollback()
            start.wait()
            try:
                pay_run.open_run(OCTOBER, street, viewer=viewer)
                outcomes.append("opened")
            except Exception as error:
                outcomes.append(type(error).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=open_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Refusal", "opened"]
    db.session.rollback()
    assert db.session.scalar(select(func.count(PayRun.id))) == 1
