"""Handing out payslips as files: all in one, one file a centre, or one a person, locked by a password where wished."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hr.audit import record_event
from hr.clock import SHANGHAI
from hr.database import now, unit_of_work
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.payslip import slip_of, slips_of_run
from hr.queries.pay.slip_documents import RunNames, printed_slip
from hr.refusals import Refusal
from hr.services.pay.pay_file import TakenFile
from reports.document import Stamp
from reports.payslip import SealedSlip, payslip_pdf, payslips_pdf, payslips_zip
from reports.payslip.archive import file_name
from reports.pdf.protection import locked
from vocabulary.terms import Term
from vocabulary.text import Text

SHORTEST_PASSWORD = 6
_ID_SIGNS = 6
_TOO_SHORT = Text("口令至少 {n} 位", "A password has at least {n} characters").format(n=SHORTEST_PASSWORD)
_SHARED = Text(
    "合并文件不能用个人证件号作口令：请选“每人一份”，或自定口令",
    "A file of several people can't be locked by one's identity number: choose one file each, or a password",
)
_NOTHING = Text("没有可打印的工资条", "There is no payslip to print")


class Packing(Term):
    """工资条文件的分法."""

    ONE = "one", "合为一份 PDF", "One PDF for all"
    PER_CENTRE = "per_centre", "每个中心一份 PDF（压缩包）", "A PDF for each centre (ZIP)"
    EACH = "each", "每人一份 PDF（压缩包）", "A PDF for each person (ZIP)"


class Lock(Term):
    """打开口令."""

    NONE = "none", "不加密", "Not locked"
    ID_NUMBER = "id_number", "本人证件号码后 6 位", "Last 6 of their identity number"
    CHOSEN = "chosen", "自定口令", "A password of your own"


@dataclass(frozen=True, slots=True)
class LockWish:
    """How files are to be locked; ``password`` counts where it is chosen. Raises Refusal for one that is too short."""

    lock: Lock = Lock.NONE
    password: str = ""

    def __post_init__(self) -> None:
        if self.lock is Lock.CHOSEN and len(self.password) < SHORTEST_PASSWORD:
            raise Refusal(_TOO_SHORT, "password")

    def for_person(self, id_number: str) -> str | None:
        """What opens one person's file, None for nothing."""
        if self.lock is Lock.ID_NUMBER:
            return id_number[-_ID_SIGNS:]
        return self.password if self.lock is Lock.CHOSEN else None

    def for_several(self) -> str | None:
        """What opens a file of several people; raises Refusal for an identity number, which is one person's."""
        if self.lock is Lock.ID_NUMBER:
            raise Refusal(_SHARED, "lock")
        return self.password if self.lock is Lock.CHOSEN else None


def take_payslips(run_id: int, packing: Packing, wish: LockWish, *, viewer: Viewer) -> TakenFile:
    """All slips of a computed run that could be computed, packed and locked as wished; that it was taken is on record.

    Raises OutOfScope without the right to export pay; Refusal when there is no slip, or the lock does not fit.
    """
    run = run_of(run_id, viewer=viewer, action=Action.PAY_EXPORT)
    run.must_be(*WITH_SLIPS)
    slips = [slip for slip in slips_of_run(run) if slip.failure_zh is None]
    if not slips:
        raise Refusal(_NOTHING)
    names, stamp = RunNames.of(run), stamp_of(run, viewer)
    stem = f"{run.month}-{run.unit.name}-工资条"
    if packing is Packing.EACH:
        made = TakenFile(f"{stem}.zip", _each(slips, names, wish, viewer, stamp))
    elif packing is Packing.PER_CENTRE:
        made = TakenFile(f"{stem}.zip", _per_centre(slips, names, wish.for_several(), viewer, stamp))
    else:
        made = TakenFile(f"{stem}.pdf", _merged(slips, names, wish.for_several(), viewer, stamp))
    with unit_of_work(viewer, "pay_run.export") as session:
        details = {"export": "payslips", "packing": packing.value, "lock": wish.lock.value, "slips": len(slips)}
        record_event(session, "pay_run", run.id, details)
    return made


def take_slip(slip_id: int, wish: LockWish, *, viewer: Viewer) -> TakenFile:
    """One slip with its year to date, locked as wished, for whoever may see it: one's own, too."""
    slip = slip_of(slip_id, viewer=viewer)
    if slip.failure_zh is not None:
        raise Refusal(_NOTHING)
    printed = printed_slip(slip, RunNames.of(slip.run), with_year=True)
    password = wish.for_person(slip.person.id_number)
    content = payslip_pdf(printed, viewer.language, stamp_of(slip.run, viewer), password=password)
    return TakenFile(f"payslip-{slip.month}-{slip.person.staff_number}.pdf", content)


def stamp_of(run: PayRun, viewer: Viewer) -> Stamp:
    """When and by whom it is printed, and the book that it was computed by."""
    return Stamp(now().astimezone(SHANGHAI), viewer.name, run.book_fingerprint or "")


def _each(slips: Sequence[Payslip], names: RunNames, wish: LockWish, viewer: Viewer, stamp: Stamp) -> bytes:
    out = io.BytesIO()
    payslips_zip(_sealed(slips, names, wish), out, viewer.language, stamp)
    return out.getvalue()


def _sealed(slips: Sequence[Payslip], names: RunNames, wish: LockWish) -> Iterator[SealedSlip]:
    for slip in slips:
        person: Person = slip.person
        yield SealedSlip(printed_slip(slip, names), wish.for_person(person.id_number))


def _per_centre(slips: Sequence[Payslip], names: RunNames, password: str | None, viewer: Viewer, stamp: Stamp) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for centre, of_centre in groupby(slips, key=lambda slip: names.centres[slip.unit_id]):
            name = file_name(f"{names.run.month}-{centre}-工资条")
            archive.writestr(f"{name}.pdf", _merged(list(of_centre), names, password, viewer, stamp))
    return out.getvalue()


def _merged(slips: Sequence[Payslip], names: RunNames, password: str | None, viewer: Viewer, stamp: Stamp) -> bytes:
    out = io.BytesIO()
    payslips_pdf((printed_slip(slip, names) for slip in slips), out, viewer.language, stamp)
    return out.getvalue() if password is None else locked(out.getvalue(), password)
