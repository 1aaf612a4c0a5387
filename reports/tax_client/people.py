"""The client's sheet of people 人员信息采集: who is employed, since when, until when, and whose first job it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.tax_client.forms import people_form
from reports.tax_client.person_key import TaxId
from reports.xls import XlsSheet, xls_workbook
from vocabulary.periods import Month
from vocabulary.terms import Term

EMPLOYEE = "雇员"
_CHINA = "中国"
_NO, _YES = "否", "是"
_EXPLANATION = (
    ("任职受雇从业日期、离职日期", "与本扣缴义务人的用工关系起止日"),
    ("入职年度就业情形", "本年度首次取得工资的人员，减除费用自1月起算（国家税务总局公告2020年第13号）"),
    ("未填各列", "本系统没有采集，如适用请在扣缴端补充；残疾、烈属、孤老一律填“否”，享受减免的请在扣缴端修改"),
    ("银行账号", "本表用于报税，不含银行账号"),
)


class FirstWage(Term):
    """入职年度就业情形: why the basic deduction counts from January."""

    STUDENT = "student", "当年首次入职学生", "First job of the year, a graduate"
    OTHER = "other", "当年首次入职其他人员", "First job of the year, somebody else"


@dataclass(frozen=True, slots=True)
class TaxPerson:
    """One person as the client registers them; ``left_on`` is None while they are employed.

    ``paid_after`` is the month in which somebody who has left was still paid; ``basic_deduction`` False where another
    employer deducts the 5,000 yuan a month.
    """

    who: TaxId
    sex: str
    born_on: date
    employed_on: date
    left_on: date | None = None
    first_wage: FirstWage | None = None
    mobile: str = ""
    paid_after: Month | None = None
    basic_deduction: bool = True
    nationality: str = _CHINA

    def by_heading(self) -> dict[str, str]:
        """Everything known, by heading; dates as the client writes them."""
        return {
            **self.who.cells,
            "*国籍(地区)": self.nationality,
            "*性别": self.sex,
            "*出生日期": self.born_on.isoformat(),
            "是否高级专家": _NO,
            "*任职受雇从业类型": EMPLOYEE,
            "入职年度就业情形": self.first_wage.label.zh if self.first_wage else "",
            "手机号码": self.mobile,
            "任职受雇从业日期": self.employed_on.isoformat(),
            "离职日期": self.left_on.isoformat() if self.left_on else "",
            "是否离职后补发工资": "" if self.left_on is None else _YES if self.paid_after else _NO,
            "实际补发工资的月份": str(self.paid_after) if self.paid_after else "",
            "是否残疾": _NO,
            "是否烈属": _NO,
            "是否孤老": _NO,
            "是否扣除减除费用": _YES if self.basic_deduction else _NO,
        }


def people_xls(people: Sequence[TaxPerson]) -> bytes:
    """The workbook to import (BIFF8), all cells text."""
    form = people_form()
    lines = [[person.by_heading().get(heading, "") for heading in form.headings] for person in people]
    explained = form.explanation("填表说明", _EXPLANATION)
    return xls_workbook([XlsSheet(form.sheet, form.headings, lines), explained])
