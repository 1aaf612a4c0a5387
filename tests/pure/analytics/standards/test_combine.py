"""Two sets of standard minutes: compared item by item, and combined by the inverse of their error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.standards import Basis, combine, compare
from tests.pure.analytics.standards.made import values
from vocabulary.bad_input import BadInput


def test_two_equally_sure_sources_meet_in_their_geometric_mean() -> None:
    row = combine(values(("a", 20, 2)), values(("a", 24.2, 2.42))).iloc[0]
    assert row["minutes"] == pytest.approx(22.0)
    assert row["se"] == pytest.approx(22 * 0.1 / np.sqrt(2))
    assert row["log_weight"] == pytest.approx(0.5)
    assert row["basis"] is Basis.BOTH


def test_the_surer_source_weighs_by_the_inverse_of_its_variance() -> None:
    row = combine(values(("a", 10, 0.5)), values(("a", 11, 1.1))).iloc[0]
    assert row["log_weight"] == pytest.approx(0.8)  # 1/0.05² against 1/0.1²
    assert row["minutes"] == pytest.approx(np.exp(0.8 * np.log(10) + 0.2 * np.log(11)))


def test_where_one_source_has_nothing_the_other_counts_as_it_is() -> None:
    table = combine(values(("a", 10, 1)), values(("b", 30, 6))).set_index("item")
    assert table["basis"].tolist() == [Basis.LOG, Basis.PANEL]
    assert table["minutes"].tolist() == pytest.approx([10, 30])
    assert table["se"].tolist() == pytest.approx([1, 6])


def test_sources_that_disagree_beyond_their_errors_leave_a_wider_error() -> None:
    row = combine(values(("a", 10, 0.5)), values(("a", 40, 2))).iloc[0]
    assert row["basis"] is Basis.DISPUTED
    assert row["minutes"] == pytest.approx(20.0)
    # Birge: ln 4 over √(0.05² + 0.05²) times the plain error 0.05/√2 is ln 4 ÷ 2.
    assert row["se"] == pytest.approx(20 * np.log(4) / 2)


def test_a_comparison_names_ratio_interval_and_what_each_lacks() -> None:
    found = compare(values(("a", 20, 1), ("b", 10, 1)), values(("a", 10, 0.5), ("c", 5, 1)))
    cell = found.cells.iloc[0]
    assert (cell["item"], cell["ratio"], bool(cell["differs"])) == ("a", 2.0, True)
    reach = np.exp(1.959963984540054 * 0.05 * np.sqrt(2))
    assert (cell["low"], cell["high"]) == (pytest.approx(2 / reach), pytest.approx(2 * reach))
    assert found.only_first["item"].tolist() == ["b"]
    assert found.only_second["item"].tolist() == ["c"]
    assert found.level == pytest.approx(2.0)


def test_sets_that_share_nothing_have_no_common_level() -> None:
    found = compare(values(("a", 20, 1)), values(("b", 10, 1)))
    assert found.cells.empty
    assert (found.level, found.level_low, found.level_high) == (None, None, None)


def test_of_200_items_that_only_chance_sets_apart_hardly_any_is_called_different() -> None:
    rng = np.random.default_rng(3)
    true = np.exp(rng.normal(3, 0.5, 200))
    sets = [
        values(
            *[
                (f"i{i}", m, t * 0.1)
                for i, (t, m) in enumerate(zip(true, true * np.exp(rng.normal(0, 0.1, 200)), strict=True))
            ]
        )
        for _ in range(2)
    ]
    found = compare(*sets)
    assert found.cells["differs"].sum() <= 1
    assert found.level is not None
    assert found.level == pytest.approx(1, abs=0.03)


def test_sets_that_cannot_be_are_refused() -> None:
    good = values(("a", 20, 1))
    with pytest.raises(BadInput, match="listed twice"):
        compare(good, values(("a", 20, 1), ("a", 21, 1)))
    with pytest.raises(BadInput, match="se"):
        combine(values(("a", 20, 0)), good)
    with pytest.raises(BadInput, match="minutes"):
        combine(good, values(("a", 0, 1)))


cells = st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.floats(1, 300), st.floats(0.02, 0.6)), min_size=1)


@settings(max_examples=60, deadline=None)
@given(cells, cells)
def test_the_combined_value_lies_between_and_swapping_the_sources_changes_nothing(
    first: dict[str, tuple[float, float]], second: dict[str, tuple[float, float]]
) -> None:
    sets = [values(*[(item, m, m * r) for item, (m, r) in one.items()]) for one in (first, second)]
    table = combine(*sets).set_index("item")
    assert set(table.index) == set(first) | set(second)
    for item, row in table.iterrows():
        known = [one[item][0] for one in (first, second) if item in one]
        assert min(known) * (1 - 1e-9) <= row["minutes"] <= max(known) * (1 + 1e-9)
    swapped = combine(*sets[::-1]).set_index("item")
    np.testing.assert_allclose(swapped["minutes"], table["minutes"])
    np.testing.assert_allclose(swapped["se"], table["se"])
