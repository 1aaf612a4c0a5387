"""`gridhr analyse`: pay gaps, decompositions, Logib."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from analytics.equal_pay.groups import Group
from hr.cli.analyse.tables import COLUMNS, Columns, analysis
from hr.cli.months import MONTH
from hr.cli.parameters import Parsed
from intake.frames import read_frame, read_frames
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month

TWO = 2


def _group(text: str) -> Group:
    try:
        return Group.parse(text)
    except BadInput as bad:
        raise ValueError(text) from bad


def _halves(text: str) -> tuple[str, str]:
    names = [part.strip() for part in text.split(",")]
    if len(names) != TWO or not all(names):
        raise ValueError(text)
    return names[0], names[1]


_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "pay": click.option("--pay", required=True, help="Column of pay."),
    "group": click.option(
        "--group", type=Parsed("group", "COLUMN=VALUE", _group), required=True, help="Group B: COLUMN=VALUE."
    ),
    "by": click.option("--by", type=COLUMNS, default=(), help="Columns held equal."),
    "categorical": click.option("--categorical", type=COLUMNS, default=(), help="Columns made into indicators."),
    "log": click.option("--log", is_flag=True, help="Take the logarithm of pay."),
    "cluster": click.option("--cluster", help="Column whose values share their errors."),
}


def _with(*names: str) -> Callable[[Any], Any]:
    def added(function: Any) -> Any:
        for name in reversed(names):
            function = _OPTIONS[name](function)
        return function

    return added


@analysis("pay-gap")
@_with("pay", "group", "by", "categorical", "log", "cluster")
@click.option(
    "--workload",
    type=Parsed("halves", "two columns, with a comma between", _halves),
    help="Two columns: the halves of a split-half measure of workload.",
)
def pay_gap(file: Path, **asked: Any) -> Mapping[str, object]:
    """The pay gap of group B against all others by one regression of pay, with standard errors and verdict.

    With --workload the mean of the two halves (in logs) is held equal, and the coefficient corrected for its error of
    measurement stands under "corrected".

    Example: gridhr analyse pay-gap pay.csv --pay monthly --group staffing=dispatched --by post,tenure --log
    """
    from analytics.equal_pay.pay_gap import PayGapQuestion
    from analytics.equal_pay.pay_gap import pay_gap as answered

    return answered(read_frame(file), PayGapQuestion(**asked)).to_json()


@analysis("decompose")
@_with("pay", "group", "by", "categorical", "log", "cluster")
@click.option("--exp", is_flag=True, help="Take the exponential of a column of pay that is in logs.")
@click.option("--bootstrap", type=click.IntRange(0, 100_000), default=0, help="Replicates for 95 % intervals.")
def decompose(file: Path, by: Columns, **asked: Any) -> Mapping[str, object]:
    """Takes the gap in mean pay (A − B) apart: threefold, and twofold with either group's or pooled coefficients.

    Example: gridhr analyse decompose wages.csv --pay ln.real.wage --exp --group foreign.born=1 --by age,female
    """
    from analytics.decomposition import DecompositionQuestion
    from analytics.decomposition import decompose as answered

    if not by:
        raise click.UsageError("--by: name the columns that may explain the gap")
    return answered(read_frame(file), DecompositionQuestion(by=by, **asked)).to_json()


@analysis("logib")
@click.option("--reference", type=MONTH, help="Month of the pay, where births or entries are years or dates.")
def logib(file: Path, reference: Month | None) -> Mapping[str, object]:
    """Logib's Module 1 on its data form: women's coefficient, Kennedy's estimate and the verdict.

    Example: gridhr analyse logib datalist.xlsx --reference 2026-10
    """
    from analytics.equal_pay.logib import logib as answered
    from analytics.equal_pay.logib_form import form_sheet

    return answered(form_sheet(read_frames(file)), reference).to_json()
