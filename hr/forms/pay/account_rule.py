"""An account of the general ledger for a part of pay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from wtforms import SelectField
from wtforms.validators import Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, one_of, term, words
from hr.forms.pay.fields import month
from hr.request_language import language
from vocabulary.terms import AccountRole, FundSource, PostFamily, UnitNature
from vocabulary.text import Text

_EVERYTHING = Text("留空即全部适用", "Blank means all")


class AccountForm(GroupedForm):
    """Which account, for what, from when."""

    groups = (
        (Text("用途", "What for"), ("unit_id", "role", "element")),
        (Text("科目", "Account"), ("account", "account_name")),
        (Text("适用范围", "Where"), ("unit_nature", "fund_source", "post_family")),
        (Text("执行时间", "When"), ("start",)),
    )
    notes: ClassVar[Notes] = {
        "element": Text(
            "工资项目、付款用途（net 实发、tax 个税、contributions 社保公积金、agency 派遣）或付款科目编码",
            "The pay element; what is paid (net, tax, contributions, agency); or the number of the paying account",
        ),
        "unit_nature": _EVERYTHING,
        "fund_source": _EVERYTHING,
        "post_family": _EVERYTHING,
        "start": Text("原记录自动截止到上月末", "What is in force ends the day before by itself"),
    }
    unit_id = one_of(Text("机构（含下级）", "Unit (and all below it)"))
    role = term(Text("用途", "Role"), AccountRole)
    element = SelectField(text_of(Text("项目", "For")), [Optional()], choices=[])
    account = words(Text("科目编码", "Account number"), 20)
    account_name = words(Text("科目名称（含明细）", "Account name, sub-accounts included"), 60)
    unit_nature = term(Text("单位性质", "Nature of the unit"), UnitNature, required=False)
    fund_source = term(Text("经费来源", "Fund source"), FundSource, required=False)
    post_family = term(Text("岗位序列", "Post family"), PostFamily, required=False)
    start = month(Text("起始月份", "From month"))

    def offer_elements(self, elements: Sequence[tuple[str, Text]]) -> None:
        """Fill the choice of elements."""
        self.element.choices = [("", "—"), *((code, f"{label.in_(language())} ({code})") for code, label in elements)]
