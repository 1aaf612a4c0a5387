"""An empty form to fill in: headings, drop-down lists, a sheet that explains each column and one with an example."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from intake.schema import Schema
from vocabulary.text import Language


def write_template(schema: Schema, target: str | Path | BinaryIO, language: Language = "zh") -> None:
    """Write the XLSX form of ``schema``; required headings carry an asterisk, which reading passes over."""
    raise NotImplementedError
