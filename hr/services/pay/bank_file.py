"""Taking out the file that a bank pays salaries by, and keeping the formats that banks want."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, cast

from hr.database import unit_of_work
from hr.models.pay.bank_file import BankFileForm, BankFileFormat, FileEncoding
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.bank_file import BankShare, bank_format_of, bank_shares
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.pay_file import Contents, TakenFile, recorded, settled_run
from reports.bank_file import BankLayout, Payment, bank_file
from reports.payslip.archive import file_name
from vocabulary.bad_input import BadInput
from vocabulary.money import yuan
from vocabulary.periods import Month
from vocabulary.text import Text

if TYPE_CHECKING:
    from reports.bank_file import Form

KIND = "bank_file"
_HELD = Text(
    "{n} 人不能代发（{names}）。请先处理，或确认本次不发他们",
    "{n} people can't be paid by the file ({names}). Settle it first, or confirm that they are left out this time",
)
_NOT_AGREEING = Text(
    "文件 {total} 元与未代发 {held} 元之和不等于本单位实发 {net} 元，未生成文件",
    "The file's {total} and the {held} held back are not the employer's net of {net}: no file was made",
)
_NOBODY = Text("没有可以代发的人", "There is nobody to pay by a file")
_NAMED = 5


def take_bank_file(run_id: int, employer: str, format_id: int, *, viewer: Viewer, leave_out: bool = False) -> TakenFile:
    """The bank's file of one employer's people in a settled run; that it was taken is on record.

    Raises OutOfScope without the right to export pay and to see accounts, for an agency's people, and for a format
    that does not hold there; Refusal while somebody can't be paid, unless ``leave_out`` says to go on without them,
    and when the totals do not agree with the run.
    """
    run = settled_run(run_id, viewer=viewer, also=Action.BANK_READ)
    share = next((one for one in bank_shares(run) if one.employer.key == employer), None)
    if share is None:
        raise OutOfScope(f"bank file of {employer}")
    file, contents = _made(run, share, format_id, leave_out)
    return recorded(run, file, contents, viewer=viewer)


def take_all_bank_files(run_id: int, format_id: int, *, viewer: Viewer, leave_out: bool = False) -> TakenFile:
    """The files of all employers whom the run pays somebody for, in one format, as a ZIP; each is on record.

    Raises as ``take_bank_file``, and then nothing is taken or recorded.
    """
    run = settled_run(run_id, viewer=viewer, also=Action.BANK_READ)
    shares = bank_shares(run)
    for share in shares:
        _refuse_unsettled(share, leave_out)
    made = [_made(run, share, format_id, leave_out) for share in shares if share.payments]
    if not made:
        raise Refusal(_NOBODY)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, _ in made:
            archive.writestr(file_name(file.name), file.content)
    for file, contents in made:
        recorded(run, file, contents, viewer=viewer)
    return TakenFile(f"{run.month}-{run.unit.name}-代发.zip", out.getvalue())


def _made(run: PayRun, share: BankShare, format_id: int, leave_out: bool) -> tuple[TakenFile, Contents]:
    wanted = next((one for one in share.formats if one.id == format_id), None)
    if wanted is None:
        raise OutOfScope(f"bank file format {format_id}")
    _refuse_unsettled(share, leave_out)
    made = bank_file(share.payments, layout_of(wanted, run.month))
    left_out = tuple(held.payee.staff_number for held in share.held)
    contents = Contents(KIND, share.employer.key, made.count, made.total, left_out)
    return TakenFile(f"{run.month}-{share.employer.name}-代发.{made.ending}", made.content), contents


def _refuse_unsettled(share: BankShare, leave_out: bool) -> None:
    if not share.agrees:
        sums = {"total": yuan(share.total), "held": yuan(share.held_total), "net": yuan(share.employer.net)}
        raise Refusal(_NOT_AGREEING.format(**sums))
    if share.held and not leave_out:
        names = "、".join(held.payee.name for held in share.held[:_NAMED])
        raise Refusal(_HELD.format(n=len(share.held), names=names), "leave_out")


def layout_of(wanted: BankFileFormat, month: Month) -> BankLayout:
    """The stored format as the writer takes it, its remark beginning with the month."""
    return BankLayout(
        form=cast("Form", wanted.form.value),
        encoding=wanted.encoding.value,
        with_heading=wanted.with_heading,
        with_id_number=wanted.with_id_number,
        currency=wanted.currency,
        purpose=wanted.purpose,
        remark=f"{month.year}年{month.month}月{wanted.remark}",
        widths=wanted.widths,
    )


@dataclass(frozen=True, slots=True)
class FormatWish:
    """A format as it is to be (see BankFileFormat)."""

    unit_id: int
    name: str
    form: BankFileForm
    encoding: FileEncoding = FileEncoding.GB18030
    with_heading: bool = True
    with_id_number: bool = False
    currency: str = ""
    purpose: str = ""
    remark: str = ""
    widths: str = ""


def add_format(wish: FormatWish, *, viewer: Viewer) -> BankFileFormat:
    """A new format. Raises OutOfScope unless the viewer prepares pay at its unit, Refusal for widths that don't fit."""
    with unit_of_work(viewer, "bank_format.add") as session:
        unit_of(wish.unit_id, viewer=viewer, action=Action.PAY_PREPARE)
        row = BankFileFormat(**asdict(wish))
        _refuse_unfit(row)
        session.add(row)
    return row


def change_format(format_id: int, wish: FormatWish, *, viewer: Viewer) -> BankFileFormat:
    """Other settings for a format; files already taken stay as they were. Raises as ``add_format``."""
    with unit_of_work(viewer, "bank_format.change"):
        row = bank_format_of(format_id, viewer=viewer)
        unit_of(wish.unit_id, viewer=viewer, action=Action.PAY_PREPARE)
        for name, value in asdict(wish).items():
            setattr(row, name, value)
        _refuse_unfit(row)
    return row


def remove_format(format_id: int, *, viewer: Viewer) -> None:
    """Take a format off the list."""
    with unit_of_work(viewer, "bank_format.remove") as session:
        session.delete(bank_format_of(format_id, viewer=viewer))


_TRIED = Payment("6222000000000000", "示例银行", "示例", 1)
_LONGEST_MONTH = Month(2026, 12)


def _refuse_unfit(row: BankFileFormat) -> None:
    """Try the format on one line, so that its faults show when it is kept and not on pay day."""
    try:
        bank_file([_TRIED], layout_of(row, _LONGEST_MONTH))
    except BadInput as bad:
        raise Refusal(bad.reason, bad.place) from None
