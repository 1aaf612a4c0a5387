"""What commands share: answers on standard output, everything else on standard error, refusals as exit status 1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from hr.config import shell_language
from hr.refusals import OutOfScope, Refusal
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

P = ParamSpec("P")
R = TypeVar("R")

json_option = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
"""The ``--json`` flag of every command that answers a question; it arrives as ``as_json``."""


def answer(found: Mapping[str, object], as_json: bool, lines: Iterable[Text | str] | None = None) -> None:
    """Print ``found`` as one JSON object, or for people as ``lines`` (without: a line for each key)."""
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, default=_plain))
        return
    for line in _tree(found) if lines is None else lines:
        click.echo(spoken(line))


def spoken(line: Text | str) -> str:
    """A message in the language of the shell (``GRIDHR_LANG=en`` for English, else Chinese)."""
    return line.in_(shell_language()) if isinstance(line, Text) else line


def tell(line: Text | str) -> None:
    """Progress or a warning, on standard error."""
    click.echo(spoken(line), err=True)


def tell_progress(words: Text, _done: int = 0, _total: int = 0, /) -> None:
    """How far long work has come, on standard error."""
    tell(words)


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose refusals are told on standard error and end it with status 1; put it right above the function."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BadInput as bad:
            refuse(bad.reason, bad.place)
        except Refusal as refusal:
            refuse(refusal.reason)
        except OutOfScope as missing:
            refuse(Text("没有找到：{what}", "Not found: {what}").format(what=str(missing)))
        except Exception as fault:
            older = _of_an_older_version(fault)
            if older is None:
                raise
            refuse(older)

    return told


def _of_an_older_version(fault: Exception) -> Text | None:
    """What to do where a database of an older version is the cause of a fault; calculators never load SQLAlchemy."""
    if not type(fault).__module__.startswith("sqlalchemy."):
        return None
    from hr.database import db
    from hr.schema_version import why_it_fails

    return why_it_fails(db.engine)


def refuse(reason: Text, place: object = None) -> NoReturn:
    """Say why on standard error and end with status 1."""
    tell(f"{spoken(reason)} ({place})" if place else reason)
    raise SystemExit(1)


def _plain(value: object) -> object:
    """How JSON holds what it has no form for: dates and months as text, dataclasses as objects, sets as lists."""
    if is_dataclass(value) and not isinstance(value, type | Month | Text):
        return asdict(value)
    if isinstance(value, Text):
        return spoken(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    item: Callable[[], Any] | None = getattr(value, "item", None)  # a NumPy scalar
    return item() if callable(item) else str(value)


def _tree(found: Mapping[str, object], indent: str = "") -> Iterable[str]:
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _tree(value, indent + "  ")
        elif isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(v, Mapping) for v in value):
            yield f"{indent}{key}:"
            for part in value:
                yield from _bullet(part, indent)
        else:
            yield f"{indent}{key}: {_short(value)}"


def _bullet(part: object, indent: str) -> Iterable[str]:
    if not isinstance(part, Mapping):
        yield f"{indent}  - {_short(part)}"
        return
    yield f"{indent}  - " + "  ".join(f"{key}={_short(value)}" for key, value in part.items())


def _short(value: object) -> str:
    if isinstance(value, Text):
        return spoken(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_short(part) for part in value)
    return "—" if value is None else str(value)
