"""Which classes are learnt, and from which cases."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from ...classify.deep.splitting import check_whole, drawn, named
from ...cohort.columns import listed
from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from ..formats.box_table import BoxRows
from ..networks.parameters import DetectorChoices

Texts = NDArray[np.str_]


def classes_of(rows: BoxRows, wanted: str, context: Context) -> tuple[str, ...]:
    """The classes to learn: those asked for, or all there are.

    Raises:
        UserError: no box can be used, or none is of a class that is asked for.
    """
    counts = Counter(n for n, aside in zip(rows.labels, rows.ignored, strict=True) if not aside)
    names = [name.strip() for name in wanted.split(",") if name.strip()] or sorted(counts)
    if not names:
        raise UserError("No box can be used to learn from; draw some, or correct the table.")
    lacking = [name for name in names if not counts[name]]
    if lacking:
        raise UserError(
            f"No box is of the class '{lacking[0]}'; there are {listed(sorted(counts))}."
        )
    context.note("Boxes: " + ", ".join(f"{name} {counts[name]}" for name in names) + ".")
    return tuple(names)


def usable(rows: BoxRows, classes: tuple[str, ...]) -> set[str]:
    """The cases that have a box of these classes to learn from."""
    wanted = np.isin(np.array(rows.labels, dtype=str), classes) & ~rows.ignored
    return {rows.cases[n] for n in np.unique(rows.case[wanted])}


def parts_of(
    who: Texts, given: Texts, names: Texts, full: set[str], p: DetectorChoices, context: Context
) -> Texts:
    """(n,) train, validation or test; whole patients, as the table says or drawn.

    Args:
        full: names of the cases that have boxes.

    Raises:
        UserError: a word of the split is unknown, a patient is in two parts, or a part has no box.
    """
    kinds = np.array(["boxes" if name in full else "none" for name in names])
    share = {VALIDATION: p.validation}
    if (given == "").all():
        parts = drawn(who, kinds, share, p.seed)
        context.note("The table has no split; validation cases were drawn by patient.")
    else:
        parts = named(given)
        check_whole(who, parts)
        learnt = parts == TRAIN
        if not (parts == VALIDATION).any() and learnt.any():
            parts[learnt] = drawn(who[learnt], kinds[learnt], share, p.seed)
            context.note("Validation cases were drawn from the training cases, by patient.")
    for part in (TRAIN, VALIDATION):
        if not ((parts == part) & (kinds == "boxes")).any():
            raise UserError(
                f"No case with boxes to learn is in {part}; add patients, or change the split or "
                "Classes (classes)."
            )
    counts = ", ".join(f"{q} {int((parts == q).sum())}" for q in (TRAIN, VALIDATION, TEST))
    context.note(f"Cases: {counts}.")
    return parts
