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
        # Libraries print to stdout; that must not reach the protocol. Nor may they, or a child,
        # touch stdin: on Windows a library that inspects it would wait for our pending read.
        self._in, self._out = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        if sys.platform == "win32":
            import msvcrt

            msvcrt.setmode(self._in, os.O_BINARY)
            msvcrt.setmode(self._out, os.O_BINARY)
        self._lock = threading.Lock()

    def messages(self) -> Iterator[Wire]:
        """Messages with their inline arrays, until the host closes its end.

        Raises:
            ProtocolError: what came is no message.
        """
        reader = MessageReader()
        while data := os.read(self._in, _CHUNK):
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
