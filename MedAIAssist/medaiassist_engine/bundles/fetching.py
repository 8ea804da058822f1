"""Files from the network: with progress, a resume after a break, and a check of what arrived.

Only standard HTTP is used. Nothing is asked of the network but what the user asked for.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..context import Context
from ..contract.errors import UserError
from ..interruptible import interruptible
from ..wording import error_in_words

_TIMEOUT = 30.0  # seconds without a byte
_BLOCK = 1 << 18
_TRIES = 4  # in a row without anything new
_MOST_TEXT = 16 << 20
_NOT_SO_LONG = 416  # HTTP: range not satisfiable
_AGENT = {"User-Agent": "MedAIAssist"}


@dataclass(frozen=True)
class Remote:
    """What a server says of a file.

    Attributes:
        size: bytes; 0 if it does not say.
        tag: changes with the content; "" if it does not say.
    """

    size: int = 0
    tag: str = ""


def fetch_text(address: str, context: Context) -> str:
    """A small text file.

    Raises:
        UserError: it cannot be had, or is too large.
        Cancelled: the user cancelled.
    """
    with _explained(address):
        data = interruptible(lambda: _small(address), context)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"'{address}' is no text; give another address.") from error


def remote_size(address: str) -> int:
    """The size of a file in bytes; 0 where the server does not say."""
    try:
        with _opened(address, {"Range": "bytes=0-0"}) as response:
            return _remote(response, 0).size
    except (OSError, http.client.HTTPException, ValueError):
        return 0


def download(address: str, partial: Path, context: Context) -> None:
    """Fetch a file to `partial`, going on where an earlier attempt ended.

    What has arrived is kept if this fails or is cancelled, and used the next time, unless the
    file on the server has changed.

    Raises:
        UserError: the server cannot be reached or refuses, or the connection breaks again and
            again; the text says how much has arrived.
        Cancelled: the user cancelled.
    """
    tries, arrived = 0, _length(partial)
    with _explained(address):
        while True:
            try:
                _go_on(address, partial, context)
                return
            except (OSError, http.client.HTTPException) as error:
                code = error.code if isinstance(error, urllib.error.HTTPError) else 0
                if code == _NOT_SO_LONG and _length(partial):
                    forget(partial)  # the file on the server is another one now
                elif 400 <= code < 500:
                    raise
                now = _length(partial)
                tries, arrived = (0, now) if now > arrived else (tries + 1, arrived)
                if tries >= _TRIES:
                    raise
                _pause(0.2 * 2**tries, context)


def _go_on(address: str, partial: Path, context: Context) -> None:
    known = _known(partial)
    start = _length(partial) if known.tag or known.size else 0
    headers = {"Range": f"bytes={start}-", **({"If-Range": known.tag} if known.tag else {})}
    if start and start == known.size:
        return
    with interruptible(lambda: _opened(address, headers if start else {}), context) as response:
        if start and response.status != 206:
            start = 0  # the file has changed, or the server cannot go on in the middle
        remote = _remote(response, start)
        if start and known.size and remote.size != known.size:
            forget(partial)
            raise http.client.IncompleteRead(b"")
        _check_space(partial, remote.size - start)
        _note(partial, remote)
        _receive(response, partial, start, remote.size, context)
    if remote.size and _length(partial) != remote.size:
        raise http.client.IncompleteRead(b"")


def _receive(response: Any, partial: Path, start: int, size: int, context: Context) -> None:
    with partial.open("r+b" if start else "wb") as file:
        file.seek(start)
        file.truncate()
        arrived = start
        while block := interruptible(lambda: response.read1(_BLOCK), context):
            _write(file, block, partial)
            arrived += len(block)
            of = f" of {size / 1e6:.1f}" if size else ""
            context.progress(
                arrived / size if size else 0.5, f"Downloading {arrived / 1e6:.1f}{of} MB"
            )


def _check_space(partial: Path, needed: int) -> None:
    free = shutil.disk_usage(partial.parent).free
    if needed > free > 0:
        raise UserError(
            f"The disk is full: the bundle needs {needed / 1e6:.0f} MB, but {free / 1e6:.0f} MB "
            f"are free in '{partial.parent}'. Free some space or choose another folder."
        )


def _write(file: Any, block: bytes, partial: Path) -> None:
    try:
        file.write(block)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UserError(
            f"The bundle cannot be written to '{partial.parent}': {reason}. Free some space or "
            "choose another folder; what has arrived is kept."
        ) from error


def _opened(address: str, headers: dict[str, str]) -> Any:
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("only http and https addresses are fetched")
    request = urllib.request.Request(address, headers={**_AGENT, **headers})
    return urllib.request.urlopen(request, timeout=_TIMEOUT)


def _small(address: str) -> bytes:
    with _opened(address, {}) as response:
        data: bytes = response.read(_MOST_TEXT + 1)
    if len(data) > _MOST_TEXT:
        raise ValueError("it is too large for a list")
    return data


def _remote(response: Any, start: int) -> Remote:
    tag = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
    whole = (response.headers.get("Content-Range") or "").rpartition("/")[2]
    length = response.headers.get("Content-Length") or ""
    if whole.isdecimal():
        return Remote(int(whole), tag)
    return Remote(int(length) if length.isdecimal() and not start else 0, tag)


def _beside(partial: Path) -> Path:
    return partial.with_name(partial.name + ".json")


def _known(partial: Path) -> Remote:
    """What was said of the file when its download began."""
    try:
        found = json.loads(_beside(partial).read_text("utf-8"))
        return Remote(int(found["size"]), str(found["tag"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Remote()


def _note(partial: Path, remote: Remote) -> None:
    _beside(partial).write_text(json.dumps({"size": remote.size, "tag": remote.tag}), "utf-8")


def forget(partial: Path) -> None:
    """Remove what has arrived."""
    for path in (partial, _beside(partial)):
        path.unlink(missing_ok=True)


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _pause(seconds: float, context: Context) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        context.check()
        time.sleep(0.05)


@contextlib.contextmanager
def _explained(address: str) -> Iterator[None]:
    try:
        yield
    except urllib.error.HTTPError as error:
        raise UserError(
            f"The server does not give '{address}': {error.code} {error.reason}. Check the name "
            "and version, or get the file another way and give its path."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise UserError(
            f"'{address}' could not be downloaded ({error_in_words(error)}). Check the network "
            "connection and start again: what has arrived is kept. Without a network, copy the "
            "bundle from another computer and give its path."
        ) from error
    except ValueError as error:
        raise UserError(f"'{address}' cannot be fetched: {error}.") from error
