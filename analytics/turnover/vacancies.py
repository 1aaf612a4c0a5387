"""The way from vacancies over applicants to people on board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.turnover.rate import Denominator, Rate, share
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One advertised vacancy: places, people who applied, who were offered a place, and who came."""

    key: str
    places: int
    applicants: int
    offers: int
    on_board: int

    def __post_init__(self) -> None:
        if min(self.places, self.applicants, self.offers, self.on_board) < 0 or self.on_board > self.places:
            raise BadInput(Text(f"空缺{self.key}的人数不成立", f"The figures of vacancy {self.key} can't be"), self.key)


@dataclass(frozen=True, slots=True)
class Funnel:
    """The sums of many vacancies and the rates between them."""

    places: int
    applicants: int
    offers: int
    on_board: int
    applicants_per_place: float | None
    filled: Rate
    """Places filled of places."""
    came: Rate
    """People on board of applicants."""


def funnel(vacancies: Sequence[Vacancy]) -> Funnel:
    """The funnel of all ``vacancies`` together."""
    places, applicants, offers, on_board = (
        sum(getattr(vacancy, field) for vacancy in vacancies)
        for field in ("places", "applicants", "offers", "on_board")
    )
    return Funnel(
        places=places,
        applicants=applicants,
        offers=offers,
        on_board=on_board,
        applicants_per_place=applicants / places if places else None,
        filled=share(Text("补员率", "Vacancies filled"), on_board, places, Denominator.VACANCIES),
        came=share(Text("应聘到岗率", "Applicants on board"), on_board, applicants, Denominator.APPLICANTS),
    )
