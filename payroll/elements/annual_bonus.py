"""The year-end bonus: what is paid, and how much of it is merged into the year's income."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.formula.branches import When
from payroll.formula.conditions import Flag
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given
from vocabulary.text import Text

ELEMENT = Element(
    "annual_bonus",
    Text("全年一次性奖金", "Year-end bonus"),
    Text(
        "经审批的全年一次性奖金（财税〔2018〕164号；公告2023年第30号）",
        "The approved year-end bonus (财税〔2018〕164号; notice 2023 no. 30)",
    ),
    (
        Figure(
            "annual_bonus",
            Text("全年一次性奖金", "Year-end bonus"),
            FigureKind.EARNING,
            given("annual_bonus_amount"),
            in_minimum_wage=False,
            bonus=True,
        ),
    ),
)

MERGED = Flag("bonus_merged")


def bonus_sum_element(figures: tuple[Figure, ...]) -> Element:
    """The element that adds up every bonus among ``figures``, and says how much of it is taxed with the wages."""
    return Element(
        "bonus_sum",
        Text("全年一次性奖金合计", "Year-end bonuses together"),
        Text(
            "单独计税每年一次；由本人选择单独计税或并入综合所得（财税〔2018〕164号第1条）",
            "Taxed apart once a year; the person chooses between that and merging (财税〔2018〕164号 art. 1)",
        ),
        (
            Figure(
                "bonus_total",
                Text("全年一次性奖金合计", "Year-end bonuses together"),
                FigureKind.WORKING,
                total_of(f for f in figures if f.bonus),
            ),
            Figure(
                "bonus_merged_amount",
                Text("并入综合所得的奖金", "Bonus merged into income"),
                FigureKind.WORKING,
                When(MERGED, figure("bonus_total")),
            ),
        ),
    )
