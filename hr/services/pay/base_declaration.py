"""The declaration of bases as a workbook; it holds identity numbers, and that it was taken is recorded."""

from __future__ import annotations

import io

from hr.audit import record_event
from hr.clock import SHANGHAI
from hr.database import now, unit_of_work
from hr.models.pay.base_proposal import BaseProposal
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.base_proposal import Limits, every_proposal, limits_in
from reports.base_declaration import DeclaredBase, declaration_sheet
from reports.document import Filter, Stamp
from reports.table_export import write_workbook
from vocabulary.periods import Month
from vocabulary.text import Text


def declaration(start: Month, *, viewer: Viewer) -> bytes:
    """基数申报表 for ``start`` as XLSX. OutOfScope for who may not export pay or see identity numbers."""
    for action in (Action.PAY_EXPORT, Action.ID_NUMBER_READ):
        viewer.require(action)
    rows = every_proposal(start, viewer=viewer, action=Action.PAY_EXPORT)
    limits = limits_in(start)
    people = [_line(row, limits) for row in rows]
    out = io.BytesIO()
    stamp = Stamp(now().astimezone(SHANGHAI), viewer.name)
    filters = [Filter(Text("起始月份", "From month"), str(start))]
    write_workbook([declaration_sheet(people)], out, viewer.language, stamp, filters)
    with unit_of_work(viewer, "base_proposal.export") as session:
        record_event(session, "base_proposal", str(start), {"people": len(people)})
    return out.getvalue()


def _line(row: BaseProposal, limits: Limits) -> DeclaredBase:
    person = row.employment.person
    return DeclaredBase(
        person.id_number,
        person.name,
        row.computed_fen,
        limits.kept(row.social_base_fen, limits.social),
        limits.kept(row.housing_base_fen, limits.housing),
        row.ground.label if not row.reason else Text(row.reason, row.reason),
    )
