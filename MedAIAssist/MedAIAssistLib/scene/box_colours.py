"""Colours of classes: a class has the same colour in every scene, as far as there are enough."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

Colour = tuple[float, float, float]

PALETTE: tuple[Colour, ...] = (
    (0.35, 0.75, 0.95),
    (0.95, 0.62, 0.10),
    (0.90, 0.45, 0.90),
    (0.30, 0.90, 0.85),
    (0.66, 0.56, 1.00),
    (1.00, 0.68, 0.76),
    (0.86, 0.76, 0.52),
    (0.40, 0.56, 1.00),
    (0.62, 0.95, 0.72),
    (1.00, 0.52, 0.42),
)
"""Bright on grey images; plain green, yellow and red are left to comparisons."""

HIT_COLOUR: Colour = (0.15, 0.90, 0.20)
MISS_COLOUR: Colour = (1.00, 0.90, 0.10)
ALARM_COLOUR: Colour = (1.00, 0.15, 0.15)
REJECTED_COLOUR: Colour = (0.50, 0.50, 0.50)


def class_colours(names: Iterable[str]) -> dict[str, Colour]:
    """A colour for each class, red, green and blue in 0..1.

    It follows from the name; where that is another's already, the next free one is taken, so that
    up to ten classes of a scene differ.
    """
    chosen: dict[str, int] = {}
    for name in sorted(set(names)):
        place = zlib.crc32(name.encode("utf-8")) % len(PALETTE)
        free = [n % len(PALETTE) for n in range(place, place + len(PALETTE))]
        taken = set(chosen.values())
        chosen[name] = next((n for n in free if n not in taken), place)
    return {name: PALETTE[place] for name, place in chosen.items()}
