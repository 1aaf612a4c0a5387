"""Logib's Module 1: its own form is read, its rules are kept, and its regression is statsmodels'."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analytics.equal_pay import Verdict, form_sheet, logib
from analytics.equal_pay.logib_form import HEADINGS, read_form
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month

TEMPLATE = Path(__file__).parents[4].parent / "shared" / "data" / "logib_datalist_template_en.xlsx"
OCTOBER = Month(2026, 10)


def form(seed: int = 1, n: int = 300, gap: float = -0.08) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    women, training = rng.random(n) < 0.5, rng.integers(1, 7, n)
    age, service = rng.integers(28, 60, n), rng.integers(0, 8, n)
    level, position = rng.integers(1, 6, n), rng.integers(1, 6, n)
    rate = rng.choice([50.0, 80.0, 100.0], n)
    log_pay = 8.8 + 0.004 * service - 0.06 * level - 0.04 * position + gap * women + rng.normal(0, 0.06, n)
    basic = np.exp(log_pay) * rate / 100
    return pd.DataFrame(
        {
            "personal_number": np.arange(n),
            "age": age,
            "sex": np.where(women, "F", "M"),
            "years_of_service": service,
            "training": training,
            "level_of_requirements": level,
            "professional_position": position,
            "activity_rate": rate,
            "paid_hours": np.nan,
            "basic_wage": basic,
            "monthly_wage_13": basic / 12,
            "weekly_hours": 42.0,
        }
    )


def test_the_regression_is_the_standard_model_of_statsmodels() -> None:
    frame = form()
    answer = logib(frame)
    years = pd.Series([0, 17, 15, 14, 15, 13, 12, 11, 7])
    data = frame.assign(
        ty=years[frame.training].to_numpy(),
        pay=(frame.basic_wage + frame.monthly_wage_13) / (frame.activity_rate / 100),
        f=(frame.sex == "F") * 1.0,
    )
    data["ex"] = np.maximum(data.age - data.ty - 6, 0)
    formula = (
        "np.log(pay) ~ ty + years_of_service + ex + I(ex**2) + C(level_of_requirements) + C(professional_position) + f"
    )
    oracle = smf.ols(formula, data).fit()
    assert answer.test.coefficient == pytest.approx(oracle.params["f"], rel=1e-8)
    assert answer.test.se == pytest.approx(oracle.bse["f"], rel=1e-8)
    assert answer.test.p == pytest.approx(oracle.pvalues["f"], rel=1e-6)
    assert (answer.test.df, answer.r2) == (oracle.df_resid, pytest.approx(oracle.rsquared))
    assert answer.verdict is Verdict.LIMIT_EXCEEDED
    promised = "n_input n women men coefficient se t df r2 kennedy p dropped verdict"
    assert list(answer.to_json()) == promised.split()


@pytest.mark.skipif(not TEMPLATE.exists(), reason="../shared/data/logib_datalist_template_en.xlsx is absent")
def test_logibs_own_form_is_recognised_by_its_headings() -> None:
    sheet = form_sheet(pd.read_excel(TEMPLATE, sheet_name=None, engine="calamine").values())
    columns = dict(zip(HEADINGS, sheet.columns, strict=False))
    assert len(sheet.columns) == 23
    filled = pd.DataFrame(
        {heading: form().get(name, pd.Series(np.nan, range(300))) for name, heading in columns.items()}
    )
    assert logib(filled).to_json() == logib(form()).to_json()


def test_a_workbook_without_the_form_is_refused() -> None:
    with pytest.raises(BadInput, match="no sheet"):
        form_sheet([pd.DataFrame({"x": [1]})])


@pytest.mark.parametrize(("code", "years"), [(1, 17), (2, 15), (3, 14), (4, 15), (5, 13), (6, 12), (7, 11), (8, 7)])
def test_a_training_code_stands_for_its_years_and_experience_follows(code: int, years: int) -> None:
    derived = read_form(form().head(1).assign(training=code, age=40), None)
    assert derived["training_years"].item() == years
    assert derived["experience"].item() == 40 - years - 6
    young = read_form(form().head(1).assign(training=code, age=years + 3), None)
    assert young["experience"].item() == 0


def test_pay_is_standardised_to_the_most_frequent_week_and_hourly_pay_by_its_hours() -> None:
    frame = form().head(4).assign(basic_wage=4000.0, monthly_wage_13=0.0, activity_rate=[100.0, 50.0, 100.0, np.nan])
    frame["weekly_hours"] = [40.0, 40.0, 42.0, 40.0]
    frame["paid_hours"] = [np.nan, np.nan, np.nan, 40 * 52 / 12]
    assert read_form(frame, None)["pay"].tolist() == pytest.approx([4000, 8000, 4000 * 40 / 42, 4000])


def test_of_two_equally_frequent_weeks_the_longer_is_full_time() -> None:
    frame = form().head(4).assign(weekly_hours=[40.0, 40.0, 42.0, 42.0], activity_rate=100.0)
    assert read_form(frame, None)["fte"].tolist() == pytest.approx([40 / 42, 40 / 42, 1, 1])


def test_births_and_entries_may_be_years_or_dates_given_the_reference_month() -> None:
    frame = form().head(3).astype({"age": object, "years_of_service": object})
    frame["age"] = [1980, "1980-05-04", date(1980, 12, 31)]
    frame["years_of_service"] = [2020, "2020-11-01", date(2026, 10, 1)]
    derived = read_form(frame, OCTOBER)
    assert derived["age"].tolist() == [46, 46, 46]
    assert derived["years_of_service"].tolist() == pytest.approx([6, 6, 1 / 12])
    with pytest.raises(BadInput, match="reference"):
        read_form(frame, None)


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("age", 12, False),
        ("age", 72, True),
        ("sex", "?", False),
        ("years_of_service", 56, False),  # with an age that makes the entry impossible
        ("training", 9, False),
        ("level_of_requirements", 0, False),
        ("professional_position", 6, False),
        ("activity_rate", 151.0, False),
        ("activity_rate", 120.0, True),
        ("activity_rate", 0.0, False),
        ("paid_hours", 80.0, False),
        ("basic_wage", 0.0, False),
        ("basic_wage", np.nan, False),
        ("monthly_wage_13", -1.0, False),
        ("monthly_wage_13", 1.0, True),
        ("weekly_hours", 51.0, True),
        ("personal_number", 1, False),
    ],
)
def test_wrong_values_discard_a_row_and_striking_ones_are_kept_and_shown(
    column: str, value: object, kept: bool
) -> None:
    frame = form().astype({column: object})
    frame.loc[0, column] = value
    answer = logib(frame)
    lost = 2 if column == "personal_number" else 1
    assert answer.n == 300 - (0 if kept else lost)
    assert any(r.row == 0 and r.striking is kept for r in answer.remarks)


def test_rows_outside_the_statistical_population_are_not_counted() -> None:
    frame = form().assign(population=1.0)
    frame.loc[:19, "population"] = 2
    frame.loc[20, "population"] = np.nan
    answer = logib(frame)
    assert (answer.n_input, answer.n) == (300, 280)
    assert answer.women + answer.men == 280


def test_fewer_than_50_people_or_one_sex_alone_are_refused() -> None:
    with pytest.raises(BadInput, match="at least 50"):
        logib(form().head(49))
    with pytest.raises(BadInput, match="women and men"):
        logib(form().assign(sex="F"))
