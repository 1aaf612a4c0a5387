"""How a bank wants its file of salaries, and which pay files of a run were handed out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from vocabulary.terms import Term


class BankFileForm(Term):
    """代发文件类型."""

    CSV = "csv", "CSV 文本", "CSV text"
    XLS = "xls", "Excel 97-2003（.xls）", "Excel 97-2003 (.xls)"
    TXT = "txt", "定长文本（.txt）", "Fixed-width text (.txt)"


class FileEncoding(Term):
    """文件编码: what the bank's program reads."""

    GB18030 = "gb18030", "GB18030（多数网银）", "GB18030 (most banks)"
    UTF_8_SIG = "utf-8-sig", "UTF-8（带 BOM）", "UTF-8 with a byte order mark"


class BankFileFormat(Model):
    """银行代发格式 of a unit and everything below it. An empty ``currency`` or ``purpose`` leaves out its column.

    ``remark`` goes into every line after the month; ``widths`` are the bytes of a fixed-width file's columns,
    separated by commas (empty: the usual ones).
    """

    __tablename__ = "bank_file_format"
    __table_args__ = (Index(None, "unit_id", "name", unique=True),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(60))
    form: Mapped[BankFileForm]
    encoding: Mapped[FileEncoding] = mapped_column(default=FileEncoding.GB18030)
    with_heading: Mapped[bool] = mapped_column(default=True)
    with_id_number: Mapped[bool] = mapped_column(default=False)
    currency: Mapped[str] = mapped_column(String(3), default="")
    purpose: Mapped[str] = mapped_column(String(30), default="")
    remark: Mapped[str] = mapped_column(String(30), default="工资")
    widths: Mapped[str] = mapped_column(String(60), default="")

    unit: Mapped[Unit] = relationship()


class PayFile(Model):
    """报送文件记录: a file with money or taxes in it that left the program, with its control totals and digest.

    ``kind`` names what it was (``bank_file``, ``tax_wages`` …), ``subject`` for whom (``unit:12``, ``agency:3``).
    """

    __tablename__ = "pay_file"
    __table_args__ = (
        CheckConstraint("people >= 0 AND left_out >= 0", name="counts_not_negative"),
        Index(None, "pay_run_id", "kind"),
    )

    id: Mapped[Key]
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(24), default="")
    file_name: Mapped[str] = mapped_column(String(200))
    people: Mapped[int] = mapped_column(Integer)
    total_fen: Mapped[int]
    left_out: Mapped[int] = mapped_column(Integer, default=0)
    sha256: Mapped[str] = mapped_column(String(64))
    taken_by: Mapped[str] = mapped_column(String(60))
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_at: Mapped[datetime] = mapped_column(default=now)

    run: Mapped[PayRun] = relationship()
