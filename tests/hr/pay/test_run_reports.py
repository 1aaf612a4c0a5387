"""Contribution detail and vouchers of a run, and the accounts they are booked to."""

from __future__ import annotations

import pytest
from flask import Flask

from hr.database import db, unit_of_work
from hr.models.pay.pay_run import PayRun
from hr.models.pay.pay_standing import SubsidyGrant
from hr.permissions.viewer import system_viewer
from hr.queries.pay.contributions import detail_of
from hr.queries.pay.voucher import centres_of, vouchers_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_run, run_reports
from hr.services.pay.account_rule import AccountWish, end_account, set_account
from hr.services.pay.report_file import written
from reports.contributions import Side
from reports.voucher import Ledger
from tests import world
from tests.conftest import log_in
from tests.hr.pay import months, pay_world
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import AccountRole, ContributionItem

SUBSIDY = "221104"


@pytest.fixture
def run(app: Flask) -> PayRun:
    pay_world.pay_everybody()
    return db.session.get_one(PayRun, months.computed())


def book_the_allowance(code: str = SUBSIDY, start: Month = months.OCTOBER, unit: str = "N") -> int:
    wish = AccountWish(
        unit_id=months.unit(unit).id,
        role=AccountRole.ELEMENT,
        account=code,
        account_name="应付职工薪酬—改革性补贴",
        start=start,
        element="allowance.post",
    )
    return set_account(wish, viewer=world.viewer("finance")).id


def test_the_detail_has_everybody_under_who_withholds_for_them(run: PayRun) -> None:
    detail = detail_of(run)
    assert [(p.staff_number, p.employer) for p in detail.people] == [
        *((number, "北桥街道网格化管理中心") for number in sorted(("N001", "N002", "N004"), key=_by_name)),
        ("N003", "申服人力资源有限公司"),
    ]


def _by_name(number: str) -> str:
    return {"N001": "wang fang", "N002": "li qiang", "N004": "zhao gang"}[number]


def test_the_detail_adds_up_to_the_slips(run: PayRun) -> None:
    from hr.queries.pay.payslip import slips_of_run

    people = {person.staff_number: person for person in detail_of(run).people}
    for slip in slips_of_run(run):
        one = people[slip.person.staff_number]
        own = sum(v for k, v in slip.figures.items() if k.endswith("_employee"))
        assert one.total(Side.EMPLOYEE) + one.total_back(Side.EMPLOYEE) == own
        assert one.total(Side.EMPLOYER) == slip.figures["employer_contributions"]
        assert one.social_base == slip.figures["social_contribution_base"]


def test_only_establishment_staff_have_the_annuity(run: PayRun) -> None:
    with_annuity = [
        person.staff_number
        for person in detail_of(run).people
        if (ContributionItem.OCCUPATIONAL_ANNUITY, Side.EMPLOYER) in person.amounts
    ]
    assert with_annuity == ["N001"]


def test_a_withholding_unit_that_the_run_does_not_pay_for_is_not_found(run: PayRun) -> None:
    assert len(detail_of(run, f"unit:{months.unit('N').id}").people) == 3
    with pytest.raises(OutOfScope):
        run_reports.contributions(run, f"unit:{months.unit('S').id}")


def test_a_voucher_is_refused_by_name_until_every_element_has_an_account(run: PayRun) -> None:
    with pytest.raises(BadInput) as refused:
        run_reports.vouchers(run)
    assert "岗位津贴" in refused.value.reason.zh
    book_the_allowance()
    assert run_reports.vouchers(run).document.blocks


