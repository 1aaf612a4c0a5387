"""What must fit together in a row of the staff form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from intake.errors import BadCell
from intake.schema import Derivation, RowCheck, Values
from intake.schemas.common import left_blank_here, out_of_order, required_here
from vocabulary.resident_id import check_resident_id
from vocabulary.terms import ContractKind, IdType, RetirementGroup, Sex, StaffingType
from vocabulary.text import Text

Found = Iterator[tuple[str, BadCell]]

_FROM_ORIGINAL = Text("对照证件原件核对", "Compare with the document itself")
_PAIRS = (
    ("bank_name", "bank_account", Text("开户银行和银行账号应一起填写", "Bank and bank account go together")),
    ("pay_scale", "step", Text("薪级表和薪级应一起填写", "Pay scale and step go together")),
    ("pay_scale", "grade", Text("薪级表和岗位等级应一起填写", "Pay scale and grade go together")),
    ("certificate", "certificate_issued_on", Text("职业资格和取得日期应一起填写", "A certificate goes with its date")),
    ("left_on", "separation_kind", Text("离职日期和离职类别应一起填写", "Leaving goes with its kind")),
    ("contract_kind", "contract_starts_on", Text("合同期限类型和起始日期应一起填写", "A contract goes with its start")),
)


def _is_resident(values: Values) -> bool:
    return values["id_type"] in {None, IdType.RESIDENT_ID}


def identity_fits(on: date) -> RowCheck:
    """A resident number must be right and agree with sex and birth date; other documents need both entered."""

    def check(values: Values) -> Found:
        if not _is_resident(values):
            why = Text("该证件类型须填写性别和出生日期", "This type of document needs sex and date of birth")
            yield from ((key, required_here(why)) for key in ("sex", "born_on") if values[key] is None)
            return
        found = check_resident_id(values["id_number"], on)
        if found.reason:
            yield "id_number", BadCell("bad_id_number", found.reason, _FROM_ORIGINAL)
            return
        for key, says, differs in (
            ("sex", found.sex, Text("性别与身份证号码不符", "The sex differs from the ID number")),
            ("born_on", found.born, Text("出生日期与身份证号码不符", "The date of birth differs from the ID number")),
        ):
            if values[key] is not None and values[key] != says:
                yield key, BadCell("differs_from_id", differs, _FROM_ORIGINAL)

    return check


def derived_from_id(on: date) -> Derivation:
    """ID type, sex and birth date where the number tells them, and the retirement group of men."""

    def derive(values: Values) -> Values:
        found = check_resident_id(values["id_number"], on) if _is_resident(values) else None
        sex = found.sex if found else values["sex"]
        group = values["retirement_group"] or (RetirementGroup.MALE_60 if sex is Sex.MALE else None)
        return {
            "id_type": values["id_type"] or IdType.RESIDENT_ID,
            "id_number": values["id_number"].upper(),
            "sex": sex,
            "born_on": found.born if found else values["born_on"],
            "retirement_group": group,
        }

    return derive


def employment_fits(values: Values) -> Found:
    """Agency exactly for dispatched staff; nobody leaves before joining."""
    dispatched = values["staffing_type"] is StaffingType.DISPATCHED
    if dispatched and values["agency"] is None:
        yield "agency", required_here(Text("劳务派遣人员须填写派遣单位", "Dispatched staff need their agency"))
    if not dispatched and values["agency"] is not None:
        yield "agency", left_blank_here(Text("只有劳务派遣人员填写派遣单位", "Only dispatched staff have an agency"))
    if values["left_on"] is not None and values["left_on"] < values["joined_on"]:
        yield "left_on", out_of_order(Text("离职日期早于入职日期", "Left before joining"))


def contract_fits(values: Values) -> Found:
    """An end exactly where the term has one, and dates in order."""
    kind, start, end = (values[f"contract_{part}"] for part in ("kind", "starts_on", "ends_on"))
    if kind is ContractKind.OPEN_ENDED and end is not None:
        yield (
            "contract_ends_on",
            left_blank_here(Text("无固定期限合同没有终止日期", "An open-ended contract has no end")),
        )
    if kind not in {None, ContractKind.OPEN_ENDED} and end is None:
        yield "contract_ends_on", required_here(Text("该类合同须填写终止日期", "This kind of contract needs its end"))
    if start and end and end < start:
        yield "contract_ends_on", out_of_order(Text("合同终止早于起始", "The contract ends before it starts"))
    probation = values["probation_ends_on"]
    if probation and start and not start <= probation <= (end or date.max):
        yield "probation_ends_on", out_of_order(Text("试用期截止日不在合同期内", "Probation ends outside the contract"))


def pairs_complete(values: Values) -> Found:
    """Cells that mean nothing without each other."""
    for one, other, why in _PAIRS:
        if (values[one] is None) != (values[other] is None):
            yield (one if values[one] is None else other), required_here(why)
