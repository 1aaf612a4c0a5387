"""Contribution bases proposed from settled slips, edited, approved by somebody else, and declared."""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from hr.database import db
from hr.models.pay.base_proposal import BaseProposal
from hr.models.pay.pay_run import PayRun
from hr.models.pay.pay_standing import ContributionBase
from hr.models.pay.payslip import Payslip
from hr.queries.pay.base_proposal import limits_in
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.base_declaration import declaration
from hr.services.pay.base_proposal import EditWish, Proposed, approve, edit, propose
from tests import world
from tests.hr.pay import months, pay_world
from vocabulary.periods import Month
from vocabulary.terms import BaseGround

JULY = Month(2027, 7)


@pytest.fixture
def paid(app: Flask) -> PayRun:
    """October 2026 of street N, locked: the only wages of the previous calendar year."""
    pay_world.pay_everybody()
    return db.session.get_one(PayRun, months.locked())


def proposed(start: Month = JULY) -> Proposed:
    return propose(months.unit("N").id, start, viewer=world.viewer("finance"))


def of(number: str) -> BaseProposal:
    statement = select(BaseProposal).where(BaseProposal.employment_id == months.employment_of(number))
    return db.session.scalars(statement).one()


def wage_of(number: str) -> int:
    slip = db.session.scalars(select(Payslip).where(Payslip.employment_id == months.employment_of(number))).one()
    return slip.figures["contribution_wage"]


def test_everybody_but_dispatched_staff_is_proposed_the_average_of_last_years_settled_wages(paid: PayRun) -> None:
    assert proposed() == Proposed(3, 0, ())
    for number in ("N001", "N002", "N004"):
        row = of(number)
        assert (row.ground, row.wage_months) == (BaseGround.YEAR_AVERAGE, 1)
        assert row.social_base_fen == row.housing_base_fen == row.computed_fen == wage_of(number)


def test_without_settled_wages_the_present_base_goes_on(app: Flask) -> None:
    pay_world.pay_everybody()
    months.computed()
    proposed()
    assert {row.ground for row in db.session.scalars(select(BaseProposal))} == {BaseGround.PRESENT}
    assert of("N002").social_base_fen == 800_000


def test_proposing_again_renews_what_nobody_touched_and_keeps_what_was_edited(paid: PayRun) -> None:
    proposed()
    edit(EditWish(of("N002").id, 700_000, 710_000, "上年有一次性补发"), viewer=world.viewer("finance"))
    assert proposed() == Proposed(2, 1, ())
    assert (of("N002").social_base_fen, of("N002").housing_base_fen) == (700_000, 710_000)


def test_an_edit_needs_a_reason(paid: PayRun) -> None:
    proposed()
    with pytest.raises(Refusal):
        edit(EditWish(of("N002").id, 700_000, 700_000, " "), viewer=world.viewer("finance"))


def test_approval_makes_dated_bases_and_ends_the_ones_before(paid: PayRun) -> None:
    proposed()
    assert approve(JULY, viewer=world.viewer("finance_approver")) == 3
    rows = db.session.scalars(
        select(ContributionBase)
        .where(ContributionBase.employment_id == months.employment_of("N002"))
        .order_by(ContributionBase.valid_from)
    ).all()
    assert [(row.valid_from, row.valid_to, row.social_base_fen) for row in rows] == [
        (date(2023, 1, 1), date(2027, 6, 30), 800_000),
        (date(2027, 7, 1), None, wage_of("N002")),
    ]
    assert of("N002").contribution_base_id == rows[1].id
    with pytest.raises(Refusal):
        edit(EditWish(of("N002").id, 1, 1, "x"), viewer=world.viewer("finance"))
    assert approve(JULY, viewer=world.viewer("finance_approver")) == 0


def test_who_proposed_or_edited_can_not_approve(paid: PayRun) -> None:
    proposed()
    with pytest.raises(OutOfScope):
        propose(months.unit("S").id, JULY, viewer=world.viewer("finance"))
    row = of("N002")
    approver = world.viewer("finance_approver")
    from hr.database import unit_of_work

    with unit_of_work(approver, "test.edit"):
        db.session.get_one(BaseProposal, row.id).edited_by_id = approver.user_id
    with pytest.raises(Refusal):
        approve(JULY, viewer=approver)


def test_a_locked_month_is_reached_only_when_it_is_said_so(paid: PayRun) -> None:
    start = Month(2026, 7)
    proposed(start)
    approver = world.viewer("finance_approver")
    with pytest.raises(Refusal):
        approve(start, viewer=approver)
    assert approve(start, viewer=approver, dated_back=True) == 3


def test_outside_july_only_newcomers_are_listed(paid: PayRun) -> None:
    assert proposed(Month(2027, 3)) == Proposed(0, 0, ())


def test_the_declaration_holds_bases_between_the_limits_and_leaves_a_trace(paid: PayRun) -> None:
    start = Month(2026, 7)
    proposed(start)
    edit(EditWish(of("N002").id, 100, 99_999_999, "试"), viewer=world.viewer("finance"))
    sheet = load_workbook(io.BytesIO(declaration(start, viewer=world.viewer("finance")))).worksheets[0]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    limits = limits_in(start)
    assert limits.social is not None
    assert limits.housing is not None
    assert rows["李强"][3] == limits.social[0] / 100
    assert rows["李强"][4] == limits.housing[1] / 100
    with pytest.raises(OutOfScope):
        declaration(start, viewer=world.viewer("finance_approver"))
