"""The formats that banks want their files in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.pay.files import BankFormatForm
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.bank_file import bank_format_of, bank_formats
from hr.services.pay.bank_file import FormatWish, add_format, change_format, remove_format
from hr.views.door import say, viewer, whole_viewer
from hr.views.organisation.form_page import FormPage, handled
from vocabulary.text import Text

blueprint = Blueprint("bank_format", __name__, url_prefix="/pay/bank-formats")
FORMATS = Text("银行代发格式", "Bank file formats")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The formats in scope."""
    viewer().require(Action.PAY_READ)
    return render_template(
        "pay/bank_format/list.html",
        formats=bank_formats(viewer=viewer()),
        may_write=whole_viewer().may(Action.PAY_PREPARE),
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new format."""
    whole_viewer().require(Action.PAY_PREPARE)
    form = _form(BankFormatForm(remark="工资"))

    def deed() -> str:
        add_format(_wish(form), viewer=viewer())
        return url_for("bank_format.listed")

    return handled(form, _page(Text("新增代发格式", "New bank file format")), deed)


@blueprint.route("/<int:format_id>/edit", methods=["GET", "POST"])
def edit(format_id: int) -> ResponseReturnValue:
    """Change one."""
    row = bank_format_of(format_id, viewer=viewer())
    form = _form(BankFormatForm(obj=row))

    def deed() -> str:
        change_format(format_id, _wish(form), viewer=viewer())
        return url_for("bank_format.listed")

    return handled(form, _page(Text("修改代发格式", "Change the bank file format")), deed)


@blueprint.post("/<int:format_id>/remove")
def remove(format_id: int) -> ResponseReturnValue:
    """Take one off the list."""
    remove_format(format_id, viewer=viewer())
    say(Text("格式已删除", "The format was removed"))
    return redirect(url_for("bank_format.listed"))


def _form(form: BankFormatForm) -> BankFormatForm:
    options = unit_options(viewer=whole_viewer(), action=Action.PAY_PREPARE)
    offer(form.unit_id, [(option.id, "　" * option.depth + option.name) for option in options])
    return form


def _page(title: Text) -> FormPage:
    return FormPage(title, [(FORMATS, url_for("bank_format.listed"))], Text("格式已保存", "The format was saved"))


def _wish(form: BankFormatForm) -> FormatWish:
    return FormatWish(
        unit_id=form.unit_id.data,
        name=form.name.data,
        form=form.form.data,
        encoding=form.encoding.data,
        with_heading=form.with_heading.data,
        with_id_number=form.with_id_number.data,
        currency=form.currency.data or "",
        purpose=form.purpose.data or "",
        remark=form.remark.data or "",
        widths=form.widths.data or "",
    )
