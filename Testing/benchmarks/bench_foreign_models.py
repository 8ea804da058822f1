"""Networks from elsewhere on real images: deepbet's two TorchScript networks extract the brain.

The first finds the head's brain in few voxels, the second looks at the box around it, as deepbet
(Fisch et al., Computers in Biology and Medicine 179, 2024) chains them. Dice is measured against
the brain that Debian's mricron-data has of its head, Colin27; on the other head MR there is no
such mask, so its volume alone is printed.

Needs the wheel of deepbet, unpacked, at DEEPBET (its folder with data/models), mricron-data, and
MEDAIASSIST_DATA, or ../shared/data beside the repository.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

import numpy as np
from measuring import PeakMemory

from medaiassist_engine.bundles.parameters import ScriptParameters
from medaiassist_engine.bundles.scripting import run_script
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Volume, spacing_of
from medaiassist_engine.files.volumes import read_volume

MRICRON = Path("/usr/share/mricron/templates")
MARGIN = 0.1  # of the brain's size, on each side


def network(name: str, size: int) -> ScriptParameters:
    """How deepbet prepares an image: resized, clipped, then with the mean and deviation of grey
    values that its backbone was trained with."""
    folder = Path(os.environ.get("DEEPBET", "/tmp/deepbet")) / "data" / "models"
    return ScriptParameters(
        network=str(folder / f"{name}.pt"), size=(size, size, size), intensities="both", low=0.5,
        high=99.5, mean=0.449, deviation=0.226, largest=True, fill=True, device="cpu",
        classes="background, brain",
    )  # fmt: skip


def around(labels: LabelMap) -> Boxes:
    """The box around a label map with a margin, along its voxels."""
    places = np.argwhere(labels.array > 0)[:, ::-1]
    low, high = places.min(axis=0), places.max(axis=0)
    grid = np.asarray(labels.ijk_to_ras)
    spacing = np.array(spacing_of(labels.ijk_to_ras))
    middle = grid[:3, :3] @ ((low + high) / 2) + grid[:3, 3]
    size = (high - low + 1) * spacing * (1 + 2 * MARGIN)
    return Boxes(middle[None], size[None], (grid[:3, :3] / spacing)[None])


def brain(volume: Volume) -> LabelMap:
    first = run_script(volume, network("bbox_model", 128), Context())
    return run_script(volume, network("model", 256), Context(), region=around(first))


def on_voxels_of(labels: LabelMap, volume: Volume) -> np.ndarray:
    """The label map, which covers a box of voxels, on all of them."""
    corner = np.linalg.inv(np.asarray(volume.ijk_to_ras)) @ np.asarray(labels.ijk_to_ras)[:, 3]
    i, j, k = np.rint(corner[:3]).astype(int)
    whole = np.zeros(volume.array.shape, bool)
    dk, dj, di = labels.array.shape
    whole[k : k + dk, j : j + dj, i : i + di] = labels.array > 0
    return whole


def measured(volume: Volume) -> np.ndarray:
    start, computed = time.perf_counter(), time.process_time()
    with PeakMemory() as memory:
        found = on_voxels_of(brain(volume), volume)
    millilitres = found.sum() * np.prod(spacing_of(volume.ijk_to_ras)) / 1000
    print(
        f"{volume.name}: {' x '.join(map(str, volume.array.shape[::-1]))} voxels, brain of "
        f"{millilitres:.0f} ml in {time.perf_counter() - start:.0f} s "
        f"({time.process_time() - computed:.0f} s of CPU time) with {memory.added / 1e9:.1f} GB of "
        "memory more",
        flush=True,
    )
    return found


def main() -> None:
    if not Path(network("model", 256).network).is_file():
        sys.exit("deepbet is not there; unpack its wheel and set DEEPBET to the folder.")
    if (MRICRON / "ch2.nii.gz").is_file():
        found = measured(read_volume(MRICRON / "ch2.nii.gz"))
        truth = read_volume(MRICRON / "ch2bet.nii.gz").array > 0
        dice = 2 * (found & truth).sum() / (found.sum() + truth.sum())
        print(f"Dice against the brain of mricron-data: {dice:.3f}", flush=True)
    else:
        print(f"skipped: there is no Colin27 at {MRICRON}; install mricron-data.")
    data = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data"))
    head = data / "head_mr" / "t1_crop.nii.gz"
    if head.is_file():
        measured(read_volume(head))
    else:
        print(f"skipped: there is no head MR at {head}; set MEDAIASSIST_DATA.")


if __name__ == "__main__":
    main()
