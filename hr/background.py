"""The queue between who asks for long work and who does it: one signed message a job, and the worker that is woken."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from flask import Flask, current_app, has_app_context
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer

from hr.config import ROOT, Settings

AT_ONCE, IN_POSTGRESQL = "immediate", "postgresql"
_LOOK_AGAIN = 0.5
_EXTENSION = "gridhr_background"


class Background:
    """The queue of one application; ``run`` does the job of a number, in an application context."""

    def __init__(self, app: Flask, run: Callable[[int], None]) -> None:
        self._app, self._run = app, run

    @property
    def settings(self) -> Settings:
        """The application's, as they are now."""
        found: Settings = self._app.config["SETTINGS"]
        return found

    @property
    def is_at_once(self) -> bool:
        """Whether jobs are done by who asks for them, as tests want it."""
        return self.settings.queue == AT_ONCE or (self.settings.testing and not self.settings.queue)

    @cached_property
    def huey(self) -> Huey:
        """The message queue: a file in the data folder, or where set the PostgreSQL database or a Redis."""
        settings = self.settings
        common = {
            "name": "gridhr",
            "results": False,
            "serializer": SignedSerializer(settings.secret_key, "gridhr.jobs"),
        }
        if settings.queue.startswith(("redis://", "rediss://")):
            return RedisHuey(url=settings.queue, **common)
        if settings.queue == IN_POSTGRESQL:
            return PostgresHuey(dsn=settings.database_url.replace("+psycopg", "", 1), **common)
        return SqliteHuey(filename=str(settings.folder / "jobs.db"), fsync=False, **common)

    @cached_property
    def task(self) -> Any:
        """The one task of the queue."""
        return self.huey.task(name="run_job")(self.run)

    def run(self, job_id: int) -> None:
        """Do a job, in this application context or, in a worker, in one of its own."""
        if has_app_context():
            self._run(job_id)
            return
        with self._app.app_context():
            self._run(job_id)

    def push(self, job_id: int) -> None:
        """Hand a stored job over to whoever does it; a second message for the same job does no harm."""
        if self.is_at_once:
            self.run(job_id)
            return
        self.task(job_id)
        if self.settings.server_pid:
            wake_worker(self.settings)


def bind(app: Flask, run: Callable[[int], None]) -> None:
    """Give ``app`` its queue."""
    app.extensions[_EXTENSION] = Background(app, run)


def background() -> Background:
    """The queue of the present application."""
    found: Background = current_app.extensions[_EXTENSION]
    return found


def wake_worker(settings: Settings, wait: int = 0) -> None:
    """Start a worker for this folder unless there is one; it ends with the server it was started for.

    ``wait``: seconds that it may wait for an earlier one to end, as that of a server just stopped will.
    """
    with holding_worker_lock(settings.folder) as held:
        if not held and not wait:
            return
    command = [sys.executable, "-c", "from hr.cli import main; main()", "worker", "--wait", str(wait)]
    subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


@contextmanager
def holding_worker_lock(folder: Path, wait: int = 0) -> Iterator[bool]:
    """Whether the lock of a folder's worker could be had, within ``wait`` seconds; it goes with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with (folder / "worker.lock").open("a+") as stream:
        while not (held := _lock(stream)) and time.monotonic() < until:
            time.sleep(_LOOK_AGAIN)
        yield held


def _lock(stream: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:  # no such locks here: a second worker is told from the first by its name alone
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_alive(pid: int) -> bool:
    """Whether a process of that number runs (0: nobody was named, so yes)."""
    if not pid:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
