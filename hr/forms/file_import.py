"""Offering a file, and the yes to one that was looked through."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField

from hr.forms.form import Form, text_of
from vocabulary.text import Text


class UploadForm(Form):
    """A file to look through and, where it can be read in several ways, which."""

    file = FileField(text_of(Text("文件（.xlsx、.csv 或 .csv.gz）", "File (.xlsx, .csv or .csv.gz)")), [FileRequired()])
    choice = SelectField()

    def offer(self, choices: Sequence[tuple[str, Text]], label: Text) -> UploadForm:
        """Fill the choices, the first of which is meant where none is named; without any there is nothing to choose."""
        if choices:
            self.choice.label.text = text_of(label)
            self.choice.choices = [(value, text_of(text)) for value, text in choices]
            self.choice.data = self.choice.data or choices[0][0]
        else:
            del self.choice
        return self

    @property
    def chosen(self) -> str:
        """Which way of reading was chosen; empty where there is but one."""
        return str(self.choice.data) if "choice" in self else ""


class ConfirmForm(Form):
    """The yes to a file that was looked through."""

    keep_good = BooleanField(
        text_of(Text("有问题的行退回，其余照常导入", "Import the good rows and give the others back"))
    )
