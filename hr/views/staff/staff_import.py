"""Importing a staff file."""

from __future__ import annotations

from hr.permissions.actions import Action
from hr.services.staff.import_result import ImportResult
from hr.services.staff.staff_import import SUBJECT, import_staff
from hr.views.door import today
from hr.views.file_import import ImportKind, ImportPages
from intake.schemas.staff import staff_schema
from vocabulary.text import Text


def _take(content: bytes, filename: str, _choice: str, **how: object) -> ImportResult:
    return import_staff(content, filename, **how)  # type: ignore[arg-type]


blueprint = ImportPages(
    ImportKind(
        name="staff_import",
        address="/people/import",
        subject=SUBJECT,
        action=Action.STAFF_WRITE,
        title=Text("导入人员", "Import people"),
        hint=Text(
            "还没有导入过文件：下载模板，填好后在上方选择。",
            "No file yet: download the template, fill it in, choose it above.",
        ),
        home=(Text("人员", "People"), "person.listed"),
        schema=lambda: staff_schema(today()),
        template_name=Text("人员信息模板", "staff-template"),
        take=_take,
        in_background=True,
    )
).blueprint()
