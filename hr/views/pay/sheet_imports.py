"""Importing sheets about pay: inputs of every kind, unpaid days, opening tax balances, pay scales."""

from __future__ import annotations

from collections.abc import Callable

from hr.permissions.actions import Action
from hr.queries.pay.settled import DATED_BACK, OPEN_ONLY, WAYS
from hr.services.pay.input_import import import_inputs
from hr.services.pay.opening_import import import_openings
from hr.services.pay.scale_import import import_scales
from hr.services.staff.import_result import ImportResult
from hr.views.file_import import MONTHS_TAKEN, ImportKind, ImportPages
from intake.schema import Schema
from intake.schemas.opening_tax import OPENING_TAX
from intake.schemas.pay_items import PAY_ITEMS, UNPAID_DAYS
from intake.schemas.pay_scale import PAY_SCALE
from vocabulary.text import Text

_INPUTS = (Text("录入项", "Inputs"), "pay_input.listed")
_RULES = (Text("薪酬标准", "Pay rules"), "pay_rule.page")
_HINT = Text(
    "还没有导入过文件：下载模板，填好后在上方选择。", "No file yet: download the template, fill it in, choose it above."
)


def _pages(
    schema: Schema, address: str, title: Text, home: tuple[Text, str], take: Callable[..., ImportResult]
) -> ImportPages:
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
            take=take,
            choices=tuple if take is _openings else lambda: WAYS,
            asks=MONTHS_TAKEN,
            usual="" if take is _openings else OPEN_ONLY,
        )
    )


def _inputs(form: str) -> Callable[..., ImportResult]:
    def take(content: bytes, filename: str, choice: str, **how: object) -> ImportResult:
        return import_inputs(content, filename, form, dated_back=choice == DATED_BACK, **how)  # type: ignore[arg-type]

    return take


def _scales(content: bytes, filename: str, choice: str, **how: object) -> ImportResult:
    return import_scales(content, filename, dated_back=choice == DATED_BACK, **how)  # type: ignore[arg-type]


def _openings(content: bytes, filename: str, _choice: str, **how: object) -> ImportResult:
    return import_openings(content, filename, **how)  # type: ignore[arg-type]


pay_items = _pages(
    PAY_ITEMS,
    "/pay/inputs/import/items",
    Text("导入录入项", "Import inputs"),
    _INPUTS,
    _inputs(PAY_ITEMS.name),
).blueprint()
unpaid_days = _pages(
    UNPAID_DAYS,
    "/pay/inputs/import/unpaid-days",
    Text("导入无薪天数", "Import unpaid days"),
    _INPUTS,
    _inputs(UNPAID_DAYS.name),
).blueprint()
opening_tax = _pages(
    OPENING_TAX,
    "/pay/standing/import/opening-tax",
    Text("导入个税期初累计", "Import opening tax balances"),
    _INPUTS,
    _openings,
).blueprint()
pay_scale = _pages(
    PAY_SCALE, "/pay/rules/scales/import", Text("导入薪级表", "Import a pay scale"), _RULES, _scales
).blueprint()
