"""Which groups are too small to be shown to somebody who may not see people by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from vocabulary.text import Text

SMALLEST_GROUP = 5
HIDDEN = Text(
    "不足 {n} 人的组不列数字；只有一组不足时，另隐去最小的一组，以免由合计推出。",
    "Groups under {n} people are shown without figures; where only one is, the next smallest is hidden with it, so "
    "that nothing follows from the total.",
).format(n=SMALLEST_GROUP)
Name = TypeVar("Name")


def hidden_groups(sizes: Mapping[Name, int]) -> frozenset[Name]:
    """The groups under five people and, where that is one alone, the next smallest: a total must not give it away."""
    small = {name for name, size in sizes.items() if size < SMALLEST_GROUP}
    others = sorted((size, str(name), name) for name, size in sizes.items() if name not in small)
    if len(small) == 1 and others:
        small.add(others[0][2])
    return frozenset(small)
