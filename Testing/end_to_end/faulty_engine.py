"""An engine with operations that go wrong on purpose. Run as: faulty_engine.py [FAULT]"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MODULE = Path(__file__).parents[2] / "MedAIAssist"
sys.path.insert(0, str(MODULE))

from medaiassist_engine.contract import catalog, messages  # noqa: E402
from medaiassist_engine.contract.operations import Operation, Slot  # noqa: E402
from medaiassist_engine.contract.payloads import Volume  # noqa: E402


@dataclass(frozen=True)
class NoParameters:
    """None."""


def _operation(name: str) -> Operation:
    slots = (Slot("volume", Volume),)
    return Operation(
        f"fault.{name}", name, "Fault", "", NoParameters, f"__main__:{name}", slots, slots
    )


def die(volume, parameters, context):
    """As when the system kills a process that takes too much memory."""
    context.progress(0.5, "about to die")
    os.kill(os.getpid(), 9)


def hang(volume, parameters, context):
    """Inside a library that neither returns nor lets Python run."""
    context.progress(0.1, "hanging")
    time.sleep(0.15)
    ctypes.PyDLL(None).sleep(3600)


def exhaust(volume, parameters, context):
    """More memory than there is."""
    import numpy as np

    return Volume(np.empty((1 << 20, 1 << 20, 1 << 10), np.float64))


def crash(volume, parameters, context):
    """An error of our own."""
    raise RuntimeError("a mistake in the program")


def chatter(volume, parameters, context):
    """Print to stdout from Python and from C, as libraries do."""
    print("noise from Python", flush=True)
    ctypes.CDLL(None).puts(b"noise from C")
    ctypes.CDLL(None).fflush(None)
    return volume


def slow(volume, parameters, context):
    """Long enough to be interfered with."""
    for n in range(100):
        context.progress(n / 100, "working")
        time.sleep(0.02)
    return volume


def spawn(volume, parameters, context):
    """Leave a child running."""
    import subprocess

    subprocess.Popen(["sleep", "3600"])
    return volume


def leave(volume, parameters, context):
    """Code that ends the program, as scripts do."""
    sys.exit(3)


OPERATIONS = tuple(
    _operation(f.__name__) for f in (die, hang, exhaust, crash, chatter, slow, spawn, leave)
)


def start(fault: str) -> None:
    from medaiassist_engine.server import serve

    if fault == "garbage":
        os.write(1, b"Welcome to gpu01! Your disk quota is almost used up.\n")
    elif fault == "old":
        serve.PROTOCOL = 99
    elif fault == "silent":
        time.sleep(3600)
    elif fault == "fragile":
        from medaiassist_engine.server import warmup

        warmup._load = lambda name: os._exit(9)
    elif fault == "quits":
        print("ImportError: libfoo.so.1 is missing", file=sys.stderr)
        sys.exit(1)
    elif fault == "truncated":
        os.read(0, 1 << 16)
        from medaiassist_engine.contract.frames import json_frame

        welcome = messages.Welcome(messages.PROTOCOL, "0", os.getpid(), "3", False)
        os.write(1, json_frame(messages.to_wire(welcome))[:-3])
        sys.exit(0)
    catalog.CATALOGS += ("__main__",)
    serve.serve()


if __name__ == "__main__":
    start(sys.argv[1] if len(sys.argv) > 1 else "")
