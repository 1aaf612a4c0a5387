"""The payslip: what a person is told about a month's pay, and how it is printed."""

from reports.payslip.archive import SealedSlip, payslips_zip
from reports.payslip.printing import payslip_pdf, payslips_pdf
from reports.payslip.slip import PayLine, Payslip

__all__ = ["PayLine", "Payslip", "SealedSlip", "payslip_pdf", "payslips_pdf", "payslips_zip"]
