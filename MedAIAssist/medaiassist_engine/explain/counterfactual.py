"""Counterfactuals: the smallest changes of a case that would change the answer.

Greedy search over the values that training cases had, then changes are taken back as far as the
answer allows. Further answers must do without the column that mattered most before, so that they
differ.

References: Wachter, Mittelstadt and Russell, Harvard Journal of Law & Technology 31, 2018;
Mothilal, Sharma and Tan, FAT* 2020.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..classify.predictors import Predictor
from ..context import Context
from ..diagnose.outside import is_missing
from ..models.seen import Seen
from .predicting import Predict, Reals, predict_in_parts

if TYPE_CHECKING:
    import pandas as pd

_HALVINGS = 12  # steps back towards the case's own value
_LEAST = 0.1  # added to costs, so that tiny changes are not worth most


@dataclass(frozen=True)
class Counterfactual:
    """A changed case.

    Attributes:
        frame: (1, columns).
        changed: positions of the changed columns, the most costly change first.
        costs: of each, in standard deviations; 1 for another category.
        margin: how far the wanted answer is reached; never negative.
    """

    frame: pd.DataFrame
    changed: tuple[int, ...]
    costs: tuple[float, ...]
    margin: float


@dataclass(frozen=True)
class Search:
    """What is searched, and where.

    Attributes:
        margin: of each row of a frame, positive where the wanted answer is given.
        columns, seen: of the model.
        most: columns that may change together.
    """

    margin: Predict
    columns: tuple[Predictor, ...]
    seen: tuple[Seen, ...]
    most: int
    context: Context

    def cost(self, n: int, before: Any, after: Any) -> float:
        """Standard deviations, or 1 for another category."""
        if self.columns[n].kind == "categorical":
            return float(before != after)
        return abs(float(after) - float(before)) / self.seen[n].deviation

    def candidates(self, n: int) -> Sequence[Any]:
        """Values that training cases had."""
        if self.columns[n].kind == "categorical":
            return self.columns[n].categories
        return sorted(set(self.seen[n].quantiles))


def counterfactuals(
    search: Search, case: pd.DataFrame, fixed: set[str], answers: int
) -> list[Counterfactual]:
    """Different ways to the wanted answer, in the order found; fewer if there are no more.

    Columns without a value stay so.

    Args:
        case: (1, columns), whose answer is another one.
        fixed: names of columns that must not change.

    Raises:
        Cancelled: the user cancelled.
    """
    free = [
        n
        for n, c in enumerate(search.columns)
        if c.name not in fixed and not is_missing(case[c.name].to_numpy()[0])
    ]
    found: list[Counterfactual] = []
    while free and len(found) < answers:
        one = _one(search, case, free)
        if one is None:
            break
        found.append(one)
        free = [n for n in free if n != one.changed[0]]
    return found


def _one(search: Search, case: pd.DataFrame, free: list[int]) -> Counterfactual | None:
    """The cheaper of two greedy searches: by gain, and by gain for the cost."""
    found = [_greedy(search, case, free, thrifty) for thrifty in (False, True)]
    return min((f for f in found if f is not None), key=lambda f: sum(f.costs), default=None)


def _greedy(
    search: Search, case: pd.DataFrame, free: list[int], thrifty: bool
) -> Counterfactual | None:
    changed: dict[int, Any] = {}
    reached = _margin(search, case, changed)
    while reached <= 0 and len(changed) < search.most:
        step = _best_step(search, case, changed, free, reached, thrifty)
        if step is None:
            return None
        (n, value), reached = step
        changed[n] = value
    if reached <= 0:
        return None
    _take_back(search, case, changed)
    return _finished(search, case, changed)


def _best_step(
    search: Search,
    case: pd.DataFrame,
    changed: dict[int, Any],
    free: list[int],
    reached: float,
    thrifty: bool,
) -> tuple[tuple[int, Any], float] | None:
    """The cheapest change that reaches the answer, else the one that gains most."""
    steps = [(n, v) for n in free if n not in changed for v in search.candidates(n)]
    margins = _margins(search, case, [{**changed, n: v} for n, v in steps])
    if not len(margins) or margins.max() <= reached:
        return None
    costs = np.array([search.cost(n, _value(search, case, n), v) for n, v in steps])
    if margins.max() > 0:
        best = int(np.where(margins > 0, costs, np.inf).argmin())
    else:
        gain = margins - reached
        best = int((gain / (costs + _LEAST) if thrifty else gain).argmax())
    return steps[best], float(margins[best])


def _take_back(search: Search, case: pd.DataFrame, changed: dict[int, Any]) -> None:
    """Undo changes that are not needed, and numbers as far as the answer stays."""
    for n in list(changed):
        without = {k: v for k, v in changed.items() if k != n}
        if without and _margin(search, case, without) > 0:
            del changed[n]
    for n, value in list(changed.items()):
        if search.columns[n].kind == "categorical":
            continue
        own, near = float(_value(search, case, n)), float(value)
        for _ in range(_HALVINGS):
            between = (own + near) / 2
            if _margin(search, case, {**changed, n: between}) > 0:
                near = between
            else:
                own = between
        changed[n] = near


def _finished(search: Search, case: pd.DataFrame, changed: dict[int, Any]) -> Counterfactual:
    costs = {n: search.cost(n, _value(search, case, n), v) for n, v in changed.items()}
    order = sorted(costs, key=lambda n: -costs[n])
    frame = _changed(search, case, [changed])
    return Counterfactual(
        frame, tuple(order), tuple(costs[n] for n in order), _margin(search, case, changed)
    )


def _value(search: Search, case: pd.DataFrame, n: int) -> Any:
    return case[search.columns[n].name].to_numpy()[0]


def _margin(search: Search, case: pd.DataFrame, changed: dict[int, Any]) -> float:
    return float(_margins(search, case, [changed])[0])


def _margins(search: Search, case: pd.DataFrame, changes: Sequence[dict[int, Any]]) -> Reals:
    if not changes:
        return np.zeros(0)
    return predict_in_parts(search.margin, _changed(search, case, changes), search.context)


def _changed(search: Search, case: pd.DataFrame, changes: Sequence[dict[int, Any]]) -> Any:
    """(changes, columns): the case with each set of changes."""
    import pandas as pd

    frame = {}
    for n, column in enumerate(search.columns):
        own = case[column.name].to_numpy()
        frame[column.name] = np.array([c.get(n, own[0]) for c in changes], dtype=own.dtype)
    return pd.DataFrame(frame)
