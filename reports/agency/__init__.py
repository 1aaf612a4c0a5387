"""What is settled with a dispatch agency: its monthly statement, and what it says that it paid."""

from reports.agency.payments import (
    Due,
    Paid,
    PaymentFinding,
    PaymentFindingKind,
    PaymentReview,
    payment_findings,
    review_document,
    review_sheets,
)
from reports.agency.statement import AgencyPerson, AgencyStatement, FeeTerms, statement_document, statement_sheets

__all__ = [
    "AgencyPerson",
    "AgencyStatement",
    "Due",
    "FeeTerms",
    "Paid",
    "PaymentFinding",
    "PaymentFindingKind",
    "PaymentReview",
    "payment_findings",
    "review_document",
    "review_sheets",
    "statement_document",
    "statement_sheets",
]
