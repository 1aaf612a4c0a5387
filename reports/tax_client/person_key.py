"""How the withholding client recognises a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaxId:
    """The four columns that every sheet begins with; the number is text, whatever it looks like."""

    staff_number: str
    name: str
    id_type: str
    id_number: str

    @property
    def cells(self) -> dict[str, str]:
        """By heading."""
        return {"工号": self.staff_number, "*姓名": self.name, "*证件类型": self.id_type, "*证件号码": self.id_number}
