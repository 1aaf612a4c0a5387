"""Background jobs: taken up once, seen by their owner alone, stopped when asked, begun again after a kill."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from hr.background import background, holding_worker_lock
from hr.database import db, now
from hr.jobs import kinds, runner
from hr.jobs.running import Outcome, Running
from hr.jobs.worker_name import place_name, worker_name
from hr.models.system.background_job import BackgroundJob, JobState
from hr.permissions.viewer import system_viewer
from hr.queries.system.background_job import file_for, job_of, live_jobs
from hr.refusals import OutOfScope, Refusal
from hr.services.system import background_job as service
from hr.services.system.background_job import Wanted
from tests import world
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

WORDS = Text("一步", "A step")
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Messages that were sent, instead of the jobs being done at once."""
    sent: list[int] = []
    monkeypatch.setattr(type(background()), "push", lambda _self, job_id: sent.append(job_id))
    return sent


def does(monkeypatch: pytest.MonkeyPatch, work: Callable[[Running], Outcome]) -> None:
    """Let jobs of the kind ``test`` do ``work``."""
    monkeypatch.setattr(runner, "work_of", lambda _kind: work)


def wanted(key: str = "k") -> Wanted:
    return Wanted("test", key, Text("试验", "A test"), "/")


def asked(key: str = "k", login: str = "finance") -> int:
    return service.enqueue(wanted(key), viewer=world.viewer(login))


def stored(job_id: int) -> BackgroundJob:
    db.session.rollback()
    return db.session.get_one(BackgroundJob, job_id, populate_existing=True)


