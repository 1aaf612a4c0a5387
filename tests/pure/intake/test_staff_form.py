"""The staff form: what follows from the ID number and what must fit together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake.reading import TableReading, read_table
from intake.schemas.staff import staff_schema
from vocabulary.resident_id import check_digit
from vocabulary.terms import IdType, RetirementGroup, Sex, StaffingType

SCHEMA = staff_schema(date(2026, 11, 1))
MAN, WOMAN = ("31010419800101001", "31010419851224002")
GOOD = {
    "工号": "A1",
    "姓名": "张三",
    "身份证号": MAN + check_digit(MAN),
    "用工性质": "派遣制",
    "派遣单位": "AG01",
    "机构编码": "XH-XJH",
    "岗位": "GI",
    "入职日期": "2024-03-01",
}


def read(*changes: dict[str, str]) -> TableReading:
    rows = [GOOD | change for change in changes]
    headings = list(dict.fromkeys(key for row in rows for key in row))
    lines = [headings, *([row.get(key, "") for key in headings] for row in rows)]
    return read_table("\n".join(map(",".join, lines)).encode(), SCHEMA)


def values(**change: str) -> dict[str, Any]:
    reading = read(change)
    assert reading.errors == []
    return reading.rows[0].values


def test_sex_birth_and_retirement_group_follow_from_a_mans_number() -> None:
    row = values()
    assert (row["sex"], row["born_on"]) == (Sex.MALE, date(1980, 1, 1))
    assert row["retirement_group"] is RetirementGroup.MALE_60
    assert row["id_type"] is IdType.RESIDENT_ID
    assert row["staffing_type"] is StaffingType.DISPATCHED


def test_a_womans_retirement_group_is_left_to_be_settled() -> None:
    row = values(身份证号=WOMAN + check_digit(WOMAN))
    assert (row["sex"], row["retirement_group"]) == (Sex.FEMALE, None)


def test_a_small_x_at_the_end_is_made_large() -> None:
    assert values(身份证号="11010519491231002x")["id_number"] == "11010519491231002X"


@pytest.mark.parametrize(
    ("change", "key", "code"),
    [
        ({"身份证号": MAN + str((int(check_digit(MAN)) + 1) % 10)}, "id_number", "bad_id_number"),
        ({"性别": "女"}, "sex", "differs_from_id"),
        ({"出生日期": "1980-01-02"}, "born_on", "differs_from_id"),
        ({"证件类型": "外国护照", "身份证号": "E12345678", "出生日期": "1980-01-02"}, "sex", "missing"),
        ({"派遣单位": ""}, "agency", "missing"),
        ({"用工性质": "在编"}, "agency", "not_blank"),
        ({"离职日期": "2024-02-01", "离职类别": "主动离职"}, "left_on", "out_of_order"),
        ({"离职日期": "2024-04-01"}, "separation_kind", "missing"),
        ({"合同类型": "固定期限", "合同起始日期": "2024-03-01"}, "contract_ends_on", "missing"),
        (
            {"合同类型": "无固定期限", "合同起始日期": "2024-03-01", "合同到期日": "2025-01-01"},
            "contract_ends_on",
            "not_blank",
        ),
        (
            {"合同类型": "固定期限", "合同起始日期": "2024-03-01", "合同到期日": "2024-01-01"},
            "contract_ends_on",
            "out_of_order",
        ),
        (
            {
                "合同类型": "固定期限",
                "合同起始日期": "2024-03-01",
                "合同到期日": "2026-01-01",
                "试用期至": "2026-02-01",
            },
            "probation_ends_on",
            "out_of_order",
        ),
        ({"银行账号": "6222000000000000000"}, "bank_name", "missing"),
        ({"薪级表": "XH-2025", "岗位等级": "G3"}, "step", "missing"),
    ],
)
def test_what_does_not_fit_together_is_told_at_the_cell_to_blame(change: dict[str, str], key: str, code: str) -> None:
    assert [(error.key, error.code) for error in read(change).errors] == [(key, code)]


def test_a_passport_with_sex_and_birth_date_is_taken() -> None:
    row = values(证件类型="外国护照", 身份证号="E12345678", 性别="女", 出生日期="1980-01-02")
    assert (row["id_type"], row["sex"], row["born_on"]) == (IdType.FOREIGN_PASSPORT, Sex.FEMALE, date(1980, 1, 2))


def test_two_rows_with_one_id_number_are_told() -> None:
    assert [(e.row, e.key, e.code) for e in read({}, {"工号": "A2"}).errors] == [(3, "id_number", "duplicate_key")]
