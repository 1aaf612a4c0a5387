"""Settling what unknown words of the platforms mean, and the rules that came of it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.casework.match_rule import EndForm, SettleForm
from hr.models.casework.match_rule import WordKind
from hr.permissions.actions import Action
from hr.queries.casework.match_rules import rule_of, rules_listing
from hr.queries.casework.open_events import Word, word_of
from hr.queries.organisation.unit import unit_options
from hr.refusals import Refusal
from hr.services.casework import match_rule
from hr.views.door import say, viewer
from hr.views.listing import ListLook, show
from vocabulary.text import Text

blueprint = Blueprint("match_rule", __name__, url_prefix="/casework/matching")
_KINDS = {"actors": WordKind.ACTOR, "items": WordKind.ITEM}
_SETTLED = Text("规则已保存，{n} 条环节已重新匹配", "The rule is kept; {n} events were matched anew")
_ENDED = Text("规则已终止", "The rule was ended")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """Every rule in scope."""
    look = ListLook(
        Text("匹配规则", "Matching rules"),
        links={"rule_id": "match_rule.rule"},
        lead=Text(
            "平台的账号和事项在本系统中指谁、指什么；以后的导入照此匹配。",
            "Whom and what the words of the platforms mean here; later imports follow them.",
        ),
        hint=Text("还没有规则：到未匹配清单里逐个处理。", "No rules yet: settle the words on the unmatched list."),
        action=(Text("未匹配清单", "Unmatched list"), url_for("case.unmatched")),
    )
    return show(rules_listing(viewer=viewer()), look, "casework/match_rule/list.html")


@blueprint.get("/rules/<int:rule_id>")
def rule(rule_id: int) -> ResponseReturnValue:
    """One rule, and the form that ends it."""
    found = rule_of(rule_id, viewer=viewer())
    return render_template("casework/match_rule/page.html", rule=found, form=EndForm())


@blueprint.post("/rules/<int:rule_id>/end")
def end(rule_id: int) -> ResponseReturnValue:
    """End a rule after a day."""
    found, form = rule_of(rule_id, viewer=viewer()), EndForm()
    if form.validate_on_submit():
        try:
            match_rule.end(rule_id, form.valid_to.data, viewer=viewer())
        except Refusal as refusal:
            form.blame(refusal)
        else:
            say(_ENDED)
            return redirect(url_for("match_rule.listed"))
    return render_template("casework/match_rule/page.html", rule=found, form=form), 400


@blueprint.get("/actors/<int:open_event_id>")
def actors(open_event_id: int) -> ResponseReturnValue:
    """The actor of an event whom nobody knows, with examples, and what may be said of them."""
    return _asked("actors", open_event_id)


@blueprint.post("/actors/<int:open_event_id>")
def settle_actor(open_event_id: int) -> ResponseReturnValue:
    """Keep the rule and credit the events that wait."""
    return _settled("actors", open_event_id)


@blueprint.get("/items/<int:open_event_id>")
def items(open_event_id: int) -> ResponseReturnValue:
    """The item of an event that is not in the catalogue, with examples, and what may be said of it."""
    return _asked("items", open_event_id)


@blueprint.post("/items/<int:open_event_id>")
def settle_item(open_event_id: int) -> ResponseReturnValue:
    """Keep the rule and give the events that wait their item."""
    return _settled("items", open_event_id)


def _asked(what: str, event_id: int) -> ResponseReturnValue:
    word = _word(what, event_id)
    form = _form(word)
    form.valid_from.data = word.examples[0].local_date
    return _shown(what, event_id, word, form)


def _settled(what: str, event_id: int) -> ResponseReturnValue:
    word = _word(what, event_id)
    form = _form(word)
    if form.validate_on_submit():
        try:
            _, changed = match_rule.settle(word.kind, event_id, form.settlement, viewer=viewer())
        except Refusal as refusal:
            form.blame(refusal)
        else:
            say(_SETTLED.format(n=changed))
            return redirect(url_for("case.unmatched", what=what))
    return _shown(what, event_id, word, form), 400


def _word(what: str, event_id: int) -> Word:
    return word_of(_KINDS[what], event_id, viewer=viewer())


def _form(word: Word) -> SettleForm:
    units = [(unit.id, unit.name) for unit in unit_options(viewer=viewer(), action=Action.CASE_WRITE)]
    return SettleForm().offer(match_rule.MEANINGS[word.kind], units)


def _shown(what: str, event_id: int, word: Word, form: SettleForm) -> str:
    return render_template("casework/match_rule/settle.html", what=what, open_event_id=event_id, word=word, form=form)
