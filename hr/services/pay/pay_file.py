"""Files with money or taxes in them leave the program: each is recorded with its control totals and digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hr.audit import record_event
from hr.database import unit_of_work
from hr.models.pay.bank_file import PayFile
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_run import run_of


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file to hand over: its name and content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file: of which kind and for which employer, how many people and how much money (fen).

    ``left_out`` are the staff numbers of those who ought to be in it and are not.
    """

    kind: str
    subject: str
    people: int
    total: int
    left_out: tuple[str, ...] = ()


def settled_run(run_id: int, *, viewer: Viewer, also: Action) -> PayRun:
    """The run, whose figures stand; OutOfScope unless the viewer may export it and do ``also`` there."""
    run = run_of(run_id, viewer=viewer, action=Action.PAY_EXPORT)
    viewer.require(also, run.unit.path)
    run.must_be(*SETTLED)
    return run


def recorded(run: PayRun, file: TakenFile, contents: Contents, *, viewer: Viewer) -> TakenFile:
    """Put on record that the file was taken."""
    with unit_of_work(viewer, f"pay_file.{contents.kind}"[:60]) as session:
        session.add(_row(run.id, file, contents, viewer))
        _say_who_is_missing(session, run.id, file, contents)
    return file


def _row(run_id: int, file: TakenFile, contents: Contents, viewer: Viewer) -> PayFile:
    return PayFile(
        pay_run_id=run_id,
        kind=contents.kind,
        subject=contents.subject,
        file_name=file.name,
        people=contents.people,
        total_fen=contents.total,
        left_out=len(contents.left_out),
        sha256=hashlib.sha256(file.content).hexdigest(),
        taken_by=viewer.name,
        taken_by_id=viewer.user_id,
    )


def _say_who_is_missing(session: Session, run_id: int, file: TakenFile, contents: Contents) -> None:
    if contents.left_out:
        record_event(session, "pay_run", run_id, {"file": file.name, "left_out": list(contents.left_out)})
