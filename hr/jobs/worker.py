"""`gridhr worker`: does the background jobs of a folder, one at a time, and takes up what a killed one left."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from hr.background import Background, background, holding_worker_lock, is_alive
from hr.jobs.worker_name import place_name, worker_name
from hr.services.system import background_job, job_files

LOOK_SECONDS = 15.0
CLEAN_SECONDS = 3600.0
_WATCH_SECONDS = 1.0
_LONGEST_NAP = 0.5


@click.command("worker")
@click.option("--wait", default=0, metavar="SECONDS", help="Wait so long for an earlier worker of the folder to end.")
@with_appcontext
def command(wait: int) -> None:
    """Do the background jobs until stopped; `gridhr demo --serve` starts one by itself.

    A worker may be killed at any moment: what it was doing is begun again by the next one. A second worker of the same
    folder ends at once. Example: gridhr worker
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    queue = background()
    with holding_worker_lock(queue.settings.folder, wait) as held:
        if held:
            work(app, queue)


def work(app: Flask, queue: Background) -> None:
    """Serve the queue until stopped or, for a worker of a server, until that one is gone."""
    assert queue.task, "the task is known to the queue before it is served"
    hand_over_what_waits(queue)
    threading.Thread(target=_watch, args=(app, queue), daemon=True).start()
    queue.huey.create_consumer(workers=1, periodic=False, max_delay=_LONGEST_NAP).run()


def hand_over_what_waits(queue: Background) -> None:
    """Put back what earlier workers left, and send a message for each waiting job: one too many does no harm."""
    for job_id in background_job.recover(place_name(), worker_name()):
        queue.task(job_id)


def _watch(app: Flask, queue: Background) -> None:
    """Leave with the server, whatever is being done; now and then look for lost jobs, and for files that are old."""
    looked = time.monotonic()
    cleaned = looked - CLEAN_SECONDS
    while True:
        time.sleep(_WATCH_SECONDS)
        if not is_alive(queue.settings.server_pid):
            os._exit(0)
        if time.monotonic() - looked > LOOK_SECONDS and queue.huey.pending_count() == 0:
            looked = time.monotonic()
            _aside(app, lambda: hand_over_what_waits(queue))
        if time.monotonic() - cleaned > CLEAN_SECONDS:
            cleaned = time.monotonic()
            _aside(app, job_files.expire)


def _aside(app: Flask, deed: Callable[[], object]) -> None:
    try:
        with app.app_context():
            deed()
    except DBAPIError:  # busy: the next look finds what there is to do
        return
