"""Keeping an uploaded file, sealed, between its dry run and the yes of whoever offered it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select

from hr.database import db, now, unit_of_work
from hr.models.system.pending_upload import PendingUpload
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope

KEPT = timedelta(hours=2)


def keep(content: bytes, filename: str, subject: str, *, viewer: Viewer) -> str:
    """Keep a file for its owner; returns the token it is asked for by. Files that nobody came back for are dropped."""
    token = secrets.token_urlsafe(32)
    with unit_of_work(viewer, "upload.keep") as session:
        session.execute(delete(PendingUpload).where(PendingUpload.at < now() - KEPT))
        session.add(
            PendingUpload(
                token=token,
                subject=subject,
                user_id=viewer.user_id,
                file_name=Path(filename).name[:200],
                content=content,
            )
        )
    return token


def kept(token: str, subject: str, *, viewer: Viewer) -> PendingUpload:
    """The file, for nobody but who offered it; OutOfScope once it is dropped."""
    found = db.session.scalar(
        select(PendingUpload).where(
            PendingUpload.token == token,
            PendingUpload.subject == subject,
            PendingUpload.user_id == viewer.user_id,
            PendingUpload.at >= now() - KEPT,
        )
    )
    if found is None:
        raise OutOfScope(f"upload {token}")
    return found


def drop(token: str, *, viewer: Viewer) -> None:
    """Throw the file away."""
    with unit_of_work(viewer, "upload.drop") as session:
        session.execute(
            delete(PendingUpload).where(PendingUpload.token == token, PendingUpload.user_id == viewer.user_id)
        )
