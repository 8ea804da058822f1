"""Local binary patterns of segments as a table and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, Column, LabelMap, Table, Volume
from ...preprocess.voxelwise import spacing_kji
from ..orientation import view_of
from ..regions import Part, check_grey, key_columns, parts_of
from .lbp import lbp_2d, lbp_histogram, rounding_of
from .parameters import LbpParameters

_PLANES = {"ij": 0, "ik": 1, "jk": 2}  # by the axis (k, j, i) across them


def run_lbp(
    volume: Volume,
    parameters: LbpParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Table | Volume]:
    """The share of each pattern in each segment, and the patterns of the first plane as a picture.

    With three planes (LBP-TOP, Zhao and Pietikäinen, IEEE TPAMI 29(6), 2007) a pattern's share is
    the mean over the planes, and each plane's own follows: the mean does not depend on how the
    volume's axes are ordered.
    """
    check_grey(volume)
    context.progress(0.0)
    parts = parts_of(volume, segments, region, context)
    view = view_of(volume, parameters.axes, flat=parameters.mode == "2d" or 1 in volume.array.shape)
    seen = view.volume(volume)
    parts = [view.part(part, volume.array.shape) for part in parts]
    planes = _planes(seen, parameters, context)
    _note_small_radius(seen, planes, parameters, context)
    picture: NDArray[Any] = context.empty(volume.array.shape, np.uint8)
    histograms: dict[str, NDArray[np.float64]] = {}
    for n, plane in enumerate(planes):
        part = context.part(n / len(planes), (n + 1) / len(planes), f"Plane {plane}")
        codes = view.of(picture) if n == 0 else np.empty(seen.array.shape, np.uint8)
        _fill(codes, seen, _PLANES[plane], parameters, part)
        histograms[plane] = np.array([_histogram(codes, p, parameters.points) for p in parts])
    if float(volume.array.min()) == float(volume.array.max()):
        context.note("The image is constant, so all voxels have the pattern of flat areas.")
    context.progress(1.0)
    keys = key_columns(volume, [part.name for part in parts])
    table = Table((*keys, *_columns(histograms)), f"{volume.name} LBP".strip())
    return {"features": table, "picture": replace(volume, array=picture)}


def _planes(volume: Volume, parameters: LbpParameters, context: Context) -> list[str]:
    if parameters.mode == "2d":
        return ["ij"]
    if 1 in volume.array.shape:
        context.note("The volume is one voxel thin, so patterns were taken within it only.")
        return ["ij"]
    return list(_PLANES)


def _note_small_radius(
    volume: Volume, planes: list[str], parameters: LbpParameters, context: Context
) -> None:
    spacing = spacing_kji(volume)
    coarsest = max(s for plane in planes for a, s in enumerate(spacing) if a != _PLANES[plane])
    if parameters.radius < coarsest:
        context.note(
            f"The radius, {parameters.radius:g} mm, is less than a voxel ({coarsest:.3g} mm), so "
            "neighbours are mostly interpolation; a larger radius says more."
        )


def _fill(
    codes: NDArray[np.uint8], volume: Volume, across: int, p: LbpParameters, context: Context
) -> None:
    spacing = tuple(s for axis, s in enumerate(spacing_kji(volume)) if axis != across)
    tolerance = rounding_of(volume.array)
    slices, targets = np.moveaxis(volume.array, across, 0), np.moveaxis(codes, across, 0)
    for n, (image, target) in enumerate(zip(slices, targets, strict=True)):
        context.progress(n / len(slices))
        target[...] = lbp_2d(
            image,
            spacing=(spacing[0], spacing[1]),
            radius=p.radius,
            points=p.points,
            tolerance=tolerance,
        )


def _histogram(codes: NDArray[np.uint8], part: Part, points: int) -> NDArray[np.float64]:
    if part.box is None:
        return np.full(points + 2, np.nan)
    return lbp_histogram(codes[part.box][part.mask()], points)


def _columns(histograms: dict[str, NDArray[np.float64]]) -> Iterator[Column]:
    named = {"": np.mean(list(histograms.values()), axis=0)}
    if len(histograms) > 1:
        named |= {f"{plane}_": values for plane, values in histograms.items()}
    for prefix, values in named.items():
        where = f"in the {prefix[:2]} plane" if prefix else "in all planes looked at"
        last = values.shape[1] - 1
        for n, shares in enumerate(values.T):
            kind = f"{n} of {last - 1} neighbours as bright" if n < last else "not uniform"
            yield Column(f"lbp_{prefix}{n:02d}", shares, description=f"Share {where}: {kind}")
