"""Reads golden pay cases: amounts as text in yuan become fen, days hundredths, rates ppm, yes and no 1 and 0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from payroll.columns import CODED, COLUMNS
from payroll.parameters.own import Allowance, AllowanceKind, OwnRows, ScaleCell, Scope, ShiftRate, own_value
from payroll.units import Unit
from vocabulary.money import fen, ppm
from vocabulary.periods import DateRange
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

HERE = Path(__file__).parent
ALWAYS = DateRange(date(2016, 1, 1))
STREET_1 = Scope(unit=("street-1",))


def cases(stem: str) -> Any:
    """The content of one golden file."""
    return yaml.safe_load((HERE / f"{stem}.yaml").read_text(encoding="utf-8"))


SLIPS = ("months", "bonus", "special_taxes", "subsidies", "insured")
"""The files of whole slips; the first says what a case does not say itself."""


def slip_cases() -> list[dict[str, Any]]:
    """Every case of a whole slip, its inputs filled up with what is usual."""
    usual = cases(SLIPS[0])["usual"]
    found = [case for stem in SLIPS for case in cases(stem)["cases"]]
    return [{**case, "given": usual | case["given"]} for case in found]


def stored(name: str, written: Any) -> int | str:
    """A written value of an input column or override as the library stores it."""
    if name in CODED:
        return str(written)
    unit = Unit.FEN if name.startswith("override.") else COLUMNS[name].unit
    if unit is Unit.FEN:
        return fen(written)
    if unit is Unit.RATE:
        return ppm(written)
    return int(Decimal(written) * 100) if unit is Unit.DAYS else int(written)


def row(given: dict[str, Any]) -> dict[str, Any]:
    """One person's inputs."""
    return {"employment_id": 1} | {name: stored(name, written) for name, written in given.items()}


def own_rows(values: dict[str, str] | None = None) -> OwnRows:
    """The made-up employer's scale, shift rates and allowances that the golden months use."""
    return OwnRows(
        (
            ScaleCell("G3/5", fen("6000"), ALWAYS, "scale"),
            ScaleCell("P9", fen("3000"), ALWAYS, "post wages"),
            ScaleCell("S20", fen("1500"), ALWAYS, "step wages"),
        ),
        (
            ShiftRate(ShiftKind.MIDDLE, fen("30"), ALWAYS, "night rules"),
            ShiftRate(ShiftKind.NIGHT, fen("60"), ALWAYS, "night rules"),
            ShiftRate(ShiftKind.NIGHT, fen("80"), ALWAYS, "night rules", Scope(post=("duty",))),
        ),
        tuple(_allowances()),
        tuple(own_value(name, value, ALWAYS, "decision") for name, value in (values or {}).items()),
    )


def _allowances() -> list[Allowance]:
    def made(code: str, kind: AllowanceKind, amount: int, base: str = "", *, prorated: bool = False) -> Allowance:
        label = Text(code, code)
        return Allowance(code, label, kind, amount, ALWAYS, "rules", STREET_1, base, prorated=prorated)

    return [
        made("post", AllowanceKind.FIXED, fen("200"), prorated=True),
        made("share", AllowanceKind.RATE_OF_BASE, ppm("0.05"), "scale_wage"),
        made("meal", AllowanceKind.PER_DAY, fen("20")),
        made("shift", AllowanceKind.PER_SHIFT, fen("5")),
        made("case", AllowanceKind.PER_STANDARD_MINUTE, fen("0.05")),
    ]
