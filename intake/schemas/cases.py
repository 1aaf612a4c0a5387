"""GridHR's own form for events of the case loop; its rows are read by the profile ``gridhr``, a million at a time."""

from __future__ import annotations

from intake.parsers.choices import OneOf
from intake.parsers.clock import Moment
from intake.parsers.plain import Code, Words
from intake.schema import Column, Schema
from vocabulary.terms import CaseStep
from vocabulary.text import Text

_MOMENT = Moment()

CASES = Schema(
    name="cases",
    title=Text("案卷环节", "Case events"),
    columns=(
        Column("case", Text("案件编号", "Case number"), Words(60), required=True, example="2026-1001-000123"),
        Column("event_id", Text("环节流水号", "Event ID"), Words(60), example="8841207"),
        Column("source", Text("来源", "Source"), Words(40), example="网格平台"),
        Column("item", Text("事项", "Work item"), Words(120), required=True, example="占道经营"),
        Column("step", Text("环节", "Step"), OneOf(CaseStep), required=True, example="发现"),
        Column("actor", Text("经办人工号", "Staff number of the actor"), Code(60), required=True, example="XH0001"),
        Column("unit", Text("机构编码", "Unit code"), Code(60), example="XH-XJH"),
        Column("place", Text("网格", "Grid"), Words(60), example="XJH-07"),
        Column("started", Text("开始时间", "Started"), _MOMENT, example="2026-10-01 08:30"),
        Column("ended", Text("完成时间", "Ended"), _MOMENT, required=True, example="2026-10-01 08:45"),
        Column("opened", Text("立案时间", "Case opened"), _MOMENT, example="2026-10-01 08:30"),
        Column("closed", Text("结案时间", "Case closed"), _MOMENT, example="2026-10-02 16:00"),
        Column("planned", Text("计划完成时间", "Planned end"), _MOMENT, example="2026-10-02 12:00"),
        Column("deadline", Text("办结时限", "Deadline"), _MOMENT, example="2026-10-03 08:30"),
        Column("result", Text("结果", "Result"), Words(60), example="已处置"),
    ),
)
