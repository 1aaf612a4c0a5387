"""Hiring, contracts, moves, conversions and separations."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import BooleanField

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Groups, Notes, day, long_words, one_of, term, words
from hr.services.staff.wishes import ContractTerms
from vocabulary.terms import (
    ContractKind,
    Education,
    FundSource,
    IdType,
    RetirementGroup,
    SeparationKind,
    SeparationReason,
    Sex,
    StaffingType,
)
from vocabulary.text import Text

_PERSON = Text("身份", "Identity")
_EMPLOYMENT = Text("用工与任职", "Employment and post")
_CONTRACT = Text("合同", "Contract")
_CONTRACT_FIELDS = ("contract_kind", "contract_number", "contract_starts_on", "contract_ends_on", "probation_ends_on")
_CONTRACT_NOTES = {
    "contract_kind": Text(
        "不选即暂不登记合同；须在用工之日起一个月内订立", "Blank: none yet; one is due within a month"
    ),
    "contract_starts_on": Text("不填即用工起始日", "Blank means the first day of work"),
    "contract_ends_on": Text("无固定期限不填", "Blank for open-ended contracts"),
    "probation_ends_on": Text(
        "没有试用期不填；期限按合同期限校验", "Blank without probation; checked against the term"
    ),
}


class WithContract(GroupedForm):
    """The contract's fields, for forms that may carry one."""

    contract_kind = term(Text("合同期限类型", "Contract kind"), ContractKind, required=False)
    contract_number = words(Text("合同编号", "Contract number"), 40, required=False)
    contract_starts_on = day(Text("合同起始日期", "Contract starts on"), required=False)
    contract_ends_on = day(Text("合同终止日期", "Contract ends on"), required=False)
    probation_ends_on = day(Text("试用期截止日期", "Probation ends on"), required=False)

    def terms(self, default_start: Any) -> ContractTerms | None:
        """The contract as typed in, None without its kind."""
        if self.contract_kind.data is None:
            return None
        return ContractTerms(
            kind=self.contract_kind.data,
            number=self.contract_number.data,
            starts_on=self.contract_starts_on.data or default_start,
            ends_on=self.contract_ends_on.data,
            probation_ends_on=self.probation_ends_on.data,
        )


class RehireForm(WithContract):
    """Somebody known comes back."""

    post_id = one_of(Text("岗位", "Post"))
    staffing_type = term(Text("用工性质", "Staffing type"), StaffingType)
    agency_id = one_of(Text("派遣单位", "Agency"), required=False)
    fund_source = term(Text("经费来源", "Fund source"), FundSource)
    starts_on = day(Text("入职日期", "First day"))
    first_wage_in_year = BooleanField(text_of(Text("当年首次取得工资薪金", "First wage anywhere this year")))
    groups: ClassVar[Groups] = (
        (_EMPLOYMENT, ("post_id", "staffing_type", "agency_id", "fund_source", "starts_on", "first_wage_in_year")),
        (_CONTRACT, _CONTRACT_FIELDS),
    )
    notes: ClassVar[Notes] = _CONTRACT_NOTES | {
        "agency_id": Text("劳务派遣必填，其他不填", "For dispatched staff only, and required for them"),
        "first_wage_in_year": Text(
            "公告2020年第13号：预扣个税时按当年累计月份减除费用",
            "Announcement 13 of 2020: deductions count from January",
        ),
    }


class HireForm(RehireForm):
    """Somebody new."""

    staff_number = words(Text("工号", "Staff number"), 20)
    name = words(Text("姓名", "Name"), 60)
    id_type = term(Text("证件类型", "ID type"), IdType)
    id_number = words(Text("证件号码", "ID number"), 30)
    sex = term(Text("性别", "Sex"), Sex, required=False)
    born_on = day(Text("出生日期", "Date of birth"), required=False)
    retirement_group = term(Text("退休类别", "Retirement group"), RetirementGroup, required=False)
    education = term(Text("学历", "Education"), Education, required=False)
    mobile = words(Text("手机号码", "Mobile"), 20, required=False)
    first_worked_on = day(Text("参加工作日期", "First worked on"), required=False)
    groups: ClassVar[Groups] = (
        (
            _PERSON,
            (
                *("staff_number", "name", "id_type", "id_number", "sex", "born_on"),
                *("retirement_group", "education", "mobile", "first_worked_on"),
            ),
        ),
        *RehireForm.groups,
    )
    notes: ClassVar[Notes] = RehireForm.notes | {
        "sex": Text("居民身份证由号码得出", "Follows from a resident number"),
        "born_on": Text("居民身份证由号码得出", "Follows from a resident number"),
        "retirement_group": Text("女职工必填，男职工可不填", "Needed for women, not for men"),
    }


class ContractForm(WithContract):
    """A further contract."""

    groups: ClassVar[Groups] = ((_CONTRACT, _CONTRACT_FIELDS),)
    notes: ClassVar[Notes] = {
        key: note for key, note in _CONTRACT_NOTES.items() if key not in {"contract_kind", "contract_starts_on"}
    }


class ConversionForm(WithContract):
    """Another staffing type from a day on."""

    on = day(Text("自", "From"))
    staffing_type = term(Text("新的用工性质", "New staffing type"), StaffingType)
    agency_id = one_of(Text("派遣单位", "Agency"), required=False)
    fund_source = term(Text("经费来源", "Fund source"), FundSource)
    note = words(Text("说明", "Note"), 500, required=False)
    groups: ClassVar[Groups] = (
        (Text("转换用工性质", "Conversion"), ("on", "staffing_type", "agency_id", "fund_source", "note")),
        (_CONTRACT, _CONTRACT_FIELDS),
    )
    notes: ClassVar[Notes] = _CONTRACT_NOTES | {"agency_id": RehireForm.notes["agency_id"]}


class SeparationForm(GroupedForm):
    """How an employment ends."""

    on = day(Text("最后一日", "Last day"))
    kind = term(Text("离职类别", "Kind"), SeparationKind)
    reason = term(Text("离职原因", "Reason"), SeparationReason)
    note = long_words(Text("说明", "Note"), 500)
    groups: ClassVar[Groups] = ((Text("离职", "Separation"), ("on", "kind", "reason", "note")),)
    notes: ClassVar[Notes] = {
        "kind": Text("用于流失分析，按事实选择", "Turnover counts by it: choose what is true"),
        "reason": Text("本人所述或单位认定的主要原因", "The main reason, as told or as found"),
    }


class TransferForm(GroupedForm):
    """Another primary post."""

    post_id = one_of(Text("新岗位", "New post"))
    on = day(Text("自", "From"))
    groups: ClassVar[Groups] = ((Text("调动", "Transfer"), ("post_id", "on")),)


class ConcurrentForm(GroupedForm):
    """A further post."""

    post_id = one_of(Text("兼任岗位", "Further post"))
    starts_on = day(Text("自", "From"))
    ends_on = day(Text("至", "To"), required=False)
    groups: ClassVar[Groups] = ((Text("兼任", "Further post"), ("post_id", "starts_on", "ends_on")),)


class EndForm(GroupedForm):
    """The last day of a further post."""

    on = day(Text("最后一日", "Last day"))
    groups: ClassVar[Groups] = ((Text("结束兼任", "End the further post"), ("on",)),)
