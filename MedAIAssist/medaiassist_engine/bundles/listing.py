"""The operation that lists the Model Zoo."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ..context import Context
from ..contract.payloads import Column, Table
from ..interruptible import interruptible
from .fetching import remote_size
from .parameters import ListZooParameters
from .zoo import Entry, newest, read_list

_AT_ONCE = 8  # questions to the server


def run_list_zoo(parameters: ListZooParameters, context: Context) -> Table:
    """A row for each bundle of the zoo: newest version, size, number of versions and address.

    Raises:
        UserError: the list cannot be reached or read.
        Cancelled: the user cancelled.
    """
    context.progress(0.0, "Reading the list of the Model Zoo")
    entries = read_list(parameters.source, context)
    latest = newest(entries)
    sizes = _sizes(latest, context) if parameters.sizes else [0] * len(latest)
    counts = [sum(e.name == one.name for e in entries) for one in latest]
    context.progress(1.0)
    return Table(
        (
            Column("name", texts=tuple(e.name for e in latest)),
            Column("version", texts=tuple(e.version for e in latest)),
            Column("size", np.array([s / 1e6 if s else np.nan for s in sizes]), unit="MB",
                   description="As the server says; empty where it does not."),
            Column("versions", np.array(counts), description="How many there are."),
            Column("address", texts=tuple(e.address for e in latest)),
        ),
        "Model Zoo",
    )  # fmt: skip


def _sizes(entries: list[Entry], context: Context) -> list[int]:
    """Bytes of each, 0 where the server does not say."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [pool.submit(remote_size, entry.address) for entry in entries]
        found = []
        try:
            for n, future in enumerate(waiting):
                context.progress(n / len(waiting), "Asking for sizes")
                found.append(interruptible(future.result, context))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return found
