"""Standing, bases and deductions are dated, fit the scale, and are never set by the person themself."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_scale import PayScale
from hr.models.pay.pay_standing import ContributionBase, PayStanding, TaxDeduction
from hr.permissions.viewer import Viewer
from hr.queries.pay.month_inputs import inputs_for
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.pay_standing import standing_card, standing_page
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import contribution_base as bases
from hr.services.pay.pay_standing import StandingWish, set_standing
from payroll.calculators.additional_deductions import Additional
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.months import employment_of, locked, unit
from vocabulary.periods import Month

JANUARY = Month(2027, 1)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _paid(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("web" if "web" in request.fixturenames else "app")
    pay_world.pay_everybody()


def scale() -> int:
    return db.session.scalars(select(PayScale.id)).one()


def wish(number: str = "N002", start: Month = JANUARY, **more: object) -> StandingWish:
    fields = {"pay_scale_id": scale(), "grade": "G3", "step": 2, "reason": "年度考核晋级"} | more
    return StandingWish(employment_of(number), start, **fields)  # type: ignore[arg-type]


def hr() -> Viewer:
    return world.viewer("hr_officer")


def test_a_new_standing_ends_the_one_before_and_is_paid_from_its_month(app: Flask) -> None:
    november, december = Month(2026, 11), Month(2026, 12)
    set_standing(wish(start=december, performance_basic_fen=12_300), viewer=hr())
    rows = db.session.scalars(
        select(PayStanding).where(PayStanding.employment_id == employment_of("N002")).order_by(PayStanding.valid_from)
    ).all()
    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (pay_world.START, date(2026, 11, 30)),
        (date(2026, 12, 1), None),
    ]
    assert [performance_of("N002", month) for month in (november, december)] == [0, 12_300]


def performance_of(number: str, month: Month) -> int:
    rows = inputs_for(month, unit("N").path, book_for(month))[1]
    return next(row.get("performance_basic_amount", 0) for row in rows if row["employment_id"] == employment_of(number))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"grade": "G9"}, "no Grade"),
        ({"step": 77}, "no Grade"),
        ({"grade": None}, "Choose scale"),
        ({"pay_scale_id": None, "grade": None, "step": None, "fixed_wage_fen": 100}, "Choose scale"),
        ({"reason": " "}, "Say why"),
        ({"start": Month(2022, 12)}, "does not run"),
        ({"start": Month(2023, 1)}, "later month"),
    ],
)
def test_a_standing_that_does_not_fit_is_refused(app: Flask, more: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        set_standing(wish(**more), viewer=hr())  # type: ignore[arg-type]


def test_establishment_staff_need_both_their_cells(app: Flask) -> None:
    with pytest.raises(Refusal, match="Post wage"):
        set_standing(wish("N001", grade="G3", step=12), viewer=hr())
    with pytest.raises(Refusal, match="Step wage"):
        set_standing(wish("N001", grade="管理九级", step=2), viewer=hr())
    assert set_standing(wish("N001", grade="管理九级", step=12), viewer=hr()).id


def test_a_4050_assistant_has_a_fixed_wage_and_no_scale(app: Flask) -> None:
    with pytest.raises(Refusal, match="fixed wage"):
        set_standing(wish("N004"), viewer=hr())
    fixed = wish("N004", pay_scale_id=None, grade=None, step=None, fixed_wage_fen=310_000)
    assert set_standing(fixed, viewer=hr()).fixed_wage_fen == 310_000


def test_a_paid_month_keeps_its_standing(app: Flask) -> None:
    locked(Month(2026, 10))
    with pytest.raises(Refusal, match="2026-11 is the earliest"):
        set_standing(wish(start=Month(2026, 10)), viewer=hr())
    set_standing(wish(start=Month(2026, 11)), viewer=hr())


@pytest.mark.parametrize("login", ["finance", "finance_approver", "unit_manager", "auditor", "grid_worker"])
def test_only_who_keeps_standing_sets_it(app: Flask, login: str) -> None:
    with pytest.raises(OutOfScope):
        set_standing(wish(), viewer=world.viewer(login))


def test_nobody_places_somebody_of_another_street_or_themself(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        set_standing(wish("S002"), viewer=hr())
    mine = db.session.scalars(
        select(PayStanding.employment_id).where(PayStanding.employment_id == employment_of("N002"))
    )
    assert mine.first()
    person_id = world.viewer("grid_worker").person_id
    themself = Viewer(hr().user_id, hr().name, hr().grants, person_id)
    with pytest.raises(Refusal, match="their own pay"):
        set_standing(wish(), viewer=themself)
    with pytest.raises(Refusal, match="their own pay"):
        bases.set_contribution_base(bases.BaseWish(employment_of("N002"), JANUARY, 1, 1), viewer=themself)


@pytest.mark.parametrize("login", ["hr_officer", "finance"])
def test_bases_are_declared_by_staff_affairs_or_finance(app: Flask, login: str) -> None:
    declared = bases.BaseWish(employment_of("N002"), JANUARY, 900_000, 910_000)
    bases.set_contribution_base(declared, viewer=world.viewer(login))
    rows = db.session.scalars(
        select(ContributionBase.valid_to)
        .where(ContributionBase.employment_id == employment_of("N002"))
        .order_by(ContributionBase.valid_from)
    ).all()
    assert rows == [date(2026, 12, 31), None]


def test_bases_without_amounts_are_refused_unless_nobody_is_insured(app: Flask) -> None:
    nothing = bases.BaseWish(employment_of("N002"), JANUARY, 0, 0)
    with pytest.raises(Refusal, match="both bases"):
        bases.set_contribution_base(nothing, viewer=hr())
    bases.set_contribution_base(bases.BaseWish(employment_of("N002"), JANUARY, 0, 0, insured=False), viewer=hr())


def test_rent_and_a_housing_loan_are_not_deducted_together(app: Flask) -> None:
    employment_id = employment_of("N002")

    def declare(item: Additional, start: Month) -> TaxDeduction:
        return bases.set_tax_deduction(bases.DeductionWish(employment_id, item, 150_000, start), viewer=hr())

    rent = declare(Additional.RENT, Month(2026, 11))
    declare(Additional.ELDERLY_CARE, Month(2026, 11))
    with pytest.raises(Refusal, match="both be deducted"):
        declare(Additional.HOUSING_LOAN, JANUARY)
    bases.end_tax_deduction(employment_id, rent.id, Month(2026, 12), viewer=hr())
    assert declare(Additional.HOUSING_LOAN, JANUARY).valid_from == date(2027, 1, 1)
    with pytest.raises(OutOfScope):
        bases.end_tax_deduction(employment_of("N003"), rent.id, JANUARY, viewer=hr())


def test_the_page_says_what_the_standing_is_worth(app: Flask) -> None:
    page = standing_page(employment_of("N001"), TODAY, viewer=world.viewer("finance"))
    line = page.current(TODAY)
    assert line is not None
    assert line.monthly_fen == 255_000 + 130_000 + 280_000
    assert (page.may_place, page.may_declare) == (False, True)


@pytest.mark.parametrize(
    ("login", "sees"),
    [("finance", True), ("hr_officer", True), ("auditor", True), ("unit_manager", False), ("leader", False)],
)
def test_the_card_shows_itself_only_to_who_may_see_pay(app: Flask, login: str, sees: bool) -> None:
    person_id = world.viewer("grid_worker").person_id
    assert person_id is not None
    assert (standing_card(person_id, TODAY, viewer=world.viewer(login)) is not None) is sees
    own = standing_card(person_id, TODAY, viewer=world.viewer("grid_worker"))
    assert own is not None
    assert not own.may_place


def test_hr_places_somebody_on_the_page(web: Flask) -> None:
    client, address = log_in(web, "hr_officer"), f"/pay/standing/{employment_of('N002')}"
    assert "G3" in client.get(f"{address}/place").get_data(as_text=True)
    form = {"scale": scale(), "grade": "G3", "step": 2, "start": "2027-01", "reason": "晋级", "performance_basic": "88"}
    assert client.post(f"{address}/place", data=form).status_code == 302
    page = client.get(address).get_data(as_text=True)
    assert "2027-01-01" in page
    assert "晋级" in page
    again = client.post(f"{address}/place", data=form)
    assert again.status_code == 400
    assert "更晚的月份" in again.get_data(as_text=True)


def test_a_worker_sees_their_own_standing_and_changes_nothing(web: Flask) -> None:
    worker, address = log_in(web, "grid_worker"), f"/pay/standing/{employment_of('N002')}"
    page = worker.get(address).get_data(as_text=True)
    assert "5,200.00" in page
    assert "/place" not in page
    assert worker.post(f"{address}/base", data={"start": "2027-01"}).status_code == 404
    assert worker.get(f"/pay/standing/{employment_of('N003')}").status_code == 404


def test_the_page_of_a_person_shows_their_pay_standing_to_whom_it_concerns(web: Flask) -> None:
    address = f"/people/{world.viewer('grid_worker').person_id}"
    assert "5,200.00" in log_in(web, "hr_officer").get(address).get_data(as_text=True)
    assert "薪酬资料" not in log_in(web, "unit_manager").get(address).get_data(as_text=True)
