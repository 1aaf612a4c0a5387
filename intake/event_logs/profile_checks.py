"""Turning what a profile's YAML says into a Profile; whatever is wrong is refused under the key to blame."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

from intake.event_logs.profile import FIELDS, NEEDED, ActorBy, Profile, RowsAre
from intake.headings import folded
from vocabulary.bad_input import BadInput
from vocabulary.terms import CaseStep
from vocabulary.text import Text

_KEYS = frozenset(Profile.__dataclass_fields__)
_MAY_LACK = ("name", "title", "optional", "time_formats", "steps", "default_step", "actor_by", "system_actors")
_REQUIRED = sorted(_KEYS - {*_MAY_LACK, "blanks", "snapshot"})


def profile_of(content: Mapping[str, Any]) -> Profile:
    """The profile that ``content`` describes; raises BadInput with the key as its place."""
    _check_keys(content)
    rows = _one_of("rows", content["rows"], get_args(RowsAre))
    columns = _columns(content["columns"])
    _check_columns(rows, columns, content)
    return Profile(
        name=_word("name", content["name"]),
        title=_title(content.get("title"), content["name"]),
        rows=rows,
        source=_word("source", content["source"]),
        time_zone=_zone(content["time_zone"]),
        columns=columns,
        optional=frozenset(_words("optional", content.get("optional"))),
        time_formats=tuple(_formats(content.get("time_formats", "iso"))),
        steps={folded(word): _step(f"steps.{word}", step) for word, step in _mapping("steps", content).items()},
        default_step=None if content.get("default_step") is None else _step("default_step", content["default_step"]),
        actor_by=_one_of("actor_by", content.get("actor_by", "code"), get_args(ActorBy)),
        system_actors=frozenset(folded(word) for word in _words("system_actors", content.get("system_actors"))),
        blanks=frozenset(_words("blanks", content.get("blanks"))),
        snapshot=_snapshot(content.get("snapshot")),
    )


def _refuse(key: str, zh: str, en: str) -> BadInput:
    return BadInput(Text(f"映射方案的 {key}：{zh}", f"Profile key {key}: {en}"), key)


def _check_keys(content: Mapping[str, Any]) -> None:
    for key in content:
        if key not in _KEYS:
            known = ", ".join(sorted(_KEYS))
            raise _refuse(str(key), f"不认识这个键；可用的键：{known}", f"unknown; the known keys are {known}")
    for key in _REQUIRED:
        if content.get(key) is None:
            raise _refuse(key, "缺少", "missing")


def _columns(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not value:
        raise _refuse("columns", "应为“字段: 表头”", "must map fields to headings")
    for name in value:
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            raise _refuse(f"columns.{name}", f"不认识这个字段；可用的字段：{known}", f"unknown; the fields are {known}")
    return {name: tuple(_words(f"columns.{name}", headings)) for name, headings in value.items()}


def _check_columns(rows: RowsAre, columns: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    for name in NEEDED[rows]:
        if name not in columns or name in (content.get("optional") or ()):
            raise _refuse(f"columns.{name}", f"rows: {rows} 时必须映射", f"must be mapped where rows: {rows}")
    if not {"step", "activity"} & set(columns) and content.get("default_step") is None:
        raise _refuse(
            "default_step", "没有映射 step 或 activity 时必填", "needed where neither step nor activity is mapped"
        )
    if rows == "cases" and {"started", "ended", "event_id"} & set(columns):
        raise _refuse(
            "columns",
            "一行一案时用 opened、closed",
            "with one row a case use opened and closed, not started, ended, event_id",
        )


def _word(key: str, value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise _refuse(key, "应为文字", "must be text")
    return str(value).strip()


def _words(key: str, value: Any) -> list[str]:
    if value is None:
        return []
    return [_word(key, word) for word in (value if isinstance(value, list) else [value])]


def _mapping(key: str, content: Mapping[str, Any]) -> dict[str, Any]:
    value = content.get(key) or {}
    if not isinstance(value, dict):
        raise _refuse(key, "应为“原文: 环节”", "must map words to steps")
    return {_word(key, word): step for word, step in value.items()}


def _title(value: Any, name: Any) -> Text:
    if value is None:
        return Text(str(name), str(name))
    if not isinstance(value, dict) or set(value) != {"zh", "en"}:
        raise _refuse("title", "应有 zh 和 en", "needs zh and en")
    return Text(_word("title.zh", value["zh"]), _word("title.en", value["en"]))


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(_word("time_zone", value))
    except (ValueError, OSError, KeyError) as error:
        raise _refuse(
            "time_zone", f"没有时区 {value}，例：Asia/Shanghai", f"no zone {value}; like Asia/Shanghai"
        ) from error


def _formats(value: Any) -> list[str]:
    formats = _words("time_formats", value)
    for pattern in formats:
        if pattern != "iso" and "%" not in pattern:
            raise _refuse(
                "time_formats",
                f"{pattern} 不是 iso 或 strptime 格式",
                f"{pattern} is neither iso nor a strptime pattern",
            )
    return formats or ["iso"]


def _step(key: str, value: Any) -> CaseStep:
    for step in CaseStep:
        if step.value == value:
            return step
    known = ", ".join(CaseStep)
    raise _refuse(key, f"没有环节 {value}；可用：{known}", f"no step {value}; the steps are {known}")


def _one_of(key: str, value: Any, choices: tuple[Any, ...]) -> Any:
    if value not in choices:
        known = ", ".join(choices)
        raise _refuse(key, f"应为 {known} 之一", f"must be one of {known}")
    return value


def _snapshot(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise _refuse("snapshot", "应如 2026-01-12 22:54", "write it like 2026-01-12 22:54") from error
