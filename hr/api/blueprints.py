"""Every resource of the API."""

from __future__ import annotations

from flask_smorest import Blueprint

from hr.api.casework.case_event import blueprint as case_event
from hr.api.casework.workload import blueprint as workload
from hr.api.organisation.unit import blueprint as unit
from hr.api.pay.pay_run import blueprint as pay_run
from hr.api.pay.payslip import blueprint as payslip
from hr.api.staff.person import blueprint as person

BLUEPRINTS: tuple[Blueprint, ...] = (unit, person, pay_run, payslip, workload, case_event)
