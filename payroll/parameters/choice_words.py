"""What the codes that stand as the value of a setting or rule mean, for people."""

from __future__ import annotations

from vocabulary.text import Text

CHOICES: dict[str, Text] = {
    "in_force": Text("施行", "In force"),
    "not_in_force": Text("未施行", "Not in force"),
    "paid_days": Text("按计薪日折算", "By paid days"),
    "deduct_absent": Text("按缺勤日扣减", "Absent days deducted"),
    "yuan_half_up": Text("四舍五入到元", "Half up to the yuan"),
    "jiao_up": Text("见分进角", "Up to the next jiao"),
    "fen_half_up": Text("四舍五入到分", "Half up to the fen"),
    "service_scale": Text("按工龄系数", "By years of service"),
    "national_floor": Text("按国家底线或单位约定比例", "The national floor or the employer's share"),
    "wage_continues": Text("照发工资，津贴归单位", "The wage goes on, the allowance is the employer's"),
    "through_employer": Text("津贴经单位发放，不足补差", "The allowance through the employer, topped up"),
}


def choice_label(code: str) -> Text:
    """What a chosen code means; the code itself where there is no word for it."""
    return CHOICES.get(code, Text(code, code))
