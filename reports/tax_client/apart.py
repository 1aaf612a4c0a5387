"""The client's sheets of incomes taxed apart from the wages: year-end bonus, labour service, severance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.tax_client.forms import apart_form, forms
from reports.tax_client.person_key import TaxId
from reports.xls import XlsCell, XlsSheet, xls_workbook
from vocabulary.money import Fen
from vocabulary.terms import Term


class ApartKind(Term):
    """另表申报的所得."""

    BONUS = "bonus", "全年一次性奖金", "Year-end bonus"
    LABOUR_SERVICE = "labour_service", "劳务报酬", "Labour-service remuneration"
    SEVERANCE = "severance", "解除劳动合同一次性补偿金", "Severance pay"

    @property
    def to_be_compared(self) -> bool:
        """Whether the headings are from memory and to be compared with the client's own template."""
        return apart_form(self.value).to_be_compared


@dataclass(frozen=True, slots=True)
class ApartIncome:
    """One person's income of the kind (fen), of which ``exempt`` is free of tax by law."""

    who: TaxId
    amount: Fen
    exempt: Fen = 0


_EXEMPT = ("免税收入", "本期免税收入")
_MONEY = (*_EXEMPT, "允许扣除的税费", "其他", "准予扣除的捐赠额", "减免税额")


def apart_xls(kind: ApartKind, incomes: Sequence[ApartIncome]) -> bytes:
    """The workbook of one kind (BIFF8)."""
    form, known = apart_form(kind.value), forms()["apart"][kind.value]

    def line(income: ApartIncome) -> list[XlsCell]:
        cells: dict[str, XlsCell] = {
            **dict.fromkeys(_MONEY, 0),
            **known.get("fixed", {}),
            **income.who.cells,
            **dict.fromkeys(_EXEMPT, income.exempt),
            known["amount"]: income.amount,
        }
        return [cells.get(heading, "") for heading in form.headings]

    explained = form.explanation("填表说明", [("金额", "单位：元，保留两位小数")])
    return xls_workbook([XlsSheet(form.sheet, form.headings, [line(income) for income in incomes]), explained])
