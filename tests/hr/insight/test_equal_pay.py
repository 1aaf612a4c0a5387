"""Equal pay from stored payslips: the planted gap is found, small groups stay hidden, rules that differ are named."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from analytics.equal_pay import Verdict
from analytics.equal_pay.three_models import Model
from hr.database import db, unit_of_work
from hr.models.casework.workload import Workload
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.insight.equal_pay import EqualPayAsked, EqualPayFound, Reference, equal_pay_of
from hr.queries.insight.equal_pay_document import document_of
from hr.queries.insight.equal_pay_rows import LeftOut, months_with_pay
from hr.refusals import OutOfScope
from reports.document import Note, Table
from tests import world
from tests.hr.insight import paid_world
from vocabulary.terms import PayRunState, PostFamily, ShiftKind, StaffingType

SYSTEM = system_viewer("test")


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


def assessed(code: str = "XN") -> EqualPayFound:
    return equal_pay_of(EqualPayAsked(paid_world.MONTH, unit(code)), viewer=SYSTEM)


def test_the_planted_gap_is_found_with_its_verdict(app: Flask) -> None:
    paid_world.build(-0.08)
    found = assessed()
    gap = found.gap(Model.HEADLINE)
    assert gap is not None
    assert gap.gap == pytest.approx(-8, abs=0.8)
    assert gap.low is not None
    assert gap.high is not None
    assert gap.low < -8 < gap.high
    assert gap.verdict is Verdict.LIMIT_EXCEEDED
    assert found.models[Model.HEADLINE].clusters == paid_world.STREETS
    assert gap.corrected_gap is not None
    words = next(block for block in document_of(found).blocks if isinstance(block, Note))
    assert words.tone == "bad"
    assert "低" in words.lines[0].zh
    assert "less" in words.lines[0].en


def test_equal_pay_gives_no_significant_gap(app: Flask) -> None:
    paid_world.build(0.0)
    gap = assessed().gap(Model.HEADLINE)
    assert gap is not None
    assert gap.gap is not None
    assert abs(gap.gap) < 1.5
    assert gap.verdict in {Verdict.NOT_SIGNIFICANT, Verdict.TARGET_RESPECTED}


def test_part_months_and_one_offs_are_kept_out_of_the_pay_that_is_compared(app: Flask) -> None:
    paid_world.build()
    before = assessed()
    with unit_of_work(SYSTEM, "test.change") as session:
        first, second = session.scalars(select(Payslip).order_by(Payslip.id).limit(2)).all()
        first.inputs = {**first.inputs, "employed_days": 1000}
        second.figures = {**second.figures, "one_off_taxed": 1_000_000}
        second.gross_fen += 1_000_000
    after = assessed()
    assert after.rows.left_out == {LeftOut.PART_MONTH: 1}
    assert (len(before.rows.frame), len(after.rows.frame)) == (224, 223)
    assert after.rows.frame["pay_per_hour"].max() == before.rows.frame["pay_per_hour"].max()


def test_pay_an_hour_divides_the_month_by_paid_days_and_hours(app: Flask) -> None:
    paid_world.build()
    gross = db.session.scalars(select(Payslip.gross_fen).order_by(Payslip.id)).first()
    assert gross is not None
    assert assessed().rows.frame["pay_per_hour"].iloc[0] == pytest.approx(gross / 100 / 21.75 / 8)


def test_a_draft_run_is_no_pay_yet(app: Flask) -> None:
    paid_world.build(state=PayRunState.DRAFT)
    assert months_with_pay(viewer=SYSTEM) == []
    assert assessed().rows.paid == 0


def test_without_workload_the_models_say_so(app: Flask) -> None:
    paid_world.build()
    with unit_of_work(SYSTEM, "test.unbuilt") as session:
        session.execute(update(Workload).values(month=paid_world.MONTH + -6))
    found = assessed()
    gap = found.gap(Model.HEADLINE)
    assert gap is not None
    assert gap.gap is not None
    assert gap.corrected_gap is None
    limits = [line.zh for block in document_of(found).blocks if isinstance(block, Note) for line in block.lines]
    assert any("尚无工作量" in line for line in limits)


def test_a_group_under_five_people_shows_neither_pay_nor_gap(app: Flask) -> None:
    paid_world.build()
    _four_social_workers()
    found = assessed()
    social = next(group for group in found.groups if group.staffing_type is StaffingType.SOCIAL_WORKER)
    assert (social.people, social.mean, social.median) == (4, None, None)
    hidden = next(gap for gap in found.models[Model.HEADLINE].groups if gap.group == "social_worker")
    assert hidden.gap is None
    assert hidden.reason is not None
    printed = str([row.cells for block in document_of(found).blocks if isinstance(block, Table) for row in block.rows])
    assert "8,888" not in printed
    assert "51.0" not in printed


def _four_social_workers() -> None:
    with unit_of_work(SYSTEM, "test.four") as session:
        run = session.scalars(select(PayRun)).one()
        street = session.scalars(select(Unit).where(Unit.code == "T00")).one()
        post = session.scalars(select(Post).where(Post.unit_id == street.id)).one()
        people = session.scalars(
            select(Employment).join(Person).where(Person.staff_number.like("S00%"), Employment.agency_id.is_(None))
        ).all()
        four = [*people, session.scalars(select(Employment).join(Person).where(Person.staff_number == "N001")).one()]
        rows = [paid_world.slip(run, employment, street, post, 888_800) for employment in four]
        for row in rows:
            row["staffing_type"] = StaffingType.SOCIAL_WORKER
        session.execute(insert(Payslip), rows)
        loads = select(Workload).limit(1)
        pattern = session.scalars(loads).one()
        columns = [c.name for c in Workload.__table__.columns if c.name != "id"]
        copied = {name: getattr(pattern, name) for name in columns}
        session.execute(insert(Workload), [{**copied, "person_id": e.person_id} for e in four])


def test_a_month_without_pay_has_no_verdict_and_says_why(app: Flask) -> None:
    document = document_of(assessed())
    first = document.blocks[0]
    assert isinstance(first, Note)
    assert first.heading.en == "No verdict"


def test_rules_that_differ_by_staffing_type_are_named_with_their_day(app: Flask) -> None:
    since = date(2026, 5, 1)
    with unit_of_work(SYSTEM, "test.rates") as session:
        city, north, south = unit("SH"), unit("N"), unit("S")
        session.add_all(
            [
                ShiftRate(unit_id=city.id, shift_kind=ShiftKind.NIGHT, amount_fen=6_000, valid_from=date(2024, 1, 1)),
                ShiftRate(
                    unit_id=city.id,
                    shift_kind=ShiftKind.NIGHT,
                    staffing_type=StaffingType.DISPATCHED,
                    amount_fen=4_000,
                    valid_from=since,
                ),
                ShiftRate(unit_id=city.id, shift_kind=ShiftKind.MIDDLE, amount_fen=3_000, valid_from=since),
                _allowance(north, "meal", StaffingType.CONTRACT),
                _allowance(south, "bus", StaffingType.CONTRACT),
            ]
        )
    rules = equal_pay_of(EqualPayAsked(paid_world.MONTH, north), viewer=world.viewer("leader")).rules
    assert sorted(rule.rule.zh for rule in rules) == ["meal（固定金额）", "夜班津贴（每班）"]
    night = next(rule for rule in rules if "夜班" in rule.rule.zh)
    amounts = {one: text.en for one, text in night.amounts}
    assert amounts[StaffingType.DISPATCHED] == "40.00"
    assert amounts[StaffingType.CONTRACT] == "60.00"
    assert night.since == since
    meal = next(rule for rule in rules if "meal" in rule.rule.zh)
    assert {one: text.en for one, text in meal.amounts}[StaffingType.DISPATCHED] == "none"


def _allowance(at: Unit, name: str, staffing_type: StaffingType) -> PayItem:
    return PayItem(
        unit_id=at.id,
        code=name,
        name=name,
        kind=PayItemKind.FIXED,
        amount=20_000,
        staffing_type=staffing_type,
        post_family=PostFamily.GRID_INSPECTOR,
        valid_from=date(2025, 1, 1),
    )


def test_only_roles_that_may_see_the_assessment_get_one_and_only_of_their_units(app: Flask) -> None:
    for login in ("finance", "grid_worker", "administrator"):
        with pytest.raises(OutOfScope):
            equal_pay_of(EqualPayAsked(paid_world.MONTH, unit("N")), viewer=world.viewer(login))
    with pytest.raises(OutOfScope):
        equal_pay_of(EqualPayAsked(paid_world.MONTH, unit("S")), viewer=world.viewer("leader"))


def test_the_reference_can_be_contract_staff_alone(app: Flask) -> None:
    paid_world.build()
    asked = EqualPayAsked(paid_world.MONTH, unit("XN"), Reference.CONTRACT)
    gap = equal_pay_of(asked, viewer=SYSTEM).gap(Model.HEADLINE)
    assert gap is not None
    assert gap.gap == pytest.approx(-8, abs=0.8)
