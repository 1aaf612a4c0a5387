"""The accounting voucher of a month's pay 记账凭证: its entries by the government accounting system."""

from reports.voucher.amounts import AgencyBill, AmountKind, Budget, PayAmount
from reports.voucher.chart import Account, AccountChoice, Chart, shipped_choices
from reports.voucher.entries import Entry, Ledger, Line, agency_entries, pay_entries, refuse_without_account
from reports.voucher.printing import PayVoucher, voucher_csv, voucher_document, voucher_sheets

__all__ = [
    "Account",
    "AccountChoice",
    "AgencyBill",
    "AmountKind",
    "Budget",
    "Chart",
    "Entry",
    "Ledger",
    "Line",
    "PayAmount",
    "PayVoucher",
    "agency_entries",
    "pay_entries",
    "refuse_without_account",
    "shipped_choices",
    "voucher_csv",
    "voucher_document",
    "voucher_sheets",
]
