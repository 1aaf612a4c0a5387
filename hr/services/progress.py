"""How long work tells how far it has come."""

from __future__ import annotations

from typing import Protocol

from vocabulary.text import Text


class Progress(Protocol):
    """Told in words, and where the steps are known in numbers: ``done`` of ``total``.

    Call it between steps and never inside a unit of work: whoever listens may write to the database, and may raise to
    stop the work.
    """

    def __call__(self, words: Text, done: int = 0, total: int = 0, /) -> None: ...


def silent(_words: Text, _done: int = 0, _total: int = 0, /) -> None:
    """No progress wanted."""
