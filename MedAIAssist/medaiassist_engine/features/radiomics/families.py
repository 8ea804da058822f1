"""The families of features by pyradiomics' names."""

from __future__ import annotations

from . import first_order, glcm, gldm, glrlm, glszm, ngtdm, shape_2d, shape_3d
from .feature import Definitions

DEFINITIONS: dict[str, Definitions] = {
    "shape": shape_3d.FEATURES,
    "shape2D": shape_2d.FEATURES,
    "firstorder": first_order.FEATURES,
    "glcm": glcm.FEATURES,
    "glrlm": glrlm.FEATURES,
    "glszm": glszm.FEATURES,
    "gldm": gldm.FEATURES,
    "ngtdm": ngtdm.FEATURES,
}


def chosen(family: str, names: tuple[str, ...] | None) -> list[str]:
    """The features to compute: those named, or all but the extra ones."""
    definitions = DEFINITIONS[family]
    usual = [n for n, d in definitions.items() if not (d.extra or d.removed)]
    return usual if names is None else [n for n in names if not definitions[n].removed]
