"""Linear transforms as ITK's text files (.tfm), LPS inside the file.

ITK's transforms map points of the fixed image to the moving one, as resampling needs it; a
`Transform` maps the other way, as Slicer's nodes do. So the file holds the inverse, and Slicer
reads the same transform from it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import SimpleITK as sitk

from ..contract.errors import UserError
from ..contract.payloads import Matrix, Transform, matrix
from .formats import check_readable, check_writable, stem_of
from .text import read_text, write_text

_FLIP = np.diag([-1.0, -1.0, 1.0, 1.0])  # RAS <-> LPS


def write_transform(path: str | Path, transform: Transform) -> None:
    """Write the transform.

    Raises:
        UserError: it cannot be inverted, the folder is missing or the disk is full.
    """
    check_writable(path, Transform)
    inverse = _inverse(transform.matrix, path)
    parameters = [*inverse[:3, :3].ravel(), *inverse[:3, 3]]
    lines = [
        "#Insight Transform File V1.0",
        "#Transform 0",
        "Transform: AffineTransform_double_3_3",
        "Parameters: " + " ".join(repr(float(p)) for p in parameters),
        "FixedParameters: 0 0 0",
    ]
    write_text(path, "\n".join(lines) + "\n")


def read_transform(path: str | Path) -> Transform:
    """Read a linear transform of three dimensions.

    Raises:
        UserError: the file is missing or damaged, or its transform is not linear.
    """
    check_readable(path, Transform)
    read_text(path)  # its errors are plainer than ITK's
    try:
        found = sitk.ReadTransform(str(path))
    except RuntimeError as error:
        raise UserError(
            f"'{path}' is not a transform file or is damaged; save it again as .tfm."
        ) from error
    if found.GetDimension() != 3 or not found.IsLinear():
        raise UserError(f"'{path}' holds no linear 3D transform; harden or choose another.")
    origin = np.array(found.TransformPoint((0.0, 0.0, 0.0)))
    full = np.eye(4)
    full[:3, 3] = origin
    for axis in range(3):
        full[:3, axis] = np.array(found.TransformPoint(tuple(np.eye(3)[axis]))) - origin
    return Transform(matrix(_inverse(matrix(full), path)), stem_of(path))


def _inverse(linear: Matrix, path: str | Path) -> np.ndarray:
    """The inverse, between LPS and RAS."""
    full = np.asarray(linear, dtype=np.float64)
    if not np.all(np.isfinite(full)) or abs(np.linalg.det(full[:3, :3])) < 1e-12:
        raise UserError(f"The transform of '{path}' cannot be inverted; choose another.")
    inverse: np.ndarray = _FLIP @ np.linalg.inv(full) @ _FLIP
    return inverse
