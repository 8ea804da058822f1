"""Pictures for labels and lists, from arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import qt


def pixmap_of(rgb: Any) -> Any:
    """A QPixmap of (j, i, 3) bytes."""
    pixels = np.ascontiguousarray(rgb, dtype=np.uint8)
    header = f"P6 {pixels.shape[1]} {pixels.shape[0]} 255\n".encode("ascii")
    pixmap = qt.QPixmap()
    pixmap.loadFromData(qt.QByteArray(header + pixels.tobytes()))
    return pixmap
