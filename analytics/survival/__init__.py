"""Time to an event: Kaplan–Meier, log-rank, Cox regression and how well it foretells."""

from analytics.survival.answer import SurvivalAnswer, SurvivalQuestion, survival
from analytics.survival.concordance import concordance, cross_validated_concordance
from analytics.survival.cox import CoxFit, cox
from analytics.survival.kaplan_meier import KaplanMeier, kaplan_meier
from analytics.survival.log_rank import LogRank, log_rank
from analytics.survival.proportional import ProportionalHazards, proportional_hazards
from analytics.survival.times import Times

__all__ = [
    "CoxFit",
    "KaplanMeier",
    "LogRank",
    "ProportionalHazards",
    "SurvivalAnswer",
    "SurvivalQuestion",
    "Times",
    "concordance",
    "cox",
    "cross_validated_concordance",
    "kaplan_meier",
    "log_rank",
    "proportional_hazards",
    "survival",
]
