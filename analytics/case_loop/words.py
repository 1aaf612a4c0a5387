"""What the words of platforms mean: channels of discovery, outcomes of handling, tasks of the loop."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import law


@cache
def known_words(kind: str) -> Mapping[str, str]:
    """Word → code of ``channels``, ``outcomes`` or ``tasks``, as ``law/case_words.yaml`` has them."""
    lists = law.read("case_words")[kind]["words"]
    return {_folded(word): code for code, words in lists.items() for word in words}


def codes_of(values: pd.Series, kind: str, own: Mapping[str, str] | None = None) -> NDArray[np.object_]:
    """The code of each word, '' where it is unknown or missing; ``own`` words come before those that ship."""
    known = {**known_words(kind), **{_folded(word): code for word, code in (own or {}).items()}}
    codes, words = pd.factorize(values.astype(object))
    table = np.array([known.get(_folded(str(word)), "") for word in words] + [""], dtype=object)
    return np.asarray(table[codes], dtype=object)


def _folded(word: str) -> str:
    return "".join(word.split()).lower()
