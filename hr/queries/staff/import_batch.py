"""Files that were imported, for who may import such files in the units concerned, and for who did."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, case, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.import_batch import ImportBatch
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.text import Text


def batches(subject: str, action: Action, *, viewer: Viewer) -> Listing:
    """The imports of one subject, the latest first."""
    viewer.require(action)
    return Listing(
        statement=_batches(subject, action, viewer),
        columns=(
            ListColumn(
                "batch_id",
                Text("批次", "Batch"),
                case((ImportBatch.rejected > 0, ImportBatch.id)),
                "number",
                shown=False,
            ),
            ListColumn("at", Text("时间", "When"), ImportBatch.at, "moment", sort_by=-ImportBatch.id),
            ListColumn("file_name", Text("文件", "File"), ImportBatch.file_name),
            ListColumn("by", Text("经办人", "By"), ImportBatch.by),
            ListColumn("read", Text("读取", "Read"), ImportBatch.read, "number"),
            ListColumn("accepted", Text("导入", "Accepted"), ImportBatch.accepted, "number"),
            ListColumn("unchanged", Text("无变化", "Unchanged"), ImportBatch.unchanged, "number"),
            ListColumn("rejected", Text("退回", "Rejected"), ImportBatch.rejected, "number", link="batch_id"),
        ),
        search_in=(ImportBatch.file_name, ImportBatch.by),
        sort="at",
        key=ImportBatch.id,
    )


def batch_of(batch_id: int, subject: str, action: Action, *, viewer: Viewer) -> ImportBatch:
    """One import, or OutOfScope."""
    statement = select(ImportBatch).where(ImportBatch.id.in_(_batches(subject, action, viewer)))
    found = db.session.scalar(statement.where(ImportBatch.id == batch_id))
    if found is None:
        raise OutOfScope(f"import {batch_id}")
    return found


def _batches(subject: str, action: Action, viewer: Viewer) -> Select[int]:
    own: ColumnElement[bool] = ImportBatch.by_id == (viewer.user_id or 0)
    return (
        select(ImportBatch.id)
        .outerjoin(Unit, Unit.id == ImportBatch.unit_id)
        .where(ImportBatch.subject == subject, or_(own, within(Unit.path, viewer, action)))
    )
