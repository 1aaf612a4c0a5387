"""The sample's logins: one for each role at the district, and two of a single street. They exist in the sample only."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary.terms import Role
from vocabulary.text import Text

PASSWORD = "gridhr-sample"  # noqa: S105 - printed on purpose: it opens made-up data only


@dataclass(frozen=True, slots=True)
class SampleLogin:
    """One login, at the district (several districts: the city), or with ``at_study`` at the study's centre."""

    login: str
    name: str
    role: Role
    what: Text
    at_study: bool = False


LOGINS = (
    SampleLogin("hr", "示例·人事", Role.HR_OFFICER, Text("人事专员（全区）", "HR officer, whole district")),
    SampleLogin("manager", "示例·中心主任", Role.UNIT_MANAGER, Text("机构负责人（全区）", "Manager, whole district")),
    SampleLogin("finance", "示例·财务", Role.FINANCE, Text("财务编制（全区）", "Finance, prepares pay")),
    SampleLogin("approver", "示例·审批", Role.FINANCE_APPROVER, Text("财务审批（全区）", "Finance, approves pay")),
    SampleLogin("leader", "示例·分管领导", Role.LEADER, Text("分管领导（只看汇总）", "Leader, aggregates only")),
    SampleLogin("auditor", "示例·审计", Role.AUDITOR, Text("审计（只读）", "Auditor, reads all")),
    SampleLogin("admin", "示例·系统管理", Role.ADMINISTRATOR, Text("系统管理员", "Administrator")),
    SampleLogin(
        "street", "示例·街道主任", Role.UNIT_MANAGER, Text("研究案例街道负责人", "Manager of one street"), True
    ),
    SampleLogin("worker", "", Role.GRID_WORKER, Text("网格员（本人）", "Grid worker, own record"), True),
)
