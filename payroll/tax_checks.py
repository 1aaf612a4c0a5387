"""What is pointed out about taxes and subsidies: a dearer choice for the bonus, its traps, subsidies near their end."""

from __future__ import annotations

from collections.abc import Iterator

from payroll.bonus_trap import bonus_trap
from payroll.findings import Checked, Finding, Severity, finding, rows_of
from vocabulary.money import yuan_grouped
from vocabulary.text import Text


def _dearer_choice(month: Checked) -> Iterator[Finding]:
    """The way chosen for the bonus costs more tax over the year than the other one."""
    names = ("bonus_choice_cost", "bonus_tax_apart", "bonus_tax_merged")
    text = Text(
        "奖金所选计税方式全年多缴 {c} 元（单独计税 {a} 元，并入综合所得 {m} 元），请与本人确认。",
        "The way chosen for the bonus costs {c} yuan more over the year (apart {a}, merged {m}); ask the person.",
    )
    for row in rows_of(month.result.column("bonus_choice_cost") > 0):
        numbers = {name: int(month.result.column(name)[row]) for name in names}
        c, a, m = (yuan_grouped(value) for value in numbers.values())
        yield finding(month, row, (Severity.WARN, "bonus_choice_costs_more"), text.format(c=c, a=a, m=m), numbers)


def _trapped(month: Checked) -> Iterator[Finding]:
    """A little less bonus would leave more: one yuan over a limit costs thousands."""
    bonus = month.result.column("bonus_total") - month.result.column("bonus_merged_amount")
    for row in rows_of(bonus > 0):
        trap = bonus_trap(month.book, month.result.month.first_day, int(bonus[row]))
        if trap is not None:
            numbers = {"bonus_total": int(bonus[row]), "limit": trap.limit, "loss": trap.loss}
            yield finding(month, row, (Severity.WARN, "bonus_trap"), trap.said(int(bonus[row])), numbers)


_LAPSED = Text(
    "该月“4050”补贴政策已到期或未施行，未计补贴；如有后续文件请在“参数”中补录。",
    "The 4050 subsidy rule is not in force in this month, so none is reckoned; enter its successor under Parameters.",
)
_USED_UP = Text(
    "“4050”补贴已用 {u} 个月，满 {m} 个月不再计补贴；劳动合同另行处理。",
    "{u} months of the 4050 subsidies are used; after {m} there are none. The contract is a question of its own.",
)
_ENDING = Text(
    "“4050”补贴连同本月已用 {u} 个月（最多 {m} 个月），将于 {d} 到期，请提前安排。",
    "With this month {u} of {m} months of the 4050 subsidies are used; they end on {d}. Plan ahead.",
)


def _subsidy(month: Checked) -> Iterator[Finding]:
    """Subsidies that have lapsed, are used up, or end within the days of warning."""
    flagged = month.inputs.column("subsidy_4050") != 0
    if not flagged.any():
        return
    on, last_day = month.result.month.first_day, month.result.month.last_day
    most = month.book.whole("subsidy_4050.max_months", on)
    warn = month.book.whole("subsidy_4050.warn_days", on)
    in_force = month.book.choice("subsidy_4050.rule", on) == "in_force"
    for row in rows_of(flagged):
        used = int(month.inputs.column("subsidy_months_used")[row])
        numbers = {"subsidy_months_used": used}
        if not in_force:
            yield finding(month, row, (Severity.WARN, "subsidy_rule_lapsed"), _LAPSED, numbers)
            continue
        if used >= most:
            said = _USED_UP.format(u=used, m=most)
            yield finding(month, row, (Severity.WARN, "subsidy_used_up"), said, numbers)
            continue
        end = (month.result.month + (most - used - 1)).last_day
        if (end - last_day).days <= warn:
            said = _ENDING.format(u=used + 1, m=most, d=end.isoformat())
            yield finding(month, row, (Severity.WARN, "subsidy_ending"), said, numbers)


CHECKS = (_dearer_choice, _trapped, _subsidy)
