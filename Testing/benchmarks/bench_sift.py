"""3D SIFT and matching on a head-sized volume: seconds, memory, and what they are worth.

There is no package to compare with, so the peer is the least that any 3D SIFT must do, done with
scipy: the Gaussian scale space, its differences, and their extrema among 26 neighbours. Slices are
compared with OpenCV alone. Runs are interleaved. `--quick` takes an eighth of the volume.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from measuring import PeakMemory, in_fresh_process, print_first_use, seconds
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, maximum_filter, minimum_filter

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.features.keypoints.pairing import match_descriptors
from medaiassist_engine.features.keypoints.sift3d import sift3d

ROUNDS = 3
CONTRAST = 0.01


def head(shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The real head MR if it is there, else smooth noise of several scales; values 0..1."""
    folder = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data"))
    path = folder / "head_mr" / "t1_crop.nii.gz"
    if path.is_file():
        from medaiassist_engine.files.volumes import read_volume

        image = read_volume(path).array.astype(np.float32)
        step = image.shape[0] // shape[0]
        return np.ascontiguousarray(image[::step, ::step, ::step]) / 163
    random = np.random.default_rng(0)
    image = sum(gaussian_filter(random.normal(size=shape), s) * s**1.5 for s in (1.5, 3, 6))
    return np.asarray((image - image.min()) / np.ptp(image), np.float32)


def ours(image: NDArray[np.float32]) -> object:
    return sift3d(image, np.eye(4), sigma=1.0, contrast=CONTRAST)


def peer(image: NDArray[np.float32]) -> int:
    """Extrema of differences of Gaussians over as many octaves, without anything after that."""
    count, octave = 0, image
    while min(octave.shape) >= 8:
        blurred = [octave]
        for n in range(5):
            blurred.append(gaussian_filter(blurred[-1], 2 ** (n / 3) * (2 ** (2 / 3) - 1) ** 0.5))
        for fine, coarse in itertools.pairwise(blurred):
            difference = coarse - fine
            strong = np.abs(difference) > CONTRAST
            high = maximum_filter(difference, 3) == difference
            low = minimum_filter(difference, 3) == difference
            count += int(np.count_nonzero(strong & (high | low)))
        octave = blurred[3][::2, ::2, ::2]
    return count


def compare_volumes(image: NDArray[np.float32]) -> None:
    ours(image[:24, :24, :24])  # compiles or loads the code
    start = time.process_time()
    ours(image)
    used = time.process_time() - start
    taken = [(seconds(lambda: ours(image)), seconds(lambda: peer(image))) for _ in range(ROUNDS)]
    mine, other = np.median(taken, axis=0)
    print(f"  3D SIFT, with orientation and descriptors {mine:6.2f} s ({used:.1f} s of CPU time)")
    print(f"  scipy, extrema alone                      {other:6.2f} s")
    print(f"  ratio {statistics.median(b / a for a, b in taken):.2f}")
    found = sift3d(image, np.eye(4), sigma=1.0, contrast=CONTRAST)
    pairing = seconds(lambda: match_descriptors(found.descriptors, found.descriptors[::-1]))
    print(f"  {len(found)} keypoints; matching them with as many {pairing:.2f} s")


def compare_slices(image: NDArray[np.float32]) -> None:
    import cv2

    from medaiassist_engine.context import Context
    from medaiassist_engine.features.keypoints.parameters import SiftParameters
    from medaiassist_engine.features.keypoints.sift import run_sift

    volume = Volume((image[::16] * 163).clip(0, 255).astype(np.uint8))

    def opencv() -> None:
        for part in volume.array:
            cv2.SIFT_create().detectAndCompute(part, None)

    taken = [
        (seconds(lambda: run_sift(volume, SiftParameters(), Context())), seconds(opencv))
        for _ in range(ROUNDS)
    ]
    mine, other = np.median(taken, axis=0)
    print(f"  {len(volume.array)} slices {mine:.2f} s, OpenCV alone {other:.2f} s")


def added_memory(side: int) -> float:
    """MiB in use at the peak above those before the call; to be called in a fresh process."""
    image = head((side, side, side))
    ours(image[:24, :24, :24])
    with PeakMemory() as peak:
        ours(image)
    return peak.added / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="an eighth of the volume")
    side = 128 if parser.parse_args().quick else 256
    image = head((side, side, side))
    print(f"{'x'.join(map(str, image.shape))} float32 on {os.cpu_count()} processors")
    compare_volumes(image)
    compare_slices(image)
    added = in_fresh_process(f"import bench_sift as b; print(b.added_memory({side}))")
    print(f"peak memory added: {added:.0f} MiB, {added / (image.nbytes / 2**20):.1f} volumes")
    prepare = "import bench_sift as b; image = b.head((64, 64, 64))[:24, :24, :24]"
    print_first_use(prepare, "b.ours(image)")


if __name__ == "__main__":
    main()
