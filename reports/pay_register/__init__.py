"""The pay register 工资发放表: a month's pay of many people by unit and staffing type, on paper and as a workbook."""

from reports.pay_register.printing import pay_register_pdf, pay_register_xlsx
from reports.pay_register.register import (
    APPROVED,
    CHECKED,
    MADE,
    OPEN_SIGNATURES,
    PayRegister,
    RegisterElement,
    RegisterPerson,
    Side,
    Signature,
)

__all__ = [
    "APPROVED",
    "CHECKED",
    "MADE",
    "OPEN_SIGNATURES",
    "PayRegister",
    "RegisterElement",
    "RegisterPerson",
    "Side",
    "Signature",
    "pay_register_pdf",
    "pay_register_xlsx",
]