def test_the_voucher_books_the_runs_cost_and_the_agencys_bill(run: PayRun) -> None:
    from hr.queries.pay.payslip import slips_of_run

    book_the_allowance()
    (voucher,) = vouchers_of(run)
    on_book = [slip for slip in slips_of_run(run) if not slip.employer.startswith("agency:")]
    (dispatched,) = [slip for slip in slips_of_run(run) if slip.employer.startswith("agency:")]
    cost = {"5001": 0}
    for entry in voucher.entries:
        for line in entry.lines:
            if line.account.code == "5001":
                cost["5001"] += line.debit - line.credit
    bill = dispatched.employer_cost_fen + 12_000
    assert cost["5001"] == sum(slip.employer_cost_fen for slip in on_book) + bill
    assert all(entry.balances for entry in voucher.entries)
    assert voucher.total(Ledger.BUDGET) > 0


def test_the_units_own_account_is_used_from_its_month_to_its_last(run: PayRun) -> None:
    def used() -> set[str]:
        (voucher,) = vouchers_of(run)
        return {line.account.code for entry in voucher.entries for line in entry.lines}

    rule_id = book_the_allowance()
    assert SUBSIDY in used()
    book_the_allowance("221199", Month(2026, 11))
    assert SUBSIDY in used()
    assert "221199" not in used()
    with pytest.raises(Refusal):
        end_account(rule_id, months.OCTOBER, viewer=world.viewer("finance"))


def test_accounts_of_another_street_are_out_of_reach(run: PayRun) -> None:
    with pytest.raises(OutOfScope):
        book_the_allowance(unit="S")


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_each_form_of_a_report_can_be_had_and_leaves_a_trace(run: PayRun, ending: str) -> None:
    from sqlalchemy import select

    from hr.models.system.audit_entry import AuditEntry

    book_the_allowance()
    content = written(run_reports.vouchers(run), ending, viewer=world.viewer("finance"))
    assert content.startswith({"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}[ending])
    trace = db.session.scalars(select(AuditEntry).where(AuditEntry.deed == "pay_report.export")).all()
    assert [entry.details["ending"] for entry in trace] == [ending]


def test_the_contribution_detail_has_no_text_file(run: PayRun) -> None:
    with pytest.raises(OutOfScope):
        written(run_reports.contributions(run), "csv", viewer=world.viewer("finance"))


def test_of_a_districts_run_the_voucher_of_one_centre_can_be_had(run: PayRun) -> None:
    book_the_allowance()
    north, south = months.unit("N"), months.unit("S")
    assert [one.code for one in centres_of(run)] == ["N"]
    assert run_reports.vouchers(run, north).name == "voucher-2026-10-N"
    with pytest.raises(OutOfScope):
        run_reports.vouchers(run, south)


def test_the_voucher_page_keeps_the_centre_for_its_files(app: Flask, run: PayRun) -> None:
    book_the_allowance()
    client, north, south = log_in(app, "finance"), months.unit("N").id, months.unit("S").id
    page = client.get(f"/pay/runs/{run.id}/voucher?centre={north}").get_data(as_text=True)
    assert f"voucher.pdf?centre={north}" in page
    assert client.get(f"/pay/runs/{run.id}/voucher.csv?centre={north}").status_code == 200
    for nowhere in (south, "x", 0):
        assert client.get(f"/pay/runs/{run.id}/voucher?centre={nowhere}").status_code == 404
        assert client.get(f"/pay/runs/{run.id}/voucher.pdf?centre={nowhere}").status_code == 404


def test_subsidies_that_may_be_claimed_are_those_of_the_slips(run: PayRun) -> None:
    from hr.queries.pay.payslip import slips_of_run

    book_the_allowance()
    with unit_of_work(system_viewer("tests"), "test.subsidy") as session:
        session.add(SubsidyGrant(employment_id=months.employment_of("N004"), first_month=Month(2026, 1)))
    pay_run.compute(run.id, viewer=world.viewer("finance"))
    (voucher,) = vouchers_of(run)
    on_book = [slip for slip in slips_of_run(run) if not slip.employer.startswith("agency:")]
    assert voucher.claimable > 0
    assert voucher.claimable == sum(slip.figures["employer_subsidies"] for slip in on_book)
