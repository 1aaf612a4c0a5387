"""What a home page is made of: number cards, and things that wait for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hr.permissions.viewer import Viewer
from vocabulary.text import Text

Tone = Literal["", "good", "warn", "bad"]
Kind = Literal["count", "money", "number", "percent", "text"]


@dataclass(frozen=True, slots=True)
class Target:
    """The page that settles a matter: an endpoint with its arguments."""

    endpoint: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One figure; ``kind`` says how it is printed (money in fen)."""

    label: Text
    value: int | float | str | Text | None
    kind: Kind = "count"
    note: Text | None = None
    tone: Tone = ""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One matter that waits: under which heading, what it is about, by when, and where it is settled."""

    heading: Text
    subject: Text | str
    detail: Text | str = ""
    due: date | None = None
    target: Target | None = None


Provider = Callable[[Viewer, date], Iterator[HomeCard | Waiting]]
"""What a part adds to the home page of ``viewer`` on a day; yields nothing to those whom it does not concern."""
