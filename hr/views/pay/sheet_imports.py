"""Importing sheets about pay: inputs of all kinds, opening tax balances, pay scales, bureau and agency lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint

from hr.permissions.actions import Action
from hr.queries.pay.settled import DATED_BACK, OPEN_ONLY, WAYS
from hr.services.pay.agency_payment_import import import_agency_payments
from hr.services.pay.bureau_import import import_bureau_list
from hr.services.pay.input_import import import_inputs
from hr.services.pay.opening_import import import_openings
from hr.services.pay.scale_import import import_scales
from hr.services.staff.import_result import ImportResult
from hr.views.file_import import MONTHS_TAKEN, ImportKind, ImportPages
from intake.schema import Schema
from intake.schemas.agency_payments import AGENCY_PAYMENTS
from intake.schemas.bureau_list import BUREAU_LIST
from intake.schemas.opening_tax import OPENING_TAX
from intake.schemas.pay_items import PAY_ITEMS, UNPAID_DAYS
from intake.schemas.pay_scale import PAY_SCALE
from vocabulary.text import Text

_INPUTS = (Text("录入项", "Inputs"), "pay_input.listed")
_RULES = (Text("薪酬标准", "Pay rules"), "pay_rule.page")
_OWN_FORM = Text(
    "还没有导入过文件：下载模板，填好后在上方选择。", "No file yet: download the template, fill it in, choose it above."
)
_FROM_OUTSIDE = Text(
    "还没有导入过文件：可直接导入对方导出的表，或下载模板填写。",
    "No file yet: bring in the list as it was exported, or fill in the template.",
)


@dataclass(frozen=True)
class _Sheet:
    """What differs from one sheet to the next; ``dated_back``: it is asked whether locked months are meant."""

    schema: Schema
    address: str
    title: Text
    home: tuple[Text, str]
    take: Callable[..., ImportResult]
    hint: Text = _OWN_FORM
    dated_back: bool = False

    def taken(self, content: bytes, filename: str, choice: str, **how: object) -> ImportResult:
        """What the service makes of a file."""
        if self.dated_back:
            how["dated_back"] = choice == DATED_BACK
        return self.take(content, filename, **how)

    def blueprint(self) -> Blueprint:
        """The pages."""
        return ImportPages(
            ImportKind(
                name=f"{self.schema.name}_import",
                address=self.address,
                subject=self.schema.name,
                action=Action.PAY_PREPARE,
                title=self.title,
                hint=self.hint,
                home=self.home,
                schema=lambda: self.schema,
                template_name=Text(f"{self.schema.title.zh}模板", f"{self.schema.name}-template"),
                take=self.taken,
                choices=lambda: WAYS if self.dated_back else (),
                asks=MONTHS_TAKEN,
                usual=OPEN_ONLY if self.dated_back else "",
            )
        ).blueprint()


pay_items = _Sheet(
    PAY_ITEMS,
    "/pay/inputs/import/items",
    Text("导入录入项", "Import inputs"),
    _INPUTS,
    import_inputs,
    dated_back=True,
).blueprint()
unpaid_days = _Sheet(
    UNPAID_DAYS,
    "/pay/inputs/import/unpaid-days",
    Text("导入无薪天数", "Import unpaid days"),
    _INPUTS,
    lambda content, filename, **how: import_inputs(content, filename, UNPAID_DAYS.name, **how),
    dated_back=True,
).blueprint()
opening_tax = _Sheet(
    OPENING_TAX,
    "/pay/standing/import/opening-tax",
    Text("导入个税期初累计", "Import opening tax balances"),
    _INPUTS,
    import_openings,
).blueprint()
pay_scale = _Sheet(
    PAY_SCALE,
    "/pay/rules/scales/import",
    Text("导入薪级表", "Import a pay scale"),
    _RULES,
    import_scales,
    dated_back=True,
).blueprint()
bureau_list = _Sheet(
    BUREAU_LIST,
    "/pay/bureau/import",
    Text("导入社保公积金核定表", "Bring in the bureau's list"),
    (Text("社保公积金对账", "Reconciliation with the bureau"), "bureau.listed"),
    import_bureau_list,
    hint=_FROM_OUTSIDE,
).blueprint()
agency_payments = _Sheet(
    AGENCY_PAYMENTS,
    "/pay/agencies/import",
    Text("导入派遣单位发放清单", "Bring in an agency's payment list"),
    (Text("派遣结算", "Dispatch settlement"), "agency_statement.listed"),
    import_agency_payments,
    hint=_FROM_OUTSIDE,
).blueprint()
