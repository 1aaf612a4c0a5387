"""The client's forms as the law file has them: headings by version, sheet names, and the sheet that explains them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from reports.xls import XlsSheet
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

VERSIONS = (30, 29, 28, 24)
LATEST = 30
_NO_VERSION = Text("没有 {n} 列的模板版本", "There is no version with {n} columns")
_EXPLAINS = ("项目", "说明")
_FROM_MEMORY = "本表列名凭记忆编制，导入前请与扣缴端下载的模板核对。"


@dataclass(frozen=True, slots=True)
class TaxForm:
    """A form: the sheet's name, its headings in order, where they are from and how sure they are."""

    sheet: str
    headings: tuple[str, ...]
    source: str
    confidence: str

    @property
    def to_be_compared(self) -> bool:
        """Whether the headings are from memory, so that somebody compares them before importing."""
        return self.confidence == "low"

    def explanation(self, name: str, lines: Iterable[tuple[str, str]]) -> XlsSheet:
        """The second sheet, which the client does not read: what stands in which column."""
        facts = [*lines, ("模板来源", self.source)]
        if self.to_be_compared:
            facts.insert(0, ("注意", _FROM_MEMORY))
        return XlsSheet(name, _EXPLAINS, facts)


@cache
def forms() -> dict[str, Any]:
    """The file as it is."""
    found: dict[str, Any] = yaml.safe_load(
        resources.files("reports.law").joinpath("tax_client.yaml").read_text(encoding="utf-8")
    )
    return found


@cache
def wage_form(version: int) -> TaxForm:
    """The sheet of wages with so many columns. Raises BadInput for a version that there never was."""
    form = forms()["wages"]
    for known in form["versions"]:
        if known["columns"] == version:
            headings = tuple(heading for heading in form["columns"] if heading not in known["without"])
            return TaxForm(form["sheet"], headings, form["source"], known["confidence"])
    raise BadInput(_NO_VERSION.format(n=version), "version")


@cache
def people_form() -> TaxForm:
    """The sheet of people."""
    form = forms()["people"]
    return TaxForm(form["sheet"], tuple(form["columns"]), form["source"], form["confidence"])


@cache
def apart_form(kind: str) -> TaxForm:
    """The sheet of an income that is taxed apart: ``bonus``, ``labour_service`` or ``severance``."""
    form = forms()["apart"][kind]
    return TaxForm(form["sheet"], tuple(form["columns"]), form["source"], form["confidence"])
