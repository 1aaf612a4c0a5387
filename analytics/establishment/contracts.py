"""What contracts show: ending or lapsed, probation too long, an open-ended one due, dispatch and temporary posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from analytics.establishment.finding import Finding, FindingRule, Severity, StaffingRule
from analytics.establishment.inputs import ContractFact
from vocabulary.periods import add_months, whole_years
from vocabulary.terms import ContractKind, StaffingType
from vocabulary.text import Text


def contract_ends(contracts: Iterable[ContractFact], on: date) -> Iterator[Finding]:
    """Contracts that end within the notice period, and those that lapsed without a next one."""
    ending = StaffingRule.on(FindingRule.CONTRACT_ENDING, "contract_ending_notice", on)
    lapsed = StaffingRule.on(FindingRule.CONTRACT_LAPSED, "contract_written", on)
    for contract in contracts:
        if contract.end is None:
            continue
        if lapsed and contract.end < on:
            grace = contract.end + timedelta(days=lapsed.value)
            yield lapsed.person(
                Severity.BREACH,
                contract.person,
                Text(
                    f"合同已于 {contract.end} 到期，未见续订",
                    f"The contract ended on {contract.end} and no next one is on record",
                ),
                Text(
                    "立即续订书面合同或办理终止手续",
                    "Sign the next contract in writing now, or end the employment formally",
                ),
                grace,
            )
        elif ending and contract.end <= on + timedelta(days=ending.value):
            left = (contract.end - on).days
            yield ending.person(
                Severity.WARNING,
                contract.person,
                Text(
                    f"合同将于 {contract.end} 到期，还有{left}天",
                    f"The contract ends on {contract.end}, in {left} days",
                ),
                Text(
                    "与本人商定续订或终止，并书面通知",
                    "Agree on renewal or end with the person, and give notice in writing",
                ),
                contract.end,
            )


def probation(contracts: Iterable[ContractFact], on: date) -> Iterator[Finding]:
    """Probation longer than the term of the contract allows."""
    labour = StaffingRule.on(FindingRule.PROBATION_TOO_LONG, "probation", on)
    institution = StaffingRule.on(FindingRule.PROBATION_TOO_LONG, "institution_probation", on)
    for contract in contracts:
        rule = institution if contract.staffing_type is StaffingType.ESTABLISHMENT else labour
        if rule is None:
            continue
        most = _longest_probation(contract, rule)
        if contract.probation_months > most:
            yield rule.person(
                Severity.BREACH,
                contract.person,
                Text(
                    f"试用期约定{contract.probation_months}个月，按合同期限最长{most}个月",
                    f"Probation of {contract.probation_months} months; this contract allows {most}",
                ),
                Text("缩短试用期；超出部分按转正工资补足", "Shorten it, and pay the full wage for what went beyond"),
                contract.start,
            )


def _longest_probation(contract: ContractFact, rule: StaffingRule) -> int:
    if contract.kind is ContractKind.TASK:
        return int(rule.value["task"])
    term = term_months(contract)
    if term is None:
        return int(rule.value["open_ended"])
    return int(max((step for step in rule.value["by_term"] if step[0] <= term), key=lambda step: step[0])[1])


def term_months(contract: ContractFact) -> int | None:
    """The full months from the first to the last day of a contract; None without an end."""
    if contract.end is None:
        return None
    after = contract.end + timedelta(days=1)
    months = (after.year - contract.start.year) * 12 + after.month - contract.start.month
    return months - (add_months(contract.start, months) > after)


def open_ended_due(contracts: Iterable[ContractFact], on: date) -> Iterator[Finding]:
    """Fixed terms after which, or ten years of service after which, an open-ended contract is due."""
    rule = StaffingRule.on(FindingRule.OPEN_ENDED_DUE, "open_ended", on)
    if rule is None:
        return
    for contract in contracts:
        if contract.kind is not ContractKind.FIXED or contract.staffing_type.value not in rule.value["staffing_types"]:
            continue
        since, years = contract.service_since or contract.start, rule.value["years"]
        if whole_years(since, on) >= years:
            reason = Text(f"自 {since} 起连续工作已满{years}年", f"{years} years of unbroken service since {since}")
        elif contract.fixed_terms >= rule.value["fixed_terms"]:
            terms = contract.fixed_terms
            reason = Text(f"已连续订立{terms}次固定期限合同", f"{terms} fixed terms in a row")
        else:
            continue
        yield rule.person(
            Severity.WARNING,
            contract.person,
            reason,
            Text(
                "续订时应订立无固定期限合同，本人书面提出订固定期限的除外",
                "The next contract has no fixed end, unless the person asks for one in writing",
            ),
            contract.end,
        )


def dispatch_terms(contracts: Iterable[ContractFact], on: date) -> Iterator[Finding]:
    """Dispatch contracts that the agency made for less than two years."""
    rule = StaffingRule.on(FindingRule.DISPATCH_TERM_SHORT, "dispatch_term", on)
    for contract in contracts:
        term = term_months(contract)
        if rule is None or contract.staffing_type is not StaffingType.DISPATCHED or term is None or term >= rule.value:
            continue
        yield rule.person(
            Severity.BREACH,
            contract.person,
            Text(f"派遣单位与其订立的合同只有{term}个月", f"The agency's contract runs for {term} months only"),
            Text("要求派遣单位补订两年以上固定期限合同", "Have the agency sign a fixed term of two years or more"),
            contract.end,
        )


def temporary_posts(contracts: Iterable[ContractFact], on: date) -> Iterator[Finding]:
    """Dispatched workers on a temporary post for longer than six months."""
    rule = StaffingRule.on(FindingRule.TEMPORARY_POST_LONG, "temporary_post", on)
    for contract in contracts:
        since = contract.temporary_post_since
        if rule is None or since is None:
            continue
        last = add_months(since, rule.value) - timedelta(days=1)
        if on > last:
            yield rule.person(
                Severity.BREACH,
                contract.person,
                Text(
                    f"自 {since} 起在临时性岗位，已超过{rule.value}个月",
                    f"On a temporary post since {since}, over {rule.value} months",
                ),
                Text(
                    "转为直接用工，或调整岗位性质并履行程序", "Employ directly, or have the post's nature decided anew"
                ),
                last,
            )
