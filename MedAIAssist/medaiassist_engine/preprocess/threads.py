"""Blocks of work on all processor cores, for code that releases Python's lock."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

_BLOCK_COST = 1 << 18  # simple steps: short enough to cancel quickly, long enough to be worth it
_MOST_BLOCKS = 1024


def in_blocks(
    work: Callable[[int, int], object],
    length: int,
    progress: Callable[[float], None],
    cost: float | None,
) -> None:
    """Call `work(start, stop)` for blocks that cover `range(length)`, in threads.

    Args:
        progress: called on this thread; if it raises, the blocks not yet begun are dropped.
        cost: about how many simple steps the whole work takes; little work stays on this thread.
            None where each of the range is worth a block of its own.
    """
    worth = length if cost is None else int(cost / _BLOCK_COST)
    blocks = max(1, min(length, worth, _MOST_BLOCKS))
    edges = [round(length * n / blocks) for n in range(blocks + 1)]
    if blocks == 1:
        work(0, length)
        progress(1.0)
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        futures = [pool.submit(work, a, b) for a, b in itertools.pairwise(edges)]
        try:
            for done, future in enumerate(futures, 1):
                future.result()
                progress(done / blocks)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
