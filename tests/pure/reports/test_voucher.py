"""The pay voucher: the entries that 财会〔2017〕25号 asks for, and that they balance whatever the month was like."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.voucher import (
    Account,
    AccountChoice,
    AgencyBill,
    AmountKind,
    Budget,
    Chart,
    Entry,
    Ledger,
    PayAmount,
    PayVoucher,
    agency_entries,
    pay_entries,
    shipped_choices,
    voucher_csv,
    voucher_document,
    voucher_sheets,
)
from vocabulary.bad_input import BadInput
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import AccountRole, FundSource, PostFamily, UnitNature
from vocabulary.text import Text

OCTOBER = Month(2026, 10)
FISCAL = Budget(UnitNature.PUBLIC_INSTITUTION, FundSource.FISCAL)
PROJECT = Budget(UnitNature.PUBLIC_INSTITUTION, FundSource.PROJECT)
CIVIL = Budget(UnitNature.CIVIL_SERVICE_LIKE, FundSource.FISCAL)


def chart() -> Chart:
    return Chart(shipped_choices(), OCTOBER.last_day)


def amount(kind: AmountKind, element: str, yuan: str, budget: Budget = FISCAL, family: str = "") -> PayAmount:
    post = PostFamily.of(family) if family else None
    return PayAmount(budget, post, kind, element, Text(element, element), fen(yuan))


def a_month(budget: Budget = FISCAL) -> list[PayAmount]:
    return [
        amount(AmountKind.EARNING, "post_wage", "6000.00", budget),
        amount(AmountKind.EARNING, "performance_basic", "4000.00", budget),
        amount(AmountKind.OFF_GROSS, "unpaid_days_deduction", "500.00", budget),
        amount(AmountKind.OWN_CONTRIBUTION, "pension_employee", "800.00", budget),
        amount(AmountKind.OWN_CONTRIBUTION, "housing_fund_employee", "700.00", budget),
        amount(AmountKind.TAX, "income_tax", "100.00", budget),
        amount(AmountKind.OFF_NET, "net_deduction", "50.00", budget),
        amount(AmountKind.EMPLOYER_CONTRIBUTION, "pension_employer", "1600.00", budget),
        amount(AmountKind.EMPLOYER_CONTRIBUTION, "housing_fund_employer", "700.00", budget),
    ]


def booked(entries: list[Entry]) -> dict[tuple[str, str], int]:
    """Debits less credits by ledger and account, over all entries."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for line in (line for entry in entries for line in entry.lines):
        found[line.ledger.value, line.account.code] += line.debit - line.credit
    return {key: value for key, value in found.items() if value}


def test_a_month_leaves_the_expense_the_funds_and_what_was_withheld_for_others() -> None:
    entries = pay_entries(a_month(), chart())
    assert booked(entries) == {
        ("financial", "5001"): fen("11800.00"),
        ("financial", "4001"): -fen("11650.00"),  # net 7,850 + contributions 3,800
        ("financial", "1002"): -fen("100.00"),
        ("financial", "2307"): -fen("50.00"),
        ("budget", "7201"): fen("11750.00"),
        ("budget", "6001"): -fen("11650.00"),
        ("budget", "8001"): -fen("100.00"),
    }


def test_every_step_of_the_month_is_an_entry_of_its_own() -> None:
    assert [entry.summary.zh for entry in pay_entries(a_month(), chart())] == [
        "计提工资",
        "计提单位承担的社会保险费和住房公积金",
        "代扣个人承担的社会保险费和住房公积金",
        "代扣个人所得税",
        "代扣其他款项",
        "支付实发工资",
        "缴纳个人所得税",
        "缴纳社会保险费和住房公积金",
    ]


def test_the_budget_ledger_is_touched_only_when_money_goes_out() -> None:
    for entry in pay_entries(a_month(), chart()):
        assert any(line.ledger is Ledger.BUDGET for line in entry.lines) == entry.on_payment


def test_an_institution_managed_like_the_civil_service_books_administrative_expenditure() -> None:
    found = booked(pay_entries(a_month(CIVIL), chart()))
    assert ("budget", "7101") in found
    assert ("budget", "7201") not in found


def test_people_in_management_posts_are_an_expense_of_management() -> None:
    pay = [amount(AmountKind.EARNING, "post_wage", "5000.00", family=f) for f in ("manager", "grid_inspector")]
    found = booked(pay_entries(pay, chart()))
    assert (found["financial", "5101"], found["financial", "5001"]) == (fen("5000.00"), fen("5000.00"))


def test_project_money_is_paid_from_the_bank_and_not_from_the_appropriation() -> None:
    found = booked(pay_entries(a_month(PROJECT), chart()))
    assert ("financial", "4001") not in found
    assert found["budget", "8001"] == -fen("11750.00")


def test_what_is_withheld_comes_out_of_basic_pay_first_and_then_out_of_the_rest() -> None:
    pay = [
        amount(AmountKind.EARNING, "post_wage", "1000.00"),
        amount(AmountKind.EARNING, "performance_basic", "1000.00"),
        amount(AmountKind.OWN_CONTRIBUTION, "pension_employee", "1200.00"),
    ]
    withheld = pay_entries(pay, chart())[1]
    debits = {line.account.code: line.debit for line in withheld.lines if line.debit}
    assert debits == {"221101": fen("1000.00"), "221103": fen("200.00")}


