"""The class of each case, and labels that look wrong."""

from __future__ import annotations

import difflib
import re

import numpy as np
from numpy.typing import NDArray

from ..contract.errors import UserError

Texts = NDArray[np.str_]
_ALIKE = 0.84  # of two labels by difflib; "benign" and "bening" are at 0.83 to 0.92
_RARE = 0.1  # the share up to which a label next to a frequent one is suspect


def check_spelling(labels: Texts, names: Texts, column: str) -> None:
    """Refuse labels that differ by blanks or capitals only.

    Raises:
        UserError: two do; the text names a case of the rarer one.
    """
    spellings: dict[str, list[str]] = {}
    for label in np.unique(labels):
        spellings.setdefault(" ".join(label.casefold().split()), []).append(str(label))
    for same in spellings.values():
        if len(same) > 1:
            rare = min(same, key=lambda label: int((labels == label).sum()))
            other = next(label for label in same if label != rare)
            raise UserError(
                f"Case '{names[labels == rare][0]}' has '{rare}' in column '{column}', other "
                f"cases have '{other}'; they look like one class, so write them the same way."
            )


def misspelled(labels: Texts) -> list[tuple[str, str]]:
    """Rare labels that are nearly spelled like a frequent one: (rare, frequent).

    Labels that differ in a number, such as grade 1 and grade 2, are not meant.
    """
    found, counts = np.unique(labels, return_counts=True)
    suspects = []
    for rare, few in zip(found, counts, strict=True):
        for frequent, many in zip(found, counts, strict=True):
            if few <= _RARE * many and _nearly(str(rare), str(frequent)):
                suspects.append((str(rare), str(frequent)))
    return suspects


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


def _nearly(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < 5:
        return False
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE
