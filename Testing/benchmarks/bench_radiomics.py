"""Radiomics against numpyradiomics: speed on a region of 64^3, then growth up to 10^6 voxels.

Both compute all seven families of the original image, in turns, so that what else the machine does
hits both. The regions are balls in smoothed noise, 3 x 1 x 1 mm, bins of 25. `--quick` leaves out
the large regions.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
from measuring import PeakMemory, seconds
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.features.radiomics.extract import radiomics
from medaiassist_engine.features.radiomics.settings import Plan, Settings

ROUNDS = 3
SPACING = (3.0, 1.0, 1.0)
VOXELS = (125_000, 250_000, 500_000, 1_000_000)
TEXTURES = ("glcm", "glrlm", "glszm", "gldm", "ngtdm")


def picture(size: int) -> NDArray[np.int16]:
    """Noise smoothed like a scan, about 40 grey levels in bins of 25."""
    noise = gaussian_filter(np.random.default_rng(0).normal(size=(size,) * 3), 1.0)
    return (noise / noise.std() * 150 + 400).astype(np.int16)


def ball(voxels: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    radius = (voxels * 3 / 4 / np.pi) ** (1 / 3)
    size = 2 * int(radius) + 5
    axes = np.ogrid[tuple(slice(-(size // 2), size - size // 2) for _ in range(3))]
    return picture(size), sum(a**2 for a in axes) < radius**2


def peer(image: NDArray[np.int16], mask: NDArray[np.bool_]) -> None:
    import numpyradiomics

    inside = mask.astype(np.uint8)
    numpyradiomics.firstorder(image, inside, voxelVolume=float(np.prod(SPACING)))
    numpyradiomics.shape(inside, SPACING, extend=False)
    for family in TEXTURES:
        getattr(numpyradiomics, family)(image, inside)


def compare() -> None:
    image, mask = picture(64), np.ones((64, 64, 64), bool)
    warm = seconds(lambda: radiomics(image, mask, SPACING))
    times = [
        (seconds(lambda: radiomics(image, mask, SPACING)), seconds(lambda: peer(image, mask)))
        for _ in range(ROUNDS)
    ]
    mine, theirs = (statistics.median(t) for t in zip(*times, strict=True))
    print(f"64^3 voxels, 107 features: {mine:.3f} s (first call {warm:.2f} s), "
          f"numpyradiomics {theirs:.2f} s, {theirs / mine:.1f} times faster")  # fmt: skip


def wavelets() -> None:
    """All images that a usual parameter file asks for: original, two LoG, eight wavelet bands."""
    image, mask = picture(64), np.ones((64, 64, 64), bool)
    usual = Settings()
    images = {"Original": usual, "LoG": Settings(sigmas=(2.0, 4.0)), "Wavelet": usual}
    took = seconds(lambda: radiomics(image, mask, SPACING, Plan(usual, images)))
    print(f"64^3 voxels, 11 images, 1,037 features: {took:.2f} s")


def large(voxels: int) -> None:
    """One region in a fresh process, so that the peak of memory is its own."""
    image, mask = ball(voxels)
    radiomics(image[:20, :20, :20], np.ones((20, 20, 20), bool), SPACING)
    with PeakMemory() as peak:
        took = min(seconds(lambda: radiomics(image, mask, SPACING)) for _ in range(ROUNDS))
    count = int(mask.sum())
    print(
        f"{count:>9,} voxels: {took:.2f} s, {took / count * 1e6:.2f} µs per voxel, "
        f"{peak.added / 2**20:.0f} MB more at the peak, {peak.added / count:.0f} bytes per voxel"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--voxels", type=int, help="measure one ball only")
    arguments = parser.parse_args()
    if arguments.voxels:
        large(arguments.voxels)
        return
    compare()
    wavelets()
    for voxels in () if arguments.quick else VOXELS:
        subprocess.run([sys.executable, __file__, "--voxels", str(voxels)], check=True)


if __name__ == "__main__":
    main()
