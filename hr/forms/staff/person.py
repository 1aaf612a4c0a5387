"""Putting a person's data right, certificates and bank accounts."""

from __future__ import annotations

from typing import ClassVar

from hr.forms.organisation.fields import GroupedForm, Groups, Notes, day, term, whole, words
from vocabulary.terms import Education, IdType, RetirementGroup, Sex
from vocabulary.text import Text

_UNCHANGED = Text("留空表示不变", "Blank leaves it as it is")


class CorrectionForm(GroupedForm):
    """What was entered wrongly. Fields that are sealed come empty, and stay as they are when left so."""

    name = words(Text("姓名", "Name"), 60, required=False)
    education = term(Text("学历", "Education"), Education, required=False)
    first_worked_on = day(Text("参加工作日期", "First worked on"), required=False)
    retirement_group = term(Text("退休类别", "Retirement group"), RetirementGroup, required=False)
    mobile = words(Text("手机号码", "Mobile"), 20, required=False)
    id_type = term(Text("证件类型", "ID type"), IdType, required=False)
    id_number = words(Text("证件号码", "ID number"), 30, required=False)
    sex = term(Text("性别", "Sex"), Sex, required=False)
    born_on = day(Text("出生日期", "Date of birth"), required=False)
    groups: ClassVar[Groups] = (
        (Text("基本信息", "Basics"), ("name", "education", "first_worked_on", "retirement_group", "mobile")),
        (Text("证件", "Document"), ("id_type", "id_number", "sex", "born_on")),
    )
    notes: ClassVar[Notes] = {
        "mobile": _UNCHANGED,
        "id_number": _UNCHANGED,
        "sex": Text("居民身份证由号码得出", "Follows from a resident number"),
        "born_on": Text("居民身份证由号码得出", "Follows from a resident number"),
    }


class QualificationForm(GroupedForm):
    """A certificate."""

    name = words(Text("证书名称", "Certificate"), 60)
    level = whole(Text("等级", "Level"), 1, 5, required=False)
    issued_on = day(Text("取得日期", "Issued on"))
    expires_on = day(Text("有效期至", "Valid until"), required=False)
    groups: ClassVar[Groups] = ((Text("资格证书", "Certificate"), ("name", "level", "issued_on", "expires_on")),)
    notes: ClassVar[Notes] = {
        "level": Text("5 为五级（最低），1 为一级；没有等级的不填", "5 is the lowest, 1 the highest; may be blank")
    }


class BankAccountForm(GroupedForm):
    """Another bank account."""

    bank_name = words(Text("开户银行", "Bank"), 60)
    account = words(Text("银行账号", "Account number"), 40)
    holder = words(Text("户名", "Account holder"), 60, required=False)
    groups: ClassVar[Groups] = ((Text("银行账号变更", "Change of bank account"), ("bank_name", "account", "holder")),)
    notes: ClassVar[Notes] = {
        "holder": Text(
            "与姓名相同的不填；不同的，银行代发会退回", "Blank where it is the person's name; banks return another name"
        )
    }
