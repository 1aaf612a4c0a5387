"""The accounting vouchers of a run: one for each centre that employs people or uses dispatched ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

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
from payroll.formula.figure import Figure
from reports.document import Filter
from reports.voucher import AgencyBill, AmountKind, Budget, PayAmount, PayVoucher, agency_entries, pay_entries
from vocabulary.text import Text

_KINDS = dict(zip(BOOKED, AmountKind, strict=True))
_DRAFT = Filter(Text("状态", "State"), Text("未审批，仅供核对", "Not approved: to be looked through only"))


def vouchers_of(run: PayRun) -> list[PayVoucher]:
    """The vouchers of a run that was looked up within scope, by centre in the order of the tree.

    Raises BadInput that names an element without an account.
    """
    amounts, bills = _amounts(run), _bills(run)
    filters = () if run.state in SETTLED else (_DRAFT,)
    found = []
    for centre in _centres({*amounts, *bills}):
        chart = chart_for(centre, run.month)
        entries = [*pay_entries(amounts.get(centre.id, []), chart), *agency_entries(bills.get(centre.id, []), chart)]
        found.append(PayVoucher(centre.name, run.month, tuple(entries), run.paid_on, filters))
    return found


def _centres(ids: Iterable[int]) -> list[Unit]:
    return list(db.session.scalars(select(Unit).where(Unit.id.in_(sorted(ids))).order_by(Unit.path)))


def _amounts(run: PayRun) -> dict[int, list[PayAmount]]:
    """By centre: the sums of on-book pay by budget, post family and figure."""
    figures = {figure.name: figure for figure in PayItems.of_books([run.book_json or ""]).figures(*BOOKED)}
    family = select(Post.family).where(Post.id == Payslip.post_id).scalar_subquery()
    keys = (Unit.path, Unit.nature, Payslip.fund_source, family)
    on_book = (Payslip.pay_run_id == run.id, Payslip.employer.not_like(f"{AGENCY}%"))
    together: defaultdict[tuple[Any, ...], FigureSums] = defaultdict(FigureSums)
    for (path, *rest), sums in sums_by(keys, *on_book).items():
        together[centre_id_of(path), *rest].add(sums.figures)
    found: defaultdict[int, list[PayAmount]] = defaultdict(list)
    for (centre, nature, fund, post_family), sums in together.items():
        found[centre] += _booked(Budget(nature, fund), post_family, sums.figures, figures)
    return dict(found)


def _booked(budget: Budget, family: Any, sums: Mapping[str, int], figures: Mapping[str, Figure]) -> Iterable[PayAmount]:
    for name, figure in figures.items():
        if sums.get(name):
            yield PayAmount(budget, family, _KINDS[figure.kind], name, figure.label, sums[name])


def _bills(run: PayRun) -> dict[int, list[AgencyBill]]:
    """By centre: what the month's dispatched staff cost, agency by agency."""
    found: defaultdict[int, list[AgencyBill]] = defaultdict(list)
    for bill in bills_of(run):
        found[bill.centre_id].append(AgencyBill(Budget(bill.nature, bill.fund), bill.agency, bill.owed))
    return dict(found)
