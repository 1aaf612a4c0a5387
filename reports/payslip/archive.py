"""Payslips one by one in a ZIP, each locked by its own password where wished."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from reports.document import Stamp
from reports.payslip import words
from reports.payslip.printing import payslip_pdf
from reports.payslip.slip import Payslip
from vocabulary.bad_input import BadInput
from vocabulary.text import Language

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class SealedSlip:
    """A slip and the password that opens it; None leaves it open."""

    slip: Payslip
    password: str | None = None

    @property
    def file_name(self) -> str:
        """Unit, staff number, name and month; signs that a file system refuses are replaced."""
        slip = self.slip
        stem = f"{slip.staff_number}-{slip.name}-{slip.month}"
        return f"{file_name(str(slip.issuer))}/{file_name(stem)}.pdf"


def file_name(words_: str) -> str:
    """A name that every file system takes, and that never leads out of its folder."""
    return _NOT_IN_NAMES.sub("_", words_).strip(" .") or "_"


def payslips_zip(slips: Iterable[SealedSlip], out: BinaryIO, language: Language, stamp: Stamp) -> int:
    """A PDF for each slip, in a folder for each issuer, as a ZIP written to ``out``; gives the number of files.

    Raises BadInput when there is no slip at all.
    """
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for one in slips:
            count += 1
            archive.writestr(one.file_name, payslip_pdf(one.slip, language, stamp, password=one.password))
        if not count:
            raise BadInput(words.NO_SLIP)
    return count
