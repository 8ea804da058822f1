"""The messages between host and engine, one dataclass each, and their form on the wire.

`arrays` of `Run` and `Done` has an entry per array: dtype, shape, and either "block" (a name in
the shared folders) or "inline" (its size; its bytes follow the message).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from .errors import ProtocolError

PROTOCOL = 2
"""Raised by one whenever host and engine of different versions could misunderstand each other."""


@dataclass(frozen=True)
class Hello:
    """Host's first message. `nonce` stands in a file of each shared folder, as proof of sight."""

    protocol: int
    version: str
    folders: tuple[str, ...] = ()
    nonce: str = ""


@dataclass(frozen=True)
class Welcome:
    """Engine's answer. `shared`: it sees the host's folders, so arrays travel in blocks."""

    protocol: int
    version: str
    pid: int
    python: str
    shared: bool


@dataclass(frozen=True)
class Refused:
    """Engine's answer to another protocol version; it ends after it."""

    protocol: int
    version: str


@dataclass(frozen=True)
class Status:
    """Sent when the libraries are loaded: the device in words, free memory in bytes."""

    device: str
    memory_free: int


@dataclass(frozen=True)
class Run:
    job: str
    operation: str
    parameters: dict[str, Any]
    inputs: Any
    arrays: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Cancel:
    job: str


@dataclass(frozen=True)
class Finish:
    """The job is to end soon with the best it has, where its operation can; others go on."""

    job: str


@dataclass(frozen=True)
class Release:
    """The host has read the results of the job; their blocks may be used again."""

    job: str


@dataclass(frozen=True)
class Progress:
    job: str
    fraction: float
    phase: str
    seconds_left: float | None = None


@dataclass(frozen=True)
class Partial:
    """Results so far, by output slot; all their arrays are inline."""

    job: str
    outputs: Any
    arrays: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Done:
    job: str
    outputs: Any
    seconds: float
    notes: tuple[str, ...] = ()
    versions: dict[str, str] = dataclasses.field(default_factory=dict)
    arrays: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Failed:
    """`kind`: user, memory, space or internal. `details`: a traceback for reports, or ""."""

    job: str
    kind: str
    message: str
    details: str = ""


@dataclass(frozen=True)
class Stopped:
    """The job was cancelled and has ended."""

    job: str


Message = (
    Hello | Welcome | Refused | Status | Run | Cancel | Finish | Release | Progress | Partial | Done
    | Failed | Stopped
)  # fmt: skip
_CLASSES: dict[str, type[Any]] = {cls.__name__: cls for cls in Message.__args__}


def to_wire(message: Message) -> dict[str, Any]:
    """A message as JSON values."""
    values = {f.name: getattr(message, f.name) for f in dataclasses.fields(message)}
    return {"type": type(message).__name__, **values}


def from_wire(values: dict[str, Any]) -> Message:
    """The message that `values` describe.

    Raises:
        ProtocolError: its type or its fields are unknown.
    """
    cls = _CLASSES.get(str(values.get("type")))
    if cls is None:
        raise ProtocolError(f"there is no message of type {values.get('type')!r}")
    given = {
        name: tuple(value) if isinstance(value, list) and name != "inputs" else value
        for name, value in values.items()
        if name != "type"
    }
    try:
        return cls(**given)
    except TypeError as error:
        raise ProtocolError(f"a message {cls.__name__} is malformed: {error}") from error
