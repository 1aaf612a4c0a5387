"""`gridhr analyse survival`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from hr.cli.analyse.tables import COLUMNS, Columns, analysis
from hr.cli.parameters import Parsed
from intake.frames import read_frame


def _times(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


@analysis("survival")
@click.option("--duration", required=True, help="Column of the time at which watching ended.")
@click.option("--event", required=True, help="Column that is 1 where it ended by the event, else 0.")
@click.option("--entry", help="Column of the time at which watching began (delayed entry).")
@click.option("--by", help="Column whose values are compared.")
@click.option("--cox", "terms", type=COLUMNS, default=(), help="Covariates of a Cox regression.")
@click.option("--categorical", type=COLUMNS, default=(), help="Columns made into indicators.")
@click.option("--at", type=Parsed("times", "numbers, with commas between", _times), default=(), help="Times to read.")
def survival(file: Path, terms: Columns, **asked: Any) -> Mapping[str, object]:
    """How long it lasts: Kaplan–Meier with intervals, groups compared by log-rank, drivers by Cox (ties by Efron).

    Example: gridhr analyse survival staff.csv --duration months --event left --by staffing --cox pay,nights --at 12
    """
    from analytics.survival import SurvivalQuestion
    from analytics.survival import survival as answered

    return answered(read_frame(file), SurvivalQuestion(terms=terms, **asked)).to_json()
