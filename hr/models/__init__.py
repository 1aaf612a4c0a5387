"""What is stored. Importing this package makes every table known."""

from hr.models import guards
from hr.models.casework import case_event, log_profile, match_rule, source_token, work_item, workload, workload_stale
from hr.models.organisation import agency, agency_terms, post, unit
from hr.models.pay import (
    account_rule,
    agency_payment,
    back_pay,
    bank_file,
    base_proposal,
    bureau_line,
    own_value,
    pay_input,
    pay_item,
    pay_run,
    pay_scale,
    pay_standing,
    payslip,
    simulation,
    tax_year,
)
from hr.models.staff import assignment, bank_account, employment, person, qualification, separation
from hr.models.system import audit_entry, background_job, import_batch, pending_upload, user
from hr.models.talent import appraisal, career_ladder, vacancy
from hr.models.worktime import shift

__all__ = [
    "account_rule",
    "agency",
    "agency_payment",
    "agency_terms",
    "appraisal",
    "assignment",
    "audit_entry",
    "back_pay",
    "background_job",
    "bank_account",
    "bank_file",
    "base_proposal",
    "bureau_line",
    "career_ladder",
    "case_event",
    "employment",
    "guards",
    "import_batch",
    "log_profile",
    "match_rule",
    "own_value",
    "pay_input",
    "pay_item",
    "pay_run",
    "pay_scale",
    "pay_standing",
    "payslip",
    "pending_upload",
    "person",
    "post",
    "qualification",
    "separation",
    "shift",
    "simulation",
    "source_token",
    "tax_year",
    "unit",
    "user",
    "vacancy",
    "work_item",
    "workload",
    "workload_stale",
]
