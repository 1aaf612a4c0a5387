"""Staff files as people would hand them in, made up of rows that start from one good example."""

from __future__ import annotations

import csv
import io

from tests.world import resident_id

HEADINGS = {
    "staff_number": "工号",
    "name": "姓名",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "sex": "性别",
    "born_on": "出生日期",
    "retirement_group": "退休类别",
    "mobile": "手机号码",
    "education": "学历",
    "bank_name": "开户银行",
    "bank_account": "银行账号",
    "staffing_type": "用工性质",
    "agency": "派遣单位编码",
    "host_unit": "用工单位编码",
    "post": "岗位编码",
    "joined_on": "入职日期",
    "left_on": "离职日期",
    "separation_kind": "离职类别",
    "contract_kind": "合同期限类型",
    "contract_starts_on": "合同起始日期",
    "contract_ends_on": "合同终止日期",
    "probation_ends_on": "试用期截止日期",
    "pay_scale": "薪级表编码",
    "grade": "岗位等级",
    "step": "薪级",
    "certificate": "职业资格名称",
    "certificate_level": "职业资格等级",
    "certificate_issued_on": "资格取得日期",
}
GOOD = {
    "staffing_type": "劳务派遣",
    "agency": "SF",
    "host_unit": "N",
    "post": "P1",
    "joined_on": "2025-03-01",
    "contract_kind": "固定期限",
    "contract_starts_on": "2025-03-01",
    "contract_ends_on": "2027-02-28",
}


def row(order: int, **changed: str) -> dict[str, str]:
    """The ``order``-th newcomer: a man, dispatched to the post P1 of N; ``changed`` replaces cells."""
    number = resident_id(
        f"310104{1970 + order % 30}{order // 30 % 12 + 1:02d}{order // 360 % 28 + 1:02d}{(order * 2 + 1) % 1000:03d}"
    )
    return GOOD | {"staff_number": f"T{order:05d}", "name": f"陈{order}", "id_number": number} | changed


def staff_csv(*rows: dict[str, str]) -> bytes:
    """The rows as a CSV with Chinese headings."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS.values())
    writer.writerows([one.get(key, "") for key in HEADINGS] for one in rows)
    return out.getvalue().encode("utf-8-sig")
