"""Segments that are told apart by a number, each in a colour of its own."""

from __future__ import annotations

import colorsys

from .payloads import Segment

_GOLDEN_RATIO = (5**0.5 - 1) / 2  # hues that far apart differ from their neighbours'


def numbered_segment(value: int, name: str = "", layer: int = 0) -> Segment:
    """Its id and colour follow from its value and layer; without a name it is called "Label 3"."""
    number = layer + value
    colour = colorsys.hsv_to_rgb(number * _GOLDEN_RATIO % 1, 0.6, 0.9)
    return Segment(value, name or f"Label {value}", f"Segment_{number}", colour, layer=layer)
