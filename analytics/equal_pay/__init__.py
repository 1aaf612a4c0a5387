"""Equal pay for equal work: one-stage regressions of pay, their standard errors, verdicts and corrections."""

from analytics.equal_pay.groups import Group
from analytics.equal_pay.logib import LogibResult, logib
from analytics.equal_pay.logib_form import form_sheet
from analytics.equal_pay.pay_gap import PayGap, PayGapQuestion, pay_gap
from analytics.equal_pay.three_models import GroupGap, ModelResult, ThreeModelsQuestion, three_models
from analytics.equal_pay.verdict import Verdict, kennedy_percent, verdict_of

__all__ = [
    "Group",
    "GroupGap",
    "LogibResult",
    "ModelResult",
    "PayGap",
    "PayGapQuestion",
    "ThreeModelsQuestion",
    "Verdict",
    "form_sheet",
    "kennedy_percent",
    "logib",
    "pay_gap",
    "three_models",
    "verdict_of",
]
