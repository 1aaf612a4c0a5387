"""The form of a dispatch agency's own payment list: what it paid to whom for which month."""

from __future__ import annotations

from collections.abc import Iterable

from intake.errors import BadCell
from intake.parsers.dates import Day, YearMonth
from intake.parsers.numbers import Money
from intake.parsers.plain import Code, Words
from intake.schema import Column, Schema, Values
from intake.schemas.common import required_here
from vocabulary.text import Text


def _somebody(values: Values) -> Iterable[tuple[str, BadCell]]:
    if values["id_number"] is None and values["staff_number"] is None:
        yield "id_number", required_here(Text("证件号码和工号至少填一项", "Give the ID number or the staff number"))


AGENCY_PAYMENTS = Schema(
    name="agency_payments",
    title=Text("派遣单位发放清单", "Agency's payment list"),
    columns=(
        Column(
            "id_number",
            Text("证件号码", "ID number"),
            Code(30),
            aliases=("身份证号", "身份证号码", "公民身份号码", "id no"),
            example="11010519491231002X",
        ),
        Column(
            "staff_number",
            Text("工号", "Staff number"),
            Code(20),
            aliases=("人员编号", "员工编号", "职工号", "人员工号", "staff no", "staff id"),
            example="XH0001",
            note=Text("与证件号码至少填一项", "This or the ID number"),
        ),
        Column("name", Text("姓名", "Name"), Words(60), aliases=("员工姓名", "人员姓名"), example="陈静"),
        Column(
            "month",
            Text("月份", "Month"),
            YearMonth(),
            required=True,
            aliases=("工资月份", "所属月份", "发薪月份", "年月"),
            example="2026-10",
        ),
        Column(
            "gross",
            Text("应发工资", "Gross"),
            Money(),
            required=True,
            aliases=("应发", "应发合计", "应发金额", "税前工资"),
            example="7000.00",
        ),
        Column(
            "own_contributions",
            Text("个人缴费", "Own contributions"),
            Money(),
            aliases=("个人社保公积金", "个人缴费合计", "代扣社保公积金", "个人承担社保公积金"),
            example="1155.00",
            note=Text("社会保险费和住房公积金合计", "Social insurance and housing fund together"),
        ),
        Column(
            "employer_contributions",
            Text("单位缴费", "Employer contributions"),
            Money(),
            aliases=("单位社保公积金", "单位缴费合计", "单位承担社保公积金"),
            example="2400.00",
        ),
        Column(
            "net",
            Text("实发工资", "Net"),
            Money(),
            required=True,
            aliases=("实发", "实发合计", "实发金额", "税后工资"),
            example="5845.00",
        ),
        Column(
            "paid_on",
            Text("发放日期", "Paid on"),
            Day(),
            aliases=("支付日期", "发薪日期", "发放日", "到账日期"),
            example="2026-11-10",
        ),
        Column(
            "agency_code",
            Text("派遣单位编码", "Agency code"),
            Code(20),
            aliases=("派遣单位", "agency"),
            example="SF",
            note=Text("不填则按人员当月的派遣单位", "Blank: the person's agency in that month"),
        ),
    ),
    unique=(("id_number", "month"), ("staff_number", "month")),
    checks=(_somebody,),
)
