"""The client's sheet of wages: a month's income of each person, and what is deducted from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.tax_client.forms import LATEST, forms, wage_form
from reports.tax_client.person_key import TaxId
from reports.xls import XlsCell, XlsSheet, xls_workbook
from vocabulary.bad_input import BadInput
from vocabulary.money import Fen
from vocabulary.text import Text

CONTRIBUTIONS = {
    "pension": "基本养老保险费",
    "medical": "基本医疗保险费",
    "unemployment": "失业保险费",
    "housing_fund": "住房公积金",
    "annuity": "企业(职业)年金",
}
ADDITIONAL = {
    "child_education": "累计子女教育",
    "continuing_education": "累计继续教育",
    "housing_loan": "累计住房贷款利息",
    "rent": "累计住房租金",
    "elderly_care": "累计赡养老人",
    "infant_care": "累计3岁以下婴幼儿照护",
    "personal_pension": "累计个人养老金",
}
_UNKNOWN = Text("没有这一列：{name}", "There is no such column: {name}")
_EXPLANATION = (
    ("本期收入", "本月工资薪金收入，含免税收入；全年一次性奖金、劳务报酬、解除劳动合同补偿金另表申报"),
    ("本期免税收入", "本月收入中依法免税的部分"),
    ("基本养老保险费等五列", "本月个人缴纳额，含本月补缴或冲回的以前月份"),
    ("累计子女教育等七列", "本年度自任职月份起至本月的累计额（国发〔2018〕41号、国发〔2023〕13号、公告2024年第21号）"),
    ("金额", "单位：元，保留两位小数"),
)


@dataclass(frozen=True, slots=True)
class WageRow:
    """One person's line (fen): ``contributions`` and ``additional`` by the keys of CONTRIBUTIONS and ADDITIONAL.

    ``income`` includes ``exempt``. Own contributions are the month's, special additional deductions those of the
    year to date (the personal pension with them), ``health_insurance`` the month's commercial one.
    """

    who: TaxId
    income: Fen
    exempt: Fen = 0
    contributions: Mapping[str, Fen] = field(default_factory=dict)
    additional: Mapping[str, Fen] = field(default_factory=dict)
    health_insurance: Fen = 0
    remark: str = ""

    def by_heading(self) -> dict[str, XlsCell]:
        """Everything known of the line. Raises BadInput for a contribution or deduction that has no column."""
        for known, given in ((CONTRIBUTIONS, self.contributions), (ADDITIONAL, self.additional)):
            for name in set(given) - set(known):
                raise BadInput(_UNKNOWN.format(name=name), self.who.staff_number)
        return {
            **self.who.cells,
            "本期收入": self.income,
            "本期免税收入": self.exempt,
            **{heading: self.contributions.get(name, 0) for name, heading in CONTRIBUTIONS.items()},
            **{heading: self.additional.get(name, 0) for name, heading in ADDITIONAL.items()},
            "商业健康保险": self.health_insurance,
            "备注": self.remark,
        }


def wages_xls(rows: Sequence[WageRow], version: int = LATEST) -> bytes:
    """The workbook to import (BIFF8): amounts in yuan with two decimals, what does not apply is 0.00.

    Raises BadInput for a version that there never was.
    """
    form = wage_form(version)
    kinds = forms()["wages"]["columns"]
    empty: dict[str, XlsCell] = {heading: 0 if kinds[heading] == "money" else "" for heading in form.headings}
    lines = [[(empty | row.by_heading())[heading] for heading in form.headings] for row in rows]
    explained = form.explanation(forms()["wages"]["other_sheet"], _EXPLANATION)
    return xls_workbook([XlsSheet(form.sheet, form.headings, lines), explained])
