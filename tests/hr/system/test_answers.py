"""How commands answer: one JSON object, or lines for people; refusals apart from answers."""

from __future__ import annotations

import json
from datetime import date

import click
import numpy as np
import pytest
from click.testing import CliRunner, Result

from hr.cli.answers import answer, json_option, refusing
from hr.refusals import OutOfScope, Refusal
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import Role
from vocabulary.text import Text

FOUND = {
    "month": Month(2026, 10),
    "on": date(2026, 10, 5),
    "role": Role.FINANCE,
    "rate": np.float64(0.25),
    "n": np.int64(3),
    "name": "王芳",
    "said": Text("好", "good"),
    "none": None,
}


def run(failure: Exception | None, *words: str) -> Result:
    @click.command()
    @json_option
    @refusing
    def command(*, as_json: bool) -> None:
        if failure is not None:
            raise failure
        answer(FOUND, as_json)

    return CliRunner().invoke(command, words)


def test_json_is_one_object_in_plain_values() -> None:
    result = run(None, "--json")
    assert "王芳" in result.stdout
    assert json.loads(result.stdout) == {
        **{"month": "2026-10", "on": "2026-10-05", "role": "finance", "rate": 0.25, "n": 3},
        **{"name": "王芳", "said": "好", "none": None},
    }


def test_people_get_a_line_for_each_key() -> None:
    assert "month: 2026-10\n" in run(None).stdout
    assert "none: —\n" in run(None).stdout


@pytest.mark.parametrize(
    ("failure", "zh", "en"),
    [
        (Refusal(Text("不行", "No"), "field"), "不行\n", "No\n"),
        (BadInput(Text("错了", "Wrong"), "row 7"), "错了 (row 7)\n", "Wrong (row 7)\n"),
        (OutOfScope("unit X"), "没有找到：unit X\n", "Not found: unit X\n"),
    ],
)
def test_a_refusal_is_told_apart_and_ends_with_status_1(
    failure: Exception, zh: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRIDHR_LANG", raising=False)
    result = run(failure, "--json")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", zh)
    monkeypatch.setenv("GRIDHR_LANG", "en_GB.UTF-8")
    assert run(failure).stderr == en


def test_wrong_usage_ends_with_status_2() -> None:
    assert run(None, "--jsonn").exit_code == 2


def test_a_fault_of_the_program_is_not_dressed_up_as_a_refusal() -> None:
    assert isinstance(run(ZeroDivisionError("x")).exception, ZeroDivisionError)
