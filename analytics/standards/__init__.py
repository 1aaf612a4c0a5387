"""Standard minutes studied: from logs, from a panel of experts, both compared and combined."""

from analytics.standards.combine import COMBINING_RULE, Basis, Comparison, combine, compare
from analytics.standards.durations import Durations, Fault, durations
from analytics.standards.log_study import LogStudy, study_log
from analytics.standards.panel import PanelStudy, study_panel

__all__ = [
    "COMBINING_RULE",
    "Basis",
    "Comparison",
    "Durations",
    "Fault",
    "LogStudy",
    "PanelStudy",
    "combine",
    "compare",
    "durations",
    "study_log",
    "study_panel",
]
