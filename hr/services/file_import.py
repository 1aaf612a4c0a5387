"""What every import of a file shares: its bytes, its counts, and the batch that remembers both."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.import_batch import ImportBatch
from hr.permissions.viewer import Viewer
from hr.services.staff.import_result import ImportResult
from intake.reading import TableReading
from intake.rejects import write_rejects
from intake.sources import source_file


def content_of(source: bytes | Path | BinaryIO, filename: str) -> bytes:
    """The whole file."""
    if isinstance(source, bytes):
        return source
    with source_file(source, filename).open() as stream:
        return stream.read()


def result_of(reading: TableReading, viewer: Viewer, *, new: int, applied: bool, refused: bool) -> ImportResult:
    """The counts of ``reading``, of whose good rows ``new`` are new and the others on file already."""
    rejects = BytesIO()
    if reading.rejected:
        write_rejects(reading, rejects, viewer.language)
    return ImportResult(
        read=reading.n_read,
        accepted=0 if refused else new,
        unchanged=len(reading.rows) - new,
        rejected=len(reading.rejected),
        applied=applied,
        refused=refused,
        errors=reading.errors,
        unknown=reading.unknown,
        rejects=rejects.getvalue() or None,
    )


def remember(
    session: Session, subject: str, content: bytes, filename: str, viewer: Viewer, profile: str | None = None
) -> ImportBatch:
    """A batch for the file, with its id; its counts are filled in by ``count``."""
    batch = ImportBatch(
        subject=subject,
        file_name=Path(filename).name[:200],
        file_sha256=hashlib.sha256(content).hexdigest(),
        profile=profile,
        unit_id=_unit_of(viewer),
        by_id=viewer.user_id,
        by=viewer.name[:60],
    )
    session.add(batch)
    session.flush()
    return batch


def _unit_of(viewer: Viewer) -> int | None:
    """Where the importer's first role is held; what the program itself imports belongs to the topmost unit."""
    held = next((grant.unit_id for grant in viewer.grants if grant.path != "/"), None)
    return held or db.session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))


def count(batch: ImportBatch, result: ImportResult) -> None:
    """Write the outcome into the batch."""
    batch.read, batch.accepted = result.read, result.accepted
    batch.unchanged, batch.rejected = result.unchanged, result.rejected
    batch.rejects = result.rejects
