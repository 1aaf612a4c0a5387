"""The audit trail as a list, within what an auditor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, not_, select, true

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.audit_entry import AuditEntry
from hr.models.system.user import RoleGrant
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.text import Text

_CHANGES = {
    "insert": Text("新增", "Added"),
    "update": Text("修改", "Changed"),
    "delete": Text("删除", "Deleted"),
    "batch": Text("批量写入", "Batch written"),
    "event": Text("事件", "Event"),
}
_DOORS = {
    "web": Text("网页", "Page"),
    "api": Text("接口", "API"),
    "cli": Text("命令行", "Command"),
    "job": Text("后台任务", "Job"),
}


def entries(viewer: Viewer) -> Listing:
    """What happened, the latest first."""
    viewer.require(Action.AUDIT_READ)
    return Listing(
        statement=select(AuditEntry.number.label("_number")).where(visible(viewer)),
        columns=(
            ListColumn("entry", Text("序号", "No."), AuditEntry.number, "number", link="number"),
            ListColumn("at", Text("时间", "Time"), AuditEntry.at, "moment"),
            ListColumn("user_name", Text("用户", "User"), AuditEntry.user_name),
            ListColumn("door", Text("入口", "Door"), AuditEntry.door),
            ListColumn("deed", Text("操作", "Deed"), AuditEntry.deed),
            ListColumn("table_name", Text("数据", "Data"), AuditEntry.table_name),
            ListColumn("row_key", Text("编号", "Key"), AuditEntry.row_key),
            ListColumn("change", Text("变更", "Change"), AuditEntry.change),
            ListColumn("number", Text("序号", "No."), AuditEntry.number, shown=False),
        ),
        search_in=(AuditEntry.user_name, AuditEntry.deed, AuditEntry.table_name, AuditEntry.row_key),
        choices=(
            Choice(
                "change",
                Text("变更", "Change"),
                list(_CHANGES.items()),
                {change: AuditEntry.change == change for change in _CHANGES},
            ),
            Choice(
                "door",
                Text("入口", "Door"),
                list(_DOORS.items()),
                {door: AuditEntry.door == door for door in _DOORS},
            ),
        ),
        sort="entry",
        descending=True,
        key=AuditEntry.number,
    )


def entry_of(number: int, *, viewer: Viewer) -> AuditEntry:
    """One entry; raises OutOfScope when ``viewer`` may not see it."""
    viewer.require(Action.AUDIT_READ)
    found = db.session.scalar(select(AuditEntry).where(AuditEntry.number == number, visible(viewer)))
    if found is None:
        raise OutOfScope(f"audit entry {number}")
    return found


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """All to an auditor of the whole tree; to others what users did who hold roles nowhere but in their scope."""
    if _sees_the_whole_tree(viewer):
        return true()
    granted = select(RoleGrant.id).join(RoleGrant.unit).where(RoleGrant.user_id == AuditEntry.user_id)
    here = within(Unit.path, viewer, Action.AUDIT_READ)
    return and_(granted.where(here).exists(), ~granted.where(not_(here)).exists())


def _sees_the_whole_tree(viewer: Viewer) -> bool:
    outside = select(func.count()).select_from(Unit).where(not_(within(Unit.path, viewer, Action.AUDIT_READ)))
    return db.session.scalar(outside) == 0