def test_more_withheld_than_owed_overdraws_basic_pay_and_still_balances() -> None:
    pay = [amount(AmountKind.OWN_CONTRIBUTION, "pension_employee", "1200.00")]
    entries = pay_entries(pay, chart())
    assert all(entry.balances for entry in entries)
    net = next(entry for entry in entries if entry.summary.zh == "支付实发工资")
    assert [line.debit for line in net.lines if line.account.code == "221101"] == [-fen("1200.00")]


def test_an_element_without_an_account_is_refused_by_name() -> None:
    meal = PayAmount(FISCAL, None, AmountKind.EARNING, "allowance.meal", Text("误餐补贴", "Meals"), 100)
    with pytest.raises(BadInput) as refused:
        pay_entries([meal], chart())
    assert "误餐补贴" in refused.value.reason.zh
    assert refused.value.place == "allowance.meal"


def test_all_elements_without_an_account_are_named_at_once_and_each_once() -> None:
    def unbooked(element: str, label: Text) -> PayAmount:
        return PayAmount(FISCAL, None, AmountKind.EARNING, element, label, 100)

    meal = unbooked("allowance.meal", Text("误餐补贴", "Meals"))
    heat = unbooked("allowance.heat", Text("清凉费", "Heat"))
    with pytest.raises(BadInput) as refused:
        pay_entries([*a_month(), meal, heat, meal], chart())
    assert refused.value.reason.zh.startswith("“误餐补贴”“清凉费”没有对应的会计科目")
    assert "“Meals”, “Heat”" in refused.value.reason.en
    assert refused.value.place == "allowance.meal, allowance.heat"


def test_the_units_own_choice_comes_before_the_shipped_one_and_the_nearer_before_the_farther() -> None:
    def own(code: str, depth: int, valid_to: date | None = None) -> AccountChoice:
        choice = {"element": "post_wage", "own": True, "depth": depth, "valid_to": valid_to}
        return AccountChoice(AccountRole.ELEMENT, Account(code, code), **choice)  # type: ignore[arg-type]

    choices = [*shipped_choices(), own("district", 2), own("street", 3), own("ended", 4, date(2026, 9, 30))]
    found = Chart(choices, OCTOBER.last_day).account(
        AccountRole.ELEMENT, FISCAL, element="post_wage", what=Text("岗位工资", "Post wage")
    )
    assert found.code == "street"


def test_before_the_accounting_system_began_there_is_no_account() -> None:
    with pytest.raises(BadInput):
        pay_entries(a_month(), Chart(shipped_choices(), date(2018, 12, 31)))


def test_dispatched_staff_are_a_service_and_never_pass_through_2211() -> None:
    entries = agency_entries([AgencyBill(FISCAL, "申服人力", fen("98765.43"))], chart())
    found = booked(entries)
    assert found["financial", "5001"] == fen("98765.43")
    assert found["budget", "7201"] == fen("98765.43")
    assert not [line for entry in entries for line in entry.lines if line.account.code.startswith("2211")]


def test_a_voucher_whose_entry_does_not_balance_can_not_be_made() -> None:
    entry = pay_entries(a_month(), chart())[0]
    crooked = Entry(entry.summary, entry.lines[:-1])
    with pytest.raises(BadInput, match="does not balance"):
        PayVoucher("北桥", OCTOBER, (crooked,))


def test_payment_is_booked_on_the_day_of_payment_and_the_rest_at_the_months_end() -> None:
    voucher = PayVoucher("北桥", OCTOBER, tuple(pay_entries(a_month(), chart())), date(2026, 11, 10))
    assert {voucher.day(entry) for entry in voucher.entries if entry.on_payment} == {date(2026, 11, 10)}
    assert {voucher.day(entry) for entry in voucher.entries if not entry.on_payment} == {date(2026, 10, 31)}


def test_the_file_for_accounting_software_has_a_line_for_each_line_and_adds_up() -> None:
    voucher = PayVoucher("=北桥", OCTOBER, tuple(pay_entries(a_month(), chart())))
    rows = list(csv.DictReader(io.StringIO(voucher_csv([voucher]).decode("utf-8-sig"))))
    assert len(rows) == sum(len(entry.lines) for entry in voucher.entries)
    assert sum(fen(row["借方"] or 0) for row in rows) == sum(fen(row["贷方"] or 0) for row in rows) > 0
    assert rows[0]["核算单位"] == "'=北桥"


def test_page_and_workbook_show_every_line() -> None:
    voucher = PayVoucher("北桥", OCTOBER, tuple(pay_entries(a_month(), chart())))
    lines = sum(len(entry.lines) for entry in voucher.entries)
    (sheet,) = voucher_sheets([voucher])
    assert len(list(sheet.rows)) == lines
    table = voucher_document("徐宁", [voucher]).blocks[1]
    assert len([row for row in table.rows if row.rank == "plain"]) == lines  # type: ignore[union-attr]


