"""Who discovers, who pushes back or hands on, and what of it comes to the centre."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.case_loop.handing import ahead_of_duty, handling_spells, pushing
from analytics.case_loop.shares import discovery
from vocabulary.bad_input import BadInput

COLUMNS = ["case", "unit", "at", "result", "outside"]


def events(*rows: tuple[object, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=COLUMNS).assign(item="bins", step="handle")
    return frame.assign(at=pd.to_datetime(frame["at"]))


def small() -> pd.DataFrame:
    return handling_spells(
        events(
            ("c1", "water", "2026-03-01", "不属于 职责", False),
            ("c1", "centre", "2026-03-02", "done", False),
            ("c2", "roads", "2026-03-03", None, False),
            ("c2", "roads", "2026-03-04", "已办结", False),
            ("c3", "roads", "2026-04-01", None, False),
            ("c3", "water", "2026-04-02", None, False),
            ("c4", "centre", "2026-04-05", None, True),
        ),
        centre=["centre"],
    )


def test_spells_end_returned_handed_on_or_done() -> None:
    spells = small()
    assert spells["case"].tolist() == ["c1", "c1", "c2", "c3", "c3", "c4"]
    assert spells["ending"].tolist() == ["returned", "done", "done", "handed_on", "done", "done"]
    assert spells["next_unit"].dropna().tolist() == ["centre", "water"]
    assert spells["month"].tolist() == ["2026-03"] * 3 + ["2026-04"] * 3


def test_a_case_that_a_department_pushes_back_to_the_centre_is_shifted() -> None:
    table = pushing(small()).set_index(["unit", "what"])
    assert table.loc[("water", "shifted"), ["count", "of"]].tolist() == [1, 2]
    assert table.loc[("water", "returned"), "share"] == 0.5
    assert table.loc[("roads", "handed_on"), "share"] == 0.5
    assert table.loc[("roads", "shifted"), "count"] == 0


def test_the_centres_own_spells_do_not_count_as_what_departments_do() -> None:
    table = pushing(small()).set_index(["unit", "what"])
    assert table.loc[("centre", "returned"), "of"] == 0
    assert np.isnan(table.loc[("centre", "returned"), "share"])


def test_work_outside_the_duty_list_that_begins_with_the_centre_is_ahead_of_duty() -> None:
    row = ahead_of_duty(small(), []).iloc[0]
    assert (row["count"], row["of"]) == (1, 2)


def test_a_case_given_again_to_the_unit_that_pushed_it_back_is_a_spell_of_its_own() -> None:
    spells = handling_spells(
        events(("c1", "water", "2026-03-01", "退回", False), ("c1", "water", "2026-03-05", None, False))
    )
    assert spells["ending"].tolist() == ["returned", "done"]


def test_channels_are_shares_of_the_cases_whose_source_is_known() -> None:
    cases = pd.DataFrame(
        {
            "source": ["监督员上报", "12345", " 12345 热线", "微信", None, "领导批示"],
            "unit": ["a", "a", "a", "a", "b", "b"],
        }
    )
    table = discovery(cases, ["unit"]).set_index(["unit", "what"])
    assert table.loc[("a", "own"), ["count", "of", "unknown"]].tolist() == [1, 3, 1]
    assert table.loc[("a", "hotline"), "share"] == pytest.approx(2 / 3)
    assert table.loc[("b", "other"), ["count", "of", "unknown"]].tolist() == [1, 1, 1]
    assert table.loc[("a", "hotline"), "low"] < 2 / 3 < table.loc[("a", "hotline"), "high"]


def test_a_platforms_own_words_come_before_those_that_ship() -> None:
    cases = pd.DataFrame({"source": ["微信", "12345"]})
    whole = discovery(cases, (), {"微信": "own", "12345": "other"}).set_index("what")
    assert whole["count"].to_dict() == {"own": 1, "hotline": 0, "other": 1}


def test_a_missing_column_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="source"):
        discovery(pd.DataFrame({"unit": ["a"]}))
    with pytest.raises(BadInput, match="unit"):
        handling_spells(events().drop(columns="unit"))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), st.integers(0, 60))
def test_every_case_ends_once_and_only_the_last_spell_has_nobody_after_it(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    at = pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.permutation(n), unit="h")
    frame = pd.DataFrame({"case": rng.integers(0, 9, n), "unit": rng.choice(list("abc"), n), "at": at})
    frame = frame.assign(item="x", step="handle", result=rng.choice(["退回", "ok"], n), outside=False)
    spells = handling_spells(frame, centre=["a"])
    assert spells["case"].nunique() == frame["case"].nunique()
    assert spells["next_unit"].isna().sum() == frame["case"].nunique()
    mixed = handling_spells(frame.sample(frac=1, random_state=seed), centre=["a"])
    key = ["case", "first"]
    left, right = (one.sort_values(key, ignore_index=True) for one in (spells, mixed))
    pd.testing.assert_frame_equal(left, right)
