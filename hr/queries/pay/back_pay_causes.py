"""Why a settled month comes out differently now, in words: the inputs and the parameters that have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from hr.queries.pay.month_columns import OVERRIDE, usual_value
from payroll.back_pay import Difference
from payroll.columns import CODED, COLUMNS
from payroll.elements.catalogue import catalogue
from payroll.parameters.book import Book
from payroll.parameters.own import ScaleCell
from payroll.parameters.values import Parameter, shown_value
from payroll.plan import parameters, plan
from payroll.units import shown
from vocabulary.money import yuan_grouped
from vocabulary.periods import Month
from vocabulary.text import Text

_NAMED = 3
_LONGEST = 400
_CELLS = ("scale_cell", "post_wage_cell", "step_wage_cell", "position_wage_cell", "rank_wage_cell")
_FROM_TO = Text("{label} {before}→{now}", "{label} {before} → {now}")
_MOVED = Text("{label}变动", "{label} changed")
_BY_HAND = Text("人工核定“{label}”", "“{label}” set by hand")
_RATE = Text("{label}标准有变", "the rate of {label} has changed")
_MORE = Text("等 {n} 项", "and {n} more")
NEWCOMER = Text("该月原未发放", "nothing was paid for the month")
GONE = Text("该月已不在用工关系内", "no longer employed in the month")
_OTHER = Text("重算结果与原发放不同", "computed again, it comes out differently")


class Causes:
    """What changed in a month between ``then``, the book that it was paid by, and ``now``."""

    def __init__(self, then: Book, now: Book, month: Month) -> None:
        self._then, self._now, self._day = then, now, month.first_day
        self._read: dict[str, frozenset[str]] = {}

    def of(
        self, found: Sequence[Difference], stored: Mapping[str, Any] | None, fresh: Mapping[str, Any] | None
    ) -> Text:
        """The causes of one person's differences; ``stored`` and ``fresh`` are their rows of inputs then and now."""
        if stored is None:
            return NEWCOMER
        if fresh is None:
            return GONE
        figures = [difference.posting.figure for difference in found]
        words = [*self._inputs(stored, fresh), *self._law(figures), *self._own(found, fresh)]
        return _joined(words) if words else _OTHER

    def _inputs(self, stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterable[Text]:
        for name in sorted({*stored, *fresh}, key=_place):
            before, now = (row.get(name, usual_value(name)) for row in (stored, fresh))
            if before == now:
                continue
            figure = name.removeprefix(OVERRIDE)
            yield (
                _input(name, before, now) if figure == name else _BY_HAND.format(label=self._labels.get(figure, figure))
            )

    @cached_property
    def _labels(self) -> dict[str, Text]:
        return {figure.name: figure.label for element in catalogue(self._now) for figure in element.figures}

    def _law(self, figures: Iterable[str]) -> Iterable[Text]:
        """Parameters with another value that one of the figures rests on."""
        resting = frozenset[str]().union(*(self._parameters_of(figure) for figure in figures))
        return [text for name, text in self._changed_law.items() if name in resting]

    def _parameters_of(self, figure: str) -> frozenset[str]:
        if figure not in self._read:
            elements = catalogue(self._now)
            known = any(figure in element.gives for element in elements)
            self._read[figure] = frozenset(parameters(plan(elements, [figure]))) if known else frozenset()
        return self._read[figure]

    @cached_property
    def _changed_law(self) -> dict[str, Text]:
        found = {}
        for name, parameter in self._now.parameters.items():
            before, now = self._shown(self._then.parameters.get(name)), self._shown(parameter)
            if before is not None and now is not None and before != now:
                found[name] = _FROM_TO.format(label=parameter.label, before=before, now=now)
        return found

    def _shown(self, parameter: Parameter | None) -> Text | None:
        rows = () if parameter is None else parameter.rows
        row = next((row for row in rows if self._day in row.valid and row.value is not None), None)
        if parameter is None or row is None or row.value is None:
            return None
        return shown_value(parameter.kind, row.value)

    def _own(self, found: Sequence[Difference], fresh: Mapping[str, Any]) -> Iterable[Text]:
        """The employer's own rows: the person's cells of the scale, rates of shifts and allowances."""
        for column in _CELLS:
            before, now = (book.get(str(fresh.get(column))) for book in self._cells)
            if before is not None and now is not None and before != now:
                texts = {"before": yuan_grouped(before), "now": yuan_grouped(now)}
                yield _FROM_TO.format(label=CODED[column], **texts)
        for difference in found:
            if difference.posting.figure in self._changed_rates:
                yield _RATE.format(label=difference.posting.label)

    @cached_property
    def _cells(self) -> tuple[dict[str, int], dict[str, int]]:
        def amounts(cells: Iterable[ScaleCell]) -> dict[str, int]:
            return {cell.cell: cell.amount for cell in cells}

        return amounts(self._then.own.scale_cells), amounts(self._now.own.scale_cells)

    @cached_property
    def _changed_rates(self) -> frozenset[str]:
        """The figures whose rows of shift rates or allowances are not the same any more."""
        before, now = (_rates(book) for book in (self._then, self._now))
        return frozenset(name for name in {*before, *now} if before.get(name) != now.get(name))


def _rates(book: Book) -> dict[str, set[object]]:
    found: dict[str, set[object]] = {}
    for rate in book.own.shift_rates:
        found.setdefault(f"{rate.kind.value}_shift_pay", set()).add((rate.amount, rate.scope))
    for item in book.own.allowances:
        found.setdefault(f"allowance.{item.code}", set()).add((item.amount, item.tiers, item.scope, item.definition))
    return found


_ORDER = {name: place for place, name in enumerate((*COLUMNS, *CODED))}


def _place(name: str) -> tuple[int, str]:
    return _ORDER.get(name, len(_ORDER)), name


def _input(name: str, before: object, now: object) -> Text:
    label = COLUMNS[name].label if name in COLUMNS else CODED.get(name, Text(name, name))
    if name in ("unit", "post"):  # keys of the database say nothing to people
        return _MOVED.format(label=label)
    return _FROM_TO.format(label=label, before=_value(name, before), now=_value(name, now))


def _value(name: str, value: object) -> Text:
    if isinstance(value, int) and name in COLUMNS:
        unit = COLUMNS[name].unit
        return shown(Fraction(value, unit.per), unit)
    words = str(value) if value not in (None, "") else "—"
    return Text(words, words)


def _joined(words: Sequence[Text]) -> Text:
    shown_ones = list(dict.fromkeys(words))
    named = shown_ones[:_NAMED]
    rest = len(shown_ones) - len(named)
    more = [_MORE.format(n=rest)] if rest else []
    zh, en = ("；".join(text.zh for text in named), "; ".join(text.en for text in named))
    for text in more:
        zh, en = f"{zh}{text.zh}", f"{en} {text.en}"
    return Text(zh[:_LONGEST], en[:_LONGEST])
