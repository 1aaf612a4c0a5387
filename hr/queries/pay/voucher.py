"""The accounting vouchers of a run: one for each centre that employs people or uses dispatched ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.queries.pay.account_chart import BOOKED, chart_for
from hr.queries.pay.agency_statement import bills_of
from hr.queries.pay.pay_items import FigureSums, PayItems, sums_by
from hr.queries.pay.run_employers import AGENCY
from hr.refusals import OutOfScope
from payroll.formula.figure import Figure, FigureKind
from reports.document import Filter
from reports.voucher import (
    AgencyBill,
    AmountKind,
    Budget,
    PayAmount,
    PayVoucher,
    agency_entries,
    pay_entries,
    refuse_without_account,
)
from vocabulary.terms import FundSource, PostFamily, UnitNature
from vocabulary.text import Text

_KINDS = dict(zip(BOOKED, AmountKind, strict=True))
_DRAFT = Filter(Text("状态", "State"), Text("未审批，仅供核对", "Not approved: to be looked through only"))


def vouchers_of(run: PayRun, centre_id: int | None = None) -> list[PayVoucher]:
    """The vouchers of a run that was looked up within scope, by centre in the order of the tree, or that of one.

    Raises BadInput that names every element without an account, OutOfScope for a centre that the run doesn't pay for.
    """
    items = PayItems.of_books([run.book_json or ""])
    sums, bills = _sums(run), _bills(run)
    amounts, claimable = _amounts(sums, items.figures(*BOOKED)), _claimable(sums, items.figures(FigureKind.SUBSIDY))
    filters = () if run.state in SETTLED else (_DRAFT,)
    charts = [(centre, chart_for(centre, run.month)) for centre in _asked({*amounts, *bills}, centre_id)]
    refuse_without_account((amounts.get(centre.id, []), chart) for centre, chart in charts)
    found = []
    for centre, chart in charts:
        entries = [*pay_entries(amounts.get(centre.id, []), chart), *agency_entries(bills.get(centre.id, []), chart)]
        claim = claimable.get(centre.id, 0)
        found.append(PayVoucher(centre.name, run.month, tuple(entries), run.paid_on, filters, claim))
    return found


def centres_of(run: PayRun) -> list[Unit]:
    """The centres that a run pays for, in the order of the tree."""
    paths = select(Unit.path).join(Payslip, Payslip.unit_id == Unit.id).where(Payslip.pay_run_id == run.id).distinct()
    return _centres({centre_id_of(path) for path in db.session.scalars(paths)})


def _asked(ids: set[int], centre_id: int | None) -> list[Unit]:
    if centre_id is None:
        return _centres(ids)
    if centre_id not in ids:
        raise OutOfScope(f"centre {centre_id}")
    return _centres([centre_id])


def _centres(ids: Iterable[int]) -> list[Unit]:
    return list(db.session.scalars(select(Unit).where(Unit.id.in_(sorted(ids))).order_by(Unit.path)))


_Key = tuple[int, UnitNature, FundSource, PostFamily]


def _sums(run: PayRun) -> dict[_Key, FigureSums]:
    """On-book pay added up by centre, budget and post family."""
    family = select(Post.family).where(Post.id == Payslip.post_id).scalar_subquery()
    keys = (Unit.path, Unit.nature, Payslip.fund_source, family)
    on_book = (Payslip.pay_run_id == run.id, Payslip.employer.not_like(f"{AGENCY}%"))
    together: defaultdict[_Key, FigureSums] = defaultdict(FigureSums)
    for (path, nature, fund, post_family), sums in sums_by(keys, *on_book).items():
        together[centre_id_of(path), nature, fund, post_family].add(sums.figures)
    return together


def _amounts(together: Mapping[_Key, FigureSums], figures: Sequence[Figure]) -> dict[int, list[PayAmount]]:
    """By centre: what is booked of each figure."""
    found: defaultdict[int, list[PayAmount]] = defaultdict(list)
    for (centre, nature, fund, family), sums in together.items():
        found[centre] += [
            PayAmount(Budget(nature, fund), family, _KINDS[figure.kind], figure.name, figure.label, fen)
            for figure in figures
            if (fen := sums.figures.get(figure.name))
        ]
    return dict(found)


def _claimable(together: Mapping[_Key, FigureSums], figures: Sequence[Figure]) -> dict[int, int]:
    """By centre: subsidies that may be claimed for the month (fen)."""
    found: defaultdict[int, int] = defaultdict(int)
    for (centre, *_), sums in together.items():
        found[centre] += sum(sums.figures.get(figure.name, 0) for figure in figures)
    return found


def _bills(run: PayRun) -> dict[int, list[AgencyBill]]:
    """By centre: what the month's dispatched staff cost, agency by agency."""
    found: defaultdict[int, list[AgencyBill]] = defaultdict(list)
    for bill in bills_of(run):
        found[bill.centre_id].append(AgencyBill(Budget(bill.nature, bill.fund), bill.agency, bill.owed))
    return dict(found)
