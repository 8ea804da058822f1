"""The engine's own operations: nothing but transport and time."""

from __future__ import annotations

import time

from ..context import Context
from ..contract.payloads import Volume
from .catalog import EchoParameters, WaitParameters


def echo(volume: Volume, parameters: EchoParameters, context: Context) -> Volume:
    """The same volume."""
    return volume


def wait(parameters: WaitParameters, context: Context) -> dict[str, object]:
    """Nothing, after `parameters.seconds`."""
    end = time.monotonic() + parameters.seconds
    while (left := end - time.monotonic()) > 0:
        context.progress(1 - left / parameters.seconds, "waiting")
        time.sleep(min(0.02, left))
    return {}
