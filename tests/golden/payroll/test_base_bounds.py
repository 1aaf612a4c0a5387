"""Every floor and ceiling of contribution bases since 2016, one fen around it, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from payroll.calculators.one_row import compute
from tests.golden.payroll.reading import cases
from vocabulary.bad_input import BadInput
from vocabulary.money import fen, yuan

BOUNDS = cases("base_bounds")
SOCIAL, HOUSING = BOUNDS["social"], BOUNDS["housing"]
ITEMS = ("pension", "medical", "unemployment")


def _ids(found: list[dict[str, Any]]) -> list[str]:
    return [case["name"] for case in found]


def _base(kind: str, on: Any, declared: int) -> str:
    figure = f"{kind}_contribution_base"
    columns = {f"{kind}_base": declared, "housing_rate": 70_000}
    return yuan(compute(on, columns, (figure,))[figure])


@pytest.mark.parametrize("case", SOCIAL, ids=_ids(SOCIAL))
def test_each_insurance_on_the_bound_costs_what_its_period_says(case: dict[str, Any]) -> None:
    for item in ITEMS:
        for side, expected in zip(("employee", "employer"), case[item], strict=True):
            figure = f"{item}_{side}"
            ask = ({"social_base": fen(case["declared"])}, (figure,))
            if expected is None:
                with pytest.raises(BadInput, match=figure):
                    compute(case["first"], *ask)
            else:
                assert yuan(compute(case["first"], *ask)[figure]) == expected, figure


@pytest.mark.parametrize("case", HOUSING, ids=_ids(HOUSING))
def test_each_side_of_the_housing_fund_on_the_bound_is_whole_yuan(case: dict[str, Any]) -> None:
    columns = {"housing_base": fen(case["declared"]), "housing_rate": 70_000}
    for side in ("housing_fund_employee", "housing_fund_employer"):
        assert compute(case["first"], columns, (side,))[side] == fen(case["each_at_7"])


@pytest.mark.parametrize(("kind", "case"), [("social", c) for c in SOCIAL] + [("housing", c) for c in HOUSING])
def test_the_bound_holds_from_the_first_to_the_last_month_of_its_period_and_to_the_fen(
    kind: str, case: dict[str, Any]
) -> None:
    bound = fen(case["base"])
    outside = -1 if "floor" in case["name"] else 1
    for on in (case["first"], case["last"]):
        assert _base(kind, on, fen(case["declared"])) == yuan(bound)
        assert _base(kind, on, bound + outside) == yuan(bound)
        assert _base(kind, on, bound - outside) == yuan(bound - outside)


def test_every_bound_names_its_source() -> None:
    assert [case["name"] for case in (*SOCIAL, *HOUSING) if not case.get("source")] == []
