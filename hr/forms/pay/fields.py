"""Kinds of fields that forms about pay add to the shared ones."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from hr.forms.form import text_of
from hr.request_language import language
from vocabulary.money import fen, yuan
from vocabulary.periods import Month
from vocabulary.text import Text


class MonthField(StringField):  # type: ignore[misc]
    """A month, picked or typed as YYYY-MM."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data) if isinstance(self.data, Month) else ""

    def process_formdata(self, values: list[str]) -> None:
        self.data = None
        if values and values[0].strip():
            try:
                self.data = Month.parse(values[0])
            except ValueError:
                raise StopValidation(Text("月份写成 2026-10", "Write the month like 2026-10").in_(language())) from None


class TiersField(StringField):  # type: ignore[misc]
    """Tiers typed as ``1=50.00; 5=120.00``: where each begins, and its yuan; gives pairs with whole fen."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "; ".join(f"{least}={yuan(amount)}" for least, amount in self.data or ())

    def process_formdata(self, values: list[str]) -> None:
        self.data = ()
        written = (values[0] if values else "").replace("；", ";").replace("：", "=").replace(":", "=")
        try:
            self.data = tuple(_tier(part) for part in written.split(";") if part.strip())
        except ValueError:
            reason = Text("各档写成 1=50.00; 5=120.00", "Write the tiers like 1=50.00; 5=120.00")
            raise ValueError(reason.in_(language())) from None


def _tier(written: str) -> tuple[int, int]:
    least, _, amount = written.partition("=")
    return int(least), fen(amount)


DATED_BACK = Text(
    "该月已发放并锁定时勾选：锁定的工资条不改，差额在下一批次作补发",
    "Tick it where the month is paid and locked: its slips stay, and the difference is paid with the next run",
)
"""The note beside ``dated_back``."""


def dated_back() -> Any:
    """Whether a change is meant to reach into locked months."""
    return BooleanField(text_of(Text("追溯生效，差额作补发", "Dated back: paid as back pay")))


CORRECTION = Text(
    "标准自起始月份起就录错时填写：那条记录改正，起止不变，审计记录保留原值",
    "For an entry that was wrong from its first month: it is put right on its own dates, and the trail keeps the old",
)
"""The note beside ``correction``."""


def correction() -> Any:
    """Why an entry is corrected; the view takes the field out of the form for something new."""
    return StringField(text_of(Text("更正原因", "Reason of the correction")), [InputRequired(), Length(max=200)])


def month(label: Text, required: bool = True) -> Any:
    """A month; blank gives None where it may be blank."""
    return MonthField(text_of(label), [InputRequired() if required else Optional()], render_kw={"type": "month"})
