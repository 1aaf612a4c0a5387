"""Handing a made file to the browser."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

from hr.services.pay.pay_file import TakenFile

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
}


def download(file: TakenFile) -> Response:
    """``file`` to be saved under its name, which may be Chinese (RFC 6266)."""
    kind = _TYPES[file.name.rpartition(".")[2]]
    return send_file(BytesIO(file.content), mimetype=kind, as_attachment=True, download_name=file.name)
