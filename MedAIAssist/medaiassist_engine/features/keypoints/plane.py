"""Slices of a volume as pictures with square pixels, and their way back into space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import UserError
from ...contract.payloads import Volume
from ..orientation import nearest_view, slice_axis

_MOST_PIXELS = 2**28
_SQUARE = 1e-3  # pixel sides that differ by a smaller share count as equal

# The side slices are usually looked at from: axial from below, coronal from in front, sagittal
# from the right. Seen from there, RAS +S, -A and +R point away.
_AWAY = np.array([1.0, -1.0, 1.0])


@dataclass(frozen=True)
class Slice:
    """One picture in space.

    Attributes:
        image: (rows, columns).
        to_ras: (3, 3), maps (column, row, 1) to RAS mm; pixel centres are whole numbers.
    """

    image: NDArray[Any]
    to_ras: NDArray[np.float64]

    @property
    def normal(self) -> NDArray[np.float64]:
        """Unit vector across columns and rows, by the right-hand rule."""
        across = np.cross(self.to_ras[:, 0], self.to_ras[:, 1])
        unit: NDArray[np.float64] = across / np.linalg.norm(across)
        return unit

    @property
    def pixel(self) -> float:
        """Side of a pixel in mm."""
        return float(np.sqrt(np.prod(np.linalg.norm(self.to_ras[:, :2], axis=0))))

    def positions(self, pixels: NDArray[np.float64]) -> NDArray[np.float64]:
        """RAS mm of (n, 2) columns and rows."""
        placed: NDArray[np.float64] = pixels @ self.to_ras[:, :2].T + self.to_ras[:, 2]
        return placed

    def directions(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 3) unit vectors of angles from the columns' axis towards the rows' axis."""
        axes = self.to_ras[:, :2] / np.linalg.norm(self.to_ras[:, :2], axis=0)
        turn = np.radians(degrees)
        along = np.column_stack([np.cos(turn), np.sin(turn)]) @ axes.T
        unit: NDArray[np.float64] = along / np.linalg.norm(along, axis=1, keepdims=True)
        return unit


def slices_of(volume: Volume, away: NDArray[np.float64] | None = None) -> Iterator[Slice]:
    """The slices along k, or the only slice of a volume that is thin along another axis.

    They are upright and come from the viewer's side, however the volume is stored.

    Args:
        away: roughly the direction that points away from the viewer; None for the usual one.
    """
    to_ras = np.asarray(volume.ijk_to_ras, dtype=np.float64)[:3, [2, 1, 0, 3]]
    across = slice_axis(volume.array.shape)
    row, column = (axis for axis in range(3) if axis != across)
    images = np.moveaxis(volume.array, across, 0)

    def part(n: int) -> Slice:
        corner = to_ras[:, 3] + n * to_ras[:, across]
        stored = np.column_stack([to_ras[:, column], to_ras[:, row], corner])
        return upright(Slice(images[n], stored), away)

    backwards = to_ras[:, across] @ part(0).normal < 0
    for n in range(len(images)):
        yield part(len(images) - 1 - n if backwards else n)


def slice_count(volume: Volume) -> int:
    """How many slices `slices_of` gives."""
    return int(volume.array.shape[slice_axis(volume.array.shape)])


def upright(part: Slice, away: NDArray[np.float64] | None = None) -> Slice:
    """The same pixels, ordered as Slicer's views show them: columns along -u, rows along -v.

    Whichever way a slice was stored (mirrored, upside down, rows for columns), it is the same
    picture then, with u, v of `plane_axes`; nothing is interpolated.
    """
    normal = part.normal
    away = viewing_normal(normal) if away is None else normal * np.sign(normal @ away or 1)
    axes = part.to_ras[:, :2] / np.linalg.norm(part.to_ras[:, :2], axis=0)
    view = nearest_view(axes[:, ::-1], -plane_axes(away)[:, 1::-1])
    to_ras = view.to_ras(part.to_ras[:, [1, 0, 2]], part.image.shape)
    return Slice(view.of(part.image), to_ras[:, [1, 0, 2]])


def squared(part: Slice) -> Slice:
    """The slice on square pixels as small as the shorter side, by linear interpolation.

    Raises:
        UserError: it would become too large.
    """
    import cv2

    sides = np.linalg.norm(part.to_ras[:, :2], axis=0)
    if sides.max() <= (1 + _SQUARE) * sides.min():
        return part
    old = np.array(part.image.shape[::-1])
    new = np.maximum(1, np.rint(old * sides / sides.min())).astype(int)
    if new.prod() > _MOST_PIXELS:
        raise UserError(
            f"A slice would become {new[0]} x {new[1]} square pixels of {sides.min():.3g} mm, as "
            f"its pixels measure {sides[0]:.3g} x {sides[1]:.3g} mm; resample the volume first."
        )
    pixels = np.ascontiguousarray(part.image)
    image = cv2.resize(pixels, tuple(int(n) for n in new), interpolation=cv2.INTER_LINEAR)
    factor = old / new
    to_ras = part.to_ras.copy()
    to_ras[:, 2] += part.to_ras[:, :2] @ ((factor - 1) / 2)
    to_ras[:, :2] *= factor
    return Slice(image, to_ras)


def viewing_normal(normal: NDArray[np.float64]) -> NDArray[np.float64]:
    """`normal` or its opposite, whichever points away from where one usually looks from."""
    largest = int(np.argmax(np.round(np.abs(normal), 9)))
    return normal if normal[largest] * _AWAY[largest] > 0 else -normal


def plane_axes(normal: NDArray[np.float64]) -> NDArray[np.float64]:
    """(3, 3): columns u, v, normal. u is R, or A in sagittal slices, laid into the plane."""
    reference = np.eye(3)[1 if np.argmax(np.round(np.abs(normal), 9)) == 0 else 0]
    u = reference - (reference @ normal) * normal
    u /= np.linalg.norm(u)
    return np.column_stack([u, np.cross(normal, u), normal])
