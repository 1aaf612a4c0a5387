"""The file by which a bank pays salaries 银行代发文件: who goes into it, who is held back, and how it is written."""

from reports.bank_file.layout import BankLayout, Form
from reports.bank_file.payees import Held, Payee, Payment, Problem, sorted_out
from reports.bank_file.writing import BankFile, bank_file

__all__ = [
    "BankFile",
    "BankLayout",
    "Form",
    "Held",
    "Payee",
    "Payment",
    "Problem",
    "bank_file",
    "sorted_out",
]
