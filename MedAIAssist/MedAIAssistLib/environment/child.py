"""A child process that is read without ever waiting."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..session.process_group import group_options, kill_group

_CHUNK = 1 << 16


class Child:
    """A running command.

    Attributes:
        output: what it wrote to stdout so far.
        log: what it wrote to stderr so far, by lines.
        code: its exit code once it has ended (negative: the signal that ended it), else None.

    Raises:
        OSError: the command cannot be started.
    """

    def __init__(
        self, command: Sequence[str], variables: Mapping[str, str], folder: Path | None = None
    ) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=dict(variables),
            cwd=folder,
            **group_options(),
        )
        assert self._process.stdout and self._process.stderr
        self._pipes = (self._process.stdout, self._process.stderr)
        for pipe in self._pipes:
            os.set_blocking(pipe.fileno(), False)
        self._rest = ""
        self.code: int | None = None
        self.output = b""
        self.log: list[str] = []

    @property
    def pid(self) -> int:
        return self._process.pid

    def poll(self) -> int | None:
        """Read what has come; the exit code once it has ended."""
        if self.code is None:
            code = self._process.poll()  # asked before reading: nothing it said is missed
            self._read()
            if code is not None:
                self._close()
            self.code = code
        return self.code

    def kill(self) -> None:
        """End it and its children now."""
        kill_group(self._process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        self.poll()

    def _read(self) -> None:
        self.output += _all_of(self._pipes[0].fileno())
        text = self._rest + _all_of(self._pipes[1].fileno()).decode("utf-8", "replace")
        *lines, self._rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.log += lines

    def _close(self) -> None:
        if self._rest:
            self.log.append(self._rest)
        for pipe in self._pipes:
            pipe.close()


def _all_of(descriptor: int) -> bytes:
    found = b""
    with contextlib.suppress(OSError):  # nothing there now, or closed
        while data := os.read(descriptor, _CHUNK):
            found += data
    return found
