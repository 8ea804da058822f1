"""Gabor energies of segments as a table and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError, UserError
from ...contract.payloads import Boxes, Column, LabelMap, Table, Volume
from ...preprocess.checks import title
from ...preprocess.voxelwise import spacing_kji
from ..orientation import view_of
from ..regions import Part, check_grey, key_columns, parts_of
from .gabor import GaborBank
from .parameters import GaborParameters

Directions = list[tuple[str, NDArray[np.float64]]]

_BYTES_PER_VOXEL = 64  # measured, with the mirrored margin

# The axes k, j, i and the diagonals between all three: swapping or mirroring axes of the volume
# only reorders them.
_IN_SPACE = {
    "k": (1, 0, 0), "j": (0, 1, 0), "i": (0, 0, 1),
    "i+j+k": (1, 1, 1), "i+j-k": (-1, 1, 1), "i-j+k": (1, -1, 1), "i-j-k": (-1, -1, 1),
}  # fmt: skip


def run_gabor(
    volume: Volume,
    parameters: GaborParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Table | Volume]:
    """Energies of each wavelength and direction per segment, and the strongest response.

    An energy is the mean squared length of the complex response, in squared intensities.

    Raises:
        UserError, GeometryError: the inputs cannot be used.
        ParameterError: a wavelength is given twice.
    """
    check_grey(volume)
    context.progress(0.0)
    wavelengths = sorted(parameters.wavelengths)
    if len(set(wavelengths)) < len(wavelengths):
        raise ParameterError("Two wavelengths are equal; give three different ones.")
    parts = parts_of(volume, segments, region, context)
    flat = parameters.mode == "2d" or 1 in volume.array.shape
    if flat and parameters.mode == "3d":
        context.note("The volume has one slice, so stripes were looked for within it only.")
    if not flat:
        _check_memory(volume)
    directions = _directions(parameters, flat)
    picture: NDArray[Any] = context.empty(volume.array.shape, np.float32)
    picture[...] = 0
    view = view_of(volume, parameters.axes, flat=flat)
    seen, target = view.volume(volume), view.of(picture)
    parts = [view.part(part, volume.array.shape) for part in parts]
    columns = key_columns(volume, [part.name for part in parts])
    for n, wavelength in enumerate(wavelengths):
        step = context.part(n / 3, (n + 1) / 3, f"Wavelength {wavelength:g} mm")
        if (reason := _unseen(seen, wavelength, flat)) is not None:
            context.note(reason)
            energies = np.full((len(parts), len(directions)), np.nan)
        else:
            energies = _energies(seen, wavelength, directions, parameters, parts, target, step)
        columns += _columns(f"gabor_{wavelength:g}mm", directions, energies)
    if float(volume.array.min()) == float(volume.array.max()):
        context.note("The image is constant: energies are zero and anisotropies undefined.")
    context.progress(1.0)
    table = Table(tuple(columns), f"{volume.name} Gabor".strip())
    return {"features": table, "picture": replace(volume, array=picture)}


def _check_memory(volume: Volume) -> None:
    """Refuse a volume whose Fourier transform needs more memory than there is.

    Raises:
        UserError: with the numbers and the remedy.
    """
    needed, free = _BYTES_PER_VOXEL * volume.array.size, psutil.virtual_memory().available
    if needed > free:
        raise UserError(
            f"{title(volume)} needs about {needed / 2**30:.1f} GB in 3D, but {free / 2**30:.1f} GB "
            "are free; crop or resample it first, or choose slice by slice."
        )


def _directions(parameters: GaborParameters, flat: bool) -> Directions:
    if not flat:
        return [(name, np.array(d) / np.linalg.norm(d)) for name, d in _IN_SPACE.items()]
    angles = 180 / parameters.orientations * np.arange(parameters.orientations)
    vectors = np.stack([np.sin(np.radians(angles)), np.cos(np.radians(angles))], axis=-1)
    return [(f"{a:g}deg", v) for a, v in zip(angles, vectors, strict=True)]


def _unseen(volume: Volume, wavelength: float, flat: bool) -> str | None:
    """Why stripes of this wavelength cannot be measured, if so."""
    spacing = np.array(spacing_kji(volume))[1 if flat else 0 :]
    if wavelength < 2 * spacing.max() - 1e-6:  # oblique axes are not exact
        return (
            f"The wavelength {wavelength:g} mm is less than two voxels, "
            f"{2 * spacing.max():.3g} mm, so its energies are undefined."
        )
    return None


def _energies(
    volume: Volume,
    wavelength: float,
    directions: Directions,
    p: GaborParameters,
    parts: list[Part],
    picture: NDArray[np.float32],
    context: Context,
) -> NDArray[np.float64]:
    """(parts, directions); the picture is raised to the responses where they are stronger."""
    flat = len(directions[0][1]) == 2
    spacing = spacing_kji(volume)[1 if flat else 0 :]
    images = volume.array if flat else volume.array[None]
    targets = picture if flat else picture[None]
    sums = np.zeros((len(parts), len(directions)))
    for n, (image, target) in enumerate(zip(images, targets, strict=True)):
        bank = GaborBank(image, wavelength, spacing=spacing, bandwidth=p.bandwidth)
        for d, (_, direction) in enumerate(directions):
            context.progress((n + d / len(directions)) / len(images))
            response = np.abs(bank.response(direction))
            np.maximum(target, response, out=target)
            for row, part in enumerate(parts):
                sums[row, d] += _energy(response, part, n if flat else None)
    counts = np.array([np.count_nonzero(part.mask()) for part in parts], float)
    counts[counts == 0] = np.nan
    return sums / counts[:, None]


def _energy(response: NDArray[np.floating], part: Part, k: int | None) -> float:
    """Summed squares of a slice's or the volume's response within the part."""
    if part.box is None:
        return 0.0
    if k is None:
        return float(np.square(response[part.box][part.mask()], dtype=np.float64).sum())
    if not part.box[0].start <= k < part.box[0].stop:
        return 0.0
    values = response[part.box[1:]]
    if part.inside is not None:
        values = values[part.inside[k - part.box[0].start]]
    return float(np.square(values, dtype=np.float64).sum())


def _columns(
    prefix: str, directions: Directions, energies: NDArray[np.float64]
) -> Iterator[Column]:
    mean, largest = energies.mean(axis=1), energies.max(axis=1)
    unit = "intensity²"
    yield Column(f"{prefix}_energy", mean, unit=unit, description="Mean over all directions")
    ratio = np.divide(largest, mean, out=np.full(len(mean), np.nan), where=mean > 0)
    text = "Largest energy of a direction, by the mean: 1 where none is preferred"
    yield Column(f"{prefix}_anisotropy", ratio, description=text)
    for (name, direction), values in zip(directions, energies.T, strict=True):
        across = ", ".join(f"{v:.3g}" for v in direction[::-1])
        text = f"Of stripes across ({across}) along the axes i, j(, k)"
        yield Column(f"{prefix}_{name}_energy", values, unit=unit, description=text)
