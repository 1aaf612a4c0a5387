"""The page of a pay run, as every deed on it comes back to it."""

from __future__ import annotations

from typing import Any

from flask import render_template

from hr.forms.pay.pay_run import PayForm, SendBackForm, SubmitForm
from hr.models.pay.pay_run import OPEN, PayRun
from hr.permissions.actions import Action
from hr.queries.pay import run_findings
from hr.queries.pay.pay_run import makers_of
from hr.queries.pay.run_readiness import readiness_of
from hr.queries.pay.run_summary import cost_lines, summary_of
from hr.refusals import Refusal
from hr.services.pay.pay_run import payday
from hr.views.door import today, viewer
from hr.views.pay.run_outputs import outputs_of
from hr.views.pay.steps import Course, steps_of
from vocabulary.bad_input import BadInput
from vocabulary.terms import PayRunState


def run_page(run: PayRun, refusal: Refusal | BadInput | None = None, **forms: Any) -> str:
    """The checklist of ``run``, looked up within scope; ``refusal`` says why a deed was not done."""
    readiness = readiness_of(run) if run.state in OPEN else None
    summary, due = summary_of(run), payday(run.month)
    pay_form = PayForm(formdata=None, data={"paid_on": min(due, today())})
    shown = {
        "submit_form": SubmitForm(formdata=None),
        "pay_form": pay_form,
        "send_back_form": SendBackForm(formdata=None),
    }
    return render_template(
        "pay/pay_run/page.html",
        run=run,
        readiness=readiness,
        steps=steps_of(Course(run, summary, readiness, due)),
        summary=summary,
        lines=cost_lines(run),
        groups=run_findings.groups_of(run),
        outputs=outputs_of(run, summary.people, viewer()),
        may_prepare=viewer().may(Action.PAY_PREPARE, run.unit.path),
        may_approve=may_approve_run(run),
        State=PayRunState,
        is_open=run.state in OPEN,
        trouble=refusal,
        **{**shown, **forms},
    )


def may_approve_run(run: PayRun) -> bool:
    """Whether the viewer may approve runs there, and had no hand in making this one."""
    return viewer().may(Action.PAY_APPROVE, run.unit.path) and viewer().user_id not in makers_of(run)
