"""Taking in a large file that was looked through and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hr.jobs.running import Outcome, Running
from hr.queries.pay.settled import DATED_BACK
from hr.refusals import Refusal
from hr.services import pending_upload
from hr.services.casework import case_import
from hr.services.staff import staff_import
from hr.services.staff.import_result import ImportResult
from hr.services.worktime import shift_import
from vocabulary.text import Text

_REFUSED = Text("有 {n} 行需要修改，未导入任何一行", "{n} rows need mending; nothing was imported")
_DONE = Text(
    "已导入 {accepted} 行，{unchanged} 行无变化，退回 {rejected} 行",
    "{accepted} rows imported, {unchanged} unchanged, {rejected} given back",
)


def _staff(content: bytes, name: str, _profile: str, **how: Any) -> ImportResult:
    return staff_import.import_staff(content, name, **how)


def _shifts(content: bytes, name: str, months: str, **how: Any) -> ImportResult:
    return shift_import.import_shifts(content, name, dated_back=months == DATED_BACK, **how)


def _cases(content: bytes, name: str, profile: str, **how: Any) -> ImportResult:
    return case_import.import_cases(case_import.CaseFile(content, name, profile), **how)


TAKERS: dict[str, Callable[..., ImportResult]] = {
    staff_import.SUBJECT: _staff,
    shift_import.SUBJECT: _shifts,
    case_import.SUBJECT: _cases,
}
"""What takes in a file of each subject, by the subject's name."""


def take(job: Running) -> Outcome:
    """Import the upload ``token`` of ``subject``, read as ``profile`` has it; rows in error go back or stop it all."""
    given = job.arguments
    upload = pending_upload.kept(given["token"], given["subject"], viewer=job.viewer)
    result = TAKERS[given["subject"]](
        upload.content,
        upload.file_name,
        given["profile"],
        viewer=job.viewer,
        keep_good=given["keep_good"],
        progress=job.progress,
    )
    if result.refused:
        raise Refusal(_REFUSED.format(n=result.rejected))
    pending_upload.drop(given["token"], viewer=job.viewer)
    return Outcome(_DONE.format(accepted=result.accepted, unchanged=result.unchanged, rejected=result.rejected))
