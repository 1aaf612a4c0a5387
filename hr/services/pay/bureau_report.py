"""The reconciliation with the bureau as a report."""

from __future__ import annotations

from hr.queries.pay.bureau import Compared, said
from hr.services.pay.report_file import PayReport
from reports.contributions import Reconciliation, SettledDifference, reconciliation_document, reconciliation_sheets
from reports.document import Filter
from vocabulary.text import Text

_STATE = Text("说明", "Note")
_NO_SLIPS = Filter(_STATE, Text("本月工资尚未计算", "The month's pay is not computed yet"))
_NO_LIST = Filter(_STATE, Text("尚未导入核定表", "The bureau's list has not been brought in yet"))


def reconciliation(found: Compared, *, each: bool = True) -> PayReport:
    """What was compared of a withholding unit's month; without ``each`` the page leaves single differences out."""
    made = Reconciliation(
        found.unit.name,
        found.month,
        found.lines,
        tuple(
            SettledDifference(
                one, found.people[one.who].staff_number, found.people[one.who].name, said(found.settlement_of(one))
            )
            for one in found.found
        ),
        () if found.has_list and found.has_slips else (_NO_SLIPS if found.has_list else _NO_LIST,),
    )
    name = f"bureau-{found.month}-{found.unit.code}"
    return PayReport(name, reconciliation_document(made, each=each), reconciliation_sheets(made))
