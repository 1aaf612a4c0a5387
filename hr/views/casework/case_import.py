"""Importing events of the case loop through a mapping profile."""

from __future__ import annotations

from collections.abc import Sequence

from hr.permissions.actions import Action
from hr.queries.casework.log_profile import own_profiles
from hr.services.casework.case_import import SUBJECT, CaseFile, import_cases
from hr.services.casework.event_inbox import PROFILE as API
from hr.services.staff.import_result import ImportResult
from hr.views.door import whole_viewer
from hr.views.file_import import ImportKind, ImportPages
from intake.event_logs.profile_file import load_profile, profile_names
from intake.schemas.cases import CASES
from vocabulary.text import Text

OWN = "gridhr"


def _profiles() -> Sequence[tuple[str, Text]]:
    """Our own form first, then the profiles made here, then those that ship; not the one that the API reads by."""
    names = sorted(set(profile_names()) - {API}, key=lambda name: (name != OWN, name))
    shipped = [(name, load_profile(name).title) for name in names]
    made = [(profile.name, profile.title) for profile in own_profiles(viewer=whole_viewer())]
    return [*shipped[:1], *made, *shipped[1:]]


def _take(content: bytes, filename: str, profile: str, **how: object) -> ImportResult:
    return import_cases(CaseFile(content, filename, profile), **how)  # type: ignore[arg-type]


blueprint = ImportPages(
    ImportKind(
        name="case_import",
        address="/casework/import",
        subject=SUBJECT,
        action=Action.CASE_WRITE,
        title=Text("导入案卷", "Import cases"),
        hint=Text(
            "还没有导入过案卷：选择平台导出的文件和对应的映射方案，或下载模板填写。",
            "No cases yet: choose a platform's export and its mapping profile, or fill in the template.",
        ),
        home=(Text("案卷环节", "Case events"), "case.listed"),
        schema=lambda: CASES,
        template_name=Text("案卷环节模板", "case-template"),
        take=_take,
        choices=_profiles,
        below="casework/case_import/unmatched.html",
        in_background=True,
    )
).blueprint()
