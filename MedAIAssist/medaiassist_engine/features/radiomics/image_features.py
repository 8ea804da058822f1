"""The families that look at intensities, of one image."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .families import DEFINITIONS
from .feature import Values, all_undefined
from .first_order import first_order
from .glcm import glcm
from .gldm import gldm
from .glrlm import glrlm
from .glszm import glszm
from .levels import MOST_LEVELS, GreyLevels, grey_levels
from .neighbourhood import compare
from .ngtdm import ngtdm
from .preparation import Prepared
from .settings import Settings


def measure_image(
    region: Prepared,
    crop: NDArray[Any] | str,
    wanted: list[str],
    settings: Settings,
    progress: Callable[[float], None],
) -> dict[str, Values]:
    """The wanted families of one image in the region's box, or of none for the reason given."""
    if isinstance(crop, str):
        return {f: all_undefined(DEFINITIONS[f], crop) for f in wanted}
    values = region.values(crop)
    if not np.isfinite(values).all():
        reason = "the filter gives values that are not finite"
        return {f: all_undefined(DEFINITIONS[f], reason) for f in wanted}
    levels = grey_levels(values, region.inside, region.spacing, settings)
    found: dict[str, Values] = {}
    if "firstorder" in wanted:
        volume = float(np.prod(region.spacing))
        found["firstorder"] = first_order(values, levels, volume, settings)
    textures = [f for f in wanted if f != "firstorder"]
    progress(0.1)
    if isinstance(levels, str) or levels.grey.size > MOST_LEVELS:
        reason = levels if isinstance(levels, str) else _too_many(levels)
        return found | {f: all_undefined(DEFINITIONS[f], reason) for f in textures}
    return found | _textures(levels, textures, settings, progress)


def _textures(
    levels: GreyLevels, wanted: list[str], settings: Settings, progress: Callable[[float], None]
) -> dict[str, Values]:
    def share(start: float, end: float) -> Callable[[float], None]:
        return lambda fraction: progress(start + (end - start) * fraction)

    found: dict[str, Values] = {}
    if "glcm" in wanted:
        found["glcm"] = glcm(levels, settings, share(0.1, 0.4))
    if "glrlm" in wanted:
        found["glrlm"] = glrlm(levels, settings, share(0.4, 0.6))
    if "glszm" in wanted:
        found["glszm"] = glszm(levels, settings, share(0.6, 0.8))
    if "gldm" in wanted or "ngtdm" in wanted:
        compared = compare(levels, settings, share(0.8, 1.0))
        found["gldm"], found["ngtdm"] = gldm(levels, compared), ngtdm(levels, compared)
    return {family: values for family, values in found.items() if family in wanted}


def _too_many(levels: GreyLevels) -> str:
    return (
        f"it has {levels.grey.size} grey levels and textures are computed for at most "
        f"{MOST_LEVELS}; enlarge the bin width or set a bin count"
    )
