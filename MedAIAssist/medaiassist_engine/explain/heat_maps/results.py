"""Faithfulness and attention as tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Chart, Column, Curve, Table, Volume
from ...features.regions import key_columns
from .attention import attention
from .faithfulness import Faithfulness
from .pieces import Piece
from .scoring import Score
from .subject import Subject

_AREA = "Mean probability as voxels are"
_ELSEWHERE = "The same, with the map at random places"
_BETTER = "Share of random places that the map is better than"


def scores_table(volume: Volume, scores: Sequence[Score]) -> Table:
    """A row for each part."""

    def column(name: str, value: Callable[[Faithfulness], float], text: str) -> Column:
        return Column(name, np.array([value(one.found) for one in scores]), description=text)

    columns = (
        *key_columns(volume, [one.name for one in scores]),
        Column("class", texts=tuple(one.label for one in scores), description="Explained"),
        column("deletion", lambda f: f.deletions[0], f"{_AREA} hidden; lower is better"),
        column("deletion_random", lambda f: f.deletions[1:].mean(), _ELSEWHERE),
        column("deletion_better", lambda f: f.beaten[0], _BETTER),
        column("insertion", lambda f: f.insertions[0], f"{_AREA} shown; higher is better"),
        column("insertion_random", lambda f: f.insertions[1:].mean(), _ELSEWHERE),
        column("insertion_better", lambda f: f.beaten[1], _BETTER),
        Column("faithful", texts=tuple("yes" if one.found.faithful else "no" for one in scores)),
    )
    return Table(columns, "Faithfulness")


def curves_chart(scores: Sequence[Score]) -> Chart:
    """Probability over the share of voxels that are hidden or shown."""
    columns = [Column("share", 100 * scores[0].found.shares, unit="%",
                      description="Of voxels that are hidden or shown")]  # fmt: skip
    for one in scores:
        before = _before(one.name, len(scores))
        for name, values in (("hidden", one.found.deletion), ("shown", one.found.insertion)):
            columns.append(Column(f"{before}{name}", values[0]))
            columns.append(Column(f"{before}{name}, random", values[1:].mean(axis=0)))
    return Chart(
        Table(tuple(columns), "Faithfulness"), _curves(columns, columns[1:]), "Faithfulness",
        "voxels hidden or shown (%)", "probability",
    )  # fmt: skip


def attention_chart(
    pieces: Sequence[Piece], subjects: Sequence[Subject], context: Context
) -> Chart:
    """Weight of each slice that a recurrent network sees, and where its centre lies.

    Raises:
        Cancelled: the user cancelled.
    """
    columns, weights = [], []
    for piece, subject in zip(pieces, subjects, strict=True):
        before = _before(piece.name, len(pieces))
        weights.append(Column(f"{before}weight", attention(subject, context),
                              description="All add up to 1"))  # fmt: skip
        columns.append(weights[-1])
        for axis, values in zip("RAS", centres(piece).T, strict=True):
            columns.append(Column(f"{before}{axis}", values, unit="mm", description="Its centre"))
    number = Column("slice", np.arange(1, subjects[0].size[-1] + 1),
                    description="As the network sees them, from 1")  # fmt: skip
    table = Table((number, *columns), "Attention")
    return Chart(table, _curves([number], weights), "Attention", "slice", "weight")


def centres(piece: Piece) -> NDArray[np.float64]:
    """(slices, 3) RAS mm."""
    i, j, k = piece.image.shape[1:]
    middles = np.array([[(i - 1) / 2, (j - 1) / 2, n, 1] for n in range(k)])
    result: NDArray[np.float64] = (middles @ piece.seen.T)[:, :3]
    return result


def _before(name: str, count: int) -> str:
    return f"{name}: " if count > 1 else ""


def _curves(first: Sequence[Column], columns: Sequence[Column]) -> tuple[Curve, ...]:
    return tuple(Curve(first[0].name, column.name, column.name) for column in columns)
