"""The bureau's list brought in, compared with the run, and its differences settled."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.clock import reenacting
from hr.database import db
from hr.models.pay.bureau_line import BureauLine, SettlementWay
from hr.models.pay.pay_input import PayInput
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.queries.pay.bureau import Compared, compared
from hr.queries.pay.contributions import detail_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_input, pay_run
from hr.services.pay.bureau_import import import_bureau_list
from hr.services.pay.bureau_report import reconciliation
from hr.services.pay.bureau_settlement import SettleWish, post_rounding, settle
from hr.services.staff.import_result import ImportResult
from reports.contributions import DifferenceKind, Side
from tests import world
from tests.hr.pay import months, pay_world
from tests.hr.pay.test_back_pay import bases
from vocabulary.money import yuan
from vocabulary.pay_inputs import PayInputKind
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem

OCTOBER, NOVEMBER = months.OCTOBER, Month(2026, 11)
PENSION = ContributionItem.PENSION
STRANGER = world.resident_id("31010419900101999")


@pytest.fixture
def run(app: Flask) -> PayRun:
    pay_world.pay_everybody()
    return db.session.get_one(PayRun, months.computed())


def person(number: str) -> Person:
    return db.session.scalars(select(Person).where(Person.staff_number == number)).one()


def row_of(number: str, **changes: str) -> dict[str, str]:
    """What the run has of somebody, as the bureau's list would say it, with changes."""
    slip = db.session.scalars(select(Payslip).where(Payslip.person_id == person(number).id)).one()
    figures = slip.figures
    row = {
        "证件号码": person(number).id_number,
        "姓名": person(number).name,
        "费款所属期": "202610",
        "缴费基数": yuan(figures["social_contribution_base"]),
        "养老保险个人": yuan(figures["pension_employee"]),
        "养老保险单位": yuan(figures["pension_employer"]),
        "工伤保险": yuan(figures["work_injury_employer"]),
    }
    return row | changes


def brought(*rows: dict[str, str], login: str = "finance", **how: bool) -> ImportResult:
    out = io.StringIO()
    headings = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(out, headings)
    writer.writeheader()
    writer.writerows(rows)
    return import_bureau_list(out.getvalue().encode(), "list.csv", viewer=world.viewer(login), **how)


def comparison() -> Compared:
    return compared(months.unit("N"), OCTOBER)


def kinds() -> dict[str, str]:
    found = comparison()
    return {f"{found.people[one.who].name} {one.item.value}": one.kind.value for one in found.found}


def everybody() -> list[dict[str, str]]:
    return [row_of(number) for number in ("N001", "N002", "N004")]


def test_a_list_that_agrees_has_no_differences_and_leaves_items_it_does_not_have_alone(run: PayRun) -> None:
    assert brought(*everybody()).accepted == 3
    found = comparison()
    assert found.found == ()
    assert found.lines == 6  # two items of three people; the housing fund's list is another


def test_the_same_list_twice_changes_nothing_and_a_corrected_row_overwrites_its_lines(run: PayRun) -> None:
    brought(*everybody())
    again = brought(*everybody())
    assert (again.accepted, again.unchanged) == (0, 3)
    corrected = brought(row_of("N001", 养老保险个人="700.00"), *everybody()[1:])
    assert (corrected.accepted, corrected.unchanged) == (1, 2)
    assert len(db.session.scalars(select(BureauLine)).all()) == 6
    assert kinds() == {"王芳 pension": "rate"}


def test_a_dry_run_writes_nothing(run: PayRun) -> None:
    assert brought(*everybody(), dry_run=True).accepted == 3
    assert db.session.scalars(select(BureauLine)).all() == []


def test_every_kind_of_difference_is_told(run: PayRun) -> None:
    rows = [
        row_of("N001", 养老保险个人="640.05"),
        row_of("N002", 缴费基数="9000.00", 养老保险个人="720.00", 养老保险单位="1440.00", 工伤保险="18.00"),
        {**row_of("N004"), "证件号码": STRANGER, "姓名": "无名"},
    ]
    brought(*rows)
    assert kinds() == {
        "王芳 pension": "rounding",
        "李强 pension": "base",
        "李强 work_injury": "base",
        "赵刚 pension": "missing_there",
        "赵刚 work_injury": "missing_there",
        "无名 pension": "missing_here",
        "无名 work_injury": "missing_here",
    }


