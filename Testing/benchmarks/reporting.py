"""What benchmarks of detectors print."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from medaiassist_engine.context import Context


class EpochLines(Context):
    """Prints a line for each epoch of a training."""

    def show(self, slot: str, payload: Any) -> None:
        columns = payload.table.columns
        values = ", ".join(f"{c.name} {c.values[-1]:.3f}" for c in columns[1:4])
        print(f"epoch {len(columns[0].values)}: {values}, {time.process_time() / 60:.1f} CPU min",
              flush=True)  # fmt: skip

    def part(self, start: float, end: float, phase: str = "") -> Context:
        return self


def intervals(metrics: Any, names: Collection[str]) -> str:
    """Some metrics with their 95 % intervals, as "AP50 0.902 (0.881 to 0.927)"."""
    columns = {c.name: c for c in metrics.columns}
    found = []
    for n, name in enumerate(columns["metric"].texts):
        if name in names:
            value, low, high = (columns[c].values[n] for c in ("value", "low", "high"))
            found.append(f"{name} {value:.3f} ({low:.3f} to {high:.3f})")
    return ", ".join(found)
