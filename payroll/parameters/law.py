"""Reads the statutory values of law/*.yaml into parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from payroll.parameters.known import as_known
from payroll.parameters.values import Bracket, Confidence, Kind, Parameter, Row, Value
from vocabulary.bad_input import BadInput
from vocabulary.money import fen, ppm
from vocabulary.periods import DateRange
from vocabulary.text import Text

LAW = Path(__file__).parent / "law"


@lru_cache(maxsize=64)
def load_law(city: str = "shanghai", known_on: date | None = None) -> tuple[Parameter, ...]:
    """National law, the city's, and the defaults of the employer's settings, as they were known on a day.

    Without a day: all that is on file. Raises BadInput for an unknown city.
    """
    return tuple(as_known(parameter, known_on) for parameter in _on_file(city))


@cache
def _on_file(city: str) -> tuple[Parameter, ...]:
    if not (LAW / city).is_dir():
        raise BadInput(
            Text("没有该城市的参数：{city}。", "There is no law for the city {city}.").format(city=city), city
        )
    files = [*sorted((LAW / "cn").glob("*.yaml")), *sorted((LAW / city).glob("*.yaml")), LAW / "settings.yaml"]
    found: dict[str, Parameter] = {}
    for parameter in (parameter for file in files for parameter in read_law_file(file)):
        if parameter.name in found:
            raise BadInput(Text("参数名重复。", "Two parameters have one name."), parameter.name)
        found[parameter.name] = parameter
    return tuple(found.values())


def read_law_file(file: Path) -> Iterator[Parameter]:
    """The parameters of one file, named ``<file>.<key>``."""
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    for key, item in document["parameters"].items():
        yield _parameter(f"{file.stem}.{key}", item)


def _parameter(name: str, item: Mapping[str, Any]) -> Parameter:
    kind = Kind(item["kind"])
    rows = tuple(_row(kind, row, item) for row in item["rows"])
    fill_in = Text(**item["fill_in"]) if "fill_in" in item else None
    return Parameter(
        name,
        Text(**item["label"]),
        kind,
        rows,
        fill_in,
        item.get("continues_until_announced", ""),
        item.get("not_below", ""),
    )


def _row(kind: Kind, row: Mapping[str, Any], item: Mapping[str, Any]) -> Row:
    """``source`` and ``confidence`` may stand once, at the parameter, when they hold for all rows."""
    last: date | None = row.get("to")
    value = None if row["value"] is None else _stored(kind, row["value"])
    source, confidence = row.get("source") or item["source"], row.get("confidence") or item["confidence"]
    announced: date | None = row.get("announced")
    return Row(DateRange(row["from"], last), value, source, Confidence(confidence), row.get("note", ""), announced)


def _stored(kind: Kind, written: Any) -> Value:
    if kind is Kind.BRACKETS:
        return tuple(_bracket(upper, rate, quick) for upper, rate, quick in written)
    if kind in (Kind.RATES, Kind.COUNTS):
        one = Kind.RATE if kind is Kind.RATES else Kind.COUNT
        return tuple(_whole(one, part) for part in written)
    return str(written) if kind is Kind.CHOICE else _whole(kind, written)


def _whole(kind: Kind, written: Any) -> int:
    """Numbers stand quoted in the files, so that no binary float comes between the law and us."""
    if isinstance(written, float):
        raise TypeError(f"write {written} as text")
    if kind is Kind.YUAN:
        return fen(written)
    return ppm(str(written)) if kind is Kind.RATE else int(Decimal(str(written)) * kind.unit.per)


def _bracket(upper: str | None, rate: str, quick: str) -> Bracket:
    return Bracket(None if upper is None else fen(upper), ppm(rate), fen(quick))
