"""`medaiassist serve`: answer the host over stdin and stdout until it hangs up."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from .. import __version__
from ..contract import in_use
from ..contract.blocks import BlockPool, BlockReader
from ..contract.errors import ProtocolError, VersionError
from ..contract.frames import Wire
from ..contract.messages import (
    PROTOCOL,
    Cancel,
    Finish,
    Hello,
    Refused,
    Release,
    Run,
    Welcome,
    from_wire,
)
from ..contract.priority import step_back
from .arrays import Arrays
from .pipe import Pipe
from .warmup import warm_up
from .worker import Worker


def serve() -> NoReturn:
    """Run the engine until the host hangs up; the process ends with it."""
    code = _serve()
    sys.stderr.flush()
    # A job may still be inside a library; the interpreter's own shutdown would wait for it.
    os._exit(code)


def _serve() -> int:
    step_back(idle=True)
    used = in_use.mark(Path(sys.prefix))
    pipe = Pipe()
    messages = pipe.messages()
    folders: list[Path] = []
    try:
        first = next(messages, None)
        if first is None:
            return 0
        folders = _greet(pipe, first)
        _answer(pipe, messages, folders)
    except ProtocolError as error:
        print(f"The host sent {error}.", file=sys.stderr)
        return 3
    finally:
        in_use.unmark(used)
        _clean(folders)
    return 0


def _greet(pipe: Pipe, first: Wire) -> list[Path]:
    """Answer the greeting; the folders that are shared with the host, if any."""
    hello = from_wire(first[0])
    if not isinstance(hello, Hello):
        raise ProtocolError("no greeting first")
    if hello.protocol != PROTOCOL:
        pipe.send(Refused(PROTOCOL, __version__))
        raise VersionError(f"protocol {hello.protocol}; this engine speaks {PROTOCOL}")
    folders = _visible(hello)
    python = sys.version.split()[0]
    pipe.send(Welcome(PROTOCOL, __version__, os.getpid(), python, shared=bool(folders)))
    return folders


def _visible(hello: Hello) -> list[Path]:
    """The host's folders if this process sees all of them, which the nonce in each proves."""
    folders = [Path(folder) for folder in hello.folders]
    try:
        seen = [(folder / "nonce").read_text() for folder in folders]
    except OSError:
        return []
    return folders if all(nonce == hello.nonce for nonce in seen) else []


def _answer(pipe: Pipe, messages: Iterator[Wire], folders: Sequence[Path]) -> None:
    pool = BlockPool(folders, "e") if folders else None
    reader = BlockReader(folders) if folders else None
    worker = Worker(pipe, lambda: Arrays(pool, reader))
    warm_up(pipe.send)
    for values, inline in messages:
        message = from_wire(values)
        if isinstance(message, Run):
            worker.submit(message, inline)
        elif isinstance(message, Cancel):
            worker.cancel(message.job)
        elif isinstance(message, Finish):
            worker.finish(message.job)
        elif isinstance(message, Release):
            worker.release(message.job)
        else:
            raise ProtocolError(f"an unexpected message {type(message).__name__}")


def _clean(folders: Sequence[Path]) -> None:
    """Leave nothing behind, also when the host was killed; then end with all children."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(os.getpgrp(), signal.SIGTERM)
