"""What can be taken out of a pay run: the registry of outputs that the run's page lists. A new output adds one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.services.pay.run_files import LARGE
from vocabulary.terms import PayRunState
from vocabulary.text import Text

MAKE = "run_course.make_file"
"""The endpoint that has a file made in the background."""


@dataclass(frozen=True, slots=True)
class RunOutput:
    """One output: what it is, what it is for, and where it is fetched by GET.

    ``endpoint`` takes ``run_id``. With ``formats`` (endings such as ``pdf``, ``xlsx``, ``zip``) it takes ``ending`` as
    well, and there is one link for each; without, the output is a page and there is one link to it.
    With ``background`` (``register``) its files are among the makers of hr/services/pay/run_files.py
    (``register.pdf``): in a large run they are asked for by POST and made behind the pages; ``reports`` always are.
    ``action`` is what a viewer must be allowed at the run's unit, ``states`` those in which the output is offered.
    """

    label: Text
    note: Text
    endpoint: str
    formats: tuple[str, ...] = ()
    action: Action = Action.PAY_EXPORT
    states: tuple[PayRunState, ...] = WITH_SLIPS
    background: str = ""


OUTPUTS: tuple[RunOutput, ...] = (
    RunOutput(
        Text("工资发放表", "Pay register"),
        Text("每人一行、每项一列，带签字栏", "One line a person, one column an element, with room to sign"),
        "run_file.register",
        ("pdf", "xlsx"),
        background="register",
    ),
    RunOutput(
        Text("全部工资条", "All payslips"),
        Text("每人一页，合为一份文件", "A page for each person in one file"),
        "run_file.payslips",
        ("pdf",),
        background="payslips",
    ),
    RunOutput(
        Text("整套报表", "Whole set of reports"),
        Text("发放表和各中心工资条打成一个压缩包，在后台生成", "Register and each centre's payslips in one archive"),
        MAKE,
        ("zip",),
        background="reports",
    ),
    RunOutput(
        Text("工资条文件", "Payslip files"),
        Text("每人或每中心一份，可加打开口令", "One for each person or centre, with a password where wished"),
        "payslip_file.page",
    ),
    RunOutput(
        Text("工资汇总表", "Pay summary"),
        Text("机构 × 用工性质 × 经费来源，带小计", "Unit × staffing type × fund source, with subtotals"),
        "pay_summary.page",
        action=Action.PAY_READ,
    ),
    RunOutput(
        Text("银行代发文件", "Bank file"),
        Text("按开户行格式，控制总数与实发相符", "In the bank's format; its totals agree with the net"),
        "bank_file.page",
    ),
    RunOutput(
        Text("个税扣缴申报表", "Tax client sheets"),
        Text("扣缴端导入的工资薪金和人员信息（.xls）", "Wages and people for the withholding client (.xls)"),
        "tax_file.page",
        action=Action.ID_NUMBER_READ,
    ),
    RunOutput(
        Text("补发", "Back pay"),
        Text("以前月份的差额：月份、项目、原因", "What earlier months are owed: month, element, why"),
        "back_pay.of_run",
        action=Action.PAY_READ,
    ),
    RunOutput(
        Text("薪酬模拟", "Simulation"),
        Text("以这一批次为起点，换一套标准重新计算", "This run once more under other rules"),
        "simulation.of_run",
        action=Action.PAY_SIMULATE,
    ),
    RunOutput(
        Text("社保公积金明细", "Contribution detail"),
        Text("按缴费单位和险种，含补缴", "By withholding unit and item, back payments included"),
        "run_report.contributions",
        action=Action.PAY_READ,
    ),
    RunOutput(
        Text("派遣结算单", "Dispatch statements"),
        Text("应付派遣单位的费用，及其发放情况", "What agencies are owed, and what they paid"),
        "agency_statement.of_run",
        action=Action.PAY_READ,
    ),
    RunOutput(
        Text("记账凭证", "Accounting voucher"),
        Text("政府会计制度，财务会计与预算会计平行", "Government accounting system, both ledgers"),
        "run_report.voucher",
        action=Action.PAY_READ,
    ),
)


@dataclass(frozen=True, slots=True)
class OfferedOutput:
    """An output as the page shows it; ``links`` are (format or "", address), to be posted to where ``posts``."""

    label: Text
    note: Text
    links: Sequence[tuple[str, str]]
    posts: bool


def outputs_of(run: PayRun, people: int, viewer: Viewer) -> list[OfferedOutput]:
    """What the state of ``run`` with that many people and the viewer's roles allow, in the order of the registry."""
    return [
        _offered(output, run, large=people >= LARGE)
        for output in OUTPUTS
        if run.state in output.states and viewer.may(output.action, run.unit.path)
    ]


def _offered(output: RunOutput, run: PayRun, *, large: bool) -> OfferedOutput:
    posts = output.endpoint == MAKE or (large and bool(output.background))
    if posts:
        names = {ending: f"{output.background}.{ending}" for ending in output.formats}
        links = [(ending, url_for(MAKE, run_id=run.id, name=name)) for ending, name in names.items()]
    elif output.formats:
        links = [(ending, url_for(output.endpoint, run_id=run.id, ending=ending)) for ending in output.formats]
    else:
        links = [("", url_for(output.endpoint, run_id=run.id))]
    return OfferedOutput(output.label, output.note, links, posts)
