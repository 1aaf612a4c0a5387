"""Contribution detail 社保公积金明细, and its reconciliation with the bureau's list."""

from reports.contributions.detail import (
    ContributionDetail,
    ContributionPerson,
    Side,
    contribution_document,
    contribution_sheets,
)
from reports.contributions.differences import Difference, DifferenceKind, ItemLine, differences
from reports.contributions.reconciliation import (
    Reconciliation,
    SettledDifference,
    reconciliation_document,
    reconciliation_sheets,
)

__all__ = [
    "ContributionDetail",
    "ContributionPerson",
    "Difference",
    "DifferenceKind",
    "ItemLine",
    "Reconciliation",
    "SettledDifference",
    "Side",
    "contribution_document",
    "contribution_sheets",
    "differences",
    "reconciliation_document",
    "reconciliation_sheets",
]
