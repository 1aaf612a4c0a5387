"""Columns and checks that several forms share."""

from __future__ import annotations

from intake.errors import BadCell
from intake.parsers.plain import Code
from intake.schema import Column
from vocabulary.text import Text

STAFF_NUMBER = Column(
    "staff_number",
    Text("工号", "Staff number"),
    Code(20),
    required=True,
    aliases=("人员编号", "员工编号", "职工号", "人员工号", "staff no", "staff id", "employee id"),
    example="XH0001",
    note=Text("一人一号，不重复使用", "One for each person, never used again"),
)


def required_here(why: Text) -> BadCell:
    """The refusal of a cell left blank although the rest of the row calls for it."""
    return BadCell("missing", why, Text("补填这一格", "Fill in this cell"))


def left_blank_here(why: Text) -> BadCell:
    """The refusal of a cell filled although the rest of the row rules it out."""
    return BadCell(
        "not_blank", why, Text("清空这一格，或改正与它矛盾的内容", "Clear this cell, or mend what contradicts it")
    )


def out_of_order(why: Text) -> BadCell:
    """The refusal of two dates or times in the wrong order."""
    return BadCell("out_of_order", why, Text("核对两个日期的先后", "Check which of the two comes first"))
