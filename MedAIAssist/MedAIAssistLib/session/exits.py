"""Why an engine ended, as a sentence with a remedy."""

from __future__ import annotations

import signal
from collections.abc import Sequence

_SHOWN_LINES = 12


def reason(exit_code: int | None) -> str:
    """What an exit code means."""
    if exit_code is None:
        return "The engine closed its end of the connection."
    killed = {-int(getattr(signal, "SIGKILL", 9)), 137}
    if exit_code in killed:
        return (
            "The engine was killed by the system (signal 9), most often because memory ran out. "
            "Close other programs, or crop or resample the volume, and run it again."
        )
    if exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = f"signal {-exit_code}"
        return f"The engine crashed ({name}). Run it again; report it if it comes back."
    if exit_code == 255:
        return "The connection to the remote engine ended (exit code 255). Check the network."
    return f"The engine ended unexpectedly (exit code {exit_code})."


def last_lines(log: Sequence[str]) -> str:
    """The end of the engine's log, for the details under an error."""
    return "\n".join(list(log)[-_SHOWN_LINES:])
