"""Serving the application on this machine alone: gunicorn where processes fork, waitress elsewhere."""

from __future__ import annotations

import os
import sys

from hr.background import wake_worker
from hr.config import from_environment, name_server

WORKERS, THREADS = 2, 4
_PATIENCE = 40  # seconds: gunicorn gives its last requests 30 to end
HOST = "127.0.0.1"


def serve(port: int) -> None:
    """Serve wsgi:app until stopped, with a worker for background jobs that ends with it.

    gunicorn takes this process's place, and its number, and loads the application once for all.
    """
    name_server(os.getpid())
    wake_worker(from_environment(), _PATIENCE)
    if not hasattr(os, "fork"):
        from waitress import serve as serve_threads

        from wsgi import app

        serve_threads(app, host=HOST, port=port, threads=WORKERS * THREADS)
        return
    command = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--threads", str(THREADS)]
    command += ["--preload", "--bind", f"{HOST}:{port}", "--access-logfile", "/dev/null", "wsgi:app"]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter with fixed words and a port number
