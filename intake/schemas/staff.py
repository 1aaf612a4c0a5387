"""The staff form: person, employment, contract, primary assignment and pay standing in one row."""

from __future__ import annotations

from datetime import date

from intake.parsers.choices import OneOf
from intake.parsers.dates import Day
from intake.parsers.numbers import Whole
from intake.parsers.plain import Code, Digits, Phone, Words
from intake.schema import Column, Schema
from intake.schemas.common import STAFF_NUMBER
from intake.schemas.staff_checks import contract_fits, derived_from_id, employment_fits, identity_fits, pairs_complete
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

_PERSON = (
    STAFF_NUMBER,
    Column("name", Text("姓名", "Name"), Words(60), required=True, aliases=("员工姓名", "人员姓名"), example="陈静"),
    Column(
        "id_type",
        Text("证件类型", "ID type"),
        OneOf(IdType, {"身份证": IdType.RESIDENT_ID, "居民身份证号": IdType.RESIDENT_ID}),
        example="居民身份证",
        note=Text("不填即居民身份证", "Blank means resident identity card"),
    ),
    Column(
        "id_number",
        Text("证件号码", "ID number"),
        Code(30),
        required=True,
        aliases=("身份证号", "身份证号码", "公民身份号码", "id no"),
        example="11010519491231002X",
        note=Text(
            "居民身份证按国标校验，性别和出生日期由号码得出", "Resident numbers are checked and give sex and birth date"
        ),
    ),
    Column(
        "sex", Text("性别", "Sex"), OneOf(Sex), example="女", note=Text("其他证件必填", "Required for other ID types")
    ),
    Column(
        "born_on",
        Text("出生日期", "Date of birth"),
        Day(),
        aliases=("出生年月日", "生日", "birth date", "born"),
        example="1949-12-31",
        note=Text("其他证件必填", "Required for other ID types"),
    ),
    Column(
        "education",
        Text("学历", "Education"),
        OneOf(
            Education,
            {
                "高中": Education.SENIOR_SECONDARY,
                "中专": Education.SENIOR_SECONDARY,
                "初中": Education.JUNIOR_SECONDARY,
                "专科": Education.COLLEGE,
                "大学专科": Education.COLLEGE,
                "大学本科": Education.BACHELOR,
                "学士": Education.BACHELOR,
                "硕士": Education.MASTER,
                "硕士研究生": Education.MASTER,
                "博士": Education.MASTER,
                "研究生": Education.MASTER,
            },
        ),
        aliases=("文化程度", "最高学历"),
        example="大专",
    ),
    Column(
        "mobile",
        Text("手机号码", "Mobile"),
        Phone(),
        aliases=("手机", "手机号", "联系电话", "电话", "mobile phone"),
        example="13800000000",
    ),
    Column("bank_name", Text("开户银行", "Bank"), Words(60), aliases=("开户行", "银行"), example="示例银行徐汇支行"),
    Column(
        "bank_account",
        Text("银行账号", "Bank account"),
        Digits(8, 32),
        aliases=("工资卡号", "银行卡号", "账号", "卡号"),
        example="6222000000000000000",
    ),
    Column(
        "first_worked_on",
        Text("参加工作日期", "First worked on"),
        Day(),
        aliases=("参加工作时间", "参加工作年月"),
        example="2005-07-01",
        note=Text("计算年休假的累计工龄", "Counts the years of work for annual leave"),
    ),
    Column(
        "retirement_group",
        Text("退休类别", "Retirement group"),
        OneOf(RetirementGroup),
        example="女管理/技术岗位",
        note=Text("男职工可不填", "May stay blank for men"),
    ),
)

