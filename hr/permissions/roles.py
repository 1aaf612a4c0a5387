"""Which role may do what; sensitive data goes only to roles that need it (个人信息保护法 art. 6)."""

from __future__ import annotations

from hr.permissions.actions import WRITES, Action
from vocabulary.terms import Role

_AGGREGATES = frozenset({Action.UNIT_READ, Action.OVERVIEW_READ, Action.TURNOVER_READ, Action.EQUAL_PAY_READ})

ACTIONS_OF: dict[Role, frozenset[Action]] = {
    Role.HR_OFFICER: _AGGREGATES
    | {
        Action.UNIT_WRITE,
        Action.STAFF_READ,
        Action.STAFF_WRITE,
        Action.STAFF_EXPORT,
        Action.ID_NUMBER_READ,
        Action.WORKTIME_READ,
        Action.WORKTIME_WRITE,
        Action.CASE_READ,
        Action.CASE_WRITE,
        Action.WORKLOAD_READ,
        Action.PAY_STANDING_WRITE,
        Action.PAY_SIMULATION_READ,
        Action.PAY_SIMULATE,
        Action.CAREER_READ,
        Action.CAREER_WRITE,
    },
    Role.FINANCE: frozenset(
        {
            Action.UNIT_READ,
            Action.OVERVIEW_READ,
            Action.STAFF_READ,
            Action.ID_NUMBER_READ,
            Action.BANK_READ,
            Action.BANK_WRITE,
            Action.WORKTIME_READ,
            Action.PAY_READ,
            Action.PAY_PREPARE,
            Action.PAY_EXPORT,
            Action.PAY_SIMULATION_READ,
            Action.PAY_SIMULATE,
        }
    ),
    Role.FINANCE_APPROVER: frozenset(
        {
            Action.UNIT_READ,
            Action.OVERVIEW_READ,
            Action.STAFF_READ,
            Action.BANK_READ,
            Action.PAY_READ,
            Action.PAY_APPROVE,
            Action.PAY_EXPORT,
            Action.PAY_SIMULATION_READ,
            Action.EQUAL_PAY_READ,
        }
    ),
    Role.UNIT_MANAGER: _AGGREGATES
    | {
        Action.STAFF_READ,
        Action.WORKTIME_READ,
        Action.CASE_READ,
        Action.WORKLOAD_READ,
        Action.CAREER_READ,
        Action.CAREER_WRITE,
    },
    Role.LEADER: _AGGREGATES | {Action.PAY_SIMULATION_READ},
    Role.GRID_WORKER: frozenset(),
    Role.AUDITOR: frozenset(Action) - WRITES - {Action.STAFF_EXPORT, Action.PAY_EXPORT},
    Role.ADMINISTRATOR: frozenset({Action.UNIT_READ, Action.USER_READ, Action.USER_WRITE, Action.AUDIT_READ}),
}
