"""Pay schemes: how a person's monthly pay is made up."""

from __future__ import annotations

from vocabulary.terms import Term


class PayScheme(Term):
    """薪酬方案: which parts make the base pay."""

    ESTABLISHMENT = (
        "establishment",
        "岗位绩效工资制（岗位工资＋薪级工资＋绩效）",
        "Post wage, step wage and performance pay",
    )
    GRADE_STEP = "grade_step", "等级薪级制", "Grade and step of the unit's scale"
    FIXED_MONTHLY = "fixed_monthly", "固定月薪制", "Fixed monthly pay"
    HOURLY = "hourly", "非全日制小时工资", "Part-time pay by the hour"
    CIVIL_SERVICE = (
        "civil_service",
        "参公管理（职务职级工资＋级别工资＋津贴补贴）",
        "Civil-service pay: position wage, rank wage and allowances",
    )
