"""Importing a file of shifts."""

from __future__ import annotations

from hr.permissions.actions import Action
from hr.queries.pay.settled import DATED_BACK, OPEN_ONLY, WAYS
from hr.services.staff.import_result import ImportResult
from hr.services.worktime.shift_import import SUBJECT, import_shifts
from hr.views.file_import import MONTHS_TAKEN, ImportKind, ImportPages
from intake.schemas.shifts import SHIFTS
from vocabulary.text import Text


def _take(content: bytes, filename: str, choice: str, **how: object) -> ImportResult:
    return import_shifts(content, filename, dated_back=choice == DATED_BACK, **how)  # type: ignore[arg-type]


blueprint = ImportPages(
    ImportKind(
        name="shift_import",
        address="/worktime/import",
        subject=SUBJECT,
        action=Action.WORKTIME_WRITE,
        title=Text("导入班次", "Import shifts"),
        hint=Text(
            "还没有导入过班次：下载模板，填好后在上方选择。",
            "No shifts yet: download the template, fill it in, choose it above.",
        ),
        home=(Text("班次", "Shifts"), "shift.sheet"),
        schema=lambda: SHIFTS,
        template_name=Text("班次模板", "shift-template"),
        take=_take,
        choices=lambda: WAYS,
        asks=MONTHS_TAKEN,
        usual=OPEN_ONLY,
        in_background=True,
    )
).blueprint()
