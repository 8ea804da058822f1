"""A small computation on every device, in every way the engine computes."""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..devices import Device
from ..wording import error_in_words
from .result import Calculation

LONGEST = 30.0
"""Seconds for one computation; a GPU's first one loads its libraries from disk."""


@dataclass(frozen=True)
class Way:
    """A way to compute: `library` must be importable, `function` is one of `stencil`'s."""

    what: str
    library: str
    function: str


ON_CPU = (
    Way("filter (scipy)", "scipy.ndimage", "with_scipy"),
    Way("compiled loop (numba)", "numba", "with_numba"),
)
ON_ALL = (Way("convolution (PyTorch)", "torch", "with_torch"),)


def calculate(devices: Sequence[Device]) -> tuple[tuple[Calculation, ...], str]:
    """The computations in order of the devices, and why there are none, or "".

    Ways whose library cannot be imported are left out: the check of the libraries tells.
    """
    if not _importable("numpy"):
        return (), "Nothing was computed, as numpy cannot be loaded."
    return tuple(_run(device, way) for device, way in _planned(devices)), ""


def _planned(devices: Sequence[Device]) -> Iterator[tuple[Device, Way]]:
    ways = [way for way in (*ON_CPU, *ON_ALL) if _importable(way.library)]
    for device in devices:
        yield from ((device, way) for way in ways if way in ON_ALL or device.kind == "cpu")


def _importable(module: str) -> bool:
    try:
        importlib.import_module(module)
    except (Exception, SystemExit):
        return False
    return True


def _run(device: Device, way: Way) -> Calculation:
    """Compute in a thread of its own, which is left behind if it never ends."""
    problems: list[str] = []
    start = time.perf_counter()
    work = threading.Thread(
        target=lambda: problems.append(_problem(device, way)), daemon=True, name="health"
    )
    work.start()
    work.join(LONGEST)
    if not problems:
        problems.append(
            f"{_place(device, way)} did not end within {LONGEST:.0f} s; close other programs that "
            "use the device, or restart the computer."
        )
    return Calculation(device.id, way.what, round(time.perf_counter() - start, 3), problems[0])


def _problem(device: Device, way: Way) -> str:
    try:
        from . import stencil

        compute: Callable[[str], Any] = getattr(stencil, way.function)
        difference = float(abs(compute(device.id) - stencil.expected()).max())
    except (Exception, SystemExit) as error:
        return f"{_place(device, way)} failed ({error_in_words(error)}); {_remedy(device, error)}"
    if not difference <= 1e-3:  # so that "not a number" is wrong as well
        return (
            f"{_place(device, way)} gave a wrong result (off by {difference:g}); do not trust "
            f"what is computed there, and {_remedy(device)}"
        )
    return ""


def _place(device: Device, way: Way) -> str:
    where = device.name if device.kind == "cpu" else f"{device.name} ({device.id})"
    return f"The {way.what} on {where}"


def _remedy(device: Device, error: BaseException | None = None) -> str:
    if isinstance(error, MemoryError) or "out of memory" in str(error):
        return "close other programs that use its memory."
    if device.kind == "cpu":
        return "repair the engine's environment."
    return (
        "update the GPU's driver, or repair the engine's environment so that its PyTorch fits "
        "this GPU; until then, compute on the CPU."
    )
