"""What an agency says it paid against what was due: short, late, not at all, or to somebody we don't know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.document import Block, Card, Cards, Cell, Column, Document, Filter, Kind, Note, Row, Table
from reports.table_export import Sheet
from vocabulary.money import Fen
from vocabulary.periods import Month
from vocabulary.terms import Term
from vocabulary.text import Text

TITLE = Text("{month} 派遣单位发放核对", "What the agency paid {month}")
FINDINGS = Text("核对发现", "Findings")
BY_KIND = Text("发现汇总", "Findings by kind")


class PaymentFindingKind(Term):
    """派遣发放核对发现."""

    SHORT = "short", "少发工资", "Paid too little"
    SHORT_CONTRIBUTIONS = "short_contributions", "少缴社保公积金", "Contributions too low"
    UNPAID = "unpaid", "未发放", "Not paid"
    LATE = "late", "迟发", "Paid late"
    OVER = "over", "多发", "Paid too much"
    UNKNOWN = "unknown", "人员不明", "Nobody we know"


GRAVE = (
    PaymentFindingKind.SHORT,
    PaymentFindingKind.SHORT_CONTRIBUTIONS,
    PaymentFindingKind.UNPAID,
    PaymentFindingKind.LATE,
)
"""What harms the worker (劳动合同法 art. 60, 85)."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the month's slip says: fen."""

    gross: Fen
    net: Fen
    own_contributions: Fen
    employer_contributions: Fen


@dataclass(frozen=True, slots=True)
class Paid:
    """What the agency's list says: fen, None where it says nothing."""

    gross: Fen
    net: Fen
    own_contributions: Fen | None = None
    employer_contributions: Fen | None = None
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaymentFinding:
    """One thing found of one person; ``due`` and ``paid`` are the figures that differ (fen)."""

    who: str
    kind: PaymentFindingKind
    due: Fen | None
    paid: Fen | None
    note: Text = Text("", "")  # noqa: RUF009 - frozen

    @property
    def missing(self) -> Fen:
        """What is owed to the worker or the funds; below zero where too much was paid."""
        return (self.due or 0) - (self.paid or 0)


_GROSS, _NET = Text("应发", "gross"), Text("实发", "net")
_OWN, _EMPLOYER = Text("个人缴费", "own contributions"), Text("单位缴费", "employer contributions")
_LATE = Text("{paid} 发放，约定不晚于 {due}", "paid on {paid}, agreed for {due} at the latest")


def payment_findings(due: Mapping[str, Due], paid: Mapping[str, Paid], last_day: date | None) -> list[PaymentFinding]:
    """Everything that is wrong with a month's list, by person; ``last_day`` None: no day of payment was agreed."""
    found: list[PaymentFinding] = []
    for who in sorted({*due, *paid}):
        owed, got = due.get(who), paid.get(who)
        if got is None:
            found += [PaymentFinding(who, PaymentFindingKind.UNPAID, owed.net, None)] if owed else []
        elif owed is None:
            found.append(PaymentFinding(who, PaymentFindingKind.UNKNOWN, None, got.net))
        else:
            found += _of_person(who, owed, got)
        if got is not None and last_day is not None and got.paid_on is not None and got.paid_on > last_day:
            note = _LATE.format(paid=got.paid_on, due=last_day)
            found.append(PaymentFinding(who, PaymentFindingKind.LATE, got.net, got.net, note))
    return found


def _of_person(who: str, owed: Due, got: Paid) -> Iterator[PaymentFinding]:
    """Net pay is compared, and gross where net is right: one shortfall is never counted twice."""
    what, due, paid = (_NET, owed.net, got.net) if owed.net != got.net else (_GROSS, owed.gross, got.gross)
    if due != paid:
        kind = PaymentFindingKind.SHORT if paid < due else PaymentFindingKind.OVER
        yield PaymentFinding(who, kind, due, paid, what)
    pairs = (
        (_OWN, owed.own_contributions, got.own_contributions),
        (_EMPLOYER, owed.employer_contributions, got.employer_contributions),
    )
    for what, due, contributed in pairs:
        if contributed is not None and contributed < due:
            yield PaymentFinding(who, PaymentFindingKind.SHORT_CONTRIBUTIONS, due, contributed, what)


