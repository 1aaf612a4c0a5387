"""Locking a finished PDF with a password."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter


def locked(file: bytes, password: str) -> bytes:
    """``file`` so that it opens only by ``password`` (AES-256). Raises ValueError for an empty password."""
    if not password:
        raise ValueError("a password that locks nothing")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(file)))
    writer.encrypt(user_password=password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
