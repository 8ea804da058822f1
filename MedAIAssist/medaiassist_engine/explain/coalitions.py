"""Rows that take some columns from the case and the others from background cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd


def mixed(
    case: pd.DataFrame, background: pd.DataFrame, at: NDArray[np.intp], known: NDArray[np.bool_]
) -> pd.DataFrame:
    """Mixtures of one case with background cases.

    Args:
        case: (1, columns).
        background: (b, columns), the same columns.
        at: (n,) which background case each row starts from.
        known: (n, columns) True where the row takes the value of the case.

    Returns:
        (n, columns) with the background's data types.
    """
    import pandas as pd

    kinds = [dtype.kind == "f" for dtype in background.dtypes]
    parts = []  # of one data type each, because frames of many single columns are slow
    for chosen in (np.array(kinds), ~np.array(kinds)):
        names = background.columns[chosen]
        values = background[names].to_numpy()[at]
        mixture = np.where(known[:, chosen], case[names].to_numpy(), values)
        parts.append(pd.DataFrame(mixture, columns=names))
    if all(kinds):
        return parts[0]
    return pd.concat(parts, axis=1)[list(background.columns)]