@dataclass(frozen=True, slots=True)
class PaymentReview:
    """A month's list of an agency, compared; ``names`` gives number and name of each ``who`` that occurs."""

    issuer: str
    agency: str
    month: Month
    due: int
    paid: int
    findings: tuple[PaymentFinding, ...]
    names: Mapping[str, tuple[str, str]]
    filters: tuple[Filter, ...] = ()


_COLUMNS = (
    Column(Text("工号", "Staff no.")),
    Column(Text("姓名", "Name")),
    Column(Text("发现", "Finding")),
    Column(Text("应付", "Due"), Kind.MONEY),
    Column(Text("已付", "Paid"), Kind.MONEY),
    Column(Text("差额", "Missing"), Kind.MONEY),
    Column(Text("说明", "Note")),
)
_BASIS = Note(
    Text("依据", "Basis"),
    (
        Text(
            "劳动合同法第60条：不得克扣用工单位按派遣协议支付的劳动报酬；第62、63条：用工单位的支付义务与同工同酬。",
            "Labour Contract Law art. 60: the agency keeps back nothing; art. 62, 63: the user's duties, equal pay.",
        ),
        Text(
            "核对发现不影响发薪，请向派遣单位核实并要求补发。",
            "A finding blocks nothing: ask the agency, and have it paid.",
        ),
    ),
)


def review_document(review: PaymentReview) -> Document:
    """Cards, counts by kind, each finding, and the basis."""
    blocks: list[Block] = [_cards(review), _by_kind(review)]
    if review.findings:
        blocks.append(Table(FINDINGS, _COLUMNS, tuple(Row(cells) for cells in _rows(review))))
    blocks.append(_BASIS)
    filters = (Filter(Text("派遣单位", "Agency"), review.agency), *review.filters)
    return Document(TITLE.format(month=review.month), review.issuer, tuple(blocks), None, filters)


def review_sheets(review: PaymentReview) -> list[Sheet]:
    """Each finding a line, and the counts."""
    return [Sheet(FINDINGS, _COLUMNS, [Row(cells) for cells in _rows(review)]), Sheet.of(_by_kind(review))]


def _cards(review: PaymentReview) -> Cards:
    grave = {finding.who for finding in review.findings if finding.kind in GRAVE}
    wages = (PaymentFindingKind.SHORT, PaymentFindingKind.UNPAID)
    missing = sum(finding.missing for finding in review.findings if finding.kind in wages)
    return Cards(
        (
            Card(Text("应发人数", "People due"), review.due, Kind.COUNT),
            Card(Text("清单人数", "People on the list"), review.paid, Kind.COUNT),
            Card(Text("涉及权益的人数", "People wronged"), len(grave), Kind.COUNT, tone="bad" if grave else "good"),
            Card(Text("少发与未发合计", "Pay missing"), missing, Kind.MONEY),
        )
    )


_AGREED = Text("逐人一致，没有发现", "Everybody agrees: nothing was found")
_NO_LIST = Text("还没有发放清单，导入后逐人核对", "There is no list yet: bring it in, and everybody is compared")


def _by_kind(review: PaymentReview) -> Table:
    columns = (Column(Text("发现", "Finding")), Column(Text("项数", "Findings"), Kind.COUNT), _COLUMNS[5])
    rows: list[Sequence[Cell]] = []
    for kind in PaymentFindingKind:
        of_kind = [finding for finding in review.findings if finding.kind is kind]
        if of_kind:
            rows.append((kind.label, len(of_kind), sum(finding.missing for finding in of_kind)))
    nothing = _AGREED if review.paid else _NO_LIST
    return Table(BY_KIND, columns, tuple(Row(tuple(row)) for row in rows), None if rows else nothing)


def _rows(review: PaymentReview) -> Iterator[tuple[Cell, ...]]:
    for finding in review.findings:
        number, name = review.names.get(finding.who, ("", finding.who))
        yield number, name, finding.kind.label, finding.due, finding.paid, finding.missing, finding.note
