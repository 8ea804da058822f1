"""A child process that is read without ever waiting."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from medaiassist_engine.contract.priority import step_back

from ..session.process_group import group_options, kill_group

_CHUNK = 1 << 16
_CHUNKS = 16
"""More than any system's pipe holds, so that nothing is missed of a child that has ended."""
_LINE_END = re.compile("\r?\n|\r(?!$)")


class Child:
    """A running command.

    Attributes:
        output: what it wrote to stdout so far.
        log: what it wrote to stderr so far, by lines.
        code: its exit code once it has ended (negative: the signal that ended it), else None.
        overdue: whether it was ended for having taken too long.

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
        step_back(self._process.pid)
        assert self._process.stdout and self._process.stderr
        self._pipes = (self._process.stdout, self._process.stderr)
        for pipe in self._pipes:
            os.set_blocking(pipe.fileno(), False)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self.code: int | None = None
        self.overdue = False
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
        """End it and its children; a following `poll` tells when that has happened."""
        kill_group(self._process)

    def kill_and_wait(self, seconds: float = 2.0) -> None:
        """End it and its children now, for callers that cannot come back."""
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.poll()

    def _read(self) -> None:
        self.output += _read(self._pipes[0].fileno())
        text = self._rest + self._decode(_read(self._pipes[1].fileno()))
        *lines, self._rest = _LINE_END.split(text)
        self.log += lines

    def _close(self) -> None:
        if rest := self._rest.rstrip("\r"):
            self.log.append(rest)
        for pipe in self._pipes:
            pipe.close()


def _read(descriptor: int) -> bytes:
    """What is in a pipe now, up to a megabyte."""
    found = b""
    with contextlib.suppress(OSError):  # nothing there now, or closed
        for _ in range(_CHUNKS):
            data = os.read(descriptor, _CHUNK)
            if not data:
                break
            found += data
    return found
