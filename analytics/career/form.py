"""Reads a ladder from its written form (a mapping, as in ``examples/*.yaml``) and writes it back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, fields
from importlib import resources
from typing import Any

import yaml

from analytics.career.ladder import Ladder, Level
from analytics.career.merits import Appraisals, HoldsCertificate, Schooled, TrainingHours, Workload
from analytics.career.requirements import AllOf, AnyOf, Requirement
from analytics.career.standing import NoBar, YearsAtLevel, YearsInJob
from vocabulary.bad_input import BadInput
from vocabulary.terms import AppraisalGrade, Education, Term
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
    """One requirement ``{kind: …, …}``, its other keys the fields of that kind."""
    kind = _KINDS.get(data.get("kind", ""))
    if kind is None:
        kinds = ", ".join(_KINDS)
        raise BadInput(
            Text(f"没有这种条件（可用：{kinds}）", f"No such kind of requirement (there are {kinds})"), where
        )
    given = {key: value for key, value in data.items() if key != "kind"}
    _check_keys(kind, given.keys(), where)
    if "of" in given:
        given["of"] = [_requirement(one, f"{where}.of[{i}]") for i, one in enumerate(given["of"])]
    made: Requirement = kind(**{_FIELD.get(key, key): _value(key, value, where) for key, value in given.items()})
    return made


def _check_keys(kind: type, given: Collection[str], where: str) -> None:
    """Every key that the kind needs, and none that it doesn't know."""
    known = {_KEY.get(field.name, field.name): field.default is MISSING for field in fields(kind)}
    wrong = [key for key, needed in known.items() if needed and key not in given]
    if wrong:
        raise BadInput(Text(f"缺少 {', '.join(wrong)}", f"{', '.join(wrong)} is missing"), where)
    wrong = [key for key in given if key not in known]
    if wrong:
        raise BadInput(Text(f"不认识 {', '.join(wrong)}", f"{', '.join(wrong)} is not known here"), where)


def _value(key: str, value: Any, where: str) -> Any:
    try:
        return _READERS[key](value)
    except (KeyError, TypeError, ValueError):
        raise BadInput(
            Text(f"{key} 的值“{value}”不可用", f"“{value}” can't be the value of {key}"), f"{where}.{key}"
        ) from None


def _written(requirement: Any) -> dict[str, Any]:
    kinds = {made: kind for kind, made in _KINDS.items()}
    values = {_KEY.get(field.name, field.name): getattr(requirement, field.name) for field in fields(requirement)}
    return {"kind": kinds[type(requirement)], **{key: _plain(value) for key, value in values.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return _pair(value)
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return value.value if isinstance(value, Term) else value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a whole number from 0 on")
    return value


def _amount(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        raise ValueError("not a number from 0 on")
    return float(value)


def _some(parts: Sequence[Requirement]) -> tuple[Requirement, ...]:
    if not parts:
        raise ValueError("a group without requirements")
    return tuple(parts)


def _text(pair: Mapping[str, str]) -> Text:
    return Text(pair["zh"], pair["en"])


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


_KINDS: dict[str, type[Any]] = {
    "years_at_level": YearsAtLevel,
    "years_in_job": YearsInJob,
    "no_bar": NoBar,
    "appraisals": Appraisals,
    "certificate": HoldsCertificate,
    "training_hours": TrainingHours,
    "education": Schooled,
    "workload": Workload,
    "any_of": AnyOf,
    "all_of": AllOf,
}
_FIELD = {"of": "parts"}
_KEY = {"parts": "of"}
_READERS: dict[str, Callable[[Any], Any]] = {
    "years": _count,
    "count": _count,
    "months": _count,
    "hours": _amount,
    "index": _amount,
    "at_least": _GRADES.__getitem__,
    "degree": _DEGREES.__getitem__,
    "name": str,
    "title": _text,
    "rank": lambda rank: None if rank is None else _count(rank),
    "of": _some,
}
