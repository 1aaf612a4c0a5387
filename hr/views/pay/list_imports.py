"""Bringing in lists from outside about pay: the bureau's, and those of dispatch agencies."""

from __future__ import annotations

from collections.abc import Callable

from hr.permissions.actions import Action
from hr.services.pay.agency_payment_import import import_agency_payments
from hr.services.pay.bureau_import import import_bureau_list
from hr.services.staff.import_result import ImportResult
from hr.views.file_import import ImportKind, ImportPages
from intake.schema import Schema
from intake.schemas.agency_payments import AGENCY_PAYMENTS
from intake.schemas.bureau_list import BUREAU_LIST
from vocabulary.text import Text

_HINT = Text(
    "还没有导入过文件：可直接导入对方导出的表，或下载模板填写。",
    "No file yet: bring in the list as it was exported, or fill in the template.",
)


def _pages(
    schema: Schema, address: str, title: Text, home: tuple[Text, str], take: Callable[..., ImportResult]
) -> ImportPages:
    def taken(content: bytes, filename: str, _choice: str, **how: object) -> ImportResult:
        return take(content, filename, **how)

    return ImportPages(
        ImportKind(
            name=f"{schema.name}_import",
            address=address,
            subject=schema.name,
            action=Action.PAY_PREPARE,
            title=title,
            hint=_HINT,
            home=home,
            schema=lambda: schema,
            template_name=Text(f"{schema.title.zh}模板", f"{schema.name}-template"),
            take=taken,
        )
    )


bureau_list = _pages(
    BUREAU_LIST,
    "/pay/bureau/import",
    Text("导入社保公积金核定表", "Bring in the bureau's list"),
    (Text("社保公积金对账", "Reconciliation with the bureau"), "bureau.listed"),
    import_bureau_list,
).blueprint()
agency_payments = _pages(
    AGENCY_PAYMENTS,
    "/pay/agencies/import",
    Text("导入派遣单位发放清单", "Bring in an agency's payment list"),
    (Text("派遣结算", "Dispatch settlement"), "agency_statement.listed"),
    import_agency_payments,
).blueprint()
