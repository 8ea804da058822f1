"""Whether the environment that counts suits this version of the extension."""

from __future__ import annotations

import re

from medaiassist_engine import __version__

from .place import Place
from .recipe import Recipe


def outdated(place: Place, recipe: Recipe | None = None) -> str:
    """Why a new installation should be offered, as a sentence, or "".

    One that a newer version made is left alone: two versions that share a place would otherwise
    undo each other's work for ever.
    """
    installed = place.installed()
    if installed is None or installed.recipe == (recipe or Recipe()).fingerprint:
        return ""
    if _numbers(installed.version) > _numbers(__version__):
        return ""
    return (
        f"The engine's environment was made for MedAIAssist {installed.version or '?'} with other "
        f"versions of the libraries than {__version__} was tested with. Press Update under Engine "
        "to bring it up to date; the present one stays in use until that is done."
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, [*re.findall(r"\d+", version), 0, 0, 0][:3]))
