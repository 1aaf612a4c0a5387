"""The vacancy funnel of the study's centre, and figures that can't be."""

from __future__ import annotations

import pytest

from analytics.turnover.vacancies import Vacancy, funnel
from vocabulary.bad_input import BadInput


def test_two_on_board_of_four_applicants_fill_a_quarter_of_eight_vacancies() -> None:
    found = funnel([Vacancy("A", 5, 3, 2, 1), Vacancy("B", 3, 1, 1, 1)])
    assert (found.places, found.applicants, found.offers, found.on_board) == (8, 4, 3, 2)
    assert (found.filled.value, found.came.value, found.applicants_per_place) == (0.25, 0.5, 0.5)
    assert found.filled.low is not None
    assert 0 < found.filled.low < 0.25


def test_without_vacancies_there_is_no_rate() -> None:
    assert funnel([]).filled.value is None
    assert funnel([]).applicants_per_place is None


@pytest.mark.parametrize("figures", [(-1, 0, 0, 0), (1, 5, 2, 2)])
def test_figures_that_cannot_be_are_refused_with_their_vacancy(figures: tuple[int, int, int, int]) -> None:
    with pytest.raises(BadInput) as refused:
        Vacancy("A", *figures)
    assert refused.value.place == "A"
