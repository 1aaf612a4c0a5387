"""Tables in, answers out: the analyses of the shell against published figures."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from tests.hr.cli.shell import answer, real, run
from tests.pure.analytics.survival.freireich import remissions

CHICAGO = ("--pay", "ln.real.wage", "--group", "foreign.born=1")
BY = ("--by", "age,female,LTHS,some.college,college,advanced.degree")


def test_the_chicago_decomposition_of_the_r_package_oaxaca() -> None:
    found = answer("analyse", "decompose", real("chicago_wages.csv"), *CHICAGO, *BY, "--exp")
    assert found["gap"] == pytest.approx(3.0155743, abs=5e-8)
    threefold = [found["threefold"][part] for part in ("endowments", "coefficients", "interaction")]
    assert threefold == pytest.approx([1.6165339, 2.8333261, -1.4342857], abs=5e-8)
    pooled, with_group = found["twofold"]["pooled"], found["twofold"]["pooled_with_group"]
    assert [pooled["explained"], pooled["unexplained"]] == pytest.approx([1.3557222, 1.6598520], abs=5e-8)
    assert [with_group["explained"], with_group["unexplained"]] == pytest.approx([0.9525717, 2.0630026], abs=5e-8)
    parts = found["detail"]["pooled"].values()
    assert sum(part["explained"] for part in parts) == pytest.approx(pooled["explained"])


def test_rows_with_a_missing_value_are_left_out_and_counted() -> None:
    found = answer("analyse", "pay-gap", real("chicago_wages.csv"), *CHICAGO, *BY)
    assert (found["n_input"], found["n"]) == (712, 666)
    assert found["n_a"] + found["n_b"] == found["n"]


def test_rossis_cox_regression_by_efron() -> None:
    columns = "fin,age,race,wexp,mar,paro,prio"
    found = answer(
        "analyse", "survival", real("rossi.csv"), "--duration", "week", "--event", "arrest", "--cox", columns
    )
    for term, coefficient, se in (("fin", -0.37942, 0.19138), ("age", -0.05744, 0.02200), ("prio", 0.09150, 0.02865)):
        assert found["cox"][term]["coefficient"] == pytest.approx(coefficient, abs=5e-6)
        assert found["cox"][term]["se"] == pytest.approx(se, abs=5e-6)
    assert found["concordance"] == pytest.approx(0.640, abs=5e-4)
    assert found["concordance_cross_validated"] < found["concordance"]


def test_lungs_medians_and_log_rank() -> None:
    found = answer("analyse", "survival", real("lung.csv"), "--duration", "time", "--event", "status", "--by", "sex")
    assert {sex: group["median"] for sex, group in found["groups"].items()} == {"1": 270.0, "2": 426.0}
    assert found["logrank"]["chi2"] == pytest.approx(10.327, abs=5e-4)


def test_an_indicator_is_named_after_its_column_and_value() -> None:
    words = ("--duration", "time", "--event", "status", "--cox", "sex,age", "--categorical", "sex")
    assert set(answer("analyse", "survival", real("lung.csv"), *words)["cox"]) == {"sex_2", "age"}


def test_the_dutch_log() -> None:
    log = real("nl_municipal_permit_receipt_events.csv.gz")
    found = answer("analyse", "events", log, "--profile", "nl_permit_receipt")
    counts = [found[key] for key in ("events", "cases", "activities", "actors", "variants", "handovers")]
    assert counts == [8577, 1434, 27, 48, 116, 1208]
    assert (found["events_by_actor"]["Resource01"], found["events_by_actor"]["Resource02"]) == (1228, 580)
    assert found["gini_events"] == pytest.approx(0.620091, abs=5e-7)
    assert found["duration_hours"]["p50"] == pytest.approx(0.7968, abs=5e-5)
    assert (found["night_events"], found["weekend_events"]) == (2, 20)
    assert found["on_time"]["closed_with_target"]["on_time"] == 952
    assert found["on_time"]["closed_with_planned"]["on_time"] == 940


def test_baltimore_and_boston_on_time() -> None:
    baltimore = answer("analyse", "events", real("baltimore311_10k.csv.gz"), "--profile", "baltimore311")
    closed = baltimore["on_time"]["closed_with_target"]
    assert (closed["on_time"], closed["of"]) == (7988, 9555)
    boston = answer("analyse", "events", real("boston311_2015_street_types.csv.gz"), "--profile", "boston311")
    assert boston["rejected"] == {"negative_duration": 180}
    assert (boston["on_time"]["all"]["on_time"], boston["on_time"]["all"]["of"]) == (37109, 49041)
    assert (boston["on_time"]["with_target"]["on_time"], boston["on_time"]["with_target"]["of"]) == (31019, 42951)
    assert boston["actors"] is None


@pytest.fixture
def pay(tmp_path: Path) -> Path:
    """400 made-up people whose dispatched are paid exp(−0.06) as much at the same post."""
    rng = np.random.default_rng(7)
    post, dispatched = rng.choice(["a", "b"], 400), rng.integers(0, 2, 400)
    load = rng.normal(0, 0.2, 400)
    log_pay = 9 + 0.2 * (post == "b") - 0.06 * dispatched + 0.1 * load + rng.normal(0, 0.05, 400)
    frame = pd.DataFrame(
        {
            "pay": np.exp(log_pay).round(2),
            "post": post,
            "staffing": np.where(dispatched, "dispatched", "contract"),
            "unit": rng.integers(0, 20, 400),
            "odd": np.exp(load + rng.normal(0, 0.1, 400)),
            "even": np.exp(load + rng.normal(0, 0.1, 400)),
        }
    )
    path = tmp_path / "pay.csv"
    frame.to_csv(path, index=False)
    return path


def asked(file: Path, *more: str) -> dict[str, object]:
    words = ("--pay", "pay", "--group", "staffing=dispatched", "--by", "post", "--log")
    return answer("analyse", "pay-gap", file, *words, *more)


def test_a_planted_gap_is_found_with_every_standard_error_and_a_verdict(pay: Path) -> None:
    found = asked(pay, "--cluster", "unit", "--workload", "odd,even")
    assert found["coefficient"] == pytest.approx(-0.06, abs=0.015)
    assert found["verdict"] == "limit_exceeded"
    assert None not in (found["se"], found["se_hc1"], found["se_cluster"])
    assert found["df"] == 19
    assert set(found["corrected"]) == {"coefficient", "reliability"}  # type: ignore[call-overload]
    promised = "n_input n n_a n_b coefficient se se_hc1 se_cluster t df p r2 kennedy raw_gap dropped verdict corrected"
    assert list(found) == promised.split()


def test_a_workbook_and_a_packed_text_file_give_the_same_answer(pay: Path, tmp_path: Path) -> None:
    packed, book = tmp_path / "pay.csv.gz", tmp_path / "pay.xlsx"
    packed.write_bytes(gzip.compress(pay.read_bytes()))
    pd.read_csv(pay).to_excel(book, index=False)
    assert asked(packed) == asked(pay)
    from_book, from_text = asked(book), asked(pay)
    assert from_book.keys() == from_text.keys()
    assert from_book["coefficient"] == pytest.approx(from_text["coefficient"])


def test_freireichs_remissions_with_a_survival_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "remissions.csv"
    remissions().query("group == '6-MP'").to_csv(path, index=False)
    found = answer("analyse", "survival", path, "--duration", "weeks", "--event", "relapse", "--at", "10")
    assert found["median"] == 23.0
    assert found["survival"] == {"10": pytest.approx(0.7529, abs=5e-5)}


def test_an_empty_logib_form_is_recognised_and_refused_for_its_number_of_people() -> None:
    result = run("analyse", "logib", real("logib_datalist_template_en.xlsx"))
    assert result.exit_code == 1
    assert "50" in result.stderr


def test_logib_on_a_filled_form(tmp_path: Path) -> None:
    from tests.pure.analytics.equal_pay.test_logib import form

    path = tmp_path / "form.xlsx"
    with pd.ExcelWriter(path) as writer:
        pd.DataFrame({"Meta data": ["Datalist"]}).to_excel(writer, sheet_name="General", index=False)
        form().to_excel(writer, sheet_name="Data", index=False)
    found = answer("analyse", "logib", path)
    promised = "n_input n women men coefficient se t df r2 kennedy p dropped verdict"
    assert list(found) == promised.split()
    assert found["verdict"] in {"not_significant", "target_respected", "target_exceeded", "limit_exceeded"}


@pytest.mark.parametrize(
    "words",
    [
        ("--pay", "nothing", "--group", "staffing=dispatched"),
        ("--pay", "pay", "--group", "staffing=nobody"),
        ("--pay", "post", "--group", "staffing=dispatched"),
        ("--pay", "pay", "--group", "staffing=dispatched", "--by", "staffing"),
    ],
)
def test_what_a_table_cannot_answer_is_refused_with_1(pay: Path, words: tuple[str, ...]) -> None:
    result = run("analyse", "pay-gap", pay, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr


def test_wrong_usage_ends_with_2(pay: Path) -> None:
    for words in (("--group", "staffing=x"), ("--pay", "pay", "--group", "staffing")):
        assert run("analyse", "pay-gap", pay, *words).exit_code == 2
    assert run("analyse", "decompose", pay, "--pay", "pay", "--group", "staffing=dispatched").exit_code == 2


def test_a_formula_is_no_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("pay", "sex"), (3000, "f"), ("=1+1", "m")):
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    result = run("analyse", "pay-gap", tmp_path / "x.xlsx", "--pay", "pay", "--group", "sex=f")
    assert result.exit_code == 1
    assert "公式" in result.stderr
