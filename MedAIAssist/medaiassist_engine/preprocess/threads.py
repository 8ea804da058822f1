"""Blocks of work on all processor cores, for code that releases Python's lock."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def in_blocks(
    work: Callable[[int, int], object],
    length: int,
    progress: Callable[[float], None],
    blocks: int = 64,
) -> None:
    """Call `work(start, stop)` for blocks that cover `range(length)`, in threads.

    `progress` is called on this thread; if it raises, the blocks not yet begun are dropped.
    """
    edges = [round(length * n / blocks) for n in range(blocks + 1)]
    spans = [(a, b) for a, b in itertools.pairwise(edges) if b > a]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        futures = [pool.submit(work, a, b) for a, b in spans]
        try:
            for done, future in enumerate(futures, 1):
                future.result()
                progress(done / len(futures))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
