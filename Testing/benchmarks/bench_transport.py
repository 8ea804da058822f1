"""Host to engine and back: 512x512x512 int16 through a no-op, against NIfTI.gz files.

The host side works in steps as it does inside Slicer, so the longest step is the longest time
for which Slicer's event loop would stand still.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.contract.payloads import Volume
from MedAIAssistLib.environment.choice import find_engine
from MedAIAssistLib.scene.steps import copying
from MedAIAssistLib.session.jobs import Request, State, given
from MedAIAssistLib.session.session import Session

ROUNDS = 7


def ready_seconds() -> float:
    """From starting the process to its answer."""
    session = Session(find_engine)
    started = time.perf_counter()
    session.start()
    while session.connection is not None and session.connection.welcome is None:
        session.poll()
        time.sleep(0.0005)
    elapsed = time.perf_counter() - started
    session.close()
    return elapsed


def warm_session() -> Session:
    session = Session(find_engine)
    session.start()
    while session.connection is not None and session.connection.status is None:
        session.poll()
        time.sleep(0.005)
    return session


def round_trip(session: Session, source: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """Seconds in all and of the longest step."""

    def deliver(outputs: Any, made: Any) -> Any:
        yield from copying(outputs["volume"].array, target)

    started = time.perf_counter()
    longest = 0.0
    inputs = given({"volume": Volume(source)})
    job = session.submit(Request("engine.echo", {}, inputs, deliver))
    while not job.ended:
        before = time.perf_counter()
        more = session.poll()
        longest = max(longest, time.perf_counter() - before)
        if not more:
            time.sleep(0.0002)
    assert job.state is State.DONE, job.message
    return time.perf_counter() - started, longest


def through_nifti(source: np.ndarray) -> float:
    """The same journey by way of compressed files."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "volume.nii.gz")
        started = time.perf_counter()
        for _ in range(2):  # there and back
            sitk.WriteImage(sitk.GetImageFromArray(source), path)
            back = sitk.GetArrayFromImage(sitk.ReadImage(path))
        elapsed = time.perf_counter() - started
        assert (back == source).all()
        return elapsed


def head_like(size: int) -> np.ndarray:
    """Smooth structures with noise: compresses about as well as real images do."""
    axis = np.linspace(-1, 1, size, dtype=np.float32)
    radius = axis[:, None, None] ** 2 + axis[None, :, None] ** 2 + axis[None, None, :] ** 2
    noise = np.random.default_rng(0).normal(0, 8, radius.shape).astype(np.float32)
    return ((radius < 0.8) * (600 + 300 * np.sin(9 * radius)) + noise).astype(np.int16)


def main() -> None:
    quick = "--quick" in sys.argv
    size = 256 if quick else 512
    source = head_like(size)
    target = np.zeros_like(source)
    print(f"Engine ready: {min(ready_seconds() for _ in range(ROUNDS)):.3f} s (goal 0.3)")
    session = warm_session()
    small = np.zeros((2, 2, 2), np.int16)
    overheads = [round_trip(session, small, small.copy())[0] for _ in range(50)]
    print(f"No-op job: median {1e3 * statistics.median(overheads):.2f} ms (goal 5)")
    first = round_trip(session, source, target)
    print(f"{size}^3 int16, first: {first[0]:.3f} s, longest step {1e3 * first[1]:.0f} ms")
    warm = [round_trip(session, source, target) for _ in range(ROUNDS)]
    assert (target == source).all()
    seconds = statistics.median(t for t, _ in warm)
    step = max(s for _, s in warm)
    print(
        f"{size}^3 int16, warm: median {seconds:.3f} s, best {min(warm)[0]:.3f} s (goal 0.06), "
        f"longest step {1e3 * step:.0f} ms (goal 50)"
    )
    session.close()
    files = through_nifti(source)
    print(f"NIfTI.gz there and back: {files:.1f} s, ratio {files / seconds:.0f}x (goal 30)")


if __name__ == "__main__":
    main()
