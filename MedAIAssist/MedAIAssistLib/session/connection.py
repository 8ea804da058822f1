"""One engine and all that belongs to it: process, handshake, shared folders and blocks."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine import __version__
from medaiassist_engine.contract.blocks import (
    FORMATS,
    SMALL,
    Block,
    BlockPool,
    BlockReader,
    shaped,
    views,
)
from medaiassist_engine.contract.errors import ProtocolError, UserError
from medaiassist_engine.contract.messages import (
    PROTOCOL,
    Hello,
    Message,
    Refused,
    Status,
    Welcome,
    from_wire,
)

from ..scene.steps import copying
from .exits import last_lines, reason
from .failures import EngineFailure
from .folders import SharedFolders
from .launch import Launch, words
from .process import EngineProcess

GREETING_S = 30.0
AnyArray = NDArray[Any]
Entry = dict[str, Any]
Placed = tuple[Entry, memoryview | None]


class Connection:
    """A started engine.

    Attributes:
        welcome: its answer to the greeting, None while it starts.
        status: the device and free memory, None until its libraries are loaded.

    Raises:
        EngineFailure: its command cannot be started.
    """

    def __init__(self, launch: Launch) -> None:
        self.launch = launch
        self.welcome: Welcome | None = None
        self.status: Status | None = None
        self._started = time.monotonic()
        self._folders = _folders()
        self._pool = BlockPool(self._folders.paths, "h")
        self._reader = BlockReader(self._folders.paths)
        try:
            self._process = EngineProcess(launch)
        except OSError as error:
            self._folders.remove()
            raise EngineFailure(
                f"The engine could not be started: {error.strerror} ({words(launch.command[:1])}). "
                "Press Repair under Engine, or choose another Python there."
            ) from error
        paths = tuple(str(path) for path in self._folders.paths)
        self.send(Hello(PROTOCOL, __version__, paths, self._folders.nonce))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def shared(self) -> bool:
        """The engine sees this machine's folders; False for a remote one."""
        return self.welcome is not None and self.welcome.shared

    def log(self) -> list[str]:
        """The last lines of the engine's log."""
        return self._process.log()

    def send(self, message: Message, inline: Sequence[memoryview] = ()) -> None:
        self._process.send(message, inline)
        self._process.flush()

    def poll(self) -> list[tuple[Message, list[bytearray]]]:
        """What the engine has said about jobs since the last call. Never waits.

        Raises:
            EngineFailure: it has ended, is of another version, or is no engine.
        """
        exit_code = self._process.exit_code  # asked before reading: nothing it said is missed
        try:
            self._process.flush()
            wires = self._process.receive()
            messages = [(from_wire(values), inline) for values, inline in wires]
        except ProtocolError as error:
            raise self._failure(
                f"The engine's command does not speak as an engine ({error}). Check the command "
                f"'{words(self.launch.command)}': does it, or a login script, print something?"
            ) from error
        rest = [(m, inline) for m, inline in messages if not self._handled(m)]
        if not messages and exit_code is not None:
            raise self._failure(reason(exit_code))
        if self.welcome is None and time.monotonic() - self._started > GREETING_S:
            raise self._failure(f"The engine did not answer within {GREETING_S:.0f} seconds.")
        return rest

    def place(self, array: AnyArray, blocks: list[Block]) -> Generator[None, None, Placed]:
        """Copy an array to where the engine can read it, in small steps.

        Returns its entry in the message and the buffer to send inline, if any; the blocks taken
        are appended to `blocks`, to be given back with `free`.
        """
        array = _sendable(array)
        entry: Entry = {"dtype": array.dtype.name, "shape": list(array.shape)}
        if self.shared and array.nbytes > SMALL:
            block = yield from self._pool.acquire_steps(array.nbytes)
            blocks.append(block)
            yield
            view = block.view(array.dtype.name, array.shape)
            entry["block"] = block.name
        else:
            view = shaped(bytearray(array.nbytes), array.dtype.name, array.shape)
            entry["inline"] = array.nbytes
        yield from copying(array, np.asarray(view).reshape(array.shape))
        return entry, None if "block" in entry else view

    def free(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._pool.release(block)

    def found(self, entries: Sequence[Entry], inline: Sequence[bytearray]) -> Iterator[AnyArray]:
        """The arrays of a result, read-only and where the engine put them."""
        for entry, view in zip(entries, views(entries, inline, self._in_block), strict=True):
            array = np.asarray(view).reshape(entry["shape"])
            array.flags.writeable = False
            yield array

    def _in_block(self, name: str, dtype: str, shape: Sequence[int]) -> memoryview:
        """An output that is an input unchanged lies in one of our own blocks."""
        own = self._pool.used(name)
        return own.view(dtype, shape) if own else self._reader.view(name, dtype, shape)

    def close(self, patience_s: float = 0.0) -> None:
        """End the engine and remove its folders; nothing of it is left."""
        if patience_s > 0:
            self._process.hang_up(patience_s)
        else:
            self._process.kill()
        self._reader.close()
        self._pool.close()
        self._folders.remove()

    def _handled(self, message: Message) -> bool:
        if isinstance(message, Welcome):
            if message.protocol == PROTOCOL:
                self.welcome = message
                return True
            message = Refused(message.protocol, message.version)
        if isinstance(message, Refused):
            raise self._failure(
                f"The engine is of version {message.version} (protocol {message.protocol}), this "
                f"extension of {__version__} (protocol {PROTOCOL}). Update the older of the two."
            )
        if isinstance(message, Status):
            self.status = message
            return True
        return False

    def _failure(self, message: str) -> EngineFailure:
        return EngineFailure(message, last_lines(self.log()))


def _folders() -> SharedFolders:
    try:
        return SharedFolders()
    except OSError as error:
        raise EngineFailure(
            f"No temporary folder could be made for the engine: {error}. Free space in the "
            "temporary folder, or correct its permissions."
        ) from error


def _sendable(array: AnyArray) -> AnyArray:
    if array.dtype.name == "float16":
        return array.astype(np.float32)
    if array.dtype.name not in FORMATS:
        raise UserError(f"Arrays of type {array.dtype} cannot be sent; convert the volume first.")
    return array
