"""An empty form to fill in: headings, drop-down lists, a sheet that explains each column and one with an example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from intake.rejects import Target
from intake.schema import Column, Schema
from vocabulary.text import Language, Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LAST_ROW = 1_048_575
_LIST_LIMIT = 255
_NOTES = Text("填表说明", "Notes")
_EXAMPLE = Text("示例", "Example")
_LISTS = Text("选项", "Choices")
_NOTE_HEADINGS = (
    Text("列", "Column"),
    Text("必填", "Required"),
    Text("填写形式", "What to enter"),
    Text("示例", "Example"),
    Text("说明", "Note"),
    Text("也可写作", "Also known as"),
)
_REQUIRED = Text("必填", "Required")
_OPTIONAL = Text("选填", "Optional")
_NOT_IN_LIST = Text("请从下拉列表中选择", "Please choose from the list")


def write_template(schema: Schema, target: Target, language: Language = "zh") -> None:
    """Write the XLSX form of ``schema``.

    The first sheet is the one to fill in and holds headings only, so that no example is ever taken for data; required
    headings carry an asterisk, which reading passes over. Cells are preset as text, so that codes keep their zeros.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target)
    dress = _dress(book)
    form = book.add_worksheet(schema.title.in_(language)[:31])
    _write_headings(form, schema, dress, language)
    _write_notes(book.add_worksheet(_NOTES.in_(language)), schema, dress, language)
    example = book.add_worksheet(_EXAMPLE.in_(language))
    _write_headings(example, schema, dress, language)
    for position, column in enumerate(schema.columns):
        example.write_string(1, position, _example(column, language), dress["text"])
    _write_lists(book, form, schema, language)
    form.activate()
    book.close()


def _dress(book: Any) -> dict[str, Any]:
    base = {"bold": True, "border": 1, "valign": "vcenter", "text_wrap": True}
    return {
        "required": book.add_format({**base, "bg_color": "#FFE699"}),
        "optional": book.add_format({**base, "bg_color": "#DDE6F0"}),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def heading_of(column: Column, language: Language) -> str:
    """The heading as a template shows it, with an asterisk where required."""
    return f"*{column.header.in_(language)}" if column.required else column.header.in_(language)


def _write_headings(sheet: Worksheet, schema: Schema, dress: dict[str, Any], language: Language) -> None:
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(schema.columns):
        heading = heading_of(column, language)
        sheet.set_column(position, position, max(12, 2 * len(heading) + 2), dress["text"])
        sheet.write_string(0, position, heading, dress["required" if column.required else "optional"])
        sheet.write_comment(0, position, _hint(column, language))


def _hint(column: Column, language: Language) -> str:
    note = [column.note.in_(language)] if column.note else []
    return "\n".join([column.parser.form.in_(language), *note])


def _example(column: Column, language: Language) -> str:
    chosen = (choice for choice in column.parser.choices if column.example in (choice.zh, choice.en))
    return next((choice.in_(language) for choice in chosen), column.example)


def _write_notes(sheet: Worksheet, schema: Schema, dress: dict[str, Any], language: Language) -> None:
    sheet.freeze_panes(1, 0)
    for position, (heading, width) in enumerate(zip(_NOTE_HEADINGS, (24, 10, 44, 24, 44, 44), strict=True)):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, heading.in_(language), dress["optional"])
    for line, column in enumerate(schema.columns, start=1):
        known = [h for h in column.headings if h != column.header.in_(language)]
        texts = (
            column.header.in_(language),
            (_REQUIRED if column.required else _OPTIONAL).in_(language),
            column.parser.form.in_(language),
            _example(column, language),
            column.note.in_(language) if column.note else "",
            ", ".join(dict.fromkeys(known)),
        )
        for position, text in enumerate(texts):
            sheet.write_string(line, position, text, dress["wrap"])


def _write_lists(book: Any, form: Worksheet, schema: Schema, language: Language) -> None:
    lists: Worksheet | None = None
    for position, column in enumerate(schema.columns):
        words = [choice.in_(language) for choice in column.parser.choices]
        if not words:
            continue
        source: list[str] | str = words
        if len(",".join(words)) > _LIST_LIMIT or any("," in word for word in words):
            lists = lists or _hidden_sheet(book, language)
            lists.write_column(0, position, words)
            source = _absolute_range(lists.get_name(), position, len(words))
        message = {"error_title": column.header.in_(language)[:32], "error_message": _NOT_IN_LIST.in_(language)}
        form.data_validation(1, position, _LAST_ROW, position, {"validate": "list", "source": source, **message})


def _hidden_sheet(book: Any, language: Language) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(_LISTS.in_(language))
    sheet.hide()
    return sheet


def _absolute_range(sheet: str, position: int, rows: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    column = xl_col_to_name(position, col_abs=True)
    return f"='{sheet}'!{column}$1:{column}${rows}"
