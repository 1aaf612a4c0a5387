"""What people's own dates show: retirement, the 4050 subsidy, certificates, and absence from the post on the books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from analytics.establishment.finding import Finding, FindingRule, Severity, StaffingRule
from analytics.establishment.inputs import CertificateFact, OnBooksFact, RetirementFact, SubsidyFact
from analytics.establishment.retirement import chosen_month, retirement
from analytics.law import values
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text


def retirements(people: Iterable[RetirementFact], on: date) -> Iterator[Finding]:
    """People whose month of retirement has come or is near, and choices of a month that the rule doesn't allow."""
    rule = StaffingRule.on(FindingRule.RETIREMENT, "retirement_near", on)
    if rule is None:
        return
    for person in people:
        try:
            month = chosen_month(retirement(person.group, person.born), person.chosen_months)
        except BadInput as refused:
            advice = Text("核对出生年月、退休类别和弹性退休选择", "Check birth month, group and chosen month")
            yield rule.person(Severity.WARNING, person.person, refused.reason, advice)
            continue
        away = month - Month.of(on)
        if away <= rule.value:
            yield rule.person(
                Severity.WARNING if away <= 0 else Severity.NOTICE,
                person.person,
                Text(f"{month} 达到退休年龄", f"Reaches retirement age in {month}"),
                Text(
                    "核对缴费年限，办理退休或书面约定弹性延迟",
                    "Check contribution years; retire, or agree on a later month in writing",
                ),
                month.last_day,
            )


def subsidies(people: Iterable[SubsidyFact], on: date) -> Iterator[Finding]:
    """4050 subsidies that are used up, or will be within the notice period; and a rule that has itself lapsed."""
    rule = StaffingRule.on(FindingRule.SUBSIDY_4050, "subsidy_4050", on)
    for person in people:
        if rule is None:
            if last := _lapsed_rule(on):
                yield last.person(Severity.WARNING, person.person, *_RULE_LAPSED)
        elif not _runs_to_retirement(person, rule):
            yield from _subsidy(person, rule, on)


def _subsidy(person: SubsidyFact, rule: StaffingRule, on: date) -> Iterator[Finding]:
    most, used = rule.value["most_months"], person.months_used
    last_day = (Month.of(on) + max(most - used, 0)).last_day
    if used >= most:
        yield rule.person(
            Severity.BREACH if used > most else Severity.WARNING,
            person.person,
            Text(f"补贴已用{used}个月，上限{most}个月", f"{used} months of subsidy used, of {most}"),
            Text(
                "停止申请补贴；合同是否续订另行决定",
                "Claim no more; whether the contract goes on is a question of its own",
            ),
            on,
        )
    elif last_day <= on + timedelta(days=rule.value["warn_days"]):
        yield rule.person(
            Severity.NOTICE,
            person.person,
            Text(
                f"补贴已用{used}个月，{last_day} 后用满{most}个月", f"{used} months used; all {most} after {last_day}"
            ),
            Text("提前安排补贴停止后的工资来源", "Settle who pays once the subsidy ends"),
            last_day,
        )


def _runs_to_retirement(person: SubsidyFact, rule: StaffingRule) -> bool:
    """Whether so little was left to retirement at the first grant that the subsidy goes on until then."""
    left = person.retirement_month and person.retirement_month - person.first_month
    return left is not None and left < rule.value["extend_within_months"]


def _lapsed_rule(on: date) -> StaffingRule | None:
    ended = [law for law in values("staffing", "subsidy_4050") if law.in_force.last and law.in_force.last < on]
    return StaffingRule(FindingRule.SUBSIDY_4050, ended[-1]) if ended else None


_RULE_LAPSED = (
    Text("补贴规定已过有效期，未载入接续规定", "The subsidy rule is out of force and no successor is loaded"),
    Text("核实接续政策并更新规定后再申请", "Find the successor and load it before claiming"),
)


def certificates(held: Iterable[CertificateFact], on: date) -> Iterator[Finding]:
    """Certificates that have lapsed or will within the notice period."""
    rule = StaffingRule.on(FindingRule.CERTIFICATE_EXPIRING, "certificate_notice", on)
    for certificate in held:
        if rule is None or certificate.expires > on + timedelta(days=rule.value):
            continue
        name, expires = certificate.name, certificate.expires
        lapsed = expires < on
        yield rule.person(
            Severity.WARNING if lapsed else Severity.NOTICE,
            certificate.person,
            Text(f"{name.zh}已于 {expires} 失效", f"{name.en} lapsed on {expires}")
            if lapsed
            else Text(f"{name.zh}将于 {expires} 到期", f"{name.en} ends on {expires}"),
            Text("安排复审或换证；失效期间不得从事须持证的工作", "Have it renewed; no work that needs it meanwhile"),
            expires,
        )


def on_books_not_on_post(people: Iterable[OnBooksFact], on: date) -> Iterator[Finding]:
    """在编不在岗: on a unit's establishment, but assigned elsewhere, or paid or rostered without any attendance."""
    rule = StaffingRule.on(FindingRule.ON_BOOKS_NOT_ON_POST, "on_books", on)
    for person in people:
        if rule is None:
            return
        if person.assigned_unit is not None and person.assigned_unit != person.unit:
            yield rule.person(
                Severity.WARNING,
                person.person,
                Text(
                    f"编制在 {person.unit}，{person.month} 任职在 {person.assigned_unit}",
                    f"On the establishment of {person.unit}, assigned to {person.assigned_unit} in {person.month}",
                ),
                Text(
                    "补办借调手续，或将编制转至任职机构",
                    "Put the secondment in writing, or move the place to that unit",
                ),
            )
        elif person.attended_days <= rule.value and (person.paid or person.rostered_days > 0):
            yield rule.person(
                Severity.BREACH,
                person.person,
                Text(
                    f"{person.month} 排班{person.rostered_days}天{'、发薪' if person.paid else ''}，但无出勤",
                    f"Rostered for {person.rostered_days} days{' and paid' if person.paid else ''} in {person.month}, "
                    "but never there",
                ),
                Text(
                    "核实去向与请假，按规定停薪或处理",
                    "Find out where the person is and on what leave; stop pay as the rules say",
                ),
            )
