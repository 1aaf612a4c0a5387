"""The shift form: who worked when, by business date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from intake.errors import BadCell
from intake.parsers.choices import OneOf
from intake.parsers.clock import ClockReading
from intake.parsers.dates import Day
from intake.parsers.plain import Code
from intake.schema import Column, Schema, Values
from intake.schemas.common import STAFF_NUMBER, out_of_order
from vocabulary.terms import Duty, ShiftKind
from vocabulary.text import Text

_DAY = timedelta(days=1)

_COLUMNS = (
    STAFF_NUMBER,
    Column(
        "business_date",
        Text("归属日期", "Business date"),
        Day(),
        required=True,
        aliases=("日期", "值班日期", "班次日期", "出勤日期", "date"),
        example="2026-10-01",
        note=Text("跨零点的班次归属开始的那一天", "A shift past midnight belongs to the day on which it begins"),
    ),
    Column(
        "kind",
        Text("班次", "Shift kind"),
        OneOf(
            ShiftKind,
            {
                "早": ShiftKind.EARLY,
                "中": ShiftKind.MIDDLE,
                "夜": ShiftKind.NIGHT,
                "日": ShiftKind.DAY,
                "日班": ShiftKind.DAY,
            },
        ),
        required=True,
        aliases=("班种", "班别", "班次类型", "shift"),
        example="夜班",
    ),
    Column(
        "start",
        Text("开始时间", "Start"),
        ClockReading(),
        required=True,
        aliases=("上班时间", "起", "start time"),
        example="22:00",
    ),
    Column(
        "end",
        Text("结束时间", "End"),
        ClockReading(),
        required=True,
        aliases=("下班时间", "止", "end time"),
        example="06:00",
        note=Text("不晚于开始时间的算次日", "Not later than the start means the next day"),
    ),
    Column(
        "duty",
        Text("勤务", "Duty"),
        OneOf(Duty, {"值守": Duty.EMERGENCY, "应急": Duty.EMERGENCY}),
        required=True,
        aliases=("勤务类型", "任务"),
        example="巡查",
    ),
    Column("unit", Text("机构编码", "Unit code"), Code(20), aliases=("机构", "单位编码"), example="XH-XJH"),
)


def _end(values: Values) -> timedelta:
    end: timedelta = values["end"]
    return end if end > values["start"] else end + _DAY


def _within_two_days(values: Values) -> Iterator[tuple[str, BadCell]]:
    if _end(values) > 2 * _DAY:
        yield "end", out_of_order(Text("班次超出归属日起的两天", "The shift runs beyond two days from its date"))
    elif _end(values) - values["start"] > _DAY:
        yield "end", out_of_order(Text("班次超过 24 小时", "The shift is longer than 24 hours"))


def _moments(values: Values) -> Values:
    midnight = datetime.combine(values["business_date"], time())
    return {"starts_at": midnight + values["start"], "ends_at": midnight + _end(values)}


SHIFTS = Schema(
    name="shifts",
    title=Text("班次记录", "Shifts"),
    columns=_COLUMNS,
    unique=(("staff_number", "business_date", "start"),),
    checks=(_within_two_days,),
    derive=_moments,
)
"""A row also carries ``starts_at`` and ``ends_at``, naive local; an end that is not after the start is the next day."""
