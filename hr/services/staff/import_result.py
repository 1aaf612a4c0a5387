"""What became of a file that was offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from intake.errors import RowError


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Counts of rows: ``read == accepted + unchanged + rejected``, save that nothing is accepted of a refused file.

    ``applied`` says whether the database was changed: not in a dry run, and not when rows were rejected and the good
    ones were not to be kept (``refused``). ``rejects`` is the annotated workbook of the rejected rows.
    """

    read: int
    accepted: int
    unchanged: int
    rejected: int
    applied: bool
    refused: bool
    errors: Sequence[RowError] = field(default=(), repr=False)
    unknown: Sequence[str] = ()
    rejects: bytes | None = field(default=None, repr=False)
    batch_id: int | None = None

    def of_batch(self, batch_id: int) -> ImportResult:
        """The same, with the batch under which it was recorded."""
        return replace(self, batch_id=batch_id)

    def answer(self, rejects_file: str | None) -> Mapping[str, object]:
        """What the command answers."""
        return {
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "rejects_file": rejects_file,
        }
