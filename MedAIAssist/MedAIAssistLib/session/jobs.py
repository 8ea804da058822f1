"""Jobs: what is asked, how far it is, and the steps that carry it from inputs to results."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from medaiassist_engine.contract.blocks import Block
from medaiassist_engine.contract.encoding import decode, encode
from medaiassist_engine.contract.messages import Done, Failed, Finish, Message, Run
from medaiassist_engine.contract.payloads import Payload

from .connection import Connection
from .failures import JobFailure
from .signal import Signal

_numbers = itertools.count(1)

WAITING = object()
"""Yielded by a job's steps when only the engine's answer brings it on."""


class State(enum.Enum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Made:
    """How a result was made, for its provenance."""

    operation: str
    parameters: dict[str, Any]
    versions: dict[str, str]
    notes: tuple[str, ...]
    seconds: float


Deliver = Callable[[Mapping[str, Payload], Made], Iterator[Any]]


@dataclass(frozen=True)
class Request:
    """What to do.

    Attributes:
        read: gives the input payloads, in steps, when the job's turn comes; their arrays may be
            views.
        deliver: takes the outputs, in steps, to where they belong; closed early, it takes back
            what it has done. The arrays are valid only until it ends.
        title: for people.
    """

    operation: str
    parameters: dict[str, Any]
    read: Callable[[], Generator[Any, None, Mapping[str, Payload]]]
    deliver: Deliver
    title: str = ""


@dataclass(eq=False)
class Job:
    """A request on its way.

    Attributes:
        fraction, phase, seconds_left: progress; seconds are None while unknown.
        in_engine: the engine has got it, and holds its results until they are released.
        reply: the engine's answer.
        message, details: of a failure, or what there is to say about a cancel.
        made: once it is done.
        changed: called with the job at each change.
        finishing: it is to end with the best it has.
        shown: called with the payloads that the engine has so far, by output slot.
    """

    request: Request
    id: str = field(default_factory=lambda: f"job{next(_numbers)}")
    state: State = State.QUEUED
    fraction: float = 0.0
    phase: str = ""
    seconds_left: float | None = None
    message: str = ""
    details: str = ""
    made: Made | None = None
    changed: Signal = field(default_factory=Signal)
    shown: Signal = field(default_factory=Signal)
    finishing: bool = False
    in_engine: bool = False
    reply: tuple[Message, list[bytearray]] | None = None

    @property
    def ended(self) -> bool:
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    @property
    def faulty(self) -> bool:
        """It ended in a way that the user has to be told of; `message` says which."""
        return self.state is State.FAILED or (self.state is State.CANCELLED and bool(self.message))

    def update(self, **values: Any) -> None:
        """Set attributes and tell the listeners."""
        for name, value in values.items():
            setattr(self, name, value)
        self.changed(self)


def given(inputs: Mapping[str, Payload]) -> Callable[[], Generator[Any, None, Any]]:
    """A `Request.read` for payloads that are at hand already."""

    def read() -> Generator[Any, None, Mapping[str, Payload]]:
        yield
        return inputs

    return read


def steps(job: Job, connection: Connection) -> Generator[object, None, None]:
    """Carry a job through; yields between short steps, `WAITING` while the engine works.

    Raises:
        JobFailure: the operation failed.
        UserError: the inputs cannot be read, or the results not be delivered.
    """
    request = job.request
    blocks: list[Block] = []
    try:
        job.update(state=State.RUNNING, phase="sending")
        yield from _send(job, connection, blocks)
        job.in_engine = True
        if job.finishing:
            connection.send(Finish(job.id))
        while job.reply is None:
            yield WAITING
        message, inline = job.reply
        if isinstance(message, Failed):
            raise JobFailure(message.message, message.details)
        assert isinstance(message, Done)
        made = Made(request.operation, request.parameters, dict(message.versions),
                    message.notes, message.seconds)  # fmt: skip
        outputs = decode(message.outputs, list(connection.found(message.arrays, inline)))
        job.update(fraction=1.0, phase="showing", seconds_left=None)
        yield from request.deliver(outputs, made)
        job.made = made
    finally:
        connection.free(blocks)


def _send(job: Job, connection: Connection, blocks: list[Block]) -> Generator[object, None, None]:
    arrays: list[Any] = []
    inputs = yield from job.request.read()
    yield None
    tree = encode(dict(inputs), arrays)
    entries, inline = [], []
    for array in arrays:
        entry, buffer = yield from connection.place(array, blocks)
        entries.append(entry)
        if buffer is not None:
            inline.append(buffer)
    run = Run(job.id, job.request.operation, job.request.parameters, tree, tuple(entries))
    connection.send(run, inline)
