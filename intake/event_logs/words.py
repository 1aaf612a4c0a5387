"""Columns of words: cleaned once for each different word, kept as codes, with formulas and errors found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from intake.cells import ERROR_TEXTS, is_formula_text
from intake.event_logs.chunks import TextArray


@dataclass(frozen=True, slots=True)
class Words:
    """``codes`` point into ``words``; −1 stands for nothing entered."""

    codes: NDArray[np.intp]
    words: TextArray

    @classmethod
    def of(cls, texts: TextArray, blanks: frozenset[str] = frozenset()) -> Words:
        """The words of a column, without surrounding space; ``blanks`` count as nothing entered."""
        raw_codes, raw = pd.factorize(texts)
        cleaned = (text.strip() for text in raw)
        codes, words = pd.factorize(np.array([None if w in blanks else w or None for w in cleaned], dtype=object))
        return cls(codes[raw_codes], np.asarray(words, dtype=object))

    @classmethod
    def nothing(cls, size: int) -> Words:
        """A column that the file doesn't have."""
        return cls(np.full(size, -1, dtype=np.intp), np.empty(0, dtype=object))

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Where nothing was entered."""
        return self.codes < 0

    def where(self, flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """``flags`` of the words (one each), spread over the rows; False where nothing was entered."""
        return np.append(flags, np.False_)[self.codes]

    def formulas(self) -> NDArray[np.bool_]:
        """Where the word is one that a spreadsheet would compute."""
        return self.where(
            np.array([word[0] in "=+-@" and is_formula_text(word) for word in self.words], dtype=np.bool_)
        )

    def error_values(self) -> NDArray[np.bool_]:
        """Where the word is an error that a spreadsheet shows."""
        return self.where(np.array([word in ERROR_TEXTS for word in self.words], dtype=np.bool_))

    def category(self) -> pd.Categorical:
        """The column as categories."""
        return pd.Categorical.from_codes(self.codes, categories=pd.Index(self.words, dtype=object))

    def texts(self) -> TextArray:
        """The column as text, None where nothing was entered."""
        return np.append(self.words, np.array([None], dtype=object))[self.codes]