def test_a_row_without_any_item_or_of_an_unknown_unit_is_rejected_and_nothing_is_written(run: PayRun) -> None:
    empty = {"证件号码": STRANGER, "姓名": "无名", "费款所属期": "2026-10", "缴费基数": "8000"}
    elsewhere = {**row_of("N001"), "单位编码": "S"}
    result = brought(*everybody(), empty, elsewhere | {"证件号码": person("S001").id_number})
    assert (result.rejected, result.refused) == (2, True)
    assert db.session.scalars(select(BureauLine)).all() == []


def test_a_person_of_another_street_is_nobody_we_know(run: PayRun) -> None:
    brought(*everybody(), {**row_of("N001"), "证件号码": person("S001").id_number, "姓名": "周红"})
    strangers = db.session.scalars(select(BureauLine).where(BureauLine.person_id.is_(None))).all()
    assert {line.name for line in strangers} == {"周红"}


def test_who_prepares_no_pay_brings_in_no_list(run: PayRun) -> None:
    with pytest.raises(OutOfScope):
        brought(*everybody(), login="hr_officer")


def test_an_adjustment_waits_for_approval_and_then_enters_the_next_run_with_its_month(run: PayRun) -> None:
    run_id = run.id
    brought(row_of("N001", 养老保险个人="640.05", 养老保险单位="1280.02"), *everybody()[1:])
    post_rounding(months.unit("N").id, OCTOBER, NOVEMBER, viewer=world.viewer("finance"))
    waiting = db.session.scalars(select(PayInput).where(PayInput.kind == PayInputKind.CONTRIBUTION)).all()
    assert {row.name: row.amount for row in waiting} == {
        "pension_employee@2026-10": 5,
        "pension_employer@2026-10": 2,
    }
    pay_input.approve([row.id for row in waiting], viewer=world.viewer("finance_approver"))
    for state in ("submit", "approve", "pay", "lock"):
        _next(run_id, state)
    later = db.session.get_one(PayRun, months.computed(NOVEMBER))
    (one,) = [p for p in detail_of(later).people if p.staff_number == "N001"]
    assert one.back == {OCTOBER: {(PENSION, Side.EMPLOYEE): 5, (PENSION, Side.EMPLOYER): 2}}
    slip = db.session.scalars(
        select(Payslip).where(Payslip.pay_run_id == later.id, Payslip.person_id == person("N001").id)
    ).one()
    assert slip.figures["back_pension_employee"] == 5
    assert slip.figures["net"] == slip.figures["gross"] - slip.figures["deductions"]


def _next(run_id: int, state: str) -> None:
    finance, approver = world.viewer("finance"), world.viewer("finance_approver")
    if state == "submit":
        pay_run.check(run_id, viewer=finance)
        pay_run.submit(run_id, "请审批", viewer=finance, early_reason="测试", no_shift_reason="测试")
        return
    {"approve": pay_run.approve, "pay": pay_run.pay, "lock": pay_run.lock}[state](run_id, viewer=approver)


def wish(number: str, way: SettlementWay, **more: object) -> SettleWish:
    return SettleWish(months.unit("N").id, OCTOBER, str(person(number).id), PENSION, way, **more)  # type: ignore[arg-type]


def test_a_note_settles_without_an_input_and_takes_back_an_adjustment_that_waits(run: PayRun) -> None:
    finance = world.viewer("finance")
    brought(row_of("N001", 养老保险个人="700.00"), *everybody()[1:])
    settle(wish("N001", SettlementWay.ADJUST, pay_month=NOVEMBER), viewer=finance)
    assert len(db.session.scalars(select(PayInput)).all()) == 1
    with pytest.raises(Refusal, match="Say why"):
        settle(wish("N001", SettlementWay.NOTE), viewer=finance)
    settle(wish("N001", SettlementWay.NOTE, reason="核定有误，已申诉"), viewer=finance)
    assert db.session.scalars(select(PayInput)).all() == []
    found = comparison()
    assert found.settlement_of(found.found[0]) is not None


def test_a_settlement_of_another_figure_does_not_count_any_more(run: PayRun) -> None:
    brought(row_of("N001", 养老保险个人="700.00"), *everybody()[1:])
    settle(wish("N001", SettlementWay.NOTE, reason="申诉"), viewer=world.viewer("finance"))
    brought(row_of("N001", 养老保险个人="710.00"), *everybody()[1:])
    found = comparison()
    assert found.settlement_of(found.found[0]) is None


