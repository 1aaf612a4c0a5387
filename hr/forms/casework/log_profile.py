"""A mapping profile as text, and a sample to try it on."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from hr.forms.form import Form, text_of
from vocabulary.text import Text


class ProfileForm(Form):
    """The YAML, and perhaps a sample file that is only read."""

    content = TextAreaField(
        text_of(Text("方案（YAML）", "Profile (YAML)")),
        [InputRequired()],
        render_kw={"rows": 26, "spellcheck": "false", "class_": "font-monospace"},
    )
    sample = FileField(text_of(Text("样本文件（只试读，不保存）", "Sample file (read, not kept)")))
