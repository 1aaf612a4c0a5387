"""A worker in a process of its own: does what is sent, may be killed, ends with its server."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from hr.app import create_app
from hr.background import background, is_alive, wake_worker
from hr.config import Settings
from hr.database import db
from hr.jobs import runner, worker
from hr.jobs.running import Outcome, Running
from hr.models.system.background_job import BackgroundJob, JobState
from hr.services.system.background_job import Wanted, enqueue
from tests import world
from tests.databases import settings_for
from vocabulary.text import Text

FORK = multiprocessing.get_context("fork")
PATIENCE = 40.0


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def queued(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application that hands its jobs to a worker, on a database of its own."""
    templates = request.getfixturevalue(f"{request.param}_templates")
    with templates.fresh(templates.prepare("world", world.build)) as url:
        queue = {"sqlite": "file", "postgres": "postgresql"}[request.param]
        app = create_app(replace(settings_for(url, tmp_path), queue=queue))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def asked() -> int:
    return enqueue(Wanted("test", "k", Text("试验", "A test"), "/"), viewer=world.viewer("finance"))


def until(is_so: Callable[[BackgroundJob], bool], job_id: int) -> BackgroundJob:
    """The job once ``is_so``."""
    late = time.monotonic() + PATIENCE
    while time.monotonic() < late:
        db.session.rollback()
        job = db.session.get_one(BackgroundJob, job_id, populate_existing=True)
        if is_so(job):
            return job
        time.sleep(0.05)
    raise AssertionError(f"{job.state}: {job.words_en} {job.error_en}")


class Worker:
    """A forked worker whose jobs do ``work``."""

    def __init__(self, app: Flask, work: Callable[[Running], Outcome]) -> None:
        background().huey.storage.close()
        db.session.remove()
        db.engine.dispose()
        self.process = FORK.Process(target=self._serve, args=(app, work), daemon=True)
        self.process.start()

    @staticmethod
    def _serve(app: Flask, work: Callable[[Running], Outcome]) -> None:
        runner.work_of = lambda _kind: work
        worker.work(app, background())

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


def slow(job: Running) -> Outcome:
    job.progress(Text("慢", "Slow"), 1, 2)
    time.sleep(60)
    return Outcome(Text("不应到这里", "Never reached"))


def quick(job: Running) -> Outcome:
    return Outcome(Text("好了", f"Done from {job.place}"))


def placed(job: Running) -> Outcome:
    job.keep_place("here")
    return slow(job)


def test_a_killed_workers_job_is_done_by_the_next_one_from_where_it_was(queued: Flask) -> None:
    first = Worker(queued, placed)
    job_id = asked()
    until(lambda job: job.words_en == "Slow", job_id)
    first.kill()
    assert until(lambda job: True, job_id).state is JobState.RUNNING
    second = Worker(queued, quick)
    job = until(lambda job: job.state is JobState.DONE, job_id)
    second.kill()
    assert (job.attempts, job.words_en) == (2, "Done from here")


def test_a_job_whose_message_was_lost_is_found_at_the_start(queued: Flask) -> None:
    job_id = asked()
    background().huey.flush()
    found = Worker(queued, quick)
    until(lambda job: job.state is JobState.DONE, job_id)
    found.kill()


def test_a_message_that_was_tampered_with_is_not_carried_out(queued: Flask, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    storage = background().huey.storage
    import pickle

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return Path.touch, (trap,)

    storage.enqueue(pickle.dumps(Trap()))
    careful = Worker(queued, quick)
    job_id = asked()
    until(lambda job: job.state is JobState.DONE, job_id)
    careful.kill()
    assert not trap.exists()


def test_a_worker_that_a_server_started_ends_with_it(tmp_path: Path) -> None:
    server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
    environment = {
        "GRIDHR_FOLDER": str(tmp_path),
        "GRIDHR_SERVER_PID": str(server.pid),
        "PATH": os.environ["PATH"],
    }
    made = subprocess.run(
        [sys.executable, "-c", "from hr.cli import main; main()", "init", "--name", "x"],
        env=environment, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    started = subprocess.Popen([sys.executable, "-c", "from hr.cli import main; main()", "worker"], env=environment)
    time.sleep(3)
    assert started.poll() is None
    server.kill()
    server.wait()
    assert started.wait(PATIENCE) == 0


def test_waking_a_worker_where_there_is_one_starts_no_other(queued: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *command, **_: started.append(command))
    settings: Settings = queued.config["SETTINGS"]
    wake_worker(settings)
    assert len(started) == 1
    from hr.background import holding_worker_lock

    with holding_worker_lock(settings.folder):
        wake_worker(settings)
    assert len(started) == 1


def test_a_process_is_known_to_live_or_not() -> None:
    assert is_alive(os.getpid())
    assert is_alive(0)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert not is_alive(gone.pid)
