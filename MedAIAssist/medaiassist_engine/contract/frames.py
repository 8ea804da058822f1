"""Frames on the pipe: a 16-byte header, then a JSON message or the raw bytes of one array.

A message lists its arrays; those marked "inline" follow it as one frame each, in order.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

from .errors import ProtocolError

MAGIC = b"MAIa"
JSON, ARRAY = b"J", b"A"
_HEADER = struct.Struct("<4sc3xQ")
_LARGEST_JSON = 256 * 1024 * 1024

Wire = tuple[dict[str, Any], list[bytearray]]


def frame_header(kind: bytes, size: int) -> bytes:
    return _HEADER.pack(MAGIC, kind, size)


def json_frame(message: dict[str, Any]) -> bytes:
    body = json.dumps(message, separators=(",", ":")).encode()
    return frame_header(JSON, len(body)) + body


def inline_sizes(message: dict[str, Any]) -> list[int]:
    """Sizes in bytes of the array frames that follow a message."""
    return [entry["inline"] for entry in message.get("arrays", ()) if "inline" in entry]


class MessageReader:
    """Turns bytes as they come into messages with their inline arrays."""

    def __init__(self) -> None:
        self._header = bytearray()
        self._body: bytearray | None = None
        self._kind = b""
        self._filled = 0
        self._message: dict[str, Any] = {}
        self._missing: list[int] = []
        self._arrays: list[bytearray] = []

    @property
    def midway(self) -> bool:
        """True inside a message: the end of the stream now would cut it off."""
        return bool(self._header or self._body is not None or self._missing)

    def feed(self, data: bytes | memoryview) -> Iterator[Wire]:
        """The messages completed by `data`.

        Raises:
            ProtocolError: the bytes are not frames; the text shows their beginning.
        """
        rest = memoryview(data)
        while rest or self._body is not None:
            if self._body is None:
                rest = self._take_header(rest)
            if self._body is None:
                return
            count = min(len(rest), len(self._body) - self._filled)
            self._body[self._filled : self._filled + count] = rest[:count]
            self._filled += count
            rest = rest[count:]
            if self._filled < len(self._body):
                return
            body, self._body = self._body, None
            if self._complete(body):
                yield self._message, self._arrays

    def _take_header(self, rest: memoryview) -> memoryview:
        need = _HEADER.size - len(self._header)
        self._header += rest[:need]
        if not MAGIC.startswith(bytes(self._header[:4])):
            raise ProtocolError(f"not a message: {bytes(self._header + rest[need:200])!r}")
        if len(self._header) == _HEADER.size:
            _, self._kind, size = _HEADER.unpack(self._header)
            self._check(size)
            self._header = bytearray()
            self._body, self._filled = bytearray(size), 0
        return rest[need:]

    def _check(self, size: int) -> None:
        if self._missing:
            if self._kind != ARRAY or size != self._missing[0]:
                raise ProtocolError("an array frame of the announced size is missing")
        elif self._kind != JSON or size > _LARGEST_JSON:
            raise ProtocolError(f"an unexpected frame of kind {self._kind!r} and {size} bytes")

    def _complete(self, body: bytearray) -> bool:
        """Add a finished frame; True when its message is whole."""
        if self._missing:
            self._arrays.append(body)
            self._missing.pop(0)
        else:
            self._message, self._arrays = _parse(body), []
            self._missing = inline_sizes(self._message)
        return not self._missing


def _parse(body: bytearray) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError as error:
        raise ProtocolError(f"a message is not JSON: {error}") from error
    entries = message.get("arrays", []) if isinstance(message, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ProtocolError("a message is malformed")
    return message
