"""Reads a ladder from its written form (a mapping, as in ``examples/*.yaml``) and writes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import Any

import yaml

from analytics.career.ladder import Ladder, Level
from analytics.career.merits import Appraisals, HoldsCertificate, Schooled, TrainingHours, Workload
from analytics.career.requirements import AllOf, AnyOf, Requirement
from analytics.career.standing import NoBar, YearsAtLevel, YearsInJob
from vocabulary.bad_input import BadInput
from vocabulary.terms import AppraisalGrade, Education
from vocabulary.text import Text

Written = Mapping[str, Any]
_GRADES = {grade.value: grade for grade in AppraisalGrade}
_DEGREES = {degree.value: degree for degree in Education}


def ladder_from(data: Written) -> Ladder:
    """The ladder written as a mapping; raises BadInput naming the place of what is missing or wrong."""
    try:
        return Ladder(
            code=str(data["code"]),
            name=_text(data["name"]),
            levels=tuple(_level(level, place) for place, level in enumerate(data["levels"])),
            source=_text(data["source"]),
            confidence=data["confidence"],
            example=bool(data.get("example", False)),
        )
    except KeyError as missing:
        raise BadInput(Text(f"通道缺少 {missing}", f"The ladder lacks {missing}"), "ladder") from missing


def ladder_to(ladder: Ladder) -> dict[str, Any]:
    """The mapping of ``ladder``, which ``ladder_from`` reads back to the same ladder."""
    return {
        "code": ladder.code,
        "name": _pair(ladder.name),
        "example": ladder.example,
        "source": _pair(ladder.source),
        "confidence": ladder.confidence,
        "levels": [
            {"code": level.code, "name": _pair(level.name), "requires": [_written(r) for r in level.requires]}
            for level in ladder.levels
        ],
    }


def example_ladders() -> tuple[Ladder, ...]:
    """The ladders shipped as editable examples, in the order of their files' names."""
    folder = resources.files("analytics.career").joinpath("examples")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return tuple(ladder_from(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)


def _level(data: Written, place: int) -> Level:
    where = f"levels[{place}]"
    try:
        requires = tuple(_requirement(one, f"{where}.requires[{i}]") for i, one in enumerate(data.get("requires", ())))
        return Level(str(data["code"]), _text(data["name"]), requires)
    except KeyError as missing:
        raise BadInput(Text(f"层级缺少 {missing}", f"The level lacks {missing}"), where) from missing


def _requirement(data: Written, where: str) -> Requirement:
    """One requirement ``{kind: …, …}``."""
    reader = _READERS.get(data.get("kind", ""))
    if reader is None:
        kinds = ", ".join(_READERS)
        raise BadInput(
            Text(f"没有这种条件（可用：{kinds}）", f"No such kind of requirement (there are {kinds})"), where
        )
    try:
        return reader(data, where)
    except (KeyError, TypeError, ValueError) as fault:
        if isinstance(fault, BadInput):
            raise
        raise BadInput(
            Text(f"条件写得不对：{fault}", f"The requirement is not well written: {fault}"), where
        ) from fault


def _parts(data: Written, where: str) -> tuple[Requirement, ...]:
    parts: Sequence[Written] = data["of"]
    if not parts:
        raise BadInput(Text("组合条件至少要有一项", "A group of requirements has at least one"), where)
    return tuple(_requirement(one, f"{where}.of[{i}]") for i, one in enumerate(parts))


_READERS: dict[str, Callable[[Written, str], Requirement]] = {
    "years_at_level": lambda data, _: YearsAtLevel(int(data["years"])),
    "years_in_job": lambda data, _: YearsInJob(int(data["years"])),
    "no_bar": lambda _data, _: NoBar(),
    "appraisals": lambda data, _: Appraisals(_GRADES[data["at_least"]], int(data["count"]), int(data["years"])),
    "certificate": lambda data, _: HoldsCertificate(data["name"], _text(data["title"]), data.get("rank")),
    "training_hours": lambda data, _: TrainingHours(float(data["hours"]), int(data["months"])),
    "education": lambda data, _: Schooled(_DEGREES[data["degree"]]),
    "workload": lambda data, _: Workload(float(data["index"]), int(data["months"])),
    "any_of": lambda data, where: AnyOf(_parts(data, where)),
    "all_of": lambda data, where: AllOf(_parts(data, where)),
}


def _written(requirement: Requirement) -> dict[str, Any]:
    match requirement:
        case YearsAtLevel(years):
            return {"kind": "years_at_level", "years": years}
        case YearsInJob(years):
            return {"kind": "years_in_job", "years": years}
        case NoBar():
            return {"kind": "no_bar"}
        case Appraisals(at_least, count, years):
            return {"kind": "appraisals", "at_least": at_least.value, "count": count, "years": years}
        case HoldsCertificate(name, title, rank):
            return {"kind": "certificate", "name": name, "title": _pair(title), "rank": rank}
        case TrainingHours(hours, months):
            return {"kind": "training_hours", "hours": hours, "months": months}
        case Schooled(degree):
            return {"kind": "education", "degree": degree.value}
        case Workload(index, months):
            return {"kind": "workload", "index": index, "months": months}
        case AnyOf(parts):
            return {"kind": "any_of", "of": [_written(part) for part in parts]}
        case AllOf(parts):
            return {"kind": "all_of", "of": [_written(part) for part in parts]}
    raise TypeError(f"no written form for {requirement!r}")


def _text(pair: Mapping[str, str]) -> Text:
    return Text(pair["zh"], pair["en"])


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
