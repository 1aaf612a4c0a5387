"""What stands in a pay register: elements, people whose amounts add up, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vocabulary.bad_input import BadInput
from vocabulary.money import Fen
from vocabulary.periods import Month
from vocabulary.text import Text

Side = Literal["earning", "deduction", "employer"]
_SIGNS: dict[Side, int] = {"earning": 1, "deduction": -1, "employer": 0}


@dataclass(frozen=True, slots=True)
class RegisterElement:
    """A pay element that has a column, and on which side of the net it stands."""

    heading: Text
    side: Side


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """A person's line: an amount (fen) for each element of the register, deductions positive, and the net paid."""

    unit: str
    staffing_type: Text
    staff_number: str
    name: str
    post: str
    amounts: tuple[Fen, ...]
    net: Fen


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands for the register in which capacity; without a name the place stays open for a pen."""

    capacity: Text
    name: str = ""
    on: date | None = None


MADE = Text("制表", "Prepared by")
CHECKED = Text("复核", "Checked by")
APPROVED = Text("审批", "Approved by")
OPEN_SIGNATURES = (Signature(MADE), Signature(CHECKED), Signature(APPROVED))


@dataclass(frozen=True, slots=True)
class PayRegister:
    """A month's register. Raises BadInput naming the first person whose amounts do not add up to the net."""

    issuer: Text | str
    month: Month
    elements: tuple[RegisterElement, ...]
    people: tuple[RegisterPerson, ...]
    signatures: tuple[Signature, ...] = OPEN_SIGNATURES
    mark: Text | None = None

    def __post_init__(self) -> None:
        signs = [_SIGNS[element.side] for element in self.elements]
        for person in self.people:
            if len(person.amounts) != len(signs):
                raise BadInput(Text("金额数与项目数不符", "Not one amount for each element"), person.staff_number)
            if sum(sign * amount for sign, amount in zip(signs, person.amounts, strict=True)) != person.net:
                raise BadInput(
                    Text("应发减扣款不等于实发", "Gross less deductions is not the net"), person.staff_number
                )
