"""Training cases that a model keeps, to compare new cases with; without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..classify.data import Cases
from ..classify.predictors import Predictor

if TYPE_CHECKING:
    import pandas as pd

_MOST = 2000


@dataclass(frozen=True)
class KeptCases:
    """Some or all training cases.

    Attributes:
        frame: (cases, predictors), as `Cases.frame`.
        codes: (cases,) index of the class of each.
        numbers: (cases,) place among the labelled rows of the training table, from 1: who has the
            table can find the case, others cannot.
    """

    frame: pd.DataFrame
    codes: NDArray[np.intp]
    numbers: NDArray[np.intp]


def keep(cases: Cases, seed: int) -> KeptCases:
    """All cases, or a sample of 2000."""
    chosen = np.arange(len(cases))
    if len(cases) > _MOST:
        chosen = np.sort(np.random.default_rng(seed).choice(len(cases), _MOST, replace=False))
    frame = cases.frame.iloc[chosen].reset_index(drop=True)
    return KeptCases(frame, cases.codes[chosen], chosen + 1)


def to_arrays(kept: KeptCases, columns: Sequence[Predictor]) -> dict[str, Any]:
    """Numbers as they are, categories by their index; -1 where one is missing."""
    values = [_numbers(kept.frame[c.name].to_numpy(), c) for c in columns]
    return {"values": np.stack(values, axis=1), "codes": kept.codes, "numbers": kept.numbers}


def from_arrays(arrays: dict[str, Any], columns: Sequence[Predictor]) -> KeptCases:
    """The inverse of `to_arrays`."""
    import pandas as pd

    values = arrays["values"]
    frame = {c.name: _texts(values[:, n], c) for n, c in enumerate(columns)}
    codes, numbers = (arrays[k].astype(np.intp) for k in ("codes", "numbers"))
    return KeptCases(pd.DataFrame(frame), codes, numbers)


def _numbers(values: Any, column: Predictor) -> Any:
    if column.kind == "numeric":
        return values.astype(np.float64)
    place = {name: n for n, name in enumerate(column.categories)}
    return np.array([place.get(v, -1) for v in values], dtype=np.float64)


def _texts(values: Any, column: Predictor) -> Any:
    if column.kind == "numeric":
        return values
    names = np.array([*column.categories, None], dtype=object)
    return names[values.astype(np.intp)]
