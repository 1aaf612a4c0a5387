"""By what name a worker is known: its machine and data folder, which it shares with its successors, and itself."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket

from flask import current_app

_ITSELF = secrets.token_hex(8)


def place_name() -> str:
    """The machine and folder: of the workers called so only one lives at a time."""
    folder = str(current_app.config["SETTINGS"].folder)
    return f"{socket.gethostname()[:60]}:{hashlib.sha256(folder.encode()).hexdigest()[:12]}:"


def worker_name() -> str:
    """This process: its number, and what tells it from an earlier process of that number."""
    return f"{place_name()}{os.getpid()}.{_ITSELF}"