_EMPLOYMENT = (
    Column(
        "staffing_type",
        Text("用工性质", "Staffing type"),
        OneOf(
            StaffingType,
            {
                "编内": StaffingType.ESTABLISHMENT,
                "事业编": StaffingType.ESTABLISHMENT,
                "事业编制": StaffingType.ESTABLISHMENT,
                "合同制": StaffingType.CONTRACT,
                "聘用制": StaffingType.CONTRACT,
                "派遣": StaffingType.DISPATCHED,
                "派遣制": StaffingType.DISPATCHED,
                "4050": StaffingType.ASSISTANT_4050,
                "4050协管员": StaffingType.ASSISTANT_4050,
                "协管": StaffingType.ASSISTANT_4050,
                "社工": StaffingType.SOCIAL_WORKER,
            },
        ),
        required=True,
        aliases=("人员性质", "用工形式", "编制类型", "用工类型"),
        example="劳务派遣",
    ),
    Column(
        "agency",
        Text("派遣单位编码", "Agency code"),
        Code(20),
        aliases=("派遣单位", "劳务派遣单位", "派遣公司", "agency"),
        example="AG01",
        note=Text("劳务派遣必填，其他用工性质不填", "For dispatched staff only, and required for them"),
    ),
    Column("fund_source", Text("经费来源", "Fund source"), OneOf(FundSource), example="财政拨款"),
    Column(
        "host_unit",
        Text("用工单位编码", "Host unit code"),
        Code(20),
        required=True,
        aliases=("机构编码", "单位编码", "用工单位", "所在机构", "unit code", "unit"),
        example="XH-XJH",
    ),
    Column(
        "post",
        Text("岗位编码", "Post code"),
        Code(20),
        required=True,
        aliases=("岗位", "post"),
        example="GI",
        note=Text("主要任职的岗位；兼任另行登记", "The primary assignment; concurrent posts are entered apart"),
    ),
    Column(
        "joined_on",
        Text("入职日期", "Joined on"),
        Day(),
        required=True,
        aliases=("到岗日期", "进入单位日期", "入职时间", "到岗时间", "hired on"),
        example="2024-03-01",
    ),
    Column(
        "left_on",
        Text("离职日期", "Left on"),
        Day(),
        aliases=("离职时间", "最后工作日"),
        note=Text("最后一日", "Last day"),
    ),
    Column("separation_kind", Text("离职类别", "Separation kind"), OneOf(SeparationKind)),
    Column("separation_reason", Text("离职原因", "Separation reason"), OneOf(SeparationReason)),
)

_CONTRACT = (
    Column("contract_number", Text("合同编号", "Contract number"), Words(40), aliases=("合同号",), example="2024-0318"),
    Column(
        "contract_kind",
        Text("合同期限类型", "Contract kind"),
        OneOf(ContractKind, {"固定": ContractKind.FIXED, "长期": ContractKind.OPEN_ENDED}),
        aliases=("合同类型", "合同期限"),
        example="固定期限",
    ),
    Column(
        "contract_starts_on",
        Text("合同起始日期", "Contract starts on"),
        Day(),
        aliases=("合同开始日期", "合同起始日", "合同开始"),
        example="2024-03-01",
    ),
    Column(
        "contract_ends_on",
        Text("合同终止日期", "Contract ends on"),
        Day(),
        aliases=("合同结束日期", "合同到期日", "合同到期", "合同终止日"),
        example="2027-02-28",
        note=Text("无固定期限不填", "Blank for open-ended contracts"),
    ),
    Column(
        "probation_ends_on",
        Text("试用期截止日期", "Probation ends on"),
        Day(),
        aliases=("试用期至", "试用期结束日期"),
        example="2024-04-30",
    ),
)

_STANDING = (
    Column(
        "pay_scale", Text("薪级表编码", "Pay scale code"), Code(20), aliases=("薪级表", "pay scale"), example="XH-2025"
    ),
    Column("grade", Text("岗位等级", "Grade"), Code(20), aliases=("等级",), example="G3"),
    Column("step", Text("薪级", "Step"), Whole(1, 99), aliases=("档次", "档"), example="2"),
    Column(
        "certificate",
        Text("职业资格名称", "Certificate"),
        Words(60),
        aliases=("职业资格", "资格证书", "证书名称"),
        example="城市管理网格员",
    ),
    Column(
        "certificate_level",
        Text("职业资格等级", "Certificate level"),
        Whole(1, 5),
        aliases=("技能等级", "证书等级"),
        example="4",
        note=Text("5 为五级（最低），1 为一级；没有等级的不填", "5 is the lowest, 1 the highest; blank without levels"),
    ),
    Column(
        "certificate_issued_on",
        Text("资格取得日期", "Certificate issued on"),
        Day(),
        aliases=("发证日期", "取得日期"),
        example="2025-06-30",
    ),
)


def staff_schema(on: date) -> Schema:
    """The staff form as read on the day ``on`` (birth dates after it are refused).

    Besides its columns a row carries, derived where the cells are blank: ``id_type``, ``sex`` and ``born_on`` (from a
    resident number), ``retirement_group`` (men only), ``fund_source`` stays None for the caller's default.
    """
    return Schema(
        name="staff",
        title=Text("人员信息", "Staff"),
        columns=(*_PERSON, *_EMPLOYMENT, *_CONTRACT, *_STANDING),
        unique=(("staff_number",), ("id_number",)),
        checks=(identity_fits(on), employment_fits, contract_fits, pairs_complete),
        derive=derived_from_id(on),
    )