def test_an_approved_adjustment_can_not_be_settled_otherwise(run: PayRun) -> None:
    finance = world.viewer("finance")
    brought(row_of("N001", 养老保险个人="700.00"), *everybody()[1:])
    settle(wish("N001", SettlementWay.ADJUST, pay_month=NOVEMBER), viewer=finance)
    ids = [row.id for row in db.session.scalars(select(PayInput))]
    pay_input.approve(ids, viewer=world.viewer("finance_approver"))
    with pytest.raises(Refusal, match="approved"):
        settle(wish("N001", SettlementWay.NOTE, reason="申诉"), viewer=finance)


def test_an_adjustment_belongs_into_a_later_month_and_to_somebody_in_our_pay(run: PayRun) -> None:
    finance = world.viewer("finance")
    brought(row_of("N001", 养老保险个人="700.00"), {**row_of("N002"), "证件号码": STRANGER, "姓名": "无名"})
    with pytest.raises(Refusal, match="after 2026-10"):
        settle(wish("N001", SettlementWay.ADJUST, pay_month=OCTOBER), viewer=finance)
    found = comparison()
    (stranger,) = [one.who for one in found.found if one.kind is DifferenceKind.MISSING_HERE and one.item is PENSION]
    lost = SettleWish(found.unit.id, OCTOBER, stranger, PENSION, SettlementWay.ADJUST, "", NOVEMBER)
    with pytest.raises(Refusal, match="explained, not adjusted"):
        settle(lost, viewer=finance)


def test_where_the_two_agree_there_is_nothing_to_settle(run: PayRun) -> None:
    brought(*everybody())
    with pytest.raises(OutOfScope):
        settle(wish("N001", SettlementWay.NOTE, reason="x"), viewer=world.viewer("finance"))


def test_another_streets_list_is_out_of_reach(run: PayRun) -> None:
    with pytest.raises(OutOfScope):
        post_rounding(months.unit("S").id, OCTOBER, NOVEMBER, viewer=world.viewer("finance"))


def test_the_report_says_what_was_done(run: PayRun) -> None:
    brought(row_of("N001", 养老保险个人="700.00"), *everybody()[1:])
    settle(wish("N001", SettlementWay.NOTE, reason="申诉"), viewer=world.viewer("finance"))
    report = reconciliation(comparison())
    table = report.document.blocks[2]
    assert "申诉" in table.rows[0].cells[-1].zh  # type: ignore[union-attr]


def base_corrected_dated_back() -> None:
    """The bureau's base for October is put on our file in November, when October is locked."""
    with reenacting(date(2026, 10, 28)):
        months.locked()
    brought(row_of("N002", 缴费基数="9000.00", 养老保险个人="720.00", 养老保险单位="1440.00"), *everybody()[::2])
    bases("N002", 9_000_00)


def test_a_base_that_was_corrected_dated_back_is_not_adjusted_a_second_time(app: Flask) -> None:
    pay_world.pay_everybody()
    base_corrected_dated_back()
    finance = world.viewer("finance")
    assert kinds()["李强 pension"] == "base"
    with reenacting(date(2026, 11, 28)):
        months.computed(NOVEMBER)
    with pytest.raises(Refusal) as refused:
        settle(wish("N002", SettlementWay.ADJUST, pay_month=NOVEMBER + 1), viewer=finance)
    assert refused.value.field == "way"
    assert "2026-11" in refused.value.reason.zh
    assert db.session.scalars(select(PayInput)).all() == []
    settled = settle(wish("N002", SettlementWay.NOTE, reason="已由十一月补发更正"), viewer=finance)
    assert settled.way is SettlementWay.NOTE


def test_a_base_that_nobody_corrected_can_be_adjusted(app: Flask) -> None:
    pay_world.pay_everybody()
    with reenacting(date(2026, 10, 28)):
        months.locked()
    brought(row_of("N002", 缴费基数="9000.00", 养老保险个人="720.00", 养老保险单位="1440.00"), *everybody()[::2])
    with reenacting(date(2026, 11, 28)):
        months.computed(NOVEMBER)
    settle(wish("N002", SettlementWay.ADJUST, pay_month=NOVEMBER + 1), viewer=world.viewer("finance"))
    assert len(db.session.scalars(select(PayInput)).all()) == 2
