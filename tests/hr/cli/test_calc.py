"""The calculators of the shell answer as their interface says, exact to the fen, and start at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hr.cli.shell import answer, run

YEAR = {
    "year": 2019,
    "months": [
        {"month": month, "income": "10000.00", "insurance": "1500.00", "additional": "1000.00"}
        for month in range(1, 13)
    ],
}

CASES = [
    (("bonus-tax", "36000"), {"tax": "1080.00"}),
    (("bonus-tax", "36001"), {"tax": "3390.10"}),
    (("bonus-tax", "36000", "--income", "72000", "--deductions", "14439.60"),
     {"tax": "1080.00", "tax_merged": "1006.81", "better": "merged", "saves": "73.19"}),
    (("contributions", "--on", "2026-08-01", "--base", "1", "--flexible"),
     {"employee": {"pension": "1509.20", "medical": "754.60"}, "employer": {}, "employee_total": "2263.80",
      "employer_total": "0.00", "subsidy": "1131.90"}),
    (("severance-tax", "100000"), {"tax": "7480.00"}),
    (("labour-service-tax", "4000"), {"tax": "640.00"}),
    (("retirement", "--group", "male_60", "--born", "1965-01"),
     {"age": "60y1m", "month": "2025-02", "minimum_contribution_months": 180}),
    (("severance", "--wage", "9000", "--years", "6", "--months", "7", "--city-average", "12434"),
     {"months": 7.0, "amount": "63000.00"}),
    (("annual-leave", "--entitlement", "10", "--start", "2026-04-01"), {"days": 7}),
    (("annual-leave", "--entitlement", "10", "--exit", "2026-06-30", "--taken", "2"), {"days": 2}),
    (("overtime", "--monthly", "5000"),
     {"daily": "229.89", "hourly": "28.74", "workday": "43.10", "rest_day": "57.47", "holiday": "86.21"}),
    (("id-number", "11010519491231002X"), {"valid": True, "born": "1949-12-31", "sex": "female"}),
    (("id-number", "110105194912310021"), {"valid": False, "born": None, "sex": None}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[" ".join(words) for words, _ in CASES])
def test_a_calculator_answers_one_json_object(words: tuple[str, ...], expected: dict[str, object]) -> None:
    assert answer("calc", *words) == expected
    assert answer("calc", *words, "--json") == expected


def test_income_tax_through_a_year_from_standard_input_and_from_a_file(tmp_path: Path) -> None:
    text = json.dumps(YEAR)
    found = answer("calc", "income-tax", "-", given=text)
    assert found["tax"] == ["75.00"] * 12
    assert found["total"] == "900.00"
    file = tmp_path / "year.json"
    file.write_text(text, encoding="utf-8-sig")
    assert answer("calc", "income-tax", file) == found


def test_the_sixty_thousand_rule_and_the_first_job_are_heard() -> None:
    months = [{"month": 1, "income": "8000.00"}]
    assert answer("calc", "income-tax", "-", given=json.dumps({"year": 2026, "months": months}))["tax"] == ["90.00"]
    prior = {"income": "50000.00", "all_twelve_months": True}
    ruled = {"year": 2026, "months": months, "prior_year": prior}
    assert answer("calc", "income-tax", "-", given=json.dumps(ruled))["tax"] == ["0.00"]
    july = {"year": 2026, "months": [{"month": 7, "income": "8000.00"}], "first_wage_in_year": True}
    assert answer("calc", "income-tax", "-", given=json.dumps(july))["tax"] == ["0.00"]


def test_a_bonus_in_a_trap_is_warned_about_on_standard_error_and_the_answer_stays_bare() -> None:
    result = run("calc", "bonus-tax", "36001")
    assert json.loads(result.stdout) == {"tax": "3390.10"}
    assert "2,309.10" in result.stderr
    assert run("calc", "bonus-tax", "36000").stderr == ""


def test_any_calculator_tells_its_workings_on_standard_error_when_asked() -> None:
    result = run("calc", "overtime", "--monthly", "8700", "--explain")
    assert json.loads(result.stdout)["hourly"] == "50.00"
    assert "21.75" in result.stderr
    assert "人社部发〔2025〕2号" in result.stderr
    assert run("calc", "retirement", "--group", "male_60", "--born", "1965-01", "--explain").exit_code == 0


def test_contributions_of_both_sides_add_up_to_their_totals() -> None:
    found = answer("calc", "contributions", "--on", "2026-10-01", "--base", "8000", "--housing-rate", "7")
    assert found["employee"] == {
        "pension": "640.00",
        "medical": "160.00",
        "unemployment": "40.00",
        "housing_fund": "560.00",
    }
    assert found["employee_total"] == "1400.00"
    assert "work_injury" in found["employer"]
    total = sum(round(float(part) * 100) for part in found["employer"].values())
    assert found["employer_total"] == f"{total / 100:.2f}"


def test_the_defaults_of_contributions_are_those_of_the_interface() -> None:
    base = ("calc", "contributions", "--on", "2026-10-01", "--base", "8000")
    assert answer(*base) == answer(*base, "--housing-rate", "7", "--supplementary-rate", "0", "--injury-rate", "0.2")


def test_the_minimum_wage_is_met_net_of_own_contributions() -> None:
    low = answer("calc", "minimum-wage", "--on", "2026-10-01", "--gross", "3000")
    assert low["met"] is False
    assert set(low) == {"net", "minimum", "met"}
    assert answer("calc", "minimum-wage", "--on", "2026-10-01", "--gross", "6000")["met"] is True


def test_the_workdays_of_2026() -> None:
    found = answer("calc", "workdays", "--year", "2026")
    assert found["workdays"] == 248
    assert len(found["statutory_days"]) == 13
    assert "2026-02-17" in found["statutory_days"]
    assert "2026-10-10" in found["makeup_workdays"]


REFUSED = [
    (("calc", "overtime", "--monthly", "-3"), None),
    (("calc", "workdays", "--year", "2050"), None),
    (("calc", "annual-leave", "--entitlement", "5"), None),
    (("calc", "severance", "--wage", "9000", "--years", "6", "--months", "13"), None),
    (("calc", "income-tax", "-"), "{"),
    (("calc", "income-tax", "-"), '{"year": 2026, "months": [{"month": 13, "income": "1"}]}'),
    (("calc", "income-tax", "-"), '{"year": 2026, "months": [{"month": 1, "income": 0.1}]}'),
]


@pytest.mark.parametrize(("words", "given"), REFUSED)
def test_a_refused_question_ends_with_1_and_says_why_in_the_language_asked_for(
    words: tuple[str, ...], given: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {}
    for language in ("zh", "en"):
        monkeypatch.setenv("GRIDHR_LANG", language)
        result = run(*words, given=given)
        assert result.exit_code == 1
        assert result.stdout == ""
        said[language] = result.stderr
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said["zh"])
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in said["en"])


@pytest.mark.parametrize(
    "words",
    [
        ("bonus-tax", "abc"),
        ("bonus-tax",),
        ("overtime", "--monthly", "1.234"),
        ("contributions", "--on", "2026-13-01", "--base", "1"),
        ("retirement", "--group", "nobody", "--born", "1965-01"),
        ("retirement", "--group", "male_60", "--born", "January"),
        ("nothing",),
    ],
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...]) -> None:
    assert run("calc", *words).exit_code == 2


def test_every_calculator_has_help_with_its_example() -> None:
    from hr.cli.calculators.group import CALCULATORS

    for name in CALCULATORS:
        assert f"Example: gridhr calc {name}" in " ".join(run("calc", name, "--help").output.split())


def test_a_calculator_needs_neither_flask_nor_a_database_nor_pandas() -> None:
    script = (
        "import sys; from hr.cli import main; main(['calc', 'overtime', '--monthly', '5000'], standalone_mode=False);"
        "print({'flask', 'sqlalchemy', 'pandas', 'scipy'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["daily"] == "229.89"
    assert done.stderr.strip() == "set()"
