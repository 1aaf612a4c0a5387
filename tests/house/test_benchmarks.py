"""The benchmarks still run: each at a tiny size, with the checks of its answers that it makes itself."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from benchmarks import BENCHMARKS
from benchmarks.report import Limit, Ratio

ROOT = Path(__file__).resolve().parents[2]
HELPERS = {
    "__init__",
    "__main__",
    "districts",
    "made_log",
    "made_people",
    "made_slips",
    "measuring",
    "pay_by_hand",
    "taxes_by_hand",
    "time_by_hand",
    "report",
}


TINY = 0.001


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_finds_ratios_with_their_times_and_baselines(name: str) -> None:
    module = import_module(f"benchmarks.{name}")
    found: Any = module.run(TINY).to_json()
    assert module.__doc__
    assert found["ratios"]
    for ratio in found["ratios"].values():
        value = ratio.get("times_faster") or ratio.get("times_the_baseline")
        quotient = ratio["seconds"] / ratio["baseline_seconds"]
        assert value == pytest.approx(1 / quotient if "times_faster" in ratio else quotient, rel=0.01)
        assert ratio["baseline"]
        assert ("target" in ratio) == ("met" in ratio)


def test_the_command_prints_one_object_for_several_benchmarks_run_apart() -> None:
    names = ["pay_engine", "event_reading"]
    asked = [part for name in names for part in ("--only", name)]
    command = [sys.executable, "-m", "benchmarks", "--scale", str(TINY), *asked]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert list(answer["benchmarks"]) == names
    assert all(found["what"] and found["ratios"] for found in answer["benchmarks"].values())
    missed = {f"{name}.{what}" for name in names for what, ratio in answer["benchmarks"][name]["ratios"].items()}
    assert set(answer["missed"]) <= missed


def test_every_file_is_a_benchmark_or_helps_one() -> None:
    files = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    assert files == set(BENCHMARKS) | HELPERS


def test_a_target_is_met_or_missed_by_the_side_that_it_bounds() -> None:
    assert Ratio(2.0, 1.0, "b", at_most=3).to_json()["met"] is True
    assert Ratio(4.0, 1.0, "b", at_most=3).to_json()["met"] is False
    assert Ratio(1.0, 20.0, "b", at_least=10).to_json() == {
        "times_faster": 20.0,
        "seconds": 1.0,
        "baseline_seconds": 20.0,
        "baseline": "b",
        "target": ">= 10",
        "met": True,
    }
    assert Ratio(1.0, 5.0, "b", at_least=10).to_json()["met"] is False
    assert Ratio(1.0, 5.0, "b").to_json().get("met") is None
    assert Limit(2.0, "s", 1.0).to_json()["met"] is False
    assert Limit(2.0, "s", 1.0, judged=False).to_json()["met"] is None
