"""`gridhr backup` and `gridhr restore`."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from hr.cli.answers import answer, json_option, refusing, tell
from hr.services.system.backup import back_up, restore
from vocabulary.text import Text

_KEYS = Text(
    "备份不含密钥：请把 keys.json 或 GRIDHR_SECRET_KEY、GRIDHR_DATA_KEY 另行妥善保管，缺了它证件号码等无法解密",
    "The keys are not in it: keep keys.json, or GRIDHR_SECRET_KEY and GRIDHR_DATA_KEY, somewhere else; without them "
    "identity numbers and accounts cannot be read",
)
_MADE = Text("已备份到 {file}（{size} 字节）", "Backed up to {file} ({size} bytes)")
_RESTORED = Text("已恢复；请运行 gridhr audit verify 核对", "Restored: run gridhr audit verify to check it")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@with_appcontext
@refusing
def backup(*, file: Path, as_json: bool) -> None:
    """Copy the SQLite database to FILE while it is in use.

    Example: gridhr backup backup-2026-11-30.db
    """
    made = back_up(file)
    tell(_KEYS)
    found = {"file": str(made.file), "bytes": made.size}
    answer(found, as_json, (_MADE.format(file=made.file, size=made.size),))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Overwrite the database that is there.")
@json_option
@with_appcontext
@refusing
def restore_(*, file: Path, replace: bool, as_json: bool) -> None:
    """Put the backup FILE in the place of the SQLite database; stop the server first.

    Example: gridhr restore backup-2026-11-30.db --replace
    """
    restore(file, replace=replace)
    answer({"file": str(file), "restored": True}, as_json, (_RESTORED,))