def test_a_job_is_done_in_the_name_of_who_asked_for_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []

    def work(job: Running) -> Outcome:
        job.progress(WORDS, 1, 2)
        seen.append((job.viewer.name, job.viewer.door))
        return Outcome(Text("好了", "Done"))

    does(monkeypatch, work)
    job = stored(asked())
    assert seen == [("finance", "job")]
    assert (job.state, job.words_en, job.done, job.total, job.attempts) == (JobState.DONE, "Done", 1, 2, 1)
    assert job.ended_at is not None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refusal(Text("不行", "No")), "No"),
        (BadInput(Text("不对", "Wrong"), "place"), "Wrong"),
        (OutOfScope("x"), "Not found"),
        (ZeroDivisionError(), "The program failed"),
    ],
)
def test_whatever_goes_wrong_ends_in_the_jobs_words(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def work(_job: Running) -> Outcome:
        raise error

    does(monkeypatch, work)
    job = stored(asked())
    assert job.state is JobState.FAILED
    assert job.error_en is not None
    assert job.error_en.startswith(words)


def test_who_was_disabled_meanwhile_has_nothing_done_for_them(app: Flask, waiting: list[int]) -> None:
    job_id = asked()
    with service.aside() as connection:
        connection.exec_driver_sql("UPDATE \"user\" SET is_active = false WHERE login = 'finance'")
    runner.run(job_id)
    assert stored(job_id).state is JobState.FAILED


def test_a_second_click_finds_the_first_ones_job_and_somebody_else_is_told(app: Flask, waiting: list[int]) -> None:
    first = asked()
    assert asked() == first
    assert waiting == [first]
    with pytest.raises(Refusal, match="finance is at it already"):
        asked(login="finance_approver")
    runner.run(first)
    assert asked() != first


def test_a_job_is_taken_up_once_however_often_it_is_sent(
    app: Flask, waiting: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []

    def work(job: Running) -> Outcome:
        done.append(job.job_id)
        return Outcome(WORDS)

    does(monkeypatch, work)
    job_id = asked()
    runner.run(job_id)
    runner.run(job_id)
    assert done == [job_id]


def test_two_workers_at_once_take_a_job_up_once(app: Flask, waiting: list[int]) -> None:
    job_id, start, got = asked(), threading.Barrier(2), list[bool]()

    def take(name: str) -> None:
        with app.app_context():
            start.wait()
            got.append(service.claim(job_id, name))

    threads = [threading.Thread(target=take, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False, True]


def test_a_job_is_seen_and_cancelled_by_its_owner_alone(app: Flask, waiting: list[int]) -> None:
    job_id = asked()
    for login in ("finance_approver", "administrator", "auditor"):
        with pytest.raises(OutOfScope):
            job_of(job_id, viewer=world.viewer(login))
        with pytest.raises(OutOfScope):
            service.cancel(job_id, viewer=world.viewer(login))
    assert live_jobs(viewer=world.viewer("finance")) == 1
    service.cancel(job_id, viewer=world.viewer("finance"))
    assert stored(job_id).state is JobState.CANCELLED
    runner.run(job_id)
    assert stored(job_id).attempts == 0


def test_a_running_job_stops_at_its_next_step_and_changes_nothing(
    app: Flask, waiting: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    beyond: list[str] = []

    def work(job: Running) -> Outcome:
        job.progress(WORDS, 1, 3)
        service.cancel(job.job_id, viewer=job.viewer)
        job.progress(WORDS, 2, 3)
        beyond.append("written")
        return Outcome(WORDS)

    does(monkeypatch, work)
    job_id = asked()
    runner.run(job_id)
    assert beyond == []
    assert stored(job_id).state is JobState.CANCELLED


def test_a_job_that_another_worker_took_over_is_left(
    app: Flask, waiting: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(job: Running) -> Outcome:
        with service.aside() as connection:
            connection.exec_driver_sql("UPDATE background_job SET worker = 'another'")
        job.progress(WORDS)
        return Outcome(WORDS)

    does(monkeypatch, work)
    job_id = asked()
    runner.run(job_id)
    job = stored(job_id)
    assert (job.state, job.worker) == (JobState.RUNNING, "another")


def test_what_a_killed_worker_left_is_put_back_at_the_start_and_given_up_after_the_third_time(
    app: Flask, waiting: list[int]
) -> None:
    job_id, mine = asked(), worker_name()
    for attempt in range(1, service.MOST_ATTEMPTS + 1):
        assert service.claim(job_id, place_name() + "killed")
        assert stored(job_id).attempts == attempt
        put_back = service.recover(place_name(), mine)
        assert put_back == ([job_id] if attempt < service.MOST_ATTEMPTS else [])
    job = stored(job_id)
    assert job.state is JobState.FAILED
    assert "3" in str(job.error_en)


def test_a_job_of_another_machine_is_taken_over_only_when_its_heart_stopped(app: Flask, waiting: list[int]) -> None:
    job_id = asked()
    assert service.claim(job_id, "elsewhere:1")
    assert service.recover(place_name(), worker_name()) == []
    with service.aside() as connection:
        late = BackgroundJob.__table__.update().values(heartbeat_at=now() - service.ALIVE - timedelta(seconds=1))  # type: ignore[attr-defined]
        connection.execute(late)
    assert service.recover(place_name(), worker_name()) == [job_id]


def test_the_heart_beats_while_a_job_is_worked_on(
    app: Flask, waiting: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "BEAT_SECONDS", 0.02)
    moments: list[object] = []

    def work(job: Running) -> Outcome:
        for _ in range(2):
            moments.append(stored(job.job_id).heartbeat_at)
            time.sleep(0.3)
        return Outcome(WORDS)

    does(monkeypatch, work)
    runner.run(asked())
    assert moments[0] != moments[1]


def test_a_file_is_its_owners_while_they_may_still_do_what_it_was_made_by(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(job: Running) -> Outcome:
        job.file.parent.mkdir(parents=True, exist_ok=True)
        job.file.write_bytes(b"pay")
        return Outcome(WORDS, "pay.txt")

    does(monkeypatch, work)
    finance = world.viewer("finance")
    free = asked()
    path, name = file_for(free, viewer=finance)
    assert (path.read_bytes(), name) == (b"pay", "pay.txt")
    with pytest.raises(OutOfScope):
        file_for(free, viewer=world.viewer("finance_approver"))
    with service.aside() as connection:
        connection.exec_driver_sql("UPDATE background_job SET action = 'user.write'")
    db.session.rollback()
    with pytest.raises(OutOfScope):
        file_for(free, viewer=finance)


def test_nobody_asks_for_background_work_without_being_a_user(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        service.enqueue(wanted(), viewer=system_viewer("test"))


def test_of_the_workers_of_a_folder_one_holds_the_lock_and_a_kill_sets_it_free(app: Flask) -> None:
    folder = background().settings.folder
    held = FORK.Event()

    def hold() -> None:
        with holding_worker_lock(folder):
            held.set()
            time.sleep(60)

    other = FORK.Process(target=hold)
    other.start()
    assert held.wait(20)
    with holding_worker_lock(folder) as mine:
        assert not mine
    other.kill()
    other.join()
    with holding_worker_lock(folder) as mine:
        assert mine


@pytest.mark.parametrize("kind", list(kinds.KINDS))
def test_every_kind_has_what_does_it(kind: str) -> None:
    assert callable(kinds.work_of(kind))