_ELEMENTS = {
    AmountKind.EARNING: ("post_wage", "performance_basic", "night_shift_pay", "back_pay", "maternity_allowance"),
    AmountKind.OFF_GROSS: ("unpaid_days_deduction",),
    AmountKind.OWN_CONTRIBUTION: ("pension_employee", "housing_fund_employee", "back_pension_employee"),
    AmountKind.TAX: ("income_tax", "annual_bonus_tax"),
    AmountKind.OFF_NET: ("net_deduction",),
    AmountKind.EMPLOYER_CONTRIBUTION: ("pension_employer", "housing_fund_employer", "work_injury_employer"),
}
_amounts = st.builds(
    lambda kind_element, nature, fund, family, fen_: PayAmount(
        Budget(nature, fund), family, kind_element[0], kind_element[1], Text("x", "x"), fen_
    ),
    st.sampled_from([(kind, element) for kind, elements in _ELEMENTS.items() for element in elements]),
    st.sampled_from(list(UnitNature)),
    st.sampled_from(list(FundSource)),
    st.sampled_from([None, *PostFamily]),
    st.integers(-(10**9), 10**11),
)


@given(st.lists(_amounts, max_size=40))
@settings(max_examples=200, deadline=None)
def test_whatever_the_month_was_like_every_entry_balances_and_no_wages_stay_owed(pay: list[PayAmount]) -> None:
    entries = pay_entries(pay, chart())
    PayVoucher("北桥", OCTOBER, tuple(entries))
    left = booked(entries)
    assert not [code for ledger, code in left if code.startswith(("2211", "2102"))]
    signs = {AmountKind.EARNING: 1, AmountKind.OFF_GROSS: -1, AmountKind.EMPLOYER_CONTRIBUTION: 1}
    own_money = [one for one in pay if one.element != "maternity_allowance"]
    cost = sum(signs.get(one.kind, 0) * one.amount for one in own_money)
    assert left.get(("financial", "5001"), 0) + left.get(("financial", "5101"), 0) == cost
    kept = sum(one.amount for one in pay if one.kind is AmountKind.OFF_NET)
    spent = left.get(("budget", "7101"), 0) + left.get(("budget", "7201"), 0)
    assert spent == cost - kept


def test_every_figure_of_the_slip_that_money_moves_by_has_a_shipped_account_but_own_allowances() -> None:
    from payroll.elements.catalogue import catalogue, monthly_figures
    from payroll.formula.figure import FigureKind
    from payroll.parameters.book import Book
    from payroll.parameters.law import load_law

    elements = catalogue(Book.of(load_law()))
    monthly = monthly_figures(elements)
    moving = set(FigureKind) - {FigureKind.TOTAL, FigureKind.WORKING, FigureKind.SUBSIDY}
    named = {f.name for e in elements for f in e.figures if f.name in monthly and f.kind in moving}
    known = {choice.element for choice in shipped_choices() if choice.role is AccountRole.ELEMENT}
    assert named <= known
    assert known - named <= {"labour_service_tax", "severance_tax"}, "an account for a figure that there is not"


def test_the_funds_maternity_allowance_is_no_expense_in_either_ledger() -> None:
    pay = [amount(AmountKind.EARNING, "maternity_allowance", "9000.00")]
    entries = pay_entries(pay, chart())
    found = booked(entries)
    assert {key: fen_ for key, fen_ in found.items() if fen_} == {
        ("financial", "1218"): fen("9000.00"),
        ("financial", "1002"): -fen("9000.00"),
    }
    assert {line.ledger for entry in entries for line in entry.lines} == {Ledger.FINANCIAL}


def test_on_the_allowance_alone_own_contributions_are_spent_by_nobody_but_the_person() -> None:
    pay = [
        amount(AmountKind.EARNING, "maternity_allowance", "9000.00"),
        amount(AmountKind.OWN_CONTRIBUTION, "pension_employee", "800.00"),
    ]
    found = booked(pay_entries(pay, chart()))
    assert found.get(("budget", "7201"), 0) == 0
    assert found.get(("financial", "5001"), 0) == 0


def test_a_unit_that_chooses_an_expense_for_the_allowance_spends_it() -> None:
    own = AccountChoice(AccountRole.EXPENSE, Account("5001", "业务活动费用"), "maternity_allowance", own=True)
    pay = [amount(AmountKind.EARNING, "maternity_allowance", "9000.00")]
    found = booked(pay_entries(pay, Chart([*shipped_choices(), own], OCTOBER.last_day)))
    assert found["budget", "7201"] == fen("9000.00")


def test_subsidies_to_be_claimed_are_named_and_in_no_entry() -> None:
    entries = tuple(pay_entries(a_month(), chart()))
    bare, claiming = (
        PayVoucher("北桥", OCTOBER, entries),
        PayVoucher("北桥", OCTOBER, entries, claimable=fen("2332.12")),
    )
    assert "2332.12" not in str(voucher_document("徐宁", [bare]))
    document = voucher_document("徐宁", [claiming, bare])
    assert "2332.12" in str(document.blocks[-2])
    assert voucher_csv([claiming]) == voucher_csv([bare])
