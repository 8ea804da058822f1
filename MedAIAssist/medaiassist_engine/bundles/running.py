"""Running a bundle on images: its steps, its network, and what is made of the answer.

All of it happens in a thread, because some steps of MONAI cannot be asked to stop: a cancel takes
effect at once, the thread ends at its next step, window or layer.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from ..classify.deep.interrupting import interruptible as asking
from ..context import Context
from ..contract.errors import Cancelled, UserError
from ..contract.payloads import Matrix, Volume, matrix
from ..features.embedding.running import chosen_device, out_of_memory
from ..interruptible import interruptible
from ..wording import error_in_words
from .images import image_of, takes_slices
from .memory import check_memory
from .scripted import Scripted
from .windows import window_count
from .workflow import Workflow

_T = TypeVar("_T")
_RUNNING = threading.Lock()  # networks are shared, and a cancelled run may not have ended yet
_MOMENT = 0.05  # seconds
_NO_ROOM = "can't allocate memory"  # how PyTorch says it of the CPU


@dataclass(frozen=True)
class Answer:
    """What the network said of one image.

    Attributes:
        seen: the image as the network saw it, a MetaTensor (channels, ...).
        given: the image before the steps.
        ijk_to_ras: 4x4 of `given`, whose own affine does not know where a single slice lies.
        value: the answer to it: a tensor without the axis of the batch, or a dictionary of such.
    """

    workflow: Workflow
    given: Any
    seen: Any
    ijk_to_ras: Matrix
    value: Any


Finish = Callable[[Answer, Context], _T]


def applied(
    load: Callable[[str], Workflow], volumes: Sequence[Volume], device: str, finish: Finish[_T],
    context: Context,
) -> list[_T]:  # fmt: skip
    """What `finish` makes of the answer to the volumes; of each slice for networks of 2D.

    Where a GPU's memory does not suffice, windows are put together on the CPU, then all is
    computed there; notes say so.

    Args:
        load: gives the workflow for a device.
        volumes: the channels of one image.
        device: "automatic" or "cpu".

    Raises:
        UserError: a step or the network fails on this image, or memory does not suffice.
        Cancelled: the user cancelled.
    """
    place = chosen_device(device)
    gpu = [(place, False), (place, True)] if place != "cpu" else []

    def work() -> list[_T]:
        with _alone(context):
            for where, stitched in gpu:
                try:
                    return _all(load, volumes, where, stitched, finish, context)
                except RuntimeError as error:
                    if not out_of_memory(error):
                        raise
                    context.note(f"The memory of {where} did not suffice; the CPU helped out.")
            return _all(load, volumes, "cpu", False, finish, context)

    return interruptible(work, context)


def step(transform: Any, data: Any, workflow: Workflow) -> Any:
    """What a transform makes of the data.

    Raises:
        UserError: it fails.
    """
    name = type(transform).__name__
    with _explained(f"The step '{name}' of the bundle '{workflow.name}' failed"):
        return transform(data)


def _all(
    load: Callable[[str], Workflow], volumes: Sequence[Volume], device: str, stitched: bool,
    finish: Finish[_T], context: Context,
) -> list[_T]:  # fmt: skip
    import torch

    context.progress(0.0, "Loading the bundle")
    workflow = load(device)
    found = []
    with torch.no_grad(), workflow.running():
        frames = frames_of(volumes, workflow)
        for n, frame in enumerate(frames):
            part = context.part(0.05 + 0.95 * n / len(frames), 0.05 + 0.95 * (n + 1) / len(frames))
            answer = _answer(workflow, frame, device, stitched, part.part(0, 0.7))
            found.append(finish(answer, part.part(0.7, 1, "Putting results in place")))
    return found


def frames_of(volumes: Sequence[Volume], workflow: Workflow) -> list[list[Volume]]:
    """The volumes, or each of their slices for networks that see single slices."""
    count = volumes[0].array.shape[0]
    if not takes_slices(workflow) or count == 1:
        return [list(volumes)]
    return [[_slice(volume, k) for volume in volumes] for k in range(count)]


def _slice(volume: Volume, k: int) -> Volume:
    corner = np.eye(4)
    corner[2, 3] = k
    grid = matrix(np.array(volume.ijk_to_ras) @ corner)
    return replace(volume, array=volume.array[k : k + 1], ijk_to_ras=grid)


def _answer(
    workflow: Workflow, volumes: Sequence[Volume], device: str, stitched: bool, context: Context
) -> Answer:
    given = image_of(volumes, workflow)
    data: Any = {workflow.key: given}
    for n, transform in enumerate(workflow.before):
        context.progress(0.3 * n / len(workflow.before), "Preparing the image")
        data = step(transform, data, workflow)
        if not isinstance(data, dict) or workflow.key not in data:
            raise UserError(
                f"The bundle '{workflow.name}' does not pass its image on as '{workflow.key}', so "
                "its answers cannot be put in place; choose another bundle."
            )
    seen = data[workflow.key]
    check_memory(workflow, tuple(seen.shape))
    value = _inferred(workflow, seen, device, stitched, context.part(0.3, 1))
    return Answer(workflow, given, seen, volumes[0].ijk_to_ras, value)


def _inferred(workflow: Workflow, seen: Any, device: str, stitched: bool, context: Context) -> Any:
    """The network's answer without the axis of the batch."""
    import torch

    inferer, module = workflow.inferer, workflow.module
    batch = torch.as_tensor(seen)[None].as_subclass(torch.Tensor).to(device, torch.float32)
    if hasattr(inferer, "sw_device"):
        inferer.sw_device = device
        inferer.device = "cpu" if stitched else device
    with (
        _counted(module, window_count(inferer, tuple(seen.shape[1:])), context),
        contextlib.nullcontext() if isinstance(module, Scripted) else asking(module, context.check),
        _explained(f"The network of '{workflow.name}' does not take this image, of which it saw "
                   f"{' x '.join(map(str, seen.shape))} values"),
    ):  # fmt: skip
        return _first(inferer(inputs=batch, network=module.to(device)))


