"""Columns that give the answer away."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.payloads import Column, Table
from .columns import KEYS, LABEL, SITE, find, texts

SUSPICIOUS = 0.98
"""Balanced accuracy that a single column reaches only if it knows the label."""

_FOLDS = 5
_FEWEST = 5  # cases of the smallest class; below, chance reaches anything
_KEPT = (*(key for key in KEYS if key != SITE), "segment", "slice")


@dataclass(frozen=True)
class Suspect:
    """A column that predicts the label alone.

    Attributes:
        how: "equal" (the label in other words), "predicts", or "gaps" (its missing cells do).
        score: cross-validated balanced accuracy of the column alone; 1 for "equal".
    """

    column: str
    how: str
    score: float


def suspects(
    table: Table,
    label: str = LABEL,
    skip: Sequence[str] = (),
    context: Context | None = None,
) -> list[Suspect]:
    """The columns that say the label, or predict it alone, the surest first.

    Each column is judged by itself: is it the label under other names; else the balanced accuracy
    of a small decision tree in stratified 5-fold cross-validation, on its values and on where they
    are missing. Rows without a label are left out, and so are the columns that name cases,
    patients, files and splits.

    Args:
        skip: further columns to leave out.
        context: told of the progress.

    Raises:
        Cancelled: as asked by the context.
    """
    column = find(table, label)
    if column is None:
        return []
    labels = np.array(texts(column))
    rows = labels != ""
    counts = Counter(labels[rows].tolist())
    if len(counts) < 2 or min(counts.values()) < _FEWEST:
        return []
    left_out = {label, *_KEPT, *skip}
    columns = [c for c in table.columns if c.name not in left_out]
    found = []
    for number, each in enumerate(columns):
        if context is not None:
            context.progress(number / len(columns), "leaks")
        found.append(_judged(each, rows, labels[rows]))
    return sorted((s for s in found if s is not None), key=lambda s: (-s.score, s.column))


def _judged(column: Column, rows: NDArray[np.bool_], labels: NDArray[np.str_]) -> Suspect | None:
    cells = [text for text, kept in zip(texts(column), rows, strict=True) if kept]
    if len(set(cells)) < 2:
        return None
    if _same_partition(cells, labels.tolist()):
        return Suspect(column.name, "equal", 1.0)
    missing = np.array([not cell for cell in cells])
    if missing.any():
        score = _score(missing.astype(np.float64), labels)
        if score >= SUSPICIOUS:
            return Suspect(column.name, "gaps", score)
    score = _score(_codes(column, rows, cells), labels)
    return Suspect(column.name, "predicts", score) if score >= SUSPICIOUS else None


def _same_partition(cells: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether every value stands for one class and every class for one value, gaps aside."""
    pairs = {(cell, label) for cell, label in zip(cells, labels, strict=True) if cell}
    known = sum(bool(cell) for cell in cells)
    values, classes = {cell for cell, _ in pairs}, {label for _, label in pairs}
    return len(pairs) == len(values) == len(classes) == len(set(labels)) and 2 * known > len(cells)


def _codes(column: Column, rows: NDArray[np.bool_], cells: Sequence[str]) -> NDArray[np.float64]:
    """Numbers as they are, words as numbers; missing cells below all others."""
    if column.values is not None:
        values = np.asarray(column.values, dtype=np.float64)[rows]
        finite = values[np.isfinite(values)]
        below = float(finite.min()) - 1 if len(finite) else 0.0
        return np.nan_to_num(values, nan=below)
    order = {text: code for code, text in enumerate(sorted(set(cells)))}
    return np.array([order[cell] for cell in cells], dtype=np.float64)


def _score(values: NDArray[np.float64], labels: NDArray[np.str_]) -> float:
    """Cross-validated balanced accuracy of one column; ends as soon as it cannot be suspicious."""
    from sklearn.model_selection import StratifiedKFold
    from sklearn.tree import DecisionTreeClassifier

    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    hits: dict[str, list[bool]] = defaultdict(list)
    leaves = 4 * len(set(labels.tolist()))
    x = np.clip(values, -3e38, 3e38).reshape(-1, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of classes smaller than the number of folds
        for train, test in folds.split(x, labels):
            tree = DecisionTreeClassifier(max_leaf_nodes=leaves, random_state=0)
            right = tree.fit(x[train], labels[train]).predict(x[test]) == labels[test]
            for label, hit in zip(labels[test].tolist(), right.tolist(), strict=True):
                hits[label].append(hit)
            if np.mean([np.mean(h) for h in hits.values()]) < SUSPICIOUS - 0.1:
                return 0.0
    return float(np.mean([np.mean(h) for h in hits.values()]))
