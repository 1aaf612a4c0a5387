"""Mangled files: whatever arrives, the readers refuse it in words or account for every row; they never crash."""

from __future__ import annotations

import csv
import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import read_events
from intake.reading import read_table
from intake.schemas.cases import CASES
from intake.schemas.shifts import SHIFTS
from intake.tables import open_table
from tests.pure.intake.books import workbook
from vocabulary.bad_input import BadInput

OWN = load_profile("gridhr")
GOOD_CSV = (
    "案件编号,事项,环节,经办人工号,开始时间,完成时间\n"
    + "".join(f'C{i},"占道,经营",发现,A{i},2026-10-01 08:00,2026-10-01 08:1{i}\n' for i in range(9))
).encode()
GOOD_XLSX = workbook(*csv.reader(io.StringIO(GOOD_CSV.decode())))

CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "C1", "发现", "处置", "A1", "2026-10-01 08:00", "2026-10-01", "=1", "#REF!", "-", "夜", "22:00"]
    ),
    st.text(max_size=12),
)
ROWS = st.lists(st.lists(CELLS, max_size=9), max_size=12)


@st.composite
def mangled(draw: st.DrawFn, good: bytes) -> bytes:
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        data[at:end] = draw(st.binary(max_size=40))
    return bytes(data)


def account_for_every_row(data: bytes) -> None:
    try:
        filled = sum(any(str(cell).strip() for cell in cells if cell is not None) for _, cells in open_table(data).rows)
        reading = read_events(data, OWN)
    except BadInput:
        return
    assert reading.n_read == len(reading.events) + reading.n_repeated + reading.n_rejected
    assert 0 <= filled - reading.n_read <= 12  # what stands above the rows: the headings and a title
    assert len(reading.errors) >= reading.n_rejected


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled(GOOD_CSV))
def test_a_mangled_csv_is_refused_or_accounted_for(data: bytes) -> None:
    account_for_every_row(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled(GOOD_XLSX))
def test_a_mangled_workbook_is_refused_or_accounted_for(data: bytes) -> None:
    account_for_every_row(data)


@st.composite
def mangled_inside(draw: st.DrawFn) -> bytes:
    """A sound archive, one of whose parts is mangled."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD_XLSX)) as old, zipfile.ZipFile(out, "w") as new:
        bad = draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            new.writestr(name, draw(mangled(old.read(name))) if name == bad else old.read(name))
    return out.getvalue()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled_inside())
def test_a_workbook_mangled_inside_is_refused_or_accounted_for(data: bytes) -> None:
    account_for_every_row(data)


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_any_rows_under_the_right_headings_are_accounted_for(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([GOOD_CSV.decode().splitlines()[0].split(","), *rows])
    data = out.getvalue().replace("\0", "").encode("utf-8", "replace")
    account_for_every_row(data)


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_any_rows_of_a_form_are_good_or_named(rows: list[list[str]]) -> None:
    for schema in (SHIFTS, CASES):
        out = io.StringIO(newline="")
        csv.writer(out).writerows([[column.header.zh for column in schema.columns], *rows])
        try:
            reading = read_table(out.getvalue().encode("utf-8", "replace"), schema)
        except BadInput:
            continue
        assert {error.row for error in reading.errors} == {row.number for row in reading.rejected}
        assert reading.n_read == len({row.number for row in reading.rows} | {row.number for row in reading.rejected})
