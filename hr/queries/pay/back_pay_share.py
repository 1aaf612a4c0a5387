"""What one person's differences come to in a run: all of it, a part, or nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hr.models.pay.back_pay import BackPayChoice
from hr.queries.pay.back_pay_months import Found
from payroll.back_pay import WAGES, back_columns, taken

_OWN = "_employee"


@dataclass(frozen=True)
class Share:
    """``posted``: fen of each of ``found`` that the run pays or takes; ``choice``: what the preparer decided."""

    found: Sequence[Found]
    posted: Sequence[int]
    choice: BackPayChoice | None

    @classmethod
    def of(cls, found: Sequence[Found], choice: BackPayChoice | None, limit: int) -> Share:
        """The share of somebody who is paid in the month, of whose wages ``limit`` fen may be taken back."""
        if choice is BackPayChoice.LEAVE_OUT:
            return cls(found, [0] * len(found), choice)
        owed = [(one.difference.posting, one.difference.owed) for one in found]
        return cls(found, taken(owed, deduct_up_to=limit), choice)

    @property
    def owed(self) -> list[int]:
        """Every difference in full."""
        return [one.difference.owed for one in self.found]

    @property
    def columns(self) -> dict[str, int]:
        """The input columns of the paying month."""
        return back_columns((one.difference.posting, fen) for one, fen in zip(self.found, self.posted, strict=True))

    @property
    def months(self) -> str:
        """The months that are different."""
        return ", ".join(str(month) for month in dict.fromkeys(one.month for one in self.found))

    def wages(self, amounts: Sequence[int]) -> int:
        """The wages among ``amounts``, which go with ``found``."""
        pairs = zip(self.found, amounts, strict=True)
        return sum(fen for one, fen in pairs if one.difference.posting.into in WAGES)

    def own_share(self, amounts: Sequence[int]) -> int:
        """The own contributions among ``amounts``."""
        pairs = zip(self.found, amounts, strict=True)
        return sum(fen for one, fen in pairs if one.difference.posting.into.endswith(_OWN))

    def held(self) -> Share:
        """Nothing of it in this run."""
        return replace(self, posted=[0] * len(self.found))
