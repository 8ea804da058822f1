"""What there is of the extension's own environment; found out once, then read many times."""

from __future__ import annotations

from dataclasses import dataclass

from ...environment import space
from ...environment.place import Installed, Place
from ...environment.recipe import Source
from ...environment.upgrade import outdated


@dataclass(frozen=True)
class Findings:
    """The outcome of a look into the place.

    Attributes:
        installed: what is said to be installed, None if nothing is.
        usable: it is there, and its Python too.
        outdated: it was made from another list of packages than this version's.
        removable: there is something to remove.
        sizes: what an installation would take.
    """

    place: Place
    installed: Installed | None
    usable: bool
    outdated: bool
    removable: bool
    sizes: space.Sizes


def look(place: Place, source: Source) -> Findings:
    """Read the place's files, and search for a GPU."""
    return Findings(
        place=place,
        installed=place.installed(),
        usable=place.python() is not None,
        outdated=bool(outdated(place)),
        removable=any(path.exists() for path in place.everything()),
        sizes=space.expected(source),
    )
