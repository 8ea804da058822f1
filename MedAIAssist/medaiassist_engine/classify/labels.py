"""The class of each case, and labels that look wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..cohort.spellings import spellings
from ..contract.errors import UserError

Texts = NDArray[np.str_]


def check_spelling(labels: Texts, names: Texts, column: str) -> None:
    """Refuse labels that differ in case, blanks, hyphens and underscores only.

    Raises:
        UserError: two do; the text names a case of the rarer one.
    """
    for same in spellings(np.unique(labels).tolist()).values():
        if len(same) > 1:
            rare = min(same, key=lambda label: int((labels == label).sum()))
            other = next(label for label in same if label != rare)
            raise UserError(
                f"Case '{names[labels == rare][0]}' has '{rare}' in column '{column}', other "
                f"cases have '{other}'; they look like one class, so write them the same way."
            )


def classes_of(labels: Texts, positive: str, column: str) -> tuple[Texts, tuple[str, ...]]:
    """Labels and the class names; with `positive`, two classes of which it is the last.

    Raises:
        UserError: there is one class only, or `positive` names one that is not there.
    """
    found = _ordered(np.unique(labels).tolist())
    wanted = [name.strip() for name in positive.split(",") if name.strip()]
    for name in wanted:
        if name not in found:
            raise UserError(
                f"No case has '{name}' in column '{column}'; it holds: {', '.join(found[:12])}."
            )
    if len(found) < 2 or len(wanted) == len(found):
        raise UserError(
            f"All cases have the same class in column '{column}' "
            f"({', '.join(found)}); a classifier needs cases of two classes."
        )
    if not wanted:
        return labels, tuple(found)
    rest = [name for name in found if name not in wanted]
    negative, disease = " or ".join(rest), " or ".join(wanted)
    return np.where(np.isin(labels, wanted), disease, negative), (negative, disease)


def _ordered(names: list[str]) -> list[str]:
    """Numbers by value, words by letters."""
    try:
        return sorted(names, key=float)
    except ValueError:
        return sorted(names)
