"""What the analyses of tables share: the file, lists of columns, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click

from hr.cli.answers import json_option, refusing
from hr.cli.calculators.reply import reply
from hr.cli.parameters import Parsed

Columns = tuple[str, ...]


def _columns(text: str) -> Columns:
    names = tuple(part.strip() for part in text.split(",") if part.strip())
    if not names:
        raise ValueError(text)
    return names


COLUMNS = Parsed("columns", "names of columns, with commas between", _columns)
"""``post,tenure`` → ``("post", "tenure")``."""

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def analysis(name: str) -> Callable[[Callable[..., Mapping[str, object]]], click.Command]:
    """A command on a FILE whose function returns the answer; refused input ends it with status 1."""

    def made(function: Callable[..., Mapping[str, object]]) -> click.Command:
        @wraps(function)
        def run(*, as_json: bool, **values: Any) -> None:
            from analytics.equal_pay.verdict import Verdict

            reply(function(**values), as_json, {verdict.value: verdict.label for verdict in Verdict})

        command: Any = refusing(run)
        for option in (json_option, click.argument("file", type=FILE)):
            command = option(command)
        return click.command(name)(command)

    return made
