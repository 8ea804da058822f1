"""SURF by mahotas, on slices. Patented: see `patent`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Points, Table, Volume
from .parameters import SurfParameters
from .patent import SURF_PATENT
from .slices import Detector, Flat, run_in_slices

LENGTH = 64

_MANY = 2**31 - 1


def run_surf(
    volume: Volume,
    parameters: SurfParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Points | Table]:
    """Keypoints of every slice along k, or those inside segments and region."""
    context.note(SURF_PATENT)
    method = detector(parameters)
    return run_in_slices("surf", method, volume, parameters, context, segments, region)


def detector(p: SurfParameters) -> Detector:
    """SURF with these parameters, for `run_in_slices`."""
    return Detector(lambda image: surf(image, p), LENGTH, np.float64)


def surf(image: NDArray[np.uint8], p: SurfParameters | None = None) -> Flat:
    """mahotas' SURF of a (rows, columns) picture of 8 bits.

    mahotas counts angles from up, against the clock; here they go from the columns' axis towards
    the rows' axis.
    """
    import mahotas.features.surf as mahotas_surf

    p = p or SurfParameters()
    rows = mahotas_surf.surf(
        image, p.octaves, p.scales, p.step, threshold=p.threshold, max_points=_MANY
    )
    row, column, scale, score, _, angle = rows[:, :6].T
    return Flat(
        pixels=np.column_stack([column, row]),
        size=2 * scale,
        angle=(270 - np.degrees(angle)) % 360,
        response=score,
        descriptors=rows[:, 6:],
    )
