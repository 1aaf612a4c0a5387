"""Values for law that is missing or uncertain: entered with their document, approved by another, used by runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.clock import reenacting
from hr.database import db, unit_of_work
from hr.models.pay.own_value import OwnValue
from hr.models.pay.pay_standing import ContributionBase, PayStanding
from hr.models.pay.payslip import Payslip
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.pay.own_value import own_value_page
from hr.queries.pay.parameter_book import book_for
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import own_value as service
from hr.services.pay import pay_run
from payroll.parameters.values import Confidence
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.everywhere import of_the_district
from tests.hr.pay.months import employment_of, locked, opened
from tests.hr.pay.test_back_pay import bases, compute, lock, rows, slip, worth
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month

MEDICAL = "social_insurance.medical_employer"
OF_2021 = Month(2021, 5)


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


@pytest.fixture
def both() -> tuple[Viewer, ...]:
    return of_the_district("finance", "finance_approver")


def wish(written: str = "9.5%", name: str = MEDICAL, **more: object) -> service.ValueWish:
    fields = {"start": Month(2021, 1), "last": Month(2021, 12), "document": "沪医保〔2020〕100号"} | more
    return service.ValueWish(name, written, **fields)  # type: ignore[arg-type]


def since_2020() -> None:
    """N002 was employed, placed and insured in 2021 already."""
    long_ago = date(2020, 2, 1)
    with unit_of_work(system_viewer("tests"), "test.past") as session:
        key = employment_of("N002")
        session.get_one(Employment, key).starts_on = long_ago
        session.scalars(select(Assignment).where(Assignment.employment_id == key)).one().starts_on = long_ago
        for model in (PayStanding, ContributionBase):
            session.scalars(select(model).where(model.employment_id == key)).one().valid_from = long_ago
        for cell in pay_world.cells():
            cell.valid_from = long_ago


def test_a_month_of_2021_says_what_to_fill_in_and_is_paid_once_it_is(app: Flask, both: tuple[Viewer, ...]) -> None:
    finance, approver = both
    since_2020()
    run_id = opened(OF_2021)
    with pytest.raises(BadInput) as refused:
        pay_run.compute(run_id, viewer=finance)
    assert "医疗保险单位费率" in refused.value.reason.zh
    assert "补录" in refused.value.reason.zh
    value = service.enter(wish(), viewer=finance)
    with pytest.raises(BadInput):
        pay_run.compute(run_id, viewer=finance)
    service.approve(value.id, viewer=approver)
    pay_run.compute(run_id, viewer=finance)
    slip = db.session.scalars(select(Payslip).where(Payslip.pay_run_id == run_id)).one()
    assert slip.failure_zh is None
    assert slip.figures["medical_employer"] == 76_000  # 8,000 × 9.5 %


def test_the_book_names_the_document_of_an_own_value(app: Flask, both: tuple[Viewer, ...]) -> None:
    finance, approver = both
    service.approve(service.enter(wish(), viewer=finance).id, viewer=approver)
    row = book_for(OF_2021).row(MEDICAL, OF_2021.last_day)
    assert (row.value, row.source, row.confidence) == (95_000, "单位补录：沪医保〔2020〕100号", Confidence.HIGH)
    assert not [one for one in own_value_page(OF_2021.last_day, viewer=finance).gaps if one.parameter.name == MEDICAL]


def test_nobody_approves_what_they_entered(app: Flask, both: tuple[Viewer, ...]) -> None:
    value = service.enter(wish(), viewer=both[0])
    maker = Viewer(user_id=both[0].user_id, name=both[0].name, person_id=None, grants=both[1].grants, door=both[1].door)
    with pytest.raises(Refusal, match="somebody else"):
        service.approve(value.id, viewer=maker)


def test_finance_of_one_street_sets_no_value_for_all(app: Flask) -> None:
    with pytest.raises(Refusal, match="every unit"):
        service.enter(wish(), viewer=world.viewer("finance"))
    with pytest.raises(OutOfScope):
        service.enter(wish(), viewer=world.viewer("hr_officer"))


@pytest.mark.parametrize(
    ("written", "name", "says"),
    [
        ("9.5", MEDICAL, "percentage"),
        ("abc", MEDICAL, "percentage"),
        ("9.5%", "minimum_wage.monthly", "yuan"),
        ("2,590", "social_insurance.base_floor", "certain"),
        ("sometimes", "settings.proration", "choice"),
    ],
)
def test_a_value_of_the_wrong_form_or_against_certain_law_is_refused(
    app: Flask, both: tuple[Viewer, ...], written: str, name: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        service.enter(wish(written, name), viewer=both[0])


def test_a_paid_month_keeps_its_values(app: Flask, both: tuple[Viewer, ...]) -> None:
    locked(Month(2026, 9))
    setting = wish("40%", "settings.net_change_share", start=Month(2026, 9), last=None)
    with pytest.raises(Refusal, match="2026-09"):
        service.enter(setting, viewer=both[0])
    reaching_back = service.enter(replace(setting, dated_back=True), viewer=both[0])
    with pytest.raises(Refusal, match="2026-09"):
        service.approve(reaching_back.id, viewer=both[1])
    assert service.approve(reaching_back.id, viewer=both[1], dated_back=True).approved_by == "finance approver"


def test_the_next_value_ends_the_one_before(app: Flask, both: tuple[Viewer, ...]) -> None:
    finance, approver = both
    for month, written in ((Month(2026, 10), "40%"), (Month(2026, 12), "50%")):
        made = service.enter(wish(written, "settings.net_change_share", start=month, last=None), viewer=finance)
        service.approve(made.id, viewer=approver)
    for month, share in ((Month(2026, 11), 400_000), (Month(2026, 12), 500_000)):
        assert book_for(month).whole("settings.net_change_share", month.last_day) == share


def test_the_page_lists_gaps_first_and_takes_a_value(web: Flask) -> None:
    of_the_district("finance", "finance_approver")
    finance = log_in(web, "finance")
    page = finance.get("/pay/own-values?month=2021-05").text
    assert page.index("医疗保险单位费率") < page.index("<h2>待核实")
    form = {"value": "9.5%", "document": "沪医保〔2020〕100号", "start": "2021-01", "last": "2021-12"}
    assert finance.post(f"/pay/own-values/{MEDICAL}/new", data=form).status_code == 302
    approver = log_in(web, "finance_approver")
    assert "沪医保〔2020〕100号" in approver.get("/pay/own-values?month=2021-05").text
    assert approver.post("/pay/own-values/1/approve").status_code == 302
    assert db.session.get_one(OwnValue, 1).approved_by == "finance approver"
    assert "单位补录：沪医保〔2020〕100号" in approver.get("/pay/rules/law?month=2021-05").text


FLOOR = "social_insurance.base_floor"
JULY, AUGUST = Month(2026, 7), Month(2026, 8)


def floor_of_our_own(both: tuple[Viewer, ...]) -> None:
    """What the bureau said by letter in July, a month before the floor of the year was announced."""
    with reenacting(date(2026, 7, 20)):
        letter = wish("7500", FLOOR, start=JULY, last=Month(2027, 6), document="缴费通知")
        service.approve(service.enter(letter, viewer=both[0]).id, viewer=both[1])


def test_law_that_becomes_certain_takes_the_place_of_an_own_value_and_back_pay_pays_the_difference(
    app: Flask, both: tuple[Viewer, ...]
) -> None:
    bases("N002", 5_000_00)
    floor_of_our_own(both)
    july = lock(JULY, date(2026, 7, 28))
    assert slip(july, "N002").figures["pension_employee"] == 600_00  # 7,500 × 8 %
    august = compute(AUGUST, date(2026, 8, 28))
    assert slip(august, "N002").figures["pension_employee"] == 603_68  # 7,546 × 8 %
    assert worth(august, "N002")["2026-07", "pension_employee"] == 3_68
    assert "社保缴费基数下限 7,500.00→7,546.00" in rows(august, "N002")[0].cause_zh
    known_then = book_for(JULY, known_on=date(2026, 8, 17)).row(FLOOR, JULY.last_day)
    assert (known_then.value, known_then.source) == (750_000, "单位补录：缴费通知")


def test_the_page_says_what_law_has_superseded_an_own_value_and_since_when(
    web: Flask, both: tuple[Viewer, ...]
) -> None:
    floor_of_our_own(both)
    client = log_in(web, "finance")
    with reenacting(date(2026, 8, 17)):
        assert "已被法定数值取代" not in client.get("/pay/own-values?month=2026-07").text
    with reenacting(date(2026, 8, 18)):
        page = client.get("/pay/own-values?month=2026-07").text
    assert "已被法定数值取代" in page
    assert "2026-08-18 公布" in page
    with reenacting(date(2026, 8, 18)), pytest.raises(Refusal, match="certain"):
        service.enter(wish("7500", FLOOR, start=JULY, last=None), viewer=both[0])


def test_a_choice_that_law_has_made_is_refused(app: Flask, both: tuple[Viewer, ...]) -> None:
    with pytest.raises(Refusal, match="certain"):
        service.enter(wish("fen_half_up", "housing_fund.rounding"), viewer=both[0])
    kept = service.enter(wish("service_scale", "settings.sick_pay_rule", start=AUGUST, last=None), viewer=both[0])
    assert kept.value == "service_scale"


def test_a_second_value_from_the_same_month_is_refused_in_words(app: Flask, both: tuple[Viewer, ...]) -> None:
    service.approve(service.enter(wish(), viewer=both[0]).id, viewer=both[1])
    with pytest.raises(Refusal, match="begins in 2021-01 already") as refused:
        service.enter(wish("10%"), viewer=both[0])
    assert refused.value.field == "start"
