"""Every blueprint of the HTML door, in the order of the sidebar."""

from __future__ import annotations

from flask import Blueprint

from hr.views.assets import blueprint as assets
from hr.views.calculators.calculator import blueprint as calculator
from hr.views.casework.case import blueprint as case
from hr.views.casework.case_import import blueprint as case_import
from hr.views.casework.log_profile import blueprint as log_profile
from hr.views.casework.match_rule import blueprint as match_rule
from hr.views.casework.work_item import blueprint as work_item
from hr.views.casework.workload import blueprint as workload
from hr.views.insight.dashboard import blueprint as dashboard
from hr.views.insight.equal_pay import blueprint as equal_pay
from hr.views.insight.staffing import blueprint as staffing
from hr.views.insight.turnover import blueprint as turnover
from hr.views.organisation.agency import blueprint as agency
from hr.views.organisation.post import blueprint as post
from hr.views.organisation.unit import blueprint as unit
from hr.views.pay.account_rule import blueprint as account_rule
from hr.views.pay.agency_statement import blueprint as agency_statement
from hr.views.pay.agency_terms import blueprint as agency_terms
from hr.views.pay.back_pay import blueprint as back_pay
from hr.views.pay.bank_file import blueprint as bank_file
from hr.views.pay.bank_format import blueprint as bank_format
from hr.views.pay.base_proposal import blueprint as base_proposal
from hr.views.pay.bureau import blueprint as bureau
from hr.views.pay.own_value import blueprint as own_value
from hr.views.pay.pay_input import blueprint as pay_input
from hr.views.pay.pay_rule import blueprint as pay_rule
from hr.views.pay.pay_run import blueprint as pay_run
from hr.views.pay.pay_scale import blueprint as pay_scale
from hr.views.pay.payslip import blueprint as payslip
from hr.views.pay.payslip_file import blueprint as payslip_file
from hr.views.pay.run_course import blueprint as run_course
from hr.views.pay.run_file import blueprint as run_file
from hr.views.pay.run_report import blueprint as run_report
from hr.views.pay.sheet_imports import agency_payments, bureau_list, opening_tax, pay_items, unpaid_days
from hr.views.pay.sheet_imports import pay_scale as pay_scale_import
from hr.views.pay.simulation_change import blueprint as simulation
from hr.views.pay.standing import blueprint as pay_standing
from hr.views.pay.summary import blueprint as pay_summary
from hr.views.pay.tax_file import blueprint as tax_file
from hr.views.pay.trend import blueprint as pay_trend
from hr.views.pay.work_terms import blueprint as work_terms
from hr.views.pay.year_statement import blueprint as pay_year
from hr.views.staff.assignment import blueprint as assignment
from hr.views.staff.bank_account import blueprint as bank_account
from hr.views.staff.contract import blueprint as contract
from hr.views.staff.employment import blueprint as employment
from hr.views.staff.person import blueprint as person
from hr.views.staff.qualification import blueprint as qualification
from hr.views.staff.staff_import import blueprint as staff_import
from hr.views.system.audit_entry import blueprint as audit_entry
from hr.views.system.background_job import blueprint as background_job
from hr.views.system.login import blueprint as login
from hr.views.system.person_search import blueprint as person_search
from hr.views.system.unit_switch import blueprint as unit_switch
from hr.views.system.user import blueprint as user
from hr.views.talent.career_ladder import blueprint as career_ladder
from hr.views.talent.eligibility import blueprint as eligibility
from hr.views.worktime.shift import blueprint as shift
from hr.views.worktime.shift_import import blueprint as shift_import

BLUEPRINTS: tuple[Blueprint, ...] = (
    assets,
    dashboard,
    turnover,
    equal_pay,
    staffing,
    career_ladder,
    eligibility,
    login,
    workload,
    case,
    work_item,
    case_import,
    log_profile,
    match_rule,
    pay_run,
    run_course,
    run_file,
    run_report,
    bureau,
    bureau_list,
    base_proposal,
    agency_statement,
    agency_payments,
    account_rule,
    back_pay,
    payslip,
    bank_file,
    bank_format,
    tax_file,
    payslip_file,
    pay_summary,
    pay_trend,
    pay_year,
    pay_input,
    pay_items,
    unpaid_days,
    opening_tax,
    pay_standing,
    work_terms,
    simulation,
    pay_rule,
    own_value,
    pay_scale,
    pay_scale_import,
    shift,
    shift_import,
    person,
    employment,
    assignment,
    contract,
    qualification,
    bank_account,
    staff_import,
    unit,
    post,
    agency,
    agency_terms,
    calculator,
    person_search,
    unit_switch,
    user,
    audit_entry,
    background_job,
)
