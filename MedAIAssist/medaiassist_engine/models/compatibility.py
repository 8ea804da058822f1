"""Whether a model made with other library versions can be trusted here."""

from __future__ import annotations

from collections.abc import Mapping

from ..contract.errors import UserError
from ..versions import versions

_DECISIVE = "scikit-learn"
"""Fitted objects are its objects; it promises nothing across versions."""


def check_versions(made_with: Mapping[str, str], name: str) -> list[str]:
    """Warnings about other versions than those that the model was made with.

    Raises:
        UserError: scikit-learn here is older, or of another major version.
    """
    was, here = made_with.get(_DECISIVE, ""), versions().get(_DECISIVE, "")
    made, ours = _release(was), _release(here)
    if made == ours:
        return []
    if made > ours or made[:1] != ours[:1]:
        raise UserError(
            f"'{name}' was trained with scikit-learn {was or 'of unknown version'}, but {here} is "
            "installed here, which may not read it correctly. Update the engine's environment, or "
            "train the model again from its table."
        )
    return [
        f"'{name}' was trained with scikit-learn {was}, but {here} is installed here; compare "
        "some predictions with known ones, or train it again from its table."
    ]


def _release(version: str) -> tuple[int, ...]:
    """Major and minor version; what is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split(".")[:2])
