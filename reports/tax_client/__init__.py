"""Workbooks for the tax office's withholding client 自然人电子税务局（扣缴端）, headings to the letter."""

from reports.tax_client.apart import ApartIncome, ApartKind, apart_xls
from reports.tax_client.forms import LATEST, VERSIONS
from reports.tax_client.people import EMPLOYEE, FirstWage, TaxPerson, people_xls
from reports.tax_client.person_key import TaxId
from reports.tax_client.wages import WageRow, wages_xls

__all__ = [
    "EMPLOYEE",
    "LATEST",
    "VERSIONS",
    "ApartIncome",
    "ApartKind",
    "FirstWage",
    "TaxId",
    "TaxPerson",
    "WageRow",
    "apart_xls",
    "people_xls",
    "wages_xls",
]
