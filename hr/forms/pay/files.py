"""What is chosen when pay files are taken out: how they are packed and locked, and how a bank wants its file."""

from __future__ import annotations

from typing import ClassVar

from wtforms import BooleanField, PasswordField
from wtforms.validators import Length, Optional, Regexp

from hr.forms.form import Form, text_of
from hr.forms.organisation.fields import GroupedForm, Groups, Notes, one_of, term, words
from hr.models.pay.bank_file import BankFileForm, FileEncoding
from hr.services.pay.payslip_file import Lock, LockWish, Packing
from vocabulary.text import Text

_LONGEST_PASSWORD = 64


class LockForm(Form):
    """How a file is locked."""

    lock = term(Text("打开口令", "Password to open"), Lock)
    password = PasswordField(
        text_of(Text("自定口令（至少 6 位）", "Your password (6 characters or more)")),
        [Optional(), Length(max=_LONGEST_PASSWORD)],
        render_kw={"autocomplete": "new-password"},
    )

    def wish(self) -> LockWish:
        """What was chosen; raises Refusal for a password that is too short."""
        return LockWish(self.lock.data or Lock.NONE, self.password.data or "")


class PayslipFilesForm(LockForm):
    """How a run's slips are packed."""

    packing = term(Text("分成文件", "Files"), Packing)


class BankFormatForm(GroupedForm):
    """How a bank wants its file."""

    unit_id = one_of(Text("机构（含下级）", "Unit (and all below it)"))
    name = words(Text("格式名称", "Name"), 60)
    form = term(Text("文件类型", "Kind of file"), BankFileForm)
    encoding = term(Text("编码", "Encoding"), FileEncoding)
    with_heading = BooleanField(text_of(Text("首行为列名", "First line names the columns")), default=True)
    with_id_number = BooleanField(text_of(Text("加证件类型和证件号码两列", "Columns for identity document and number")))
    currency = words(Text("币种", "Currency"), 3, required=False)
    purpose = words(Text("用途", "Purpose"), 30, required=False)
    remark = words(Text("备注", "Remark"), 30, required=False)
    widths = words(Text("各列宽度（字节）", "Widths of the columns (bytes)"), 60, required=False)
    groups: ClassVar[Groups] = (
        (Text("适用", "For"), ("unit_id", "name")),
        (Text("文件", "File"), ("form", "encoding", "with_heading", "widths")),
        (Text("内容", "Contents"), ("with_id_number", "currency", "purpose", "remark")),
    )
    notes: ClassVar[Notes] = {
        "name": Text("例如“建设银行网银代发”", "Such as the bank and its program"),
        "encoding": Text("CSV 和定长文本用；.xls 不受影响", "For CSV and fixed-width text; .xls is not concerned"),
        "widths": Text(
            "仅定长文本用，逗号分隔，留空按常用宽度", "For fixed-width text, separated by commas; blank: the usual"
        ),
        "currency": Text("三位代码如 CNY，留空不加此列", "Three letters such as CNY; blank leaves the column out"),
        "purpose": Text("留空不加此列", "Blank leaves the column out"),
        "remark": Text("写在“某年某月”之后", "Follows the month in each line"),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.currency.validators = [*self.currency.validators, Regexp(r"[A-Z]{3}$")]
