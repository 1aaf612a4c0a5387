"""The withholding client's sheets, read back cell by cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import xlrd

from reports.tax_client import (
    VERSIONS,
    ApartIncome,
    ApartKind,
    FirstWage,
    TaxId,
    TaxPerson,
    WageRow,
    apart_xls,
    people_xls,
    wages_xls,
)
from tests.pure.reports.samples import RARE_NAME
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month

THIRTY = [
    "工号",
    "*姓名",
    "*证件类型",
    "*证件号码",
    "本期收入",
    "本期免税收入",
    "基本养老保险费",
    "基本医疗保险费",
    "失业保险费",
    "住房公积金",
    "累计子女教育",
    "累计继续教育",
    "累计住房贷款利息",
    "累计住房租金",
    "累计赡养老人",
    "累计3岁以下婴幼儿照护",
    "累计个人养老金",
    "企业(职业)年金",
    "商业健康保险",
    "税延养老保险",
    "公务交通费用",
    "通讯费用",
    "律师办案费用",
    "住房公积金调整",
    "西藏附加减除费用",
    "其他",
    "准予扣除的捐赠额",
    "减免税额",
    "协定减免",
    "备注",
]
WHO = TaxId("G0001", RARE_NAME, "居民身份证", "310104198003050112")
ROW = WageRow(
    WHO,
    income=1_000_050,
    exempt=50,
    contributions={"pension": 64_000, "housing_fund": 56_000, "annuity": 32_000},
    additional={"rent": 450_000, "continuing_education": 40_000, "personal_pension": 300_000},
    health_insurance=20_000,
)


def book(file: bytes) -> xlrd.Book:
    assert file[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound document: BIFF8, no XLSX under another name
    return xlrd.open_workbook(file_contents=file, formatting_info=True)


def lines(file: bytes) -> list[dict[str, Any]]:
    sheet = book(file).sheet_by_index(0)
    return [dict(zip(sheet.row_values(0), sheet.row_values(n), strict=True)) for n in range(1, sheet.nrows)]


def test_the_sheet_of_wages_has_the_thirty_headings_to_the_letter() -> None:
    read = book(wages_xls([ROW]))
    assert read.sheet_names() == ["正常工资薪金收入", "填表说明"]
    assert read.sheet_by_index(0).row_values(0) == THIRTY


@pytest.mark.parametrize(
    ("version", "missing"),
    [
        (30, set()),
        (29, {"住房公积金调整"}),
        (28, {"住房公积金调整", "协定减免"}),
        (24, {"住房公积金调整", "协定减免", "公务交通费用", "通讯费用", "律师办案费用", "西藏附加减除费用"}),
    ],
)
def test_each_version_leaves_out_what_it_did_not_have_yet(version: int, missing: set[str]) -> None:
    headings = book(wages_xls([ROW], version)).sheet_by_index(0).row_values(0)
    assert headings == [heading for heading in THIRTY if heading not in missing]
    assert len(headings) == version


def test_the_latest_version_is_offered_first_and_another_is_refused() -> None:
    assert VERSIONS == (30, 29, 28, 24)
    with pytest.raises(BadInput):
        wages_xls([ROW], 27)


def test_amounts_are_numbers_of_two_decimals_and_stand_in_their_columns() -> None:
    line = lines(wages_xls([ROW]))[0]
    expected = {
        "本期收入": 10000.50,
        "本期免税收入": 0.50,
        "基本养老保险费": 640.0,
        "住房公积金": 560.0,
        "企业(职业)年金": 320.0,
        "累计住房租金": 4500.0,
        "累计继续教育": 400.0,
        "累计个人养老金": 3000.0,
        "商业健康保险": 200.0,
        "失业保险费": 0.0,
        "减免税额": 0.0,
    }
    assert {name: line[name] for name in expected} == expected
    read = book(wages_xls([ROW]))
    cell = read.sheet_by_index(0).cell(1, 4)
    assert read.format_map[read.xf_list[cell.xf_index].format_key].format_str == "0.00"


def test_the_identity_number_is_text() -> None:
    read = book(wages_xls([ROW]))
    cell = read.sheet_by_index(0).cell(1, 3)
    assert (cell.ctype, cell.value) == (xlrd.XL_CELL_TEXT, "310104198003050112")
    assert read.format_map[read.xf_list[cell.xf_index].format_key].format_str == "@"
    assert lines(wages_xls([ROW]))[0]["*姓名"] == RARE_NAME


def test_a_name_that_begins_like_a_formula_is_a_name() -> None:
    made = wages_xls([WageRow(TaxId("G1", '=HYPERLINK("x")', "居民身份证", "1"), 100)])
    cell = book(made).sheet_by_index(0).cell(1, 1)
    assert (cell.ctype, cell.value) == (xlrd.XL_CELL_TEXT, '=HYPERLINK("x")')


def test_a_deduction_without_a_column_is_refused_and_never_dropped() -> None:
    with pytest.raises(BadInput) as refusal:
        wages_xls([WageRow(WHO, 100, additional={"pets": 100})])
    assert refusal.value.place == "G0001"


def test_the_sheet_of_people_has_fifty_one_columns_and_says_who_left() -> None:
    people = [
        TaxPerson(WHO, "男", date(1980, 3, 5), date(2026, 7, 1), first_wage=FirstWage.OTHER, mobile="13800000000"),
        TaxPerson(WHO, "男", date(1980, 3, 5), date(2023, 1, 1), left_on=date(2026, 9, 30), paid_after=Month(2026, 10)),
        TaxPerson(WHO, "男", date(1980, 3, 5), date(2023, 1, 1), basic_deduction=False),
    ]
    sheet = book(people_xls(people)).sheet_by_index(0)
    assert (sheet.name, sheet.ncols) == ("人员信息", 51)
    assert sheet.row_values(0)[8:11] == ["*任职受雇从业类型", "其他情况说明", "入职年度就业情形"]
    joined, left, elsewhere = lines(people_xls(people))
    assert joined["入职年度就业情形"] == "当年首次入职其他人员"
    assert joined["任职受雇从业日期"] == "2026-07-01"
    assert joined["*任职受雇从业类型"] == "雇员"
    assert joined["离职日期"] == joined["是否离职后补发工资"] == ""
    assert (left["离职日期"], left["是否离职后补发工资"]) == ("2026-09-30", "是")
    assert left["实际补发工资的月份"] == "2026-10"
    assert (joined["是否扣除减除费用"], elsewhere["是否扣除减除费用"]) == ("是", "否")
    assert all(person["银行账号"] == "" for person in (joined, left, elsewhere))


@pytest.mark.parametrize(
    ("kind", "sheet", "column"),
    [
        (ApartKind.BONUS, "全年一次性奖金收入", "*全年一次性奖金额"),
        (ApartKind.LABOUR_SERVICE, "一般劳务报酬所得", "*本期收入"),
        (ApartKind.SEVERANCE, "解除劳动合同一次性补偿金", "*一次性补偿收入"),
    ],
)
def test_incomes_taxed_apart_have_sheets_of_their_own_that_say_they_are_to_be_compared(
    kind: ApartKind, sheet: str, column: str
) -> None:
    made = apart_xls(kind, [ApartIncome(WHO, 3_600_000, exempt=1_000)])
    read = book(made)
    assert read.sheet_by_index(0).name == sheet
    line = lines(made)[0]
    assert line[column] == 36000.0
    assert 10.0 in line.values()
    assert kind.to_be_compared
    assert "凭记忆" in str(read.sheet_by_index(1).row_values(1))
