"""Which account of the general ledger a part of pay is booked to, where a unit departs from the shipped chart."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model
from vocabulary.terms import AccountRole, FundSource, PostFamily, UnitNature


class AccountRule(Model):
    """科目对照 of a unit's subtree, dated: the account for a ``role``; an empty selector matches everything.

    ``element`` is the code of a figure of the payslip, of a payment or of an account, as the role says (see
    ``AccountRole``). Shipped defaults stand in ``reports/law/cn/gov_accounting.yaml``; a row here comes before them.
    """

    __tablename__ = "account_rule"
    __table_args__ = (
        Index(
            "ix_account_rule_selectors",
            *("unit_id", "role", "element", "unit_nature", "fund_source", "post_family", "valid_from"),
            unique=True,
        ),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[AccountRole]
    element: Mapped[str] = mapped_column(String(60), default="")
    unit_nature: Mapped[UnitNature | None]
    fund_source: Mapped[FundSource | None]
    post_family: Mapped[PostFamily | None]
    account: Mapped[str] = mapped_column(String(20))
    account_name: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
