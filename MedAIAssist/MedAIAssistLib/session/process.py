"""The engine's process: started, spoken to without ever waiting, and ended with its children."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections import deque
from collections.abc import Sequence

from medaiassist_engine.contract.frames import (
    ARRAY,
    MessageReader,
    Wire,
    frame_header,
    json_frame,
)
from medaiassist_engine.contract.messages import Message, to_wire

from .launch import Launch, engine_environment, startup_variables
from .process_group import group_options, kill_group

_CHUNK = 1 << 20
_LOG_LINES = 200
_KILL_S = 2.0
# A full pipe on Windows refuses a write that does not fit as a whole.
_WRITE = 4096 if sys.platform == "win32" else 1 << 16


class EngineProcess:
    """A running engine.

    Raises:
        OSError: the command cannot be started.
    """

    def __init__(self, launch: Launch) -> None:
        self._process = subprocess.Popen(
            launch.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=engine_environment(startup_variables()),
            **group_options(),
        )
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        for pipe in self._pipes:
            os.set_blocking(pipe.fileno(), False)
        self._reader = MessageReader()
        self._outgoing: deque[memoryview] = deque()
        self._log: deque[str] = deque(maxlen=_LOG_LINES)
        self._log_rest = ""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        return self._process.poll()

    def log(self) -> list[str]:
        """The last lines it wrote to stderr."""
        return [*self._log, *([self._log_rest] if self._log_rest else [])]

    def send(self, message: Message, inline: Sequence[memoryview] = ()) -> None:
        """Queue a message and its inline arrays; `flush` sends them."""
        self._outgoing.append(memoryview(json_frame(to_wire(message))))
        for buffer in inline:
            self._outgoing.append(memoryview(frame_header(ARRAY, buffer.nbytes)))
            if buffer.nbytes:
                self._outgoing.append(buffer.cast("B"))

    def flush(self) -> bool:
        """Write what the pipe takes now; True if anything is left."""
        while self._outgoing:
            data = self._outgoing[0]
            try:
                written = os.write(self._pipes[0].fileno(), data[:_WRITE])
            except BlockingIOError:
                return True
            except OSError:
                # The engine has ended; `exit_code` tells how.
                self._outgoing.clear()
                return False
            if not written:
                return True
            if written < len(data):
                self._outgoing[0] = data[written:]
            else:
                self._outgoing.popleft()
        return False

    def receive(self) -> list[Wire]:
        """The messages that have come; reads what is there, a few megabytes at most.

        Raises:
            ProtocolError: what came is no message.
        """
        self._read_log()
        messages: list[Wire] = []
        for _ in range(16):
            data = _read(self._pipes[1].fileno())
            if not data:
                break
            messages.extend(self._reader.feed(data))
        return messages

    def kill(self) -> None:
        """End the engine and its children now, and forget its pipes."""
        kill_group(self._process)
        # One that hangs in the system, in a driver say, must not hang Slicer.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_KILL_S)
        self._read_log()
        for pipe in self._pipes:
            pipe.close()

    def hang_up(self, patience_s: float) -> None:
        """Close its input, upon which it ends by itself, and kill it if it does not in time."""
        self._pipes[0].close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience_s)
        self.kill()

    def _read_log(self) -> None:
        data = _read(self._pipes[2].fileno())
        *lines, self._log_rest = (self._log_rest + data.decode("utf-8", "replace")).split("\n")
        self._log.extend(lines)


def _read(descriptor: int) -> bytes:
    """What is in a pipe now, up to a megabyte; empty if nothing, or if it was closed."""
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return b""
    except OSError:
        return b""
