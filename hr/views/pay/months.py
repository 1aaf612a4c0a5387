"""The month that a page about pay is asked for."""

from __future__ import annotations

from flask import request

from hr.views.door import today
from vocabulary.periods import Month


def month_asked(argument: str = "month", default: Month | None = None) -> Month:
    """The month in this page's address; nonsense and none at all fall back to ``default`` (the present one)."""
    try:
        return Month.parse(request.args.get(argument, ""))
    except ValueError:
        return default or Month.of(today())
