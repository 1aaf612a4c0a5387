"""Amounts, rates and days as the arguments of commands; what is not one is wrong usage (exit status 2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

import click

from vocabulary.money import fen, ppm

T = TypeVar("T")


class Parsed(click.ParamType[T]):
    """A value read by ``parse``, which raises ValueError for what it can't read; ``form`` says how it is written."""

    def __init__(self, name: str, form: str, parse: Callable[[str], T]) -> None:
        self.name = name
        self.form = form
        self.parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> T:
        """The value, or click's usage error naming what was given and what is expected."""
        if not isinstance(value, str):
            read: T = value  # a default that stands for itself
            return read
        try:
            return self.parse(value)
        except (ValueError, InvalidOperation):
            self.fail(f"{value!r}: {self.form}", param, ctx)


AMOUNT = Parsed("amount", "yuan, at most two decimals (1885.50)", fen)
"""Yuan on the command line, fen in the program."""

PERCENT = Parsed("percent", "a percentage (7, 0.2)", lambda text: ppm(Decimal(text) / 100))
"""Percent on the command line, parts per million in the program."""

DAY = Parsed("date", "YYYY-MM-DD", date.fromisoformat)
