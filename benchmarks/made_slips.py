"""Made-up payslips and a pay register from computed figures, as an ordinary month has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from benchmarks.made_people import MONTH, RARELY, made_columns, made_inputs
from payroll.columns import COLUMNS
from payroll.engine import run as compute
from payroll.formula.figure import Figure, FigureKind
from reports.pay_register import PayRegister, RegisterElement, RegisterPerson
from reports.payslip import PayLine, Payslip
from tests.pure.payroll.people import BOOK
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_ISSUER = Text("徐宁区网格化管理中心", "Xuning District Grid Centre")
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"
_RARE = (
    "overtime_minutes_rest_day",
    "overtime_minutes_holiday",
    "one_off_taxed_amount",
    "one_off_untaxed_amount",
    "annual_bonus_amount",
    "net_deduction_amount",
    "labour_service_amount",
    "severance_amount",
    *RARELY,
    *(name for name in COLUMNS if name.startswith("back_")),
)
_TAKEN = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.TAX, FigureKind.NET_DEDUCTION)
_PEOPLE_A_UNIT = 40
Slip = dict[str, int]


@cache
def figures_of(people: int) -> tuple[tuple[Figure, ...], list[Slip]]:
    """The catalogue, and each person's figures; what few people have is left at nothing."""
    columns = made_columns(people) | {name: np.zeros(people, dtype=np.int64) for name in _RARE}
    result = compute(made_inputs(columns), BOOK)
    names = [figure.name for figure in result.catalogue]
    table = zip(*(result.figures[name].tolist() for name in names), strict=True)
    return result.catalogue, [dict(zip(names, values, strict=True)) for values in table]


@cache
def made_slips(people: int) -> list[Payslip]:
    """A slip a person."""
    catalogue, slips = figures_of(people)
    return [_slip(catalogue, slip, place) for place, slip in enumerate(slips)]


def made_register(people: int) -> PayRegister:
    """The register of the same people, in units of forty and two staffing types."""
    catalogue, slips = figures_of(people)
    sides = [(f, "earning", 1) for f in catalogue if f.kind is FigureKind.EARNING]
    sides += [(f, "earning", -1) for f in catalogue if f.kind is FigureKind.GROSS_DEDUCTION]
    sides += [(f, "deduction", 1) for f in catalogue if f.kind in _TAKEN]
    lines = tuple(
        RegisterPerson(
            unit=_unit(place),
            staffing_type=_staffing(place).label,
            staff_number=f"G{place:05d}",
            name=_name(place),
            post="网格巡查员",
            amounts=tuple(sign * slip[f.name] for f, _, sign in sides),
            net=slip["net"],
        )
        for place, slip in enumerate(slips)
    )
    elements = tuple(RegisterElement(f.label, side) for f, side, _ in sides)  # type: ignore[arg-type]
    return PayRegister(_ISSUER, MONTH, elements, lines)


def _slip(catalogue: tuple[Figure, ...], slip: Slip, place: int) -> Payslip:
    off = [PayLine(f.label, -slip[f.name]) for f in _kept(catalogue, slip, (FigureKind.GROSS_DEDUCTION,))]
    return Payslip(
        issuer=_ISSUER,
        month=MONTH,
        name=_name(place),
        staff_number=f"G{place:05d}",
        unit=_unit(place),
        post="网格巡查员",
        staffing_type=_staffing(place).label,
        earnings=(*_lines(catalogue, slip, (FigureKind.EARNING,)), *off),
        deductions=tuple(_lines(catalogue, slip, _TAKEN)),
        net=slip["net"],
        employer=tuple(_lines(catalogue, slip, (FigureKind.EMPLOYER_CONTRIBUTION,))),
        fingerprint="9f3a2c71be04",
    )


def _kept(catalogue: Iterable[Figure], slip: Slip, kinds: tuple[FigureKind, ...]) -> Iterator[Figure]:
    return (figure for figure in catalogue if figure.kind in kinds and slip[figure.name])


def _lines(catalogue: Iterable[Figure], slip: Slip, kinds: tuple[FigureKind, ...]) -> Iterator[PayLine]:
    return (PayLine(figure.label, slip[figure.name]) for figure in _kept(catalogue, slip, kinds))


def _name(place: int) -> str:
    first, rest = place % len(_SURNAMES), place // len(_SURNAMES)
    return _SURNAMES[first] + _GIVEN[rest % len(_GIVEN)] + _GIVEN[rest // len(_GIVEN) % len(_GIVEN)]


def _unit(place: int) -> str:
    return f"第{place // _PEOPLE_A_UNIT + 1}街道网格化管理中心"


def _staffing(place: int) -> StaffingType:
    return StaffingType.DISPATCHED if place % _PEOPLE_A_UNIT >= _PEOPLE_A_UNIT // 2 else StaffingType.CONTRACT
