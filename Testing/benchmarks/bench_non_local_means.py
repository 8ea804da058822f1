"""Non-local means against scikit-image's fast mode: speed, quality and memory.

256x256x128 int16 of the MNI average brain with noise, patch radius 1, search radius 3. Runs of
the two are interleaved, so that what else the machine does hits both. `--quick` takes a volume of
an eighth of the size.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from measuring import PeakMemory, in_fresh_process, print_first_use, seconds
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.preprocess.denoise.non_local_means import non_local_means
from medaiassist_engine.preprocess.noise import estimate_noise

ROUNDS = 3
PEAK = 1000.0
SIGMA = 60.0
FULL, QUICK = (128, 256, 256), (64, 128, 128)
QUALITY = (24, 128, 128)  # what is scanned for the best strengths, from the middle
STRENGTHS = np.arange(0.8, 1.5, 0.1)
SKIMAGE_STRENGTHS = np.arange(0.45, 0.95, 0.05)  # its distances are smaller: 8 of 27 voxels


def brain(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """The MNI average brain at 1 mm, cut or padded to the shape."""
    from nilearn.datasets import load_mni152_template

    image = load_mni152_template(resolution=1).get_fdata().T
    missing = [max(m - n, 0) for n, m in zip(image.shape, shape, strict=True)]
    image = middle(np.pad(image, [(n // 2, n - n // 2) for n in missing]), shape)
    return np.asarray(PEAK * image / image.max())


def middle(image: NDArray, shape: tuple[int, ...]) -> NDArray:
    starts = [(n - m) // 2 for n, m in zip(image.shape, shape, strict=True)]
    return image[tuple(map(slice, starts, np.add(starts, shape)))]


def noisy(image: NDArray[np.float64], sigma: float) -> NDArray[np.int16]:
    return np.round(image + np.random.default_rng(0).normal(0, sigma, image.shape)).astype("int16")


def ours(image: NDArray, strength: float = 1.0, sigma: float = SIGMA) -> NDArray:
    return non_local_means(image, sigma=sigma, strength=strength)


def skimage(image: NDArray, strength: float = 0.6, sigma: float = SIGMA) -> NDArray:
    from skimage.restoration import denoise_nl_means

    return denoise_nl_means(
        image,
        patch_size=3,
        patch_distance=3,
        h=strength * sigma,
        fast_mode=True,
        preserve_range=True,
    )


def wall_and_processor(function: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall's clock, and of all threads on the processors."""
    before = time.process_time()
    wall = seconds(function)
    return wall, time.process_time() - before


def compare_speed(image: NDArray) -> None:
    ours(image[:2])  # compiles or loads the code
    ratios, taken = [], []
    for _ in range(ROUNDS):
        # three to one, as a single second may hit or miss what else the machine does
        mine = np.median([wall_and_processor(lambda: ours(image)) for _ in range(3)], axis=0)
        other = wall_and_processor(lambda: skimage(image))
        taken.append((*mine, *other))
        ratios.append(other[0] / mine[0])
    wall, processor, other_wall, other_processor = np.median(taken, axis=0)
    print(f"  ours         {wall:7.2f} s, of processors {processor:.2f} s")
    print(f"  scikit-image {other_wall:7.2f} s, of processors {other_processor:.2f} s")
    rounds = ", ".join(f"{ratio:.1f}" for ratio in ratios)
    print(f"  ratio {statistics.median(ratios):.1f} (rounds: {rounds})")
    print(f"  ratio of processor times {other_processor / processor:.1f}")


def psnr(image: NDArray, truth: NDArray) -> float:
    return float(10 * np.log10(PEAK**2 / np.mean((image - truth) ** 2)))


def compare_quality(truth: NDArray[np.float64]) -> None:
    for sigma in (30.0, 60.0, 100.0):
        image = noisy(truth, sigma)
        estimated = estimate_noise(image)
        print(f"  noise {sigma:.0f}, estimated {estimated:.1f}: {psnr(image, truth):.2f} dB")
        for name, denoise, strengths in (
            ("ours", ours, STRENGTHS),
            ("scikit-image", skimage, SKIMAGE_STRENGTHS),
        ):
            best, at = max((psnr(denoise(image, s, sigma), truth), s) for s in strengths)
            print(f"    {name:12} {best:.2f} dB at strength {at:.2f}")
        print(f"    ours at 1    {psnr(ours(image, 1.0, sigma), truth):.2f} dB")


def added_memory(shape: tuple[int, ...], rician: bool) -> float:
    """Float32 volumes at the peak above what was in use before; for a fresh process."""
    image = np.random.default_rng(0).integers(0, 1000, shape, dtype=np.int16)
    non_local_means(image[:2], sigma=SIGMA, rician=rician)
    with PeakMemory() as peak:
        result = non_local_means(image, sigma=SIGMA, rician=rician)
    return peak.added / result.nbytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="an eighth of the volume")
    shape = QUICK if parser.parse_args().quick else FULL
    truth = brain(shape)
    print(f"{'x'.join(map(str, reversed(shape)))} int16 on {os.cpu_count()} processors")
    print("speed:")
    compare_speed(noisy(truth, SIGMA))
    print("quality, at each one's best strength:")
    compare_quality(middle(truth, QUALITY))
    code = "import bench_non_local_means as b; print(b.added_memory({}, {}))"
    memory = [in_fresh_process(code.format(shape, rician)) for rician in (False, True)]
    print(f"peak memory added: {memory[0]:.2f} float32 volumes, Rician {memory[1]:.2f}")
    prepare = "import numpy as np, bench_non_local_means as b"
    print_first_use(prepare, "b.ours(np.zeros((2, 4, 4)))")


if __name__ == "__main__":
    main()
