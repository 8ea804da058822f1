"""Shapley values: what each feature adds to one prediction.

The value of a set of features is the mean prediction where they are as in the case and the others
as in background cases (the interventional value: Janzing et al., AISTATS 2020). The contributions
add up exactly to the prediction minus the mean prediction of the background.

>>> import numpy as np, pandas as pd
>>> background = pd.DataFrame({"a": [0.0, 2.0], "b": [1.0, 3.0]})
>>> case = pd.DataFrame({"a": [5.0], "b": [4.0]})
>>> shapley_values(lambda f: 2 * f["a"].to_numpy() + f["b"].to_numpy(), case, background).values
array([8., 2.])
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from .coalitions import mixed
from .predicting import ROWS_AT_ONCE, Predict, Reals, predict_in_parts, predicted

if TYPE_CHECKING:
    import pandas as pd

MOST_EXACT = 12  # features of which all 4096 sets are looked at
_MOST_ROWS = 60_000  # predicted for exact values; a smaller background keeps the wait short


@dataclass(frozen=True)
class Shapley:
    """Contributions to one prediction.

    Attributes:
        values: (groups,), they sum to `prediction` - `baseline`.
        errors: (groups,) standard errors from the sampling of permutations; 0 if exact.
        baseline: mean prediction of the background.
        prediction: of the case.
        exact: all sets of features were looked at.
    """

    values: Reals
    errors: Reals
    baseline: float
    prediction: float
    exact: bool


def shapley_values(
    predict: Predict,
    case: pd.DataFrame,
    background: pd.DataFrame,
    groups: Sequence[Sequence[int]] | None = None,
    permutations: int = 200,
    seed: int = 0,
    context: Context | None = None,
) -> Shapley:
    """Exact up to `MOST_EXACT` features, else from permutations of them.

    Args:
        predict: from a frame to (n,).
        case: (1, columns).
        background: (b, columns), typical cases.
        groups: positions of columns that are one feature together, every column in one group;
            by default each column alone.
        permutations: at least so many, as pairs of a permutation and its reverse, for sampling.

    References: Shapley, A value for n-person games, 1953; Štrumbelj and Kononenko, Knowledge and
    Information Systems 41, 2014; antithetic pairs: Mitchell et al., JMLR 23, 2022.

    Raises:
        Cancelled: the user cancelled.
    """
    parts = groups or [[index] for index in range(len(background.columns))]
    group_of = np.empty(len(background.columns), dtype=np.intp)
    for group, columns in enumerate(parts):
        group_of[list(columns)] = group
    game = _Game(predict, case, background, group_of, context or Context())
    if len(parts) <= MOST_EXACT:
        return _exact(game, len(parts))
    return _sampled(game, len(parts), permutations, np.random.default_rng(seed))


def smaller_background(
    predict: Predict, background: pd.DataFrame, features: int, context: Context
) -> pd.DataFrame:
    """A sample of the background with which exact values do not take too long.

    Every so many-th case in the order of its prediction, so that the sample's mean prediction is
    near that of all.
    """
    sets = 2**features if features <= MOST_EXACT else 1
    most = max(10, min(100, _MOST_ROWS // sets))
    if len(background) <= most:
        return background
    order = np.argsort(predict_in_parts(predict, background, context), kind="stable")
    chosen = order[((np.arange(most) + 0.5) * len(order) / most).astype(np.intp)]
    return background.iloc[chosen].reset_index(drop=True)


@dataclass(frozen=True)
class _Game:
    predict: Predict
    case: pd.DataFrame
    background: pd.DataFrame
    group_of: NDArray[np.intp]  # (columns,)
    context: Context

    def play(self, at: NDArray[np.intp], groups: NDArray[np.bool_]) -> Reals:
        """(n,) predictions of rows that know some (n, groups) and else are background `at`."""
        rows = mixed(self.case, self.background, at, groups[:, self.group_of])
        return predicted(self.predict, rows, self.context)


def _exact(game: _Game, count: int) -> Shapley:
    """From the mean prediction of each of the 2^count sets, numbered by their bits."""
    sets = np.arange(2**count)
    inside = (sets[:, None] >> np.arange(count) & 1).astype(bool)
    worth = np.empty(len(sets))
    size = len(game.background)
    for part in _parts(len(sets), size):
        game.context.progress(part.start / len(sets))
        at = np.tile(np.arange(size), len(inside[part]))
        rows = game.play(at, np.repeat(inside[part], size, axis=0))
        worth[part] = rows.reshape(-1, size).mean(axis=1)
    sizes = inside.sum(axis=1)
    weight = np.array([1 / (count * math.comb(count - 1, s)) for s in range(count)])
    values = np.empty(count)
    for feature in range(count):
        without = sets[~inside[:, feature]]
        gains = worth[without | 1 << feature] - worth[without]
        values[feature] = np.sum(weight[sizes[without]] * gains)
    return Shapley(values, np.zeros(count), float(worth[0]), float(worth[-1]), True)


def _sampled(game: _Game, count: int, wanted: int, rng: np.random.Generator) -> Shapley:
    """Every background case starts equally many permutations, so that the sum is exact."""
    size = len(game.background)
    starts = np.tile(np.arange(size), max(1, math.ceil(wanted / 2 / size)))
    gains = np.zeros((len(starts), count))
    baseline = np.zeros(len(starts))
    for part in _parts(len(starts), 2 * (count + 1)):
        game.context.progress(part.start / len(starts))
        orders = np.array([rng.permutation(count) for _ in starts[part]])
        for ranks in (orders, orders[:, ::-1]):
            path = _walk(game, starts[part], ranks)
            steps = np.take_along_axis(np.diff(path, axis=1), np.argsort(ranks, axis=1), axis=1)
            gains[part] += steps / 2
            baseline[part] = path[:, 0]
    prediction = float(path[0, -1])
    errors = gains.std(axis=0, ddof=1) / math.sqrt(len(gains)) if len(gains) > 1 else gains[0] * 0
    return Shapley(gains.mean(axis=0), errors, float(baseline.mean()), prediction, False)


def _walk(game: _Game, starts: NDArray[np.intp], orders: NDArray[np.intp]) -> Reals:
    """(permutations, count + 1): predictions as the features become known one by one."""
    permutations, count = orders.shape
    place = np.argsort(orders, axis=1)  # when each feature becomes known
    known = place[:, None, :] < np.arange(count + 1)[None, :, None]
    rows = game.play(np.repeat(starts, count + 1), known.reshape(-1, count))
    return rows.reshape(permutations, count + 1)


def _parts(count: int, rows_each: int) -> list[slice]:
    """Slices of `count` things that are predicted together."""
    step = max(1, ROWS_AT_ONCE // rows_each)
    return [slice(start, start + step) for start in range(0, count, step)]
