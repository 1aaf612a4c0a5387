"""Monthly inputs: entered by one, approved by another, kept by every computation, refused once the month is settled."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from hr.database import db, unit_of_work
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.pay_run import PayRunFinding
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.insight.home_pay import waiting_inputs
from hr.queries.pay.payslip import explained, overrides_of, slip_for
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_input, pay_run
from hr.services.pay.input_import import import_inputs
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.months import OCTOBER, approved, checked, computed, locked, state_of
from vocabulary.periods import Month
from vocabulary.terms import PayRunState

NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def _paid(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("web" if "web" in request.fixturenames else "app")
    pay_world.pay_everybody()


def entered(
    number: str = "N002", amount: int = 30_000, kind: PayInputKind = PayInputKind.TAXED, **more: object
) -> PayInput:
    fields = {"month": OCTOBER, "name": "考核奖"} | more
    wish = pay_input.InputWish(number, kind=kind, amount=amount, **fields)  # type: ignore[arg-type]
    return pay_input.enter(wish, viewer=world.viewer("finance"))


def approve(*rows: PayInput) -> int:
    return pay_input.approve([row.id for row in rows], viewer=world.viewer("finance_approver"))


def figures(number: str = "N002") -> dict[str, int]:
    return slip_for(number, OCTOBER, viewer=world.viewer("finance")).figures


def test_an_approved_input_is_paid_and_an_unapproved_one_is_not(app: Flask) -> None:
    row = entered()
    run_id = computed()
    assert figures()["one_off_taxed"] == 0
    approve(row)
    pay_run.compute(run_id, viewer=world.viewer("finance"))
    assert figures()["one_off_taxed"] == 30_000


def test_an_input_that_waits_blocks_the_run(app: Flask) -> None:
    row = entered()
    run_id = checked()
    assert state_of(run_id) is PayRunState.COMPUTED
    codes = db.session.scalars(select(PayRunFinding.code).where(PayRunFinding.blocks)).all()
    assert codes == ["inputs_not_approved"]
    approve(row)
    pay_run.compute(run_id, viewer=world.viewer("finance"))
    assert pay_run.check(run_id, viewer=world.viewer("finance")).state is PayRunState.CHECKED


def test_an_input_that_came_after_the_computation_blocks_until_the_person_is_computed_again(app: Flask) -> None:
    run_id = computed()
    row = entered()
    approve(row)
    pay_run.check(run_id, viewer=world.viewer("finance"))
    assert state_of(run_id) is PayRunState.COMPUTED
    found = db.session.scalars(select(PayRunFinding).where(PayRunFinding.blocks)).one()
    assert (found.code, found.employment_id, found.blocks) == ("inputs_changed", row.employment_id, True)
    pay_run.recompute_one(run_id, row.employment_id, viewer=world.viewer("finance"))
    assert pay_run.check(run_id, viewer=world.viewer("finance")).state is PayRunState.CHECKED


def test_computing_again_erases_no_input(app: Flask) -> None:
    approve(entered())
    waiting = entered("N003")
    run_id = computed()
    for _ in range(3):
        pay_run.compute(run_id, viewer=world.viewer("finance"))
    rows = db.session.scalars(select(PayInput).order_by(PayInput.id)).all()
    assert [(row.amount, row.approved_at is None) for row in rows] == [(30_000, False), (30_000, True)]
    assert rows[1].id == waiting.id


def test_nobody_approves_what_they_entered_nor_their_own(app: Flask) -> None:
    row = entered()
    finance, approver = world.viewer("finance"), world.viewer("finance_approver")
    both = Viewer(finance.user_id, finance.name, (*finance.grants, *approver.grants))
    with pytest.raises(Refusal, match="somebody else"):
        pay_input.approve([row.id], viewer=both)
    themself = Viewer(approver.user_id, approver.name, approver.grants, world.viewer("grid_worker").person_id)
    with pytest.raises(Refusal, match="somebody else"):
        pay_input.approve([row.id], viewer=themself)
    assert db.session.get_one(PayInput, row.id).approved_at is None


def test_the_database_too_refuses_one_person_for_both(app: Flask) -> None:
    row = entered()

    def cheat() -> None:
        with unit_of_work(system_viewer("test"), "test") as session:
            session.get_one(PayInput, row.id).approved_by_id = world.viewer("finance").user_id

    with pytest.raises(IntegrityError):
        cheat()


@pytest.mark.parametrize("login", ["finance", "hr_officer", "unit_manager", "auditor", "grid_worker", "other_worker"])
def test_only_an_approver_there_approves(app: Flask, login: str) -> None:
    row = entered()
    with pytest.raises(OutOfScope):
        pay_input.approve([row.id], viewer=world.viewer(login))


def test_an_input_for_an_approved_or_paid_month_is_refused(app: Flask) -> None:
    waiting = entered(month=OCTOBER)
    approve(waiting)
    approved(OCTOBER)
    with pytest.raises(Refusal, match="2026-11 is the earliest"):
        entered(name="补贴")
    with pytest.raises(Refusal, match="2026-11 is the earliest"):
        pay_input.send_back(waiting.id, viewer=world.viewer("finance_approver"))
    assert entered(month=NOVEMBER).id


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"number": "S002"}, "not in your care"),
        ({"number": "X999"}, "not in your care"),
        ({"month": Month(2022, 12)}, "not employed"),
        ({"name": " "}, "Name the item"),
        ({"kind": PayInputKind.OVERRIDE, "name": "net", "reason": "x"}, "never totals"),
        ({"kind": PayInputKind.OVERRIDE, "name": "gross", "reason": "x"}, "never totals"),
        ({"kind": PayInputKind.OVERRIDE, "name": "scale_wage"}, "needs a reason"),
    ],
)
def test_an_input_that_makes_no_sense_is_refused(app: Flask, more: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        entered(**more)  # type: ignore[arg-type]


def test_the_same_item_twice_is_refused(app: Flask) -> None:
    entered()
    with pytest.raises(Refusal, match="there already"):
        entered(amount=1)


def test_what_is_approved_is_withdrawn_only_after_it_was_sent_back(app: Flask) -> None:
    row = entered()
    approve(row)
    with pytest.raises(Refusal):
        pay_input.withdraw(row.id, viewer=world.viewer("finance"))
    pay_input.send_back(row.id, viewer=world.viewer("finance_approver"))
    pay_input.withdraw(row.id, viewer=world.viewer("finance"))
    assert db.session.scalar(select(func.count(PayInput.id))) == 0


@pytest.mark.parametrize("amount", [0, 123_456])
def test_a_figure_set_by_hand_counts_even_when_it_is_nought(app: Flask, amount: int) -> None:
    by_hand = {"kind": PayInputKind.OVERRIDE, "name": "scale_wage", "reason": "法院协助执行"}
    row = entered(amount=amount, **by_hand)  # type: ignore[arg-type]
    approve(row)
    computed()
    slip = slip_for("N002", OCTOBER, viewer=world.viewer("finance"))
    assert slip.figures["scale_wage"] == amount
    assert slip.gross_fen == amount + 30_000
    line = next(line for line in explained(slip).lines if line.figure == "scale_wage")
    assert line.overridden
    assert "人工核定" in line.formula.zh
    assert overrides_of(slip)["scale_wage"].reason == "法院协助执行"
    assert figures("N003")["scale_wage"] == pay_world.CELL


def test_unpaid_days_are_counted_in_hundredths(app: Flask) -> None:
    approve(entered(amount=150, kind=PayInputKind.UNPAID_DAYS))
    computed()
    assert slip_for("N002", OCTOBER, viewer=world.viewer("finance")).inputs["unpaid_days"] == 150
    assert slip_for("N002", OCTOBER, viewer=world.viewer("finance")).gross_fen < pay_world.CELL + 30_000


ITEMS = """工号,月份,项目名称,金额,计税方式
N002,2026-10,考核奖,300.00,应税
N003,2026-10,考核奖,300.00,应税
N004,2026-10,工会费,20,税后扣款
"""


def test_a_file_of_items_is_taken_in_and_twice_changes_nothing(app: Flask) -> None:
    finance = world.viewer("finance")
    tried = import_inputs(ITEMS.encode(), "items.csv", viewer=finance, dry_run=True)
    assert (tried.accepted, tried.applied) == (3, False)
    assert db.session.scalar(select(func.count(PayInput.id))) == 0
    assert import_inputs(ITEMS.encode(), "items.csv", viewer=finance).accepted == 3
    again = import_inputs(ITEMS.encode(), "items.csv", viewer=finance)
    assert (again.accepted, again.unchanged, again.rejected) == (0, 3, 0)
    rows = db.session.scalars(select(PayInput).order_by(PayInput.id)).all()
    assert [row.amount for row in rows] == [30_000, 30_000, 2_000]
    assert {(row.entered_by, row.approved_at) for row in rows} == {("finance", None)}


def test_an_item_that_stands_twice_in_a_file_is_named_and_never_paid_twice(app: Flask) -> None:
    finance = world.viewer("finance")
    twice = f"{ITEMS}N002,2026-10,考核奖,50.00,应税\n"
    tried = import_inputs(twice.encode(), "twice.csv", viewer=finance, dry_run=True)
    assert [(error.row, error.code) for error in tried.errors] == [(5, "repeated")]
    assert "第 2 行" in tried.errors[0].reason.zh
    import_inputs(twice.encode(), "twice.csv", viewer=finance, keep_good=True)
    assert db.session.scalars(select(PayInput.amount).order_by(PayInput.id)).all() == [30_000, 30_000, 2_000]


def test_bad_rows_of_a_file_are_named_and_the_good_ones_kept_only_if_chosen(app: Flask) -> None:
    finance = world.viewer("finance")
    import_inputs(ITEMS.encode(), "items.csv", viewer=finance)
    bad = "工号,月份,项目名称,金额,计税方式\n" + "\n".join(
        (
            "N001,2026-10,奖金,100,应税",
            "S002,2026-10,奖金,100,应税",
            "N002,2022-10,奖金,100,应税",
            "N002,2026-10,考核奖,999,应税",
            "N003,2026-13,奖金,100,应税",
            "N004,2026-10,奖金,=1+1,应税",
        )
    )
    refused = import_inputs(bad.encode(), "bad.csv", viewer=finance)
    assert refused.refused
    codes = [(error.row, error.code) for error in refused.errors]
    assert codes == [(3, "unknown_person"), (4, "not_employed"), (5, "different"), (6, "bad_month"), (7, "formula")]
    assert db.session.scalar(select(func.count(PayInput.id))) == 3
    assert import_inputs(bad.encode(), "bad.csv", viewer=finance, keep_good=True).accepted == 1


def test_a_file_for_a_paid_month_is_rejected_row_by_row(app: Flask) -> None:
    locked(OCTOBER)
    result = import_inputs(ITEMS.encode(), "items.csv", viewer=world.viewer("finance"))
    assert [error.code for error in result.errors] == ["settled_month"] * 3


def test_unpaid_days_come_from_their_own_form(app: Flask) -> None:
    sheet = "工号,月份,无薪天数,备注\nN002,2026-10,1.5,事假\n"
    assert import_inputs(sheet.encode(), "days.csv", "unpaid_days", viewer=world.viewer("finance")).accepted == 1
    row = db.session.scalars(select(PayInput)).one()
    assert (row.kind, row.amount, row.reason) == (PayInputKind.UNPAID_DAYS, 150, "事假")


def test_the_home_page_tells_the_approver_and_nobody_else(app: Flask) -> None:
    entered()
    entered("N003", month=NOVEMBER)
    cards = list(waiting_inputs(world.viewer("finance_approver"), OCTOBER.last_day))
    assert cards[0].value == 2  # type: ignore[union-attr]
    assert len(cards) == 3
    assert list(waiting_inputs(world.viewer("finance"), OCTOBER.last_day)) == []


def test_finance_enters_on_the_page_and_the_approver_ticks(web: Flask) -> None:
    finance, approver = log_in(web, "finance"), log_in(web, "finance_approver")
    form = {"staff_number": "N002", "month": "2026-10", "kind": "taxed", "name": "考核奖", "amount": "300"}
    assert finance.post("/pay/inputs/new", data=form).status_code == 302
    shown = approver.get("/pay/inputs?month=2026-10").get_data(as_text=True)
    assert "待审批 1 项" in shown
    row_id = db.session.scalars(select(PayInput.id)).one()
    assert finance.post("/pay/inputs/approve", data={"input_id": row_id}).status_code == 404
    assert approver.post("/pay/inputs/approve", data={"input_id": row_id}).status_code == 302
    assert db.session.get_one(PayInput, row_id).approved_by == "finance approver"
    assert "待审批 1 项" not in approver.get("/pay/inputs?month=2026-10").get_data(as_text=True)


def test_a_form_with_the_wrong_fields_says_what_is_missing(web: Flask) -> None:
    form = {"staff_number": "N002", "month": "2026-10", "kind": "unpaid_days", "amount": "300"}
    answer = log_in(web, "finance").post("/pay/inputs/new", data=form)
    assert answer.status_code == 400
    assert "无薪天数最多 31 天" in answer.get_data(as_text=True)


ALL_KINDS = """月份,工号,项目类型,项目名称,数量或金额,起始日,说明
2026-10,N002,病假天数,,2,2026-10-12,感冒
2026-10,N002,病假,,1.5,2026-10-26,
2026-10,N002,应税一次性项目,考核奖,300.00,,
2026-10,N002,工作日加班分钟,,120,,
2026-10,N003,年终奖,,5000,,
2026-10,N003,高温作业,,1,,
"""


def test_one_sheet_takes_every_kind_in_its_own_unit(app: Flask) -> None:
    finance = world.viewer("finance")
    assert import_inputs(ALL_KINDS.encode(), "all.csv", viewer=finance).accepted == 6
    rows = db.session.scalars(select(PayInput).order_by(PayInput.id)).all()
    assert [(row.kind.value, row.name, row.amount) for row in rows] == [
        ("sick_days", "2026-10-12", 200),
        ("sick_days", "2026-10-26", 150),
        ("taxed", "考核奖", 30_000),
        ("overtime_workday", "overtime_workday", 120),
        ("annual_bonus", "annual_bonus", 500_000),
        ("heat_exposure", "heat_exposure", 1),
    ]
    again = import_inputs(ALL_KINDS.encode(), "all.csv", viewer=finance)
    assert (again.accepted, again.unchanged, again.rejected) == (0, 6, 0)


def test_a_row_that_its_kind_can_t_have_is_named(app: Flask) -> None:
    head = ALL_KINDS.splitlines()[0]
    rows = (
        "2026-10,N002,应税一次性项目,,300,,",
        "2026-10,N002,病假天数,,32,,",
        "2026-10,N002,工作日加班分钟,,1.5,,",
        "2026-10,N002,高温作业,,2,,",
        "2026-08,N002,病假天数,,3,,",
        "2026-10,N002,病假天数,,3,2026-09-30,",
    )
    refused = import_inputs("\n".join((head, *rows)).encode(), "bad.csv", viewer=world.viewer("finance"))
    assert [(error.row, error.column) for error in refused.errors] == [
        (2, "项目名称"),
        (3, "数量或金额"),
        (4, "数量或金额"),
        (5, "数量或金额"),
        (6, "起始日"),
        (7, "起始日"),
    ]


def test_sick_leave_in_the_month_of_a_new_rule_needs_its_day(app: Flask) -> None:
    august = Month(2026, 8)
    with pytest.raises(Refusal, match="2026-08-16") as refused:
        entered(amount=300, kind=PayInputKind.SICK_DAYS, month=august)
    assert refused.value.field == "first_day"
    row = entered(amount=300, kind=PayInputKind.SICK_DAYS, month=august, first_day=date(2026, 8, 13))
    assert (row.name, row.first_day) == ("2026-08-13", date(2026, 8, 13))
