"""The example profiles read what platforms give: exports of grid platform and hotlines, and Open311 requests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import EventReading, read_events
from tests.pure.intake.books import workbook
from vocabulary.bad_input import BadInput

REQUEST = {
    "service_request_id": 638344,
    "status": "closed",
    "service_name": "Sidewalk and Curb Issues",
    "service_code": "006",
    "requested_datetime": "2010-04-14T06:37:38-08:00",
    "updated_datetime": "2010-04-14T07:37:38-08:00",
    "expected_datetime": "2010-04-15T06:37:38-08:00",
    "agency_responsible": None,
    "address": "8TH AVE and JUDAH ST",
}
EXPORTS = {
    "grid_platform": (
        "任务号,小类名称,环节名称,经办人编号,环节结束时间",
        "T1,占道经营,任务处理,JD07,2026-10-09 09:00:00",
    ),
    "hotline12345": ("工单编号,诉求类别,流转环节,经办人,承办单位,办结时间", "G1,噪音,办结,王芳,北桥,2026/10/09 09:00"),
    "hotline12319": ("热线编号,投诉类别,处理环节,处理人工号,完成时间", "R1,井盖,处置,N001,2026-10-09 09:00"),
}


def requests(*records: Any, **beside: Any) -> EventReading:
    content = {"service_requests": list(records), **beside} if beside else list(records)
    return read_events(json.dumps(content).encode(), load_profile("open311"))


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("form", ["utf-8-sig", "gb18030", "xlsx"])
def test_an_example_export_is_read_in_every_form_it_comes_in(name: str, form: str) -> None:
    lines = [line.split(",") for line in EXPORTS[name]]
    content = workbook(*lines) if form == "xlsx" else "\n".join(EXPORTS[name]).encode(form)
    reading = read_events(content, load_profile(name))
    assert (reading.n_read, reading.n_rejected) == (1, 0)
    assert reading.events["step"].tolist() == ["handle"]
    assert reading.events["time_utc"].tolist() == [datetime(2026, 10, 9, 1, tzinfo=UTC)]


@pytest.mark.parametrize("name", [*EXPORTS, "open311"])
def test_an_example_says_that_it_is_one(name: str) -> None:
    title = load_profile(name).title
    assert "示例" in title.zh
    assert "example" in title.en


def test_a_closed_request_was_closed_when_it_was_last_updated() -> None:
    events = requests(REQUEST, REQUEST | {"service_request_id": "2", "status": "open"}).events
    assert events["closed_utc"].tolist()[0] == datetime(2010, 4, 14, 15, 37, 38, tzinfo=UTC)
    assert events["closed_utc"].isna().tolist() == [False, True]
    assert events["case"].tolist() == ["638344", "2"]


def test_a_request_with_a_code_alone_gets_its_name_from_the_services() -> None:
    bare = {key: value for key, value in REQUEST.items() if key != "service_name"}
    named = requests(bare, services=[{"service_code": "006", "service_name": "Curbs"}])
    assert named.events["item"].tolist() == ["Curbs"]
    assert requests(bare).events["item"].tolist() == ["006"]


def test_a_request_without_a_valid_time_is_named() -> None:
    reading = requests(REQUEST, REQUEST | {"service_request_id": "2", "requested_datetime": "soon"})
    assert reading.rejects[["row", "column", "code"]].to_numpy().tolist() == [[3, "requested_datetime", "bad_time"]]


@pytest.mark.parametrize("content", [b'{"a": 1}', b"[1, 2]" * 2, b"[{]", b'[{"a": 1}, 2]', b'[{"a": "\xff"}]', b"[[[["])
def test_json_that_holds_no_records_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        read_events(content, load_profile("open311"))
