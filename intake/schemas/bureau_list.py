"""The form of the bureau's monthly list 社保缴费核定表: a row a person, with bases and both sides of every item."""

from __future__ import annotations

from collections.abc import Iterable

from intake.errors import BadCell
from intake.parsers.dates import YearMonth
from intake.parsers.numbers import Money
from intake.parsers.plain import Code, Words
from intake.schema import Column, Schema, Values
from intake.schemas.common import required_here
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

SIDES = ("employee", "employer")
_OWN, _PAID = "个人", "单位"
_SPELLINGS: dict[ContributionItem, tuple[str, ...]] = {
    ContributionItem.PENSION: ("养老保险", "基本养老保险", "养老"),
    ContributionItem.MEDICAL: ("医疗保险", "基本医疗保险", "职工医保", "医疗"),
    ContributionItem.MATERNITY: ("生育保险", "生育"),
    ContributionItem.UNEMPLOYMENT: ("失业保险", "失业"),
    ContributionItem.WORK_INJURY: ("工伤保险", "工伤"),
    ContributionItem.OCCUPATIONAL_ANNUITY: ("职业年金", "年金"),
    ContributionItem.HOUSING_FUND: ("住房公积金", "公积金"),
    ContributionItem.SUPPLEMENTARY_FUND: ("补充住房公积金", "补充公积金"),
}
_EMPLOYER_ONLY = frozenset({ContributionItem.MATERNITY, ContributionItem.WORK_INJURY})
FUND_ITEMS = frozenset({ContributionItem.HOUSING_FUND, ContributionItem.SUPPLEMENTARY_FUND})
"""Reckoned on the housing fund's base; all others on the social base."""


def sides_of(item: ContributionItem) -> tuple[str, ...]:
    """The sides that pay for an item."""
    return SIDES[1:] if item in _EMPLOYER_ONLY else SIDES


def key_of(item: ContributionItem, side: str) -> str:
    """The column's key: ``pension_employee``."""
    return f"{item.value}_{side}"


def _spelt(item: ContributionItem, side: str) -> tuple[str, ...]:
    """The headings in use: 养老保险（个人）, 养老保险个人缴纳, 个人养老, 养老个人部分 …"""
    who = _OWN if side == "employee" else _PAID
    found = []
    for name in _SPELLINGS[item]:
        found += [f"{name}{who}", f"{who}{name}", f"{name}{who}缴纳", f"{name}{who}缴费", f"{name}{who}部分"]
        found += [f"{name}{who}应缴", f"{name}{who}金额", f"{name}{who}应缴金额"]
        if item in _EMPLOYER_ONLY:
            found.append(name)
    return tuple(found)


def _items() -> Iterable[Column]:
    for item in ContributionItem:
        for side in sides_of(item):
            half = Text("个人", "own") if side == "employee" else Text("单位", "employer")
            heading = Text("{item}（{side}）", "{item} ({side})").format(item=item.label, side=half)
            yield Column(key_of(item, side), heading, Money(), aliases=_spelt(item, side), example="")


def _some_item(values: Values) -> Iterable[tuple[str, BadCell]]:
    keys = [key_of(item, side) for item in ContributionItem for side in sides_of(item)]
    if all(values[key] is None for key in keys):
        yield keys[0], required_here(Text("这一行没有任何险种的金额", "No item of the row has an amount"))


BUREAU_LIST = Schema(
    name="bureau_list",
    title=Text("社保公积金核定表", "Bureau's contribution list"),
    columns=(
        Column(
            "id_number",
            Text("证件号码", "ID number"),
            Code(30),
            required=True,
            aliases=("身份证号", "身份证号码", "公民身份号码", "社会保障号", "社会保障号码", "id no"),
            example="11010519491231002X",
        ),
        Column("name", Text("姓名", "Name"), Words(60), required=True, aliases=("职工姓名",), example="陈静"),
        Column(
            "month",
            Text("费款所属期", "Month"),
            YearMonth(),
            required=True,
            aliases=("所属期", "月份", "缴费年月", "缴费月份", "建账年月", "汇缴年月", "对应费款所属期", "费款属期"),
            example="2026-10",
        ),
        Column(
            "unit_code",
            Text("单位编码", "Unit code"),
            Code(20),
            aliases=("缴费单位编码", "机构编码"),
            example="XN",
            note=Text("不填则按人员所在单位", "Blank: the unit of the person"),
        ),
        Column(
            "social_base",
            Text("社保缴费基数", "Social base"),
            Money(),
            aliases=("缴费基数", "社保基数", "核定基数", "缴费工资", "月缴费基数"),
            example="8000.00",
        ),
        Column(
            "housing_base",
            Text("公积金缴存基数", "Housing fund base"),
            Money(),
            aliases=("公积金基数", "缴存基数", "公积金缴费基数"),
            example="8000.00",
        ),
        *_items(),
    ),
    unique=(("id_number", "month"),),
    checks=(_some_item,),
)
