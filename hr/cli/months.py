"""A month as a command's argument."""

from __future__ import annotations

from typing import Any

import click

from vocabulary.periods import Month


class MonthParameter(click.ParamType[Month]):
    """``YYYY-MM``; anything else is wrong usage (exit status 2)."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        """The month, or click's usage error naming what was given."""
        if isinstance(value, Month):
            return value
        try:
            return Month.parse(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM", param, ctx)


MONTH = MonthParameter()
