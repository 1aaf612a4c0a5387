"""`gridhr audit`: whether the trail and the data still agree."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hr.cli.answers import answer, json_option, refusing
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import Tampering, verify
from vocabulary.text import Text

_SOUND = Text("核对 {n} 条审计记录，未发现篡改", "{n} audit entries read; nothing was tampered with")
_BROKEN = Text("核对 {n} 条审计记录，发现 {k} 处异常：", "{n} audit entries read; {k} places do not agree:")


@click.group("audit")
def group() -> None:
    """The audit trail.

    Example: gridhr audit verify --json
    """


@group.command("verify")
@json_option
@with_appcontext
@refusing
def verify_(*, as_json: bool) -> None:
    """Follow the hash chain and compare every row with its last entry; exit status 1 names what was tampered with.

    Example: gridhr audit verify
    """
    entries, found = verify(system_viewer("audit verify"))
    head = (_BROKEN if found else _SOUND).format(n=entries, k=len(found))
    places = [_place(tampering) for tampering in found]
    answer({"entries": entries, "sound": not found, "tampered": places}, as_json, (head, *map(_line, found)))
    if found:
        raise SystemExit(1)


def _place(found: Tampering) -> dict[str, object]:
    return {"table": found.table, "key": found.row_key, "entry": found.entry, "reason": found.reason}


def _line(found: Tampering) -> Text:
    place = Text("  {table} {key}：{reason}", "  {table} {key}: {reason}")
    return place.format(table=found.table, key=found.row_key, reason=found.reason)
