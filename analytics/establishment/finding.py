"""What a staffing rule says when it has found something: who, which rule, why, by when, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from analytics.law import Confidence, LawValue, value_on
from vocabulary.terms import Term
from vocabulary.text import Text

SubjectKind = Literal["person", "unit"]


class Severity(Term):
    """轻重."""

    BREACH = "breach", "违规", "Breach"
    WARNING = "warning", "预警", "Warning"
    NOTICE = "notice", "提醒", "Notice"


class FindingRule(Term):
    """The staffing rules, by their stable codes."""

    CONTRACT_ENDING = "contract_ending", "合同即将到期", "Contract about to end"
    CONTRACT_LAPSED = "contract_lapsed", "合同已到期", "Contract has lapsed"
    PROBATION_TOO_LONG = "probation_too_long", "试用期超限", "Probation too long"
    OPEN_ENDED_DUE = "open_ended_due", "应订无固定期限合同", "Open-ended contract due"
    DISPATCH_TERM_SHORT = "dispatch_term_short", "派遣合同不足两年", "Dispatch contract under two years"
    TEMPORARY_POST_LONG = "temporary_post_long", "临时性岗位超期", "Temporary post too long"
    DISPATCHED_SHARE = "dispatched_share", "劳务派遣比例偏高", "High share of dispatched workers"
    RETIREMENT = "retirement", "到达或临近退休", "Retirement reached or near"
    SUBSIDY_4050 = "subsidy_4050", "“4050”补贴期限", "4050 subsidy period"
    CERTIFICATE_EXPIRING = "certificate_expiring", "证书到期", "Certificate expiring"
    VACANCY = "vacancy", "空编缺员", "Vacancy"
    OVER_QUOTA = "over_quota", "超编", "Over quota"
    ON_BOOKS_NOT_ON_POST = "on_books_not_on_post", "在编不在岗", "On the establishment, not on post"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: ``subject`` is the caller's key of the person or unit, ``due`` the date to act by, if any."""

    rule: FindingRule
    severity: Severity
    subject_kind: SubjectKind
    subject: str
    message: Text
    source: Text
    confidence: Confidence
    advice: Text
    due: date | None = None


@dataclass(frozen=True, slots=True)
class StaffingRule:
    """One rule as it stands on a date: its code, the value in force, and where that stands written."""

    code: FindingRule
    law: LawValue

    @classmethod
    def on(cls, code: FindingRule, key: str, day: date) -> StaffingRule | None:
        """The rule ``key`` of ``law/staffing.yaml`` on ``day``; None when nothing is in force then."""
        law = value_on("staffing", key, day)
        return cls(code, law) if law else None

    @property
    def value(self) -> Any:
        """The value in force, in the law file's unit."""
        return self.law.value

    def person(self, severity: Severity, subject: str, message: Text, advice: Text, due: date | None = None) -> Finding:
        """A finding about a person."""
        return Finding(
            self.code, severity, "person", subject, message, self.law.source, self.law.confidence, advice, due
        )

    def unit(self, severity: Severity, subject: str, message: Text, advice: Text) -> Finding:
        """A finding about a unit."""
        return Finding(self.code, severity, "unit", subject, message, self.law.source, self.law.confidence, advice)
