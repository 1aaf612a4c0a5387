"""Dispatch settlement: terms, the statement, the agency's own list, and what is found in it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.agency import Agency
from hr.models.organisation.agency_terms import AgencyTerms
from hr.models.pay.agency_payment import AgencyPayment
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.insight.home_agencies import short_agency_pay
from hr.queries.insight.home_card import HomeCard, Waiting
from hr.queries.pay.agency_review import last_day_of_payment, review_of
from hr.queries.pay.agency_shortfalls import short_payments
from hr.queries.pay.agency_statement import agencies_of, statement_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.agency_payment_import import import_agency_payments
from hr.services.pay.agency_terms import TermsWish, agree
from hr.services.staff.import_result import ImportResult
from tests import world
from tests.hr.pay import months, pay_world
from vocabulary.money import share, yuan
from vocabulary.periods import Month
from vocabulary.terms import AgencyFeeKind

OCTOBER = months.OCTOBER
STRANGER = world.resident_id("31010419900101999")


@pytest.fixture
def slip(app: Flask) -> Payslip:
    """The slip of 张敏, whom the agency sends to street N."""
    pay_world.pay_everybody()
    months.computed()
    return db.session.scalars(select(Payslip).where(Payslip.employer.like("agency:%"))).one()


def agency() -> Agency:
    return db.session.scalars(select(Agency)).one()


def terms(**values: object) -> None:
    with unit_of_work(system_viewer("test"), "test.terms") as session:
        given = {"fee_kind": AgencyFeeKind.PER_HEAD, "fee": 15_000, "valid_from": date(2026, 1, 1)} | values
        session.add(AgencyTerms(agency_id=agency().id, **given))


def test_without_terms_the_plain_fee_a_head_is_owed(slip: Payslip) -> None:
    made = statement_of(agency(), OCTOBER, viewer=world.viewer("finance"))
    (line,) = made.people
    assert (line.staff_number, line.fee, line.fee_tax) == ("N003", 12_000, 0)
    assert made.owed == slip.employer_cost_fen + 12_000
    assert line.gross - line.own_contributions - line.tax == line.net == slip.net_fen


def test_the_terms_of_the_month_are_reckoned_with(slip: Payslip) -> None:
    terms(valid_to=date(2026, 9, 30), fee=1)
    terms(fee_kind=AgencyFeeKind.PER_CENT, fee=30_000, tax_ppm=60_000, valid_from=date(2026, 10, 1))
    (line,) = statement_of(agency(), OCTOBER, viewer=world.viewer("finance")).people
    assert line.fee == share(slip.employer_cost_fen, 30_000)
    assert line.fee_tax == share(line.fee, 60_000)


def test_new_terms_end_the_old_ones_and_only_the_district_agrees_on_them(slip: Payslip) -> None:
    from tests.hr.organisation.test_units import district_officer

    def wish(start: Month, fee: int) -> TermsWish:
        return TermsWish(agency_id=agency().id, start=start, fee_kind=AgencyFeeKind.PER_HEAD, fee=fee)

    with pytest.raises(OutOfScope):
        agree(wish(OCTOBER, 1), viewer=world.viewer("finance"))
    first = agree(wish(OCTOBER, 13_000), viewer=district_officer())
    agree(wish(Month(2026, 12), 14_000), viewer=district_officer())
    assert db.session.get_one(AgencyTerms, first.id).valid_to == date(2026, 11, 30)
    too_much = TermsWish(agency_id=agency().id, start=Month(2027, 1), fee_kind=AgencyFeeKind.PER_CENT, fee=1_000_001)
    with pytest.raises(Refusal):
        agree(too_much, viewer=district_officer())


def test_another_street_sees_nothing_of_this_one(slip: Payslip) -> None:
    from hr.permissions.viewer import Grant, Viewer
    from vocabulary.terms import Role

    south = months.unit("S")
    stranger = Viewer(None, "S", (Grant(Role.FINANCE, south.id, south.path),))
    assert statement_of(agency(), OCTOBER, viewer=stranger).people == ()
    assert agencies_of(OCTOBER, viewer=stranger) == []
    assert [one.people for one in agencies_of(OCTOBER, viewer=world.viewer("finance"))] == [1]


def row_of(slip: Payslip, **changes: str) -> dict[str, str]:
    row = {
        "身份证号": db.session.get_one(Person, slip.person_id).id_number,
        "姓名": "张敏",
        "工资月份": "2026年10月",
        "应发": yuan(slip.gross_fen),
        "个人缴费": yuan(sum(v for k, v in slip.figures.items() if k.endswith("_employee"))),
        "单位缴费": yuan(slip.employer_cost_fen - slip.gross_fen),
        "实发": yuan(slip.net_fen),
        "发放日期": "2026-11-10",
    }
    return row | changes


def brought(*rows: dict[str, str], login: str = "finance", **how: bool) -> ImportResult:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return import_agency_payments(out.getvalue().encode(), "list.csv", viewer=world.viewer(login), **how)


def found() -> list[str]:
    return [one.kind.value for one in review_of(agency(), OCTOBER, viewer=world.viewer("finance")).findings]


def test_a_right_list_has_no_findings_and_twice_changes_nothing(slip: Payslip) -> None:
    assert brought(row_of(slip)).answer(None) == {
        "read": 1,
        "accepted": 1,
        "unchanged": 0,
        "rejected": 0,
        "rejects_file": None,
    }
    assert found() == []
    again = brought(row_of(slip))
    assert (again.accepted, again.unchanged) == (0, 1)


def test_a_corrected_list_overwrites_and_a_dry_run_writes_nothing(slip: Payslip) -> None:
    short = row_of(slip, 实发=yuan(slip.net_fen - 1))
    assert brought(short, dry_run=True).accepted == 1
    assert db.session.scalars(select(AgencyPayment)).all() == []
    brought(short)
    assert found() == ["short"]
    assert brought(row_of(slip)).accepted == 1
    assert found() == []


def test_the_staff_number_names_somebody_too(slip: Payslip) -> None:
    row = row_of(slip) | {"身份证号": "", "工号": "N003"}
    brought(row)
    assert found() == []


def test_somebody_unknown_is_kept_and_found_and_the_number_is_not_shown_whole(slip: Payslip) -> None:
    brought(row_of(slip), row_of(slip, 身份证号=STRANGER, 姓名="无名"))
    assert found() == ["unknown"]
    review = review_of(agency(), OCTOBER, viewer=world.viewer("finance"))
    (number, name) = review.names[review.findings[0].who]
    assert (number, name) == (f"…{STRANGER[-4:]}", "无名")


@pytest.mark.parametrize("number", ["H08102030", "310104199001019", STRANGER.lower()])
def test_no_kind_of_identity_number_is_shown_whole(slip: Payslip, number: str) -> None:
    brought(row_of(slip), row_of(slip, 身份证号=number, 姓名="无名"))
    assert number[:-4] not in str(review_of(agency(), OCTOBER, viewer=world.viewer("finance")).names)


def test_a_strangers_staff_number_is_shown_whole(slip: Payslip) -> None:
    brought(row_of(slip), row_of(slip, 姓名="无名") | {"身份证号": "", "工号": "SF90001"})
    review = review_of(agency(), OCTOBER, viewer=world.viewer("finance"))
    assert [review.names[one.who] for one in review.findings if one.kind.value == "unknown"] == [("SF90001", "无名")]


def test_people_of_another_street_are_unknown_here_and_their_lines_untouched(slip: Payslip) -> None:
    other = db.session.scalars(select(Person).where(Person.staff_number == "S003")).one()
    brought(row_of(slip), row_of(slip, 身份证号=other.id_number, 姓名="郑丽"))
    line = db.session.scalars(select(AgencyPayment).where(AgencyPayment.person_id.is_(None))).one()
    assert line.unit_id == months.unit("N").id


def test_late_payment_is_found_once_a_day_is_agreed(slip: Payslip) -> None:
    brought(row_of(slip))
    assert found() == []
    terms(pay_day=9)
    assert found() == ["late"]


def test_the_last_day_of_payment_keeps_to_short_months() -> None:
    assert last_day_of_payment(Month(2026, 1), 31) == date(2026, 2, 28)
    assert last_day_of_payment(Month(2026, 12), 10) == date(2027, 1, 10)
    assert last_day_of_payment(Month(2026, 12), None) is None


def test_who_is_not_on_the_list_is_unpaid_and_without_a_list_nothing_is_said(slip: Payslip) -> None:
    assert found() == []
    brought(row_of(slip, 身份证号=STRANGER, 姓名="无名", 派遣单位="SF"))
    assert sorted(found()) == ["unknown", "unpaid"]


def test_a_row_whose_agency_can_not_be_told_is_rejected(slip: Payslip) -> None:
    alone = brought(row_of(slip, 身份证号=STRANGER))
    assert (alone.rejected, alone.refused) == (1, True)
    wrong = brought(row_of(slip, 派遣单位="XX"))
    assert wrong.rejected == 1
    assert db.session.scalars(select(AgencyPayment)).all() == []


def test_short_pay_stands_on_the_home_page_with_the_amount_for_finance_alone(slip: Payslip) -> None:
    brought(row_of(slip, 实发=yuan(slip.net_fen - 12_345)))
    (short,) = short_payments(OCTOBER, _pay_read(), viewer=world.viewer("finance"))
    assert (short.name, short.missing) == ("张敏", 12_345)
    card, waiting = short_agency_pay(world.viewer("finance"), date(2026, 11, 20))
    assert isinstance(card, HomeCard)
    assert isinstance(waiting, Waiting)
    assert card.value == 1
    assert "123.45" in str(waiting.detail)
    _, seen = short_agency_pay(world.viewer("hr_officer"), date(2026, 11, 20))
    assert isinstance(seen, Waiting)
    assert "123.45" not in str(seen.detail)
    assert list(short_agency_pay(world.viewer("leader"), date(2026, 11, 20))) == []


def test_who_is_not_on_the_agencys_list_stands_on_the_home_page_as_unpaid(slip: Payslip) -> None:
    finance = world.viewer("finance")
    assert short_payments(OCTOBER, _pay_read(), viewer=finance) == []
    brought(row_of(slip, 身份证号=STRANGER, 姓名="无名", 派遣单位="SF"))
    (unpaid,) = short_payments(OCTOBER, _pay_read(), viewer=finance)
    assert (unpaid.name, unpaid.missing, unpaid.unpaid) == ("张敏", slip.net_fen, True)
    _, waiting = short_agency_pay(finance, date(2026, 11, 20))
    assert isinstance(waiting, Waiting)
    assert "未发" in str(waiting.detail)
    brought(row_of(slip))
    assert short_payments(OCTOBER, _pay_read(), viewer=finance) == []


def test_a_list_of_another_month_makes_nobody_unpaid(slip: Payslip) -> None:
    brought(row_of(slip, 身份证号=STRANGER, 姓名="无名", 派遣单位="SF", 工资月份="2026年9月"))
    assert short_payments(Month(2026, 9), _pay_read(), viewer=world.viewer("finance")) == []


def _pay_read():  # type: ignore[no-untyped-def]
    from hr.permissions.actions import Action

    return Action.PAY_READ
