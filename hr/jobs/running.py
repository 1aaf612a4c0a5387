"""What a piece of background work is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hr.permissions.viewer import Viewer
from hr.services.system import background_job
from vocabulary.text import Text


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The job is to be left at once: it was cancelled, or another worker has taken it over."""


@dataclass(frozen=True)
class Running:
    """A job under way: its arguments, in whose name it acts, and where a file that it makes is put."""

    job_id: int
    worker: str
    arguments: Mapping[str, Any]
    viewer: Viewer
    file: Path
    place: Any = None

    def progress(self, words: Text, done: int = 0, total: int = 0, /) -> None:
        """Tell how far it has come; raises Stopped when it is to stop."""
        if not background_job.tell(self.job_id, self.worker, words, done, total):
            raise Stopped

    def keep_place(self, place: object) -> None:
        """Note where the job goes on if it is interrupted; it is given again as ``place``."""
        background_job.keep_place(self.job_id, place)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job came out, in words, and the name of the file that it left (in ``Running.file``), if it did."""

    words: Text
    file_name: str | None = None


Work = Callable[[Running], Outcome]
