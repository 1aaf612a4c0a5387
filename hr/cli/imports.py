"""`gridhr import`: files in, with a dry run, and a workbook of what could not be taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing, tell, tell_progress
from hr.permissions.viewer import Viewer
from hr.services.progress import Progress
from hr.services.staff.import_result import ImportResult
from intake.cells import text_of
from intake.errors import RowError
from vocabulary.text import Text

SHOWN = 20
_PERSONAL = frozenset({"id_number", "mobile", "bank_account"})
_ERROR = Text("第 {row} 行 {column}：{reason}；{suggestion}", "Row {row} {column}: {reason}; {suggestion}")
_MORE = Text("……另有 {n} 处，见 {file}", "… and {n} more, see {file}")
_REFUSED = Text(
    "{n} 行有误，未写入任何数据（--keep-good 只保留正确的行）",
    "{n} rows are wrong, so nothing was written (--keep-good keeps the good rows)",
)
_UNMATCHED = Text(
    "新记录中 {actors} 条的经办人、{items} 条的事项在本系统中没有对应，照样保留",
    "Of the new events {actors} have an actor and {items} a work item unknown here; they are kept",
)
_DRY = Text("试运行：没有写入任何数据", "Dry run: nothing was written")


@click.group("import")
def group() -> None:
    """Take in files: XLSX, CSV or CSV.gz. The same file twice changes nothing.

    Rows that can't be taken are named on standard error and written to a workbook to mend; with any of them nothing is
    taken and the status is 1, unless --keep-good takes the others.

    Example: gridhr import staff staff.xlsx --dry-run
    """


class Wish:
    """How a file is to be taken: by whom, tried only, keeping good rows, and where rejects go."""

    def __init__(self, viewer: Viewer, *, keep_good: bool, dry_run: bool, rejects: Path | None) -> None:
        self.viewer = viewer
        self.keep_good = keep_good
        self.dry_run = dry_run
        self.rejects = rejects

    @property
    def options(self) -> dict[str, Any]:
        """The keyword arguments that every import takes."""
        progress: Progress = tell_progress
        return {
            "viewer": self.viewer,
            "keep_good": self.keep_good,
            "dry_run": self.dry_run,
            "progress": progress,
        }


def importing(name: str, help_text: str) -> Callable[[Callable[..., ImportResult]], click.Command]:
    """A subcommand ``name``: its function is given the file, the wish and its own options, and gives the result."""

    def made(function: Callable[..., ImportResult]) -> click.Command:
        def run(
            *,
            file: Path,
            login: str | None,
            keep_good: bool,
            dry_run: bool,
            rejects: Path | None,
            as_json: bool,
            **own: Any,
        ) -> None:
            viewer = acting(login, f"import {name}")
            wish = Wish(viewer, keep_good=keep_good, dry_run=dry_run, rejects=rejects)
            conclude(function(file, wish, **own), file, wish, as_json)

        command: Any = with_appcontext(refusing(run))
        command.__click_params__ = list(getattr(function, "__click_params__", []))
        for option in _OPTIONS:
            command = option(command)
        return group.command(name, help=f"{help_text}\n\nExample: gridhr import {name} {function.__doc__}")(command)

    return made


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    json_option,
    as_option,
    click.option("--rejects", type=click.Path(path_type=Path), help="Where the workbook of rejected rows goes."),
    click.option("--keep-good", is_flag=True, help="Take the good rows though others are wrong."),
    click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing."),
    click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
)


def conclude(result: ImportResult, file: Path, wish: Wish, as_json: bool) -> None:
    """Answer with the counts, name what was rejected, and end with status 1 where the file is (or would be) refused."""
    place = _write_rejects(result, file, wish)
    for error in result.errors[:SHOWN]:
        tell(_said(error))
    if len(result.errors) > SHOWN:
        tell(_MORE.format(n=len(result.errors) - SHOWN, file=place))
    if wish.dry_run:
        tell(_DRY)
    answer(result.answer(str(place) if place else None), as_json)
    if result.rejected and not wish.keep_good:
        tell(_REFUSED.format(n=result.rejected))
        raise SystemExit(1)


def _write_rejects(result: ImportResult, file: Path, wish: Wish) -> Path | None:
    """Readable by its owner alone: the rows hold personal data."""
    if result.rejects is None:
        return None
    folder: Path = current_app.config["SETTINGS"].folder
    place = wish.rejects or folder / "rejects" / f"{file.name.partition('.')[0]}-rejects.xlsx"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    place.write_bytes(result.rejects)
    return place


def _said(error: RowError) -> Text:
    value = "***" if error.key in _PERSONAL and error.value else text_of(error.value)[:40]
    column = f"「{error.column}」{value}" if error.column else ""
    return _ERROR.format(row=error.row, column=column, reason=error.reason, suggestion=error.suggestion)


@importing("staff", "People with employment, contract, post and pay standing, from the staff form.")
def staff(file: Path, wish: Wish) -> ImportResult:
    """staff.xlsx --dry-run"""
    from hr.services.staff.staff_import import import_staff

    return import_staff(file, file.name, **wish.options)


@importing("shifts", "Shifts as they were worked, from the shift form, in Shanghai's time.")
@click.option("--dated-back", is_flag=True, help="Take shifts of locked months, too: they are paid as back pay.")
def shifts(file: Path, wish: Wish, *, dated_back: bool) -> ImportResult:
    """shifts.xlsx --keep-good"""
    from hr.services.worktime.shift_import import import_shifts

    return import_shifts(file, file.name, dated_back=dated_back, **wish.options)


@importing("cases", "Events of the case loop from a platform's export, read through a profile.")
@click.option("--profile", default="gridhr", show_default=True, help="A shipped profile's name, or a YAML file.")
def cases(file: Path, wish: Wish, profile: str) -> ImportResult:
    """receipts.csv.gz --profile nl_permit_receipt"""
    from hr.services.casework.case_import import CaseFile, import_cases

    result = import_cases(CaseFile.of(file, file.name, profile), **wish.options)
    if result.unmatched_actors or result.unmatched_items:
        tell(_UNMATCHED.format(actors=result.unmatched_actors, items=result.unmatched_items))
    return result


@importing("agency-payments", "What a dispatch agency says it paid, by ID or staff number, month by month.")
def agency_payments(file: Path, wish: Wish) -> ImportResult:
    """agency-2026-10.xlsx --dry-run"""
    from hr.services.pay.agency_payment_import import import_agency_payments

    return import_agency_payments(file, file.name, **wish.options)


@importing("bureau-list", "The bureau's monthly list of contributions, to be compared with the pay runs.")
def bureau_list(file: Path, wish: Wish) -> ImportResult:
    """bureau-2026-10.xlsx --dry-run"""
    from hr.services.pay.bureau_import import import_bureau_list

    return import_bureau_list(file, file.name, **wish.options)
