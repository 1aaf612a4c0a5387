"""Forms about dated rows that correct one instead: the address names it (``?correct=``), and a reason is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from flask import request

from hr.forms.organisation.fields import GroupedForm
from hr.refusals import OutOfScope
from hr.services.pay.dated_rows import Dated
from vocabulary.periods import Month
from vocabulary.text import Text

Row = TypeVar("Row", bound=Dated)
_TITLE = Text("更正：{title}", "Correct: {title}")
_PARAMETER = "correct"
_DATES_STAY = {
    "start": Text(
        "更正自该月起的这条记录，起止月份不变", "The entry that begins in this month is put right on its own dates"
    ),
    "last": Text("更正不改截止月份", "A correction leaves the last month as it is"),
}


def is_correction() -> bool:
    """Whether the address names a row to correct."""
    return _PARAMETER in request.args


def row_to_correct(rows: Iterable[Row]) -> Row | None:
    """Of rows within scope the one that the address names; None where it names none, OutOfScope where it is no such."""
    wanted = request.args.get(_PARAMETER, type=int)
    if not is_correction():
        return None
    found = next((row for row in rows if _key(row) == wanted), None)
    if found is None:
        raise OutOfScope(f"dated row {wanted}")
    return found


def filled(row: Dated, fields: Mapping[str, str]) -> dict[str, Any]:
    """What a form shows of a row: by field the column it shows, and the row's dates."""
    last = None if row.valid_to is None else Month.of(row.valid_to)
    dates = {"start": Month.of(row.valid_from), "last": last}
    return {**{name: getattr(row, column) for name, column in fields.items()}, **dates}


def ask_why(form: GroupedForm) -> None:
    """Leave the reason in the form of a correction, whose dates stay, and take it out of every other."""
    if is_correction():
        form.shown_notes = {**form.shown_notes, **_DATES_STAY}
    else:
        del form["correction"]


def why(form: GroupedForm) -> str:
    """The reason of the correction; empty where the form enters something new."""
    return str(form["correction"].data or "") if "correction" in form else ""


def titled(title: Text) -> Text:
    """The title of the page, which says when it is a correction."""
    return _TITLE.format(title=title) if is_correction() else title


def _key(row: Any) -> int:
    key: int = row.id
    return key
