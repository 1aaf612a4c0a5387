"""Working-time terms, 4050 subsidies, opening tax balances and the year's choices: entered within what is open."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db
from hr.models.pay.pay_item import PayItem
from hr.models.pay.pay_standing import SubsidyGrant, TaxDeduction, WorkTerms
from hr.models.pay.tax_year import OpeningTax, TaxElection
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import tax_year, work_terms
from hr.services.pay.opening_import import import_openings
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.months import employment_of, locked, unit
from vocabulary.periods import Month
from vocabulary.terms import SettlementPeriod, WorkingTimeRegime

NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def terms(number: str = "N002", **more: object) -> WorkTerms:
    fields = {
        "start": NOVEMBER,
        "regime": WorkingTimeRegime.COMPREHENSIVE,
        "period": SettlementPeriod.QUARTER,
        "approval": "徐人社〔2026〕1号",
    } | more
    wish = work_terms.TermsWish(employment_of(number), **fields)  # type: ignore[arg-type]
    return work_terms.set_work_terms(wish, viewer=world.viewer("finance"))


def test_new_terms_end_those_before(app: Flask) -> None:
    terms()
    terms(start=NOVEMBER + 2, regime=WorkingTimeRegime.STANDARD, period=None, approval="", overtime_base_fen=500_000)
    rows = db.session.scalars(select(WorkTerms).order_by(WorkTerms.valid_from)).all()
    assert [row.valid_to for row in rows] == [date(2026, 12, 31), None]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"period": None}, "period"),
        ({"regime": WorkingTimeRegime.STANDARD}, "period"),
        ({"approval": " "}, "approval"),
        ({"start": Month(2022, 1)}, "does not run"),
    ],
)
def test_terms_that_do_not_hold_together_are_refused(app: Flask, more: dict[str, object], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        terms(**more)


def test_terms_of_another_street_and_of_settled_months_are_out_of_reach(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        terms("S002")
    locked(NOVEMBER)
    with pytest.raises(Refusal, match="2026-11"):
        terms()


def test_a_subsidy_is_for_4050_assistants_and_is_stopped_without_touching_its_past(app: Flask) -> None:
    finance = world.viewer("finance")
    with pytest.raises(Refusal, match="4050"):
        work_terms.set_subsidy(work_terms.GrantWish(employment_of("N002"), NOVEMBER), viewer=finance)
    work_terms.set_subsidy(work_terms.GrantWish(employment_of("N004"), Month(2026, 3)), viewer=finance)
    locked(NOVEMBER)
    with pytest.raises(Refusal, match="2026-11"):
        work_terms.set_subsidy(work_terms.GrantWish(employment_of("N004"), Month(2026, 5)), viewer=finance)
    stopped = work_terms.GrantWish(employment_of("N004"), Month(2026, 3), last_month=NOVEMBER)
    work_terms.set_subsidy(stopped, viewer=finance)
    assert db.session.scalars(select(SubsidyGrant)).one().last_month == NOVEMBER


def opening(**more: object) -> tax_year.OpeningWish:
    fields = {
        "through": Month(2026, 8),
        "months": 8,
        "income_fen": 100,
        "deductions_fen": 10,
        "withheld_fen": 1,
    } | more
    return tax_year.OpeningWish(employment_of("N003"), **fields)  # type: ignore[arg-type]


def test_an_opening_balance_belongs_to_the_agent_and_is_corrected_until_a_month_is_settled(app: Flask) -> None:
    finance = world.viewer("finance")
    tax_year.set_opening(opening(), viewer=finance)
    tax_year.set_opening(opening(income_fen=200), viewer=finance)
    row = db.session.scalars(select(OpeningTax)).one()
    assert row.income_fen == 200
    assert row.employer.startswith("agency:")
    with pytest.raises(Refusal, match="Between"):
        tax_year.set_opening(opening(months=9), viewer=finance)
    locked(NOVEMBER)
    with pytest.raises(Refusal, match="2026-11"):
        tax_year.set_opening(opening(), viewer=finance)


SHEET = """工号,截至月份,任职月份数,累计收入,累计专项扣除,累计已预扣税额
N002,2026-08,8,60000.00,6000.00,120.00
N003,2026-08,8,50000,5000,0
"""


def test_a_file_of_opening_balances_is_taken_in_and_twice_changes_nothing(app: Flask) -> None:
    finance = world.viewer("finance")
    tried = import_openings(SHEET.encode(), "a.csv", viewer=finance, dry_run=True)
    assert (tried.accepted, tried.applied) == (2, False)
    assert db.session.scalar(select(func.count(OpeningTax.id))) == 0
    assert import_openings(SHEET.encode(), "a.csv", viewer=finance).accepted == 2
    again = import_openings(SHEET.encode(), "a.csv", viewer=finance)
    assert (again.accepted, again.unchanged, again.rejected) == (0, 2, 0)


def test_bad_rows_of_opening_balances_are_named(app: Flask) -> None:
    head = SHEET.splitlines()[0]
    rows = ("X9,2026-08,8,1,1,1", "N002,2022-08,8,1,1,1", "N002,2026-08,9,1,1,1", "N003,2026-08,8,-1,1,1")
    refused = import_openings("\n".join((head, *rows)).encode(), "bad.csv", viewer=world.viewer("finance"))
    codes = [(error.row, error.code) for error in refused.errors]
    assert codes == [(2, "unknown_person"), (3, "not_employed"), (4, "not_possible"), (5, "out_of_range")]
    assert refused.refused


def test_choices_of_a_year_are_kept_once(app: Flask) -> None:
    finance = world.viewer("finance")
    for merged in (True, False):
        wish = tax_year.ElectionWish(employment_of("N002"), 2026, bonus_merged=merged)
        tax_year.set_election(wish, NOVEMBER, viewer=finance)
    assert db.session.scalars(select(TaxElection)).one().bonus_merged is False


def test_finance_enters_all_of_them_on_pages(web: Flask) -> None:
    finance, key = log_in(web, "finance"), employment_of("N004")
    at = f"/pay/standing/{key}"
    forms = {
        f"{at}/work-terms": {"regime": "irregular", "approval": "徐人社〔2026〕2号", "start": "2026-11"},
        f"{at}/subsidy": {"first_month": "2026-03", "months_before": "2"},
        f"{at}/opening-tax": {
            "through": "2026-08",
            "months": "8",
            "income": "40000",
            "deductions": "4000",
            "withheld": "0",
        },
        f"{at}/tax-election": {"start": "2026-11", "bonus_merged": "y"},
        f"{at}/deduction": {"item": "personal_pension", "amount": "1000", "start": "2026-11"},
    }
    for address, form in forms.items():
        answer = finance.post(address, data=form)
        assert answer.status_code == 302, (address, answer.text)
    assert db.session.scalars(select(TaxDeduction)).one().item == "personal_pension"
    page = finance.get(at).text
    for words in ("不定时工作制", "自 2026-03 起，此前已享受 2 个月", "40,000.00", "年终奖并入综合所得", "个人养老金"):
        assert words in page


def test_a_tiered_allowance_is_entered_by_its_tiers(web: Flask) -> None:
    finance = log_in(web, "finance")
    form = {
        "unit_id": str(unit("N").id),
        "code": "seniority",
        "name": "工龄津贴",
        "kind": "tiered",
        "measure": "service_years",
        "tiers": "1=50.00; 5=120.00",
        "start": "2026-11",
        "taxed": "y",
    }
    assert finance.post("/pay/rules/allowances/new", data={**form, "tiers": "1-50"}).status_code == 400
    assert finance.post("/pay/rules/allowances/new", data=form).status_code == 302
    row = db.session.scalars(select(PayItem).where(PayItem.code == "seniority")).one()
    assert (row.tiers, row.amount, row.marginal) == ([[1, 5_000], [5, 12_000]], 0, False)
    assert "≥5" in finance.get("/pay/rules?month=2026-11").text
