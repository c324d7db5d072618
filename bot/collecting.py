"""Keeping what lives as long as the process out of the garbage collector's way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_collecting() -> Iterator[None]:
    """Collect nothing while many objects are made that live on, and leave them out afterwards.

    A collection would look through all of them, at one stretch of a tenth of a second and several
    times, and find nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
