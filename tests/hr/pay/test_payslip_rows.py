"""Figures and inputs are spelt once: what is stored reads back to what was computed and is audited as it is stored."""

from __future__ import annotations

import gc
import json

import numpy as np
import pytest
from flask import Flask

from hr.audit import canonical, mark_of
from hr.database import JsonText, as_json
from hr.services.collector import collector_at_rest
from hr.services.pay.payslip_rows import spelt_figures

FIGURES = {"net": np.array([310_050, -1]), 'allowance.餐补 100%"': np.array([0, 37_800]), "gross": np.array([5, 6])}


def test_spelt_figures_read_back_to_the_figures_of_each_person() -> None:
    people = [json.loads(as_json(one)) for one in spelt_figures(FIGURES)]
    assert people == [{name: int(column[row]) for name, column in FIGURES.items()} for row in range(2)]


def test_a_spelt_value_is_audited_as_the_value_that_is_read_back(app: Flask) -> None:
    for spelt in spelt_figures(FIGURES):
        stored = json.loads(as_json(spelt))
        assert canonical(spelt) == canonical(stored)
        assert mark_of("payslip", {"figures": spelt}) == mark_of("payslip", {"figures": stored})


def test_what_is_not_spelt_yet_is_stored_as_ever() -> None:
    assert json.loads(as_json({"餐": [1, None]})) == {"餐": [1, None]}
    assert as_json(JsonText("[]")) == "[]"


def broken_work() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        raise RuntimeError


def test_the_collector_goes_on_after_the_work_and_after_a_failure() -> None:
    with pytest.raises(RuntimeError):
        broken_work()
    assert gc.isenabled()
