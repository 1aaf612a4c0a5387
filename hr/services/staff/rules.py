"""The rules of employment, contract and assignment, judged on rows already loaded; each refuses with its field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from analytics.establishment.contracts import probation
from analytics.establishment.inputs import ContractFact
from hr.models.organisation.post import Post
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.refusals import Refusal
from hr.services.staff.wishes import ContractTerms
from vocabulary.periods import DateRange, Month, add_months
from vocabulary.terms import ContractKind, StaffingType
from vocabulary.text import Text


def dates(first: date, last: date | None, field: str = "ends_on") -> DateRange:
    """The range from ``first`` to ``last``; refuses an end before the start."""
    if last is not None and last < first:
        raise Refusal(Text("结束日期早于开始日期", "It ends before it begins"), field)
    return DateRange(first, last)


def agency_fits(staffing_type: StaffingType, agency_id: int | None) -> None:
    """An agency exactly for dispatched workers (劳动合同法 art. 58)."""
    dispatched = staffing_type is StaffingType.DISPATCHED
    if dispatched and agency_id is None:
        raise Refusal(Text("劳务派遣人员须填写派遣单位", "Dispatched staff need their agency"), "agency_id")
    if not dispatched and agency_id is not None:
        raise Refusal(Text("只有劳务派遣人员填写派遣单位", "Only dispatched staff have an agency"), "agency_id")


def one_employment_at_a_time(wished: DateRange, others: Iterable[Employment], field: str = "starts_on") -> None:
    """No two employments of one person share a day."""
    for other in others:
        if wished.overlaps(other.range):
            raise Refusal(
                Text(
                    "与 {first} 起的用工关系重叠；请先办理离职，或办理调动、转换用工性质",
                    "It overlaps the employment from {first}: end that one first, or transfer or convert it",
                ).format(first=other.starts_on),
                field,
            )


def one_primary_at_a_time(wished: DateRange, others: Iterable[Assignment], field: str = "starts_on") -> None:
    """No two primary assignments of one person share a day."""
    for other in others:
        if other.is_primary and wished.overlaps(other.range):
            raise Refusal(
                Text("与 {first} 起的主要任职重叠", "It overlaps the primary assignment from {first}").format(
                    first=other.starts_on
                ),
                field,
            )


def not_twice_on_a_post(wished: DateRange, post_id: int, others: Iterable[Assignment]) -> None:
    """Nobody holds one post twice at once."""
    if any(other.post_id == post_id and wished.overlaps(other.range) for other in others):
        raise Refusal(Text("此人在这段时间已在该岗位任职", "They hold that post already in this time"), "post_id")


def post_is_open(post: Post, on: date) -> None:
    """The post exists on the first day."""
    if post.opened_on > on or (post.closed_on is not None and post.closed_on < on):
        raise Refusal(Text("该岗位在 {day} 未启用", "The post is not open on {day}").format(day=on), "post_id")


def contract_fits(terms: ContractTerms, employment: DateRange, others: Iterable[Contract]) -> None:
    """An end exactly where the kind has one; inside the employment; no day shared with another contract of it."""
    if (terms.kind is ContractKind.OPEN_ENDED) != (terms.ends_on is None):
        raise Refusal(
            Text(
                "无固定期限合同不填终止日期，其他合同必填",
                "An open-ended contract has no end, every other kind needs one",
            ),
            "contract_ends_on",
        )
    wished = dates(terms.starts_on, terms.ends_on, "contract_ends_on")
    if wished.first not in employment:
        raise Refusal(
            Text("合同起始日不在用工关系期间内", "The contract does not begin within the employment"),
            "contract_starts_on",
        )
    for other in others:
        if wished.overlaps(other.range):
            raise Refusal(
                Text("与 {first} 起的合同重叠", "It overlaps the contract from {first}").format(first=other.starts_on),
                "contract_starts_on",
            )


def probation_fits(terms: ContractTerms, staffing_type: StaffingType, earlier: Iterable[Contract]) -> None:
    """No longer than the term allows, and once for a person with an employer (劳动合同法 art. 19).

    ``earlier``: the person's contracts with the same employer. Establishment staff follow 事业单位人事管理条例 art. 13.
    The values are in analytics/law/staffing.yaml.
    """
    until = terms.probation_ends_on
    if until is None:
        return
    if not terms.starts_on <= until <= (terms.ends_on or date.max):
        raise Refusal(Text("试用期截止日不在合同期内", "Probation ends outside the contract"), "probation_ends_on")
    if any(contract.probation_ends_on is not None for contract in earlier):
        raise Refusal(
            Text("同一单位与同一人只能约定一次试用期", "One probation for a person with an employer, and they had it"),
            "probation_ends_on",
        )
    fact = ContractFact(
        person="",
        staffing_type=staffing_type,
        kind=terms.kind,
        start=terms.starts_on,
        end=terms.ends_on,
        probation_months=_begun_months(terms.starts_on, until),
    )
    for finding in probation([fact], terms.starts_on):
        reason = Text("{why}（{source}）", "{why} ({source})").format(why=finding.message, source=finding.source)
        raise Refusal(reason, "probation_ends_on")


def _begun_months(first: date, last: date) -> int:
    """Months from ``first`` to ``last``, a begun one counted in full."""
    after = last + timedelta(days=1)
    months = Month.of(after) - Month.of(first)
    return months + (add_months(first, months) < after)