def _first(found: Any) -> Any:
    """The answer to the only image of a batch."""
    import torch

    if isinstance(found, dict):
        return {key: _first(value) for key, value in found.items()}
    if isinstance(found, (list, tuple)):
        return found[0] if isinstance(found[0], dict) else _first(found[0])
    return found[0].detach() if torch.is_tensor(found) else found


@contextlib.contextmanager
def _alone(context: Context) -> Iterator[None]:
    """One run at a time; who waits can be cancelled."""
    while not _RUNNING.acquire(timeout=_MOMENT):
        context.progress(0.0, "Waiting for a cancelled run to end")
    try:
        yield
    finally:
        _RUNNING.release()


@contextlib.contextmanager
def _counted(module: Any, total: int, context: Context) -> Iterator[None]:
    """Within the block every call of the network is a step forward."""
    calls = 0

    def count(*_: Any) -> None:
        nonlocal calls
        context.progress(min(calls / total, 1.0), "Running the network")
        calls += 1

    handle = module.register_forward_pre_hook(count)
    try:
        yield
    finally:
        handle.remove()


@contextlib.contextmanager
def _explained(what: str) -> Iterator[None]:
    """Errors within the block become sentences for the user; a lack of GPU memory stays."""
    try:
        yield
    except (UserError, Cancelled):
        raise
    except Exception as error:  # whatever MONAI, PyTorch or a bundle's own code raises
        if isinstance(error, MemoryError) or _NO_ROOM in str(error):
            raise UserError(
                "There is not enough memory for this image; draw a region to look at, or close "
                "other programs."
            ) from error
        if isinstance(error, RuntimeError) and out_of_memory(error):
            raise
        if isinstance(error, ImportError):
            raise UserError(
                f"{what}, because the engine's Python lacks a library: {error_in_words(error)}. "
                "Install it there."
            ) from error
        raise UserError(
            f"{what}: {error_in_words(error)}. Choose another image, or a bundle made for it."
        ) from error
