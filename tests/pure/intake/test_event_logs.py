"""Event logs by hand: every kind of broken row, clock changes, repeats, keys that last."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from intake.event_logs.columns import EVENT_COLUMNS
from intake.event_logs.profile import Profile
from intake.event_logs.profile_file import load_profile, parse_profile
from intake.event_logs.reading import EventReading, event_rejects, read_events
from intake.rejects import write_rejects
from tests.pure.intake.books import cells_of, workbook
from vocabulary.bad_input import BadInput

OWN = load_profile("gridhr")
HEADINGS = "案件编号,事项,环节,经办人工号,开始时间,完成时间,办结时限\n"
FIRST = "C1,占道经营,发现,A1,2026-10-01 08:00,2026-10-01 08:10,2026-10-02 08:00\n"

AMERICAN = parse_profile(
    """
rows: cases
source: city
time_zone: America/New_York
time_formats: "%m/%d/%Y %I:%M %p"
columns: {case: id, opened: opened, closed: closed}
default_step: handle
""",
    "american",
)


def read(rows: str, profile: Profile = OWN, headings: str = HEADINGS) -> EventReading:
    reading = read_events((headings + rows).encode(), profile)
    assert reading.n_read == len(reading.events) + reading.n_repeated + reading.n_rejected
    return reading


def faults(reading: EventReading) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.code) for error in reading.errors]


def test_a_good_row_fills_the_fixed_columns() -> None:
    reading = read(FIRST)
    assert tuple(reading.events.columns) == EVENT_COLUMNS
    event = reading.events.iloc[0]
    assert (event["row"], event["case"], event["step"], event["actor"]) == (2, "C1", "discover", "A1")
    assert (event["source"], event["item"]) == ("gridhr", "占道经营")
    assert event["ended_utc"] == pd.Timestamp("2026-10-01 00:10", tz="UTC")
    assert event["time_utc"] == event["ended_utc"]
    assert event["time_local"] == pd.Timestamp("2026-10-01 08:10")
    assert event["deadline_utc"] == pd.Timestamp("2026-10-02 00:00", tz="UTC")
    assert pd.isna(event["closed_utc"])
    assert reading.events["time_utc"].dtype == "datetime64[us, UTC]"
    assert len(event["event_key"]) == len(event["content_key"]) == 16


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("C1,占道经营,发现,A1,,2026-13-01 08:10,", "完成时间", "bad_time"),
        ("C1,占道经营,发现,A1,,10/01/2026 08:10,", "完成时间", "bad_time"),
        ("C1,占道经营,发现,A1,,2026,", "完成时间", "bad_time"),
        ("C1,占道经营,发现,A1,,1900-01-01 08:10,", "完成时间", "bad_time"),
        ("C1,占道经营,发现,A1,,,", "完成时间", "missing"),
        (",占道经营,发现,A1,,2026-10-01 08:10,", "案件编号", "missing"),
        ("C1,占道经营,,A1,,2026-10-01 08:10,", "环节", "missing"),
        ("C1,占道经营,吃饭,A1,,2026-10-01 08:10,", "环节", "unknown_step"),
        ("C1,占道经营,发现,A1,2026-10-01 08:11,2026-10-01 08:10,", "完成时间", "negative_duration"),
        ("C1,占道经营,发现,=A1,,2026-10-01 08:10,", "经办人工号", "formula"),
        ("C1,占道经营,发现,A1,,=NOW(),", "完成时间", "formula"),
        ("C1,占道经营,发现,#N/A,,2026-10-01 08:10,", "经办人工号", "error_value"),
        ("C1,占道经营,发现,A1,,2026-10-01 08:10,,,x", "", "no_heading"),
    ],
)
def test_a_broken_row_is_told_and_the_good_ones_stay(row: str, column: str, code: str) -> None:
    reading = read(f"{FIRST}{row}\nC2,占道经营,处置,A2,,2026-10-01 09:00,\n")
    assert faults(reading) == [(3, column, code)]
    assert reading.rejected == {code: 1}
    assert list(reading.events["row"]) == [2, 4]
    assert all(error.reason.zh and error.suggestion.en for error in reading.errors)


def test_a_row_with_two_faults_is_one_rejected_row() -> None:
    reading = read("C1,占道经营,吃饭,A1,,nonsense,\n")
    assert faults(reading) == [(2, "完成时间", "bad_time"), (2, "环节", "unknown_step")]
    assert reading.rejected == {"bad_time": 1}


def test_a_row_that_says_the_same_again_is_merged_and_counted() -> None:
    reading = read(FIRST + "C2,占道经营,处置,A2,,2026-10-01 09:00,\n" + FIRST)
    assert (len(reading.events), reading.n_repeated, reading.rejected) == (2, 1, {})


def test_the_same_event_with_other_content_is_a_duplicate_key() -> None:
    reading = read(FIRST + FIRST.replace("10-02 08:00", "10-03 08:00"))
    assert faults(reading) == [(3, "案件编号", "duplicate_key")]
    assert list(reading.events["row"]) == [2]


def test_blank_rows_count_for_nothing_and_a_log_without_rows_is_empty() -> None:
    assert read(f"\n,,,,,,\n{FIRST}").n_read == 1
    empty = read("")
    assert (empty.n_read, len(empty.events), tuple(empty.events.columns)) == (0, 0, EVENT_COLUMNS)


def test_a_missing_column_is_refused_with_what_the_file_has() -> None:
    with pytest.raises(BadInput) as refused:
        read_events("案件编号,环节\nC1,发现\n".encode(), OWN)
    assert refused.value.place == "columns.item"
    assert "完成时间" in refused.value.reason.zh
    assert "the file has 案件编号, 环节" in refused.value.reason.en


def test_system_users_are_flagged_and_kept() -> None:
    reading = read(FIRST + FIRST.replace("A1", "System").replace("C1", "C2"))
    assert list(reading.events["system"]) == [False, True]
    assert reading.counts["system_events"] == 1


def test_zero_durations_and_reopened_cases_are_counted() -> None:
    headings = "案件编号,事项,环节,经办人工号,开始时间,完成时间,结案时间\n"
    at_once = "C1,x,处置,A1,2026-10-01 08:00,2026-10-01 08:00,2026-10-01 08:05\n"
    afterwards = "C1,x,处置,A1,,2026-10-01 09:00,2026-10-01 08:05\n"
    reading = read(at_once + afterwards, headings=headings)
    assert reading.counts["zero_durations"] == 1
    assert reading.counts["reopened_cases"] == 1


def test_a_workbook_gives_the_same_events_as_the_csv() -> None:
    moment = datetime.fromisoformat
    book = workbook(
        HEADINGS.strip().split(","),
        ["C1", "占道经营", "发现", "A1", moment("2026-10-01 08:00"), moment("2026-10-01 08:10"), "2026/10/2 8:00"],
    )
    from_book, from_text = read_events(book, OWN).events, read(FIRST).events
    pd.testing.assert_frame_equal(from_book, from_text)


def test_a_formula_in_a_workbook_is_told_even_where_it_has_a_result() -> None:
    reading = read_events(
        workbook(["案件编号", "事项", "环节", "经办人工号", "完成时间"], ["C1", "x", "发现", "A1", "=NOW()"]), OWN
    )
    assert faults(reading) == [(2, "完成时间", "formula")]


def test_serial_numbers_of_a_workbook_are_times() -> None:
    book = workbook(["案件编号", "事项", "环节", "经办人工号", "完成时间"], ["C1", "x", "发现", "A1", 46296 + 1 / 3])
    assert read_events(book, OWN).events["time_local"].iloc[0] == pd.Timestamp("2026-10-01 08:00")


def american(*rows: tuple[str, str, str]) -> EventReading:
    return read("".join(",".join(row) + "\n" for row in rows), AMERICAN, "id,opened,closed\n")


def test_one_row_a_case_is_dated_by_its_opening_and_may_still_be_open() -> None:
    reading = american(("1", "07/04/2026 01:00 PM", ""))
    event = reading.events.iloc[0]
    assert event["time_utc"] == event["opened_utc"] == pd.Timestamp("2026-07-04 17:00", tz="UTC")
    assert event["step"] == "handle"
    assert reading.counts["missing_ends"] == 1


def test_an_hour_that_the_clock_shows_twice_is_read_as_the_first_and_counted() -> None:
    reading = american(("1", "11/01/2026 01:30 AM", "11/01/2026 03:00 AM"))
    assert reading.events["opened_utc"].iloc[0] == pd.Timestamp("2026-11-01 05:30", tz="UTC")
    assert reading.counts["ambiguous_times"] == 1


def test_an_end_in_the_doubled_hour_is_read_as_the_second_where_the_first_lies_before_the_start() -> None:
    reading = american(("1", "11/01/2026 01:50 AM", "11/01/2026 01:10 AM"))
    assert reading.rejected == {}
    assert reading.events["closed_utc"].iloc[0] == pd.Timestamp("2026-11-01 06:10", tz="UTC")
    assert reading.counts["resolved_by_order"] == 1


def test_an_hour_that_the_clock_skips_is_moved_on_and_counted() -> None:
    reading = american(("1", "03/08/2026 02:30 AM", ""))
    assert reading.events["time_local"].iloc[0] == pd.Timestamp("2026-03-08 03:30")
    assert reading.counts["nonexistent_times"] == 1


def test_times_with_an_offset_are_taken_by_it() -> None:
    rows = [
        f"C{i},x,发现,A1,,{text},\n"
        for i, text in enumerate(
            ["2026-10-01T08:10:00+09:00", "2026-10-01T08:10:00Z", "2026-10-01T08:10:00-0500", "2026-10-01T08:10"]
        )
    ]
    assert [str(time)[11:16] for time in read("".join(rows)).events["time_utc"]] == ["23:10", "08:10", "13:10", "00:10"]


def keys(rows: str, profile: Profile = OWN, headings: str = HEADINGS) -> tuple[list[bytes], list[bytes]]:
    events = read(rows, profile, headings).events
    return list(events["event_key"]), list(events["content_key"])


def test_the_key_of_an_event_is_the_same_in_every_export_and_on_every_machine() -> None:
    other_order = "完成时间,办结时限,开始时间,案件编号,环节,事项,经办人工号,心情\n"
    row = "2026/10/1 8:10,2026-10-02T08:00+08:00,2026年10月1日 08:00,C1,discover,占道经营, A1 ,好\n"
    assert keys(FIRST) == keys(row, headings=other_order)
    assert keys(FIRST)[0][0].hex() == "c05032a1c923bb451df87528edff7484"
    assert keys(FIRST)[1][0].hex() == "cf38a96ad61cc8290225fba00f3cff0f"


def test_the_content_key_moves_with_content_and_the_event_key_does_not() -> None:
    before, after = keys(FIRST), keys(FIRST.replace("10-02 08:00", "10-03 08:00"))
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize("change", [("C1", "C2"), ("发现", "处置"), ("A1", "A2"), ("08:10", "08:11")])
def test_the_event_key_tells_events_apart(change: tuple[str, str]) -> None:
    assert keys(FIRST)[0] != keys(FIRST.replace(*change))[0]


def test_an_event_id_makes_the_key_whatever_else_changes() -> None:
    headings = "环节流水号," + HEADINGS
    assert (
        keys("77," + FIRST, headings=headings)[0] == keys("77," + FIRST.replace("08:10", "08:20"), headings=headings)[0]
    )
    assert keys("77," + FIRST, headings=headings)[0] != keys("78," + FIRST, headings=headings)[0]


def test_a_case_that_was_closed_meanwhile_keeps_its_event_key() -> None:
    open_, closed = (american(("1", "07/04/2026 01:00 PM", end)).events for end in ("", "07/05/2026 01:00 PM"))
    assert open_["event_key"].iloc[0] == closed["event_key"].iloc[0]
    assert open_["content_key"].iloc[0] != closed["content_key"].iloc[0]


def test_another_source_makes_another_event() -> None:
    assert keys(FIRST)[0] != keys(FIRST, replace(OWN, source="12345"))[0]


def test_chunks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        f"C{i % 7},事项{i % 3},{step},A{i % 5},,2026-10-01 08:{i:02d},\n"
        for i, step in enumerate(["发现", "处置", "x"] * 8)
    )
    whole = read(rows + FIRST + FIRST)
    monkeypatch.setattr("intake.event_logs.chunks._ROWS", 5)
    monkeypatch.setattr("intake.event_logs.chunks._BATCH", 3)
    parts = read(rows + FIRST + FIRST)
    assert (parts.n_read, parts.n_repeated, parts.rejected) == (whole.n_read, whole.n_repeated, whole.rejected)
    assert parts.n_repeated == 1
    for column in EVENT_COLUMNS:
        pd.testing.assert_series_equal(parts.events[column].astype(object), whole.events[column].astype(object))


def test_rejected_rows_come_back_whole_and_mended_ones_are_taken() -> None:
    data = (HEADINGS + FIRST + "C2,占道经营,吃饭,A2,,2026-10-01 09:00,\n").encode()
    reading = read_events(data, OWN)
    stream = io.BytesIO()
    write_rejects(event_rejects(data, reading), stream)
    rows = cells_of(stream.getvalue())
    assert rows[1][:6] == ["C2", "占道经营", "吃饭", "A2", "", "2026-10-01 09:00"]
    mended = workbook(rows[0], [cell if cell != "吃饭" else "处置" for cell in rows[1]])
    again = read_events(mended, OWN)
    assert (again.rejected, list(again.events["step"])) == ({}, ["handle"])


def test_a_snapshot_is_told_in_utc() -> None:
    profile = replace(OWN, snapshot="2026-10-05T12:00:00", time_zone=ZoneInfo("Asia/Shanghai"))
    assert read(FIRST, profile).snapshot == datetime.fromisoformat("2026-10-05T04:00:00+00:00")


def test_space_around_a_time_and_words_for_nothing_do_no_harm() -> None:
    profile = replace(OWN, blanks=frozenset({"NULL"}))
    event = read("C1,x,发现,A1,NULL, 2026-10-01 08:10 ,NULL\n", profile).events.iloc[0]
    assert event["time_local"] == pd.Timestamp("2026-10-01 08:10")
    assert pd.isna(event["started_utc"])
