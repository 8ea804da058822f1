"""Principal components of a table of features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...context import Context
from ...contract.cohorts import may_be_feature
from ...contract.errors import UserError
from ...contract.payloads import Chart, Column, Curve, Table
from .columns import Reals, as_reals, features_of, groups_of
from .parameters import PcaParameters


@dataclass(frozen=True)
class Components:
    """Principal components of (rows, features).

    Attributes:
        scores: (rows, components); loadings: (features, components), orthonormal columns.
        explained: (components,) shares of the whole variance.
        mean, scale: (features,), taken off and divided by before.
    """

    scores: Reals
    loadings: Reals
    explained: Reals
    mean: Reals
    scale: Reals


def principal_components(values: Reals, components: int, *, standardize: bool = True) -> Components:
    """Of complete rows; the largest loading of each component is positive, so that it is unique.

    Raises:
        UserError: fewer than three rows or two features, or all constant.
    """
    rows, features = values.shape
    if rows < 3 or features < 2:
        raise UserError(
            f"Principal components need 3 complete rows and 2 features, but there are {rows} and "
            f"{features}; add cases or leave out features with undefined values."
        )
    mean = values.mean(axis=0)
    scale = values.std(axis=0, ddof=1) if standardize else np.ones(features)
    u, s, vt = np.linalg.svd((values - mean) / scale, full_matrices=False)
    if s[0] == 0:
        raise UserError("All rows are equal, so there are no principal components.")
    kept = min(components, rows - 1, features)
    loadings = vt[:kept].T
    signs = np.sign(loadings[np.abs(loadings).argmax(axis=0), np.arange(kept)])
    explained = s**2 / (s**2).sum()
    return Components(
        u[:, :kept] * s[:kept] * signs, loadings * signs, explained[:kept], mean, scale
    )


def run_pca(table: Table, parameters: PcaParameters, context: Context) -> dict[str, Chart | Table]:
    """Scores, loadings and explained variance, and the first two components by group.

    Features that are constant or undefined in half of the rows are left out, then rows with any
    undefined feature; both are told.

    Raises:
        UserError: too little is left.
    """
    context.progress(0.0)
    columns = features_of(table, parameters.features, parameters.group)
    groups = groups_of(table, parameters.group, context)
    values = np.stack([as_reals(c) for c in columns], axis=1)
    kept = _usable(values)
    _note_left_out([c.name for c, keep in zip(columns, kept, strict=True) if not keep], context)
    columns = [c for c, keep in zip(columns, kept, strict=True) if keep]
    complete = np.isfinite(values[:, kept]).all(axis=1) & np.any(list(groups.values()), axis=0)
    if not complete.all():
        context.note(
            f"{int((~complete).sum())} of {len(complete)} rows are left out for undefined features "
            "or no group."
        )
    usable = values[complete][:, kept]
    varying = _varying(usable)
    columns = [c for c, keep in zip(columns, varying, strict=True) if keep]
    found = principal_components(
        usable[:, varying], parameters.components, standardize=parameters.standardize
    )
    context.progress(1.0)
    return {
        "chart": _chart(found, {n: g[complete] for n, g in groups.items()}),
        "scores": _scores(table, complete, found, parameters.group),
        "loadings": _loadings(columns, found),
        "variance": _variance(found),
    }


def _usable(values: Reals) -> np.ndarray:
    defined = np.isfinite(values)
    low = np.min(values, axis=0, where=defined, initial=np.inf)
    high = np.max(values, axis=0, where=defined, initial=-np.inf)
    return (2 * defined.sum(axis=0) > len(values)) & (high > low)


def _varying(values: Reals) -> np.ndarray:
    """Features may become constant where rows were left out."""
    return np.ptp(values, axis=0) > 0 if len(values) else np.ones(values.shape[1], dtype=bool)


def _note_left_out(names: list[str], context: Context) -> None:
    if names:
        some = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        context.note(
            f"{len(names)} features are constant or undefined in half of the rows and are left "
            f"out: {some}."
        )


def _chart(found: Components, groups: dict[str, np.ndarray]) -> Chart:
    """One column of heights for each group, NaN in the rows of others, which plots leave out."""
    first, second = found.scores[:, 0], found.scores[:, 1]
    columns = [Column("PC1", first)]
    for name, rows in groups.items():
        columns.append(Column(name or "PC2", np.where(rows, second, np.nan)))
    shares = [f"PC{n} ({share:.0%} of the variance)" for n, share in enumerate(found.explained, 1)]
    return Chart(
        Table(tuple(columns), "Principal components"),
        tuple(Curve("PC1", c.name, c.name) for c in columns[1:]),
        "Principal components",
        shares[0],
        shares[1],
        "scatter",
    )


def _scores(table: Table, rows: np.ndarray, found: Components, group: str) -> Table:
    """With the columns that say what each row is."""
    keys = [
        Column(c.name, None, tuple(np.array(c.texts)[rows].tolist()), c.unit, c.description)
        if c.values is None
        else Column(c.name, np.asarray(c.values)[rows], (), c.unit, c.description)
        for c in table.columns
        if c.values is None or not may_be_feature(c) or c.name == group
    ]
    scores = [Column(f"PC{n}", values) for n, values in enumerate(found.scores.T, 1)]
    return Table((*keys, *scores), "Scores")


def _loadings(columns: list[Column], found: Components) -> Table:
    loadings = [Column(f"PC{n}", values) for n, values in enumerate(found.loadings.T, 1)]
    return Table((Column("feature", texts=tuple(c.name for c in columns)), *loadings), "Loadings")


def _variance(found: Components) -> Table:
    names = tuple(f"PC{n}" for n in range(1, len(found.explained) + 1))
    percent = 100 * found.explained
    return Table(
        (
            Column("component", texts=names),
            Column("explained", percent, unit="%", description="Share of the variance"),
            Column("cumulative", np.cumsum(percent), unit="%", description="With those before"),
        ),
        "Explained variance",
    )
