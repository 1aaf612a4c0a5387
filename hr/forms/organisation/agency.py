"""Dispatch agencies."""

from __future__ import annotations

from typing import ClassVar

from wtforms.validators import InputRequired

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Groups, YuanField, day, words
from vocabulary.text import Text


class AgencyForm(GroupedForm):
    """An agency."""

    code = words(Text("编码", "Code"), 20)
    name = words(Text("名称", "Name"), 80)
    licence_number = words(Text("劳务派遣经营许可证号", "Dispatch licence number"), 40, required=False)
    licence_until = day(Text("许可证有效期至", "Licence until"), required=False)
    service_fee_fen = YuanField(text_of(Text("管理费（元/人·月）", "Fee (yuan a month each)")), [InputRequired()])
    groups: ClassVar[Groups] = (
        (Text("派遣单位", "Agency"), ("code", "name", "licence_number", "licence_until", "service_fee_fen")),
    )
