"""What a feature is: its name, unit and definition; and a value, which may be missing."""

from __future__ import annotations

from dataclasses import dataclass

Value = float | str
"""A number, or the reason why there is none."""

Values = dict[str, Value]


@dataclass(frozen=True)
class Definition:
    """One feature: `removed` says what pyradiomics replaced it by; `extra` is left out by default.

    Attributes:
        text: one sentence.
        unit: such as "mm" or "intensity²"; empty for pure numbers.
        extra: computed only if asked for by name.
        removed: the feature that equals it, for names that pyradiomics no longer computes.
    """

    text: str
    unit: str = ""
    extra: bool = False
    removed: str = ""


Definitions = dict[str, Definition]


def all_undefined(definitions: Definitions, reason: str) -> Values:
    """Every feature of a family undefined for one reason."""
    return dict.fromkeys(definitions, reason)
