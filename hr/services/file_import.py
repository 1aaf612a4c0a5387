"""What every import of a file shares: its course, its bytes, its counts, and the batch that remembers them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.system.import_batch import ImportBatch
from hr.permissions.viewer import Viewer
from hr.services.progress import Progress, silent
from hr.services.staff.import_result import ImportResult
from intake.reading import TableReading, read_table
from intake.rejects import write_rejects
from intake.schema import Schema
from intake.sources import source_file
from vocabulary.text import Text

Source = bytes | Path | BinaryIO
READ = Text("已读取 {n} 行，正在核对", "{n} rows read; checking them")
WRITING = Text("核对完成，正在写入 {n} 行", "Checked; writing {n} rows")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class FormImport(Generic[Entry]):
    """What one import of a form does of its own.

    ``judge`` gives what the rows change, one entry a row, and moves bad rows to the rejected of the reading; ``write``
    stores the entries under the id of their batch. ``verb`` names the deed in the audit trail.
    """

    verb: str
    schema: Schema
    judge: Callable[[TableReading], Sequence[Entry]]
    write: Callable[[Session, Sequence[Entry], int], object]


def take_in(  # noqa: PLR0913 - what every import takes
    kind: FormImport[Entry],
    source: Source,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Read a form from a workbook or CSV, judge it against what is on file, and write what is new.

    With rejected rows nothing is written unless ``keep_good``; all of it is one unit of work, in which the file is
    judged anew. Raises BadInput for a file that can't be read as a whole.
    """
    content = content_of(source, filename)
    reading = read_table(content, kind.schema, name=filename)
    progress(READ.format(n=reading.n_read))
    if dry_run:
        return result_of(reading, viewer, new=len(kind.judge(reading)), applied=False, refused=False)
    progress(WRITING.format(n=len(reading.rows)), 1, 2)
    with unit_of_work(viewer, kind.verb) as session:
        new = kind.judge(reading)
        refused = bool(reading.rejected) and not keep_good
        result = result_of(reading, viewer, new=len(new), applied=not refused, refused=refused)
        batch = remember(session, kind.schema.name, content, filename, viewer)
        count(batch, result)
        if not refused:
            kind.write(session, new, batch.id)
        batch_id = batch.id
    return result.of_batch(batch_id)


def content_of(source: Source, filename: str) -> bytes:
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
