"""The engine's end of the pipe: stdin and a private copy of stdout."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from ..contract.frames import ARRAY, MessageReader, Wire, frame_header, json_frame
from ..contract.messages import Message, to_wire

_CHUNK = 1 << 20


class Pipe:
    """Reads messages in one thread, sends them from any."""

    def __init__(self) -> None:
        # Libraries print to stdout; that must not reach the protocol.
        self._out = os.dup(1)
        os.dup2(2, 1)
        if sys.platform == "win32":
            import msvcrt

            msvcrt.setmode(0, os.O_BINARY)
            msvcrt.setmode(self._out, os.O_BINARY)
        self._lock = threading.Lock()

    def messages(self) -> Iterator[Wire]:
        """Messages with their inline arrays, until the host closes its end.

        Raises:
            ProtocolError: what came is no message.
        """
        reader = MessageReader()
        while data := os.read(0, _CHUNK):
            yield from reader.feed(data)

    def send(self, message: Message, inline: Sequence[Any] = ()) -> None:
        """Send a message and the buffers of its inline arrays."""
        with self._lock:
            self._write(json_frame(to_wire(message)))
            for buffer in inline:
                memory = memoryview(buffer)
                self._write(frame_header(ARRAY, memory.nbytes))
                if memory.nbytes:
                    self._write(memory.cast("B"))

    def _write(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._out, rest[:_CHUNK]) :]
