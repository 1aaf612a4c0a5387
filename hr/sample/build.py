"""Planning the sample district and writing it into an empty database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hr.permissions.viewer import Viewer
from hr.sample.plan.truth import PlantedTruth
from vocabulary.text import Text

Progress = Callable[[Text], None]


def silent(_text: Text) -> None:
    """Tells nobody."""


def build_sample(
    size: int = 420,
    months: int = 12,
    seed: int = 2017,
    today: date | None = None,
    *,
    viewer: Viewer,
    progress: Progress = silent,
) -> PlantedTruth:
    """Fill an empty database with a fictional district of about ``size`` people and say what was planted in it.

    ``months`` closed months before ``today`` (default: the real date) get cases and one more gets shifts. The same
    arguments make the same world. Raises Refusal when the database already has units, BadInput for a size or number of
    months out of its limits.
    """
    raise NotImplementedError
