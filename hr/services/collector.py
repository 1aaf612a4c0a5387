"""The garbage collector while rows are made in bulk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Rows made by the hundred thousand hold no circles, yet each hundred has the collector walk all of them again.

    Memory that is not needed any more is freed all the same; only circles wait until the end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
