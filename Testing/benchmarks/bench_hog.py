"""HOG against scikit-image: speed and agreement in 2D; time and memory in 3D.

Slices of the test photograph and of random CT-like values, with scikit-image's default settings.
Runs of the two are interleaved, so that what else the machine does hits both. The first call,
which compiles or loads the compiled code, is timed on its own. `--quick` takes smaller volumes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path

import numpy as np
from measuring import PeakMemory, seconds
from numpy.typing import NDArray
from skimage.data import camera
from skimage.feature import hog

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.features.hog.descriptor import hog_2d, hog_3d
from medaiassist_engine.features.hog.extraction import run_hog
from medaiassist_engine.features.hog.parameters import HogParameters

ROUNDS = 7


def compare(name: str, image: NDArray) -> None:
    expected, found = hog(image, feature_vector=False), hog_2d(image)
    ratios, mine, others = [], [], []
    for _ in range(ROUNDS):
        own = statistics.median(seconds(lambda: hog_2d(image)) for _ in range(3))
        other = seconds(lambda: hog(image))
        ratios.append(other / own)
        mine.append(own)
        others.append(other)
    print(
        f"  {name:22} ours {1e3 * statistics.median(mine):6.1f} ms, scikit-image "
        f"{1e3 * statistics.median(others):6.1f} ms, ratio {statistics.median(ratios):.1f} "
        f"(rounds {min(ratios):.1f} to {max(ratios):.1f}), "
        f"largest difference {np.abs(found - expected).max():.1e}"
    )


def compare_operation(image: NDArray, cell: int) -> None:
    """With the picture and the table, against scikit-image with its picture."""
    volume, p = Volume(image[None]), HogParameters(cell=cell, cell_unit="voxels", block=2)
    columns = run_hog(volume, p, Context())["features"].columns
    own = statistics.median(seconds(lambda: run_hog(volume, p, Context())) for _ in range(5))
    other = statistics.median(
        seconds(
            lambda: hog(image, pixels_per_cell=(cell, cell), cells_per_block=(2, 2), visualize=True)
        )
        for _ in range(3)
    )
    print(
        f"  operation, {cell:2} pixels a cell: picture and table of {len(columns[0].texts)} rows "
        f"and {len(columns)} columns {1e3 * own:.0f} ms, "
        f"scikit-image with picture {1e3 * other:.0f} ms, ratio {other / own:.1f}"
    )


def volume_cost(shape: tuple[int, ...]) -> None:
    image = np.random.default_rng(0).integers(-1000, 1000, shape, dtype=np.int16)
    with PeakMemory() as peak:
        taken = seconds(lambda: hog_3d(image, cell=(16, 16, 16)))
    print(
        f"  {' x '.join(map(str, shape))}: {taken:.2f} s, "
        f"{1e9 * taken / image.size:.0f} ns a voxel, "
        f"peak memory {peak.added / image.nbytes:.1f} times the int16 volume"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="an eighth of the volume")
    quick = parser.parse_args().quick
    photograph = camera()
    print(f"{os.cpu_count()} processors")
    print(f"first call: {seconds(lambda: hog_2d(photograph)):.2f} s")
    print("2D, 8 x 8 pixels a cell, 3 x 3 cells a block, 9 orientations:")
    compare("512 x 512 uint8", photograph)
    ct = np.random.default_rng(0).normal(0, 300, (512, 512)).astype(np.int16)
    compare("512 x 512 int16", ct)
    compare("256 x 256 float64", photograph[::2, ::2].astype(float))
    for cell in (32, 16, 8):
        compare_operation(photograph.astype(float), cell)
    print("3D, 16 voxels a cell, 10 orientations:")
    hog_3d(ct[:32, :32].reshape(4, 16, 16), cell=(2, 8, 8))
    for size in (64, 128) if quick else (128, 256):
        volume_cost((size, size, size))


if __name__ == "__main__":
    main()
