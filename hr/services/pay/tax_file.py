"""Taking out the sheets for the tax office's client: wages, people, and incomes taxed apart, by withholding agent."""

from __future__ import annotations

from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.run_employers import employer_in
from hr.queries.pay.tax_people import tax_people_of
from hr.queries.pay.tax_rows import TaxFile, tax_file_of
from hr.refusals import Refusal
from hr.services.pay.pay_file import Contents, TakenFile, recorded, settled_run
from reports.tax_client import LATEST, ApartKind, apart_xls, people_xls, wages_xls
from vocabulary.text import Text

WAGES, PEOPLE, APART = "tax_wages", "tax_people", "tax_{kind}"
_DOUBT = Text("有 {n} 人须先核对，未生成文件：{what}", "{n} people are to be looked at first, no file was made: {what}")
_WHO = Text("{name}（{number}）{reason}", "{name} ({number}): {reason}")
_NOBODY = Text("本月没有这项所得", "Nobody had this income in the month")
_NAMED = 3


def take_wages(run_id: int, employer: str, *, viewer: Viewer, version: int = LATEST) -> TakenFile:
    """The sheet of wages with ``version`` columns (30, 29, 28 or 24).

    Raises OutOfScope without the right to export pay and to see identity numbers; Refusal while a line is in doubt.
    """
    run = settled_run(run_id, viewer=viewer, also=Action.ID_NUMBER_READ)
    agent = employer_in(run, employer)
    made = tax_file_of(run, employer)
    _refuse_doubts(made)
    file = TakenFile(f"{run.month}-{agent.name}-正常工资薪金.xls", wages_xls(made.wages, version))
    return recorded(run, file, Contents(WAGES, employer, len(made.wages), made.income), viewer=viewer)


def take_people(run_id: int, employer: str, *, viewer: Viewer) -> TakenFile:
    """The sheet of people. Raises as ``take_wages``."""
    run = settled_run(run_id, viewer=viewer, also=Action.ID_NUMBER_READ)
    agent = employer_in(run, employer)
    people = tax_people_of(run, employer)
    file = TakenFile(f"{run.month}-{agent.name}-人员信息采集.xls", people_xls(people))
    return recorded(run, file, Contents(PEOPLE, employer, len(people), 0), viewer=viewer)


def take_apart(run_id: int, employer: str, kind: ApartKind, *, viewer: Viewer) -> TakenFile:
    """The sheet of an income taxed apart. Raises as ``take_wages``, and Refusal when nobody had it."""
    run = settled_run(run_id, viewer=viewer, also=Action.ID_NUMBER_READ)
    agent = employer_in(run, employer)
    incomes = tax_file_of(run, employer).apart[kind]
    if not incomes:
        raise Refusal(_NOBODY)
    file = TakenFile(f"{run.month}-{agent.name}-{kind.label.zh}.xls", apart_xls(kind, incomes))
    total = sum(income.amount for income in incomes)
    contents = Contents(APART.format(kind=kind.value), employer, len(incomes), total)
    return recorded(run, file, contents, viewer=viewer)


def _refuse_doubts(made: TaxFile) -> None:
    if made.doubts:
        named = [
            _WHO.format(name=doubt.name, number=doubt.staff_number, reason=doubt.reason)
            for doubt in made.doubts[:_NAMED]
        ]
        what = Text("；".join(one.zh for one in named), "; ".join(one.en for one in named))
        raise Refusal(_DOUBT.format(n=len(made.doubts), what=what))
