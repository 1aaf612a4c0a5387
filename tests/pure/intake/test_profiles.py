"""Mapping profiles: those that ship are sound, and a bad one is refused under the key to blame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from intake.event_logs.profile_file import load_profile, parse_profile, profile_names
from intake.schemas.cases import CASES
from vocabulary.bad_input import BadInput
from vocabulary.terms import CaseStep

GOOD: dict[str, Any] = {
    "rows": "events",
    "source": "platform",
    "time_zone": "Asia/Shanghai",
    "columns": {"case": "编号", "ended": ["完成时间", "时间"], "activity": "动作"},
    "steps": {"受理": "discover"},
}


def refused(**changes: Any) -> BadInput:
    content = {key: value for key, value in (GOOD | changes).items() if value is not None}
    with pytest.raises(BadInput) as caught:
        parse_profile(yaml.safe_dump(content, allow_unicode=True), "mine")
    return caught.value


@pytest.mark.parametrize("name", ["gridhr", "nl_permit_receipt", "boston311", "baltimore311"])
def test_a_shipped_profile_is_sound_and_has_a_title_in_both_languages(name: str) -> None:
    assert name in profile_names()
    profile = load_profile(name)
    assert profile.name == name
    assert profile.title.zh != profile.title.en


def test_anybodys_profile_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(GOOD, allow_unicode=True), "utf-8")
    profile = load_profile(path)
    assert profile.name == "ours"
    assert profile.columns["ended"] == ("完成时间", "时间")
    assert profile.steps == {"受理": CaseStep.DISCOVER}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"colums": {}}, "colums"),
        ({"time_zone": None}, "time_zone"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"rows": "lines"}, "rows"),
        ({"columns": ["case"]}, "columns"),
        ({"columns": GOOD["columns"] | {"finished": "x"}}, "columns.finished"),
        ({"columns": {"case": "编号", "activity": "动作"}}, "columns.ended"),
        ({"columns": {"case": "编号", "ended": "时间"}}, "default_step"),
        ({"optional": ["case"]}, "columns.case"),
        ({"rows": "cases", "columns": {"case": "a", "opened": "b", "ended": "c", "step": "d"}}, "columns"),
        ({"steps": {"受理": "accept"}}, "steps.受理"),
        ({"steps": ["受理"]}, "steps"),
        ({"default_step": "work"}, "default_step"),
        ({"time_formats": "YYYY-MM-DD"}, "time_formats"),
        ({"actor_by": "face"}, "actor_by"),
        ({"title": "只有中文"}, "title"),
        ({"snapshot": "yesterday"}, "snapshot"),
        ({"system_actors": [{"a": 1}]}, "system_actors"),
    ],
)
def test_what_is_wrong_is_told_by_its_key(changes: dict[str, Any], place: str) -> None:
    refusal = refused(**changes)
    assert refusal.place == place
    assert place in refusal.reason.zh
    assert place in refusal.reason.en


def test_broken_yaml_is_told_by_its_line() -> None:
    with pytest.raises(BadInput, match="line 2"):
        parse_profile("rows: events\ncolumns: {case: [}\n", "mine")


def test_yaml_that_would_build_objects_is_refused() -> None:
    with pytest.raises(BadInput, match="YAML"):
        parse_profile("!!python/object/apply:os.system ['true']", "mine")


def test_an_unknown_name_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(BadInput, match="gridhr"):
        load_profile("nowhere")


def test_the_own_profile_reads_the_own_form_under_every_heading() -> None:
    profile = load_profile("gridhr")
    assert set(profile.columns) == {column.key for column in CASES.columns}
    for column in CASES.columns:
        assert {column.header.zh, column.header.en} <= set(profile.columns[column.key])
        assert (column.key in profile.optional) != column.required
