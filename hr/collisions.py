"""What somebody is told who was a moment too late: unique constraints of the database, in words."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.exc import IntegrityError

from hr.refusals import Refusal
from vocabulary.text import Text

_JUST_TAKEN = Text(
    "刚刚已有人登记了相同的{what}，请刷新后核对", "Somebody has just entered the same {what}: reload and look"
)
_CODE = Text("编码", "code")
KNOWN: dict[str, tuple[Text, str]] = {
    "uq_person_staff_number": (Text("工号", "staff number"), "staff_number"),
    "uq_person_id_number_index": (Text("证件号码", "identity number"), "id_number"),
    "uq_unit_code": (_CODE, "code"),
    "uq_agency_code": (_CODE, "code"),
    "uq_post_unit_id_code": (_CODE, "code"),
    "uq_pay_scale_code": (_CODE, "code"),
    "uq_work_item_code": (_CODE, "code"),
    "uq_user_login": (Text("用户名", "user name"), "login"),
    "uq_user_person_id": (Text("人员关联", "link to a person"), "person_id"),
    "uq_separation_employment_id": (Text("离职", "leaving"), "on"),
    "ix_employment_person_id_starts_on": (Text("用工关系", "employment"), "starts_on"),
    "ix_pay_run_unit_id_month": (Text("发薪批次", "pay run"), "month"),
    "ix_pay_input_employment_id_month_kind_name": (Text("录入项", "input"), "kind"),
    "ix_appraisal_person_id_year": (Text("年度考核", "appraisal"), "year"),
}
"""By constraint: what is the same, and the field of the form that holds it."""
DATED = frozenset(
    {
        *("pay_scale_cell", "pay_item", "shift_rate", "pay_standing", "contribution_base", "tax_deduction"),
        *("work_terms", "own_value", "agency_terms", "account_rule", "base_proposal", "assignment"),
    }
)
"""Tables in which only the start of a row has to be its own among those of the same thing."""
_SAME_START = Text("起始日期的记录", "row from that day on")
_IN_SQLITE = re.compile(r"UNIQUE constraint failed: (?P<table>\w+)\.(?P<columns>[\w., ]+)")


def refusal_of(error: IntegrityError) -> Refusal | None:
    """The refusal in the place of a unique violation that two people at once run into; None for every other fault."""
    names, table = _place(error.orig)
    known = next((KNOWN[name] for name in names if name in KNOWN), None)
    if known is None and table in DATED:
        known = _SAME_START, "start"
    if known is None:
        return None
    what, field = known
    return Refusal(_JUST_TAKEN.format(what=what), field)


def _place(fault: Any) -> tuple[tuple[str, ...], str | None]:
    """What the violated constraint may be called, and its table; nothing for what is no unique violation."""
    if getattr(fault, "sqlstate", None) == "23505":  # unique_violation in PostgreSQL
        return (str(fault.diag.constraint_name),), str(fault.diag.table_name)
    found = _IN_SQLITE.match(str(fault))
    if found is None:
        return (), None
    table = found["table"]
    columns = found["columns"].replace(f" {table}.", "").replace(",", "_")
    return (f"uq_{table}_{columns}", f"ix_{table}_{columns}"), table
